"""A file that is the same is not taken apart again, and gives the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.cache import FILE_NAME
from graphbuild.collect import known
from graphbuild.collect.corpus import read_corpus
from graphbuild.collect.fold import fold
from graphbuild.collect.known import pack, unpack
from graphbuild.collect.readers import Item
from graphbuild.config import Settings
from graphbuild.kept import Kept
from graphbuild.model import Failure, Post, Skipped, Source

ITEMS = st.one_of(
    st.tuples(st.builds(Source), st.lists(st.builds(Post), max_size=2).map(tuple)),
    st.builds(Failure),
    st.builds(Skipped),
)


@given(st.lists(ITEMS, max_size=3))
@settings(max_examples=60, deadline=None)
def test_what_a_file_holds_comes_back_as_it_was(items: list[Item]) -> None:
    assert repr(unpack(pack(items))) == repr(items)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(Path(__file__).parents[2] / "posts", tmp_path / "posts")
    (tmp_path / "posts" / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "posts" / "page.html").write_text(
        "<html><body><article><h1>Un jeudi à Namur</h1><p>Zoé Lambert est venue à Namur jeudi "
        "pour voir le marché et les gens du marché.</p></article></body></html>",
        encoding="utf-8",
    )
    return tmp_path / "posts"


def test_only_a_file_that_changed_is_taken_apart(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []
    read_blob = known.read_blob
    monkeypatch.setattr(
        known, "read_blob", lambda blob, *rest: (taken.append(blob.name), read_blob(blob, *rest))[1]
    )

    def read() -> object:
        taken.clear()
        kept = Kept(folder.parent / FILE_NAME, "collect", "")
        corpus = read_corpus([folder], Settings(), kept=kept)
        kept.finish()
        assert corpus == read_corpus([folder], Settings())
        return corpus

    first = read()
    assert {"empty.txt", "page.html"} < set(taken)
    assert read() == first
    assert taken == []
    changed = folder / "page.html"
    changed.write_text(changed.read_text(encoding="utf-8").replace("Zoé", "Léa"), encoding="utf-8")
    assert read() != first
    assert taken == ["page.html"]


def test_the_same_text_under_another_name_is_another_file(folder: Path) -> None:
    kept = Kept(folder.parent / FILE_NAME, "collect", "")
    read_corpus([folder], Settings(), kept=kept)
    kept.finish()
    (folder / "page.html").rename(folder / "other.html")
    again = Kept(folder.parent / FILE_NAME, "collect", "")
    assert read_corpus([folder], Settings(), kept=again) == read_corpus([folder], Settings())


def test_long_texts_are_folded_like_short_ones() -> None:
    letters = "".join(map(chr, range(0x20, 0x400))) + "\u2019\u202f\ufeff🎈"
    assert fold(letters * 3) == "".join(map(fold, letters)) * 3
    assert len(fold(letters)) == len(letters)
