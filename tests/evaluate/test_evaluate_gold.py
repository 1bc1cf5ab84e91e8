"""Reading a gold folder, and refusing one that would score wrongly."""

import json
from pathlib import Path

import pytest
from evaluate_samples import ANNOTATED, TEXT

from graphbuild.errors import InputError
from graphbuild.evaluate.gold import parse_annotated, read_gold


def _write(folder: Path, *, annotated: str = ANNOTATED, text: str = TEXT, facts: str) -> None:
    (folder / "a.ann.txt").write_bytes(annotated.encode())
    (folder / "a.txt").write_bytes(text.encode())
    (folder / "a.facts.json").write_text(facts, encoding="utf-8")


def test_marks_are_removed_and_offsets_point_into_the_original() -> None:
    text, mentions = parse_annotated(ANNOTATED, place="x")
    assert [text[m.start : m.end] for m in mentions] == [
        "Léa Morin",
        "Ocarina",
        "Léa",
        "Snipit",
        "#snip",
    ]
    assert mentions[3].types == ("Product", "Organization")
    assert [m.optional for m in mentions] == [False, False, False, False, True]


def test_a_folder_gives_its_documents_with_their_facts(tmp_path: Path) -> None:
    facts = {
        "concepts": [{"id": "idee", "labels": ["idée"], "grade": "core"}],
        "relations": [{"s": "a", "p": "worksFor", "o": "b", "evidence": "travaille"}],
        "posts": [{"starts_with": "Léa", "author": None, "date": "2014-01-02"}],
        "comments": [{"starts_with": "Oui", "author": "jo"}],
    }
    _write(tmp_path, facts=json.dumps(facts))
    (document,) = read_gold(tmp_path)
    assert document.name == "a.txt"
    assert document.ideas[0].core
    assert document.relations[0].start == TEXT.index("travaille")
    assert document.posts[0].date == "2014-01-02"
    assert document.comments[0].author == "jo"


def test_line_ends_count_in_the_offsets(tmp_path: Path) -> None:
    _write(tmp_path, annotated="a\r\n[[Bo|Person:bo]]", text="a\r\nBo", facts="{}")
    assert read_gold(tmp_path)[0].mentions[0].start == 3


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        (
            {"annotated": "un\n[[Bo|Persone:bo]]", "text": "un\nBo"},
            "a.ann.txt:2",
            "Persone",
        ),
        ({"annotated": "un\ndeux", "text": "un\ndoux"}, "a.ann.txt:2", "differs"),
        (
            {"annotated": "un\n[[Bo|Person:Bo]]", "text": "un\nBo"},
            "a.ann.txt:2",
            "differs",
        ),
        ({"facts": '{\n"posts": [,]}'}, "a.facts.json:2", "JSON"),
        (
            {"facts": '{"relations": [{"s": "a"}]}'},
            "a.facts.json",
            "relations[0] lacks p, o",
        ),
    ],
)
def test_a_slip_is_refused_with_its_file_and_line(
    tmp_path: Path, change: dict[str, str], place: str, message: str
) -> None:
    _write(tmp_path, **{"facts": "{}", **change})
    with pytest.raises(InputError) as caught:
        read_gold(tmp_path)
    assert caught.value.place.startswith(str(tmp_path / place))
    assert message in caught.value.message


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no \*\.ann\.txt"):
        read_gold(tmp_path)
