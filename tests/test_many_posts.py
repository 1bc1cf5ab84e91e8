"""What posts say is held on disk when there are many: the files have the same bytes."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from pathlib import Path

import pytest
from graph_samples import small_facts, small_source

from graphbuild import on_disk, sorting, spreading
from graphbuild.config import Settings
from graphbuild.corrections import read_corrections
from graphbuild.model import Facts, Knowledge
from graphbuild.on_disk import OnDisk
from graphbuild.ontology import ontology_folder, read_ontology
from graphbuild.pipeline import build
from graphbuild.unify import unify

POSTS = Path(__file__).parents[1] / "posts"


def many(copies: int) -> list[Facts]:
    """Return posts of many files that name the same things, in no order."""
    found = []
    for copy in range(copies):
        for fact in small_facts():
            post, renamed = fact.post, f"f{copy}/{fact.post.id.rpartition('/')[2]}"
            parent = post.parent and f"f{copy}/{post.parent.rpartition('/')[2]}"
            source = f"f{copy}.txt"
            found.append(
                replace(
                    fact,
                    post=replace(post, id=renamed, source=source, parent=parent),
                    mentions=tuple(replace(m, post=renamed, source=source) for m in fact.mentions),
                    relations=tuple(
                        replace(r, evidence=replace(r.evidence, post=renamed, source=source))
                        for r in fact.relations
                    ),
                    attributes=tuple(
                        replace(a, evidence=replace(a.evidence, post=renamed, source=source))
                        for a in fact.attributes
                    ),
                )
            )
    random.Random(3).shuffle(found)
    return found


CORRECTIONS = """
[[merge]]
names = ["Tamarin", "Zéphyr"]
keep = "Tamarin"

[[retype]]
name = "Lyon"
type = "Organization"

[[split]]
names = ["C++", "Salon des Vents"]
"""


@pytest.mark.parametrize("corrected", [False, True])
def test_the_knowledge_is_the_same_on_disk(
    corrected: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sorting, "RUN", 50)
    given = {}
    if corrected:
        (tmp_path / "corrections.toml").write_text(CORRECTIONS, encoding="utf-8")
        given = {"corrections": read_corrections(tmp_path / "corrections.toml")}
    ontology, facts = read_ontology(ontology_folder()), many(12)
    held = unify(facts, [small_source()], ontology, Settings(), **given)
    stored = unify(OnDisk(Facts, facts), [small_source()], ontology, Settings(), **given)
    assert isinstance(held.mentions, tuple)
    for name in ("posts", "mentions", "statements", "attributes"):
        assert getattr(held, name)
        assert isinstance(getattr(stored, name), OnDisk)
    for field in fields(Knowledge):
        assert tuple(getattr(stored, field.name)) == tuple(getattr(held, field.name))


def test_a_build_writes_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "kept"  # what posts say is read once
    written = []
    for aside, least in ((spreading.ASIDE, on_disk.MANY), (0, on_disk.MANY), (0, 0)):
        monkeypatch.setattr(spreading, "ASIDE", aside)
        monkeypatch.setattr(spreading, "MANY_POSTS", least)
        report = build([POSTS], kept, Settings(), cache=True, rdf12=True)
        assert not report.unchanged
        written.append(
            {
                path.relative_to(kept): path.read_bytes()
                for path in kept.rglob("*")
                if path.is_file() and path.name not in ("report.json", ".graphbuild-cache.sqlite3")
            }
        )
        (kept / "graph.html").unlink()
    assert len(written[0]) > 8
    assert written[0] == written[1] == written[2]
