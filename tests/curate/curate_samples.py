"""A build's tables with doubtful names, made without a model."""

from __future__ import annotations

from pathlib import Path

from graph_samples import facts_of, post_of

from graphbuild.config import Settings
from graphbuild.corrections import Corrections
from graphbuild.model import Facts, Source
from graphbuild.ontology import Ontology
from graphbuild.unify import unify
from graphbuild.write.tables import write_tables


def facts() -> list[Facts]:
    """Three posts of which two surnames may be people of another post."""
    return [
        facts_of(post_of("Marc Vernier expose à Lille."), ("Marc Vernier", "Person")),
        facts_of(post_of("Un certain Vernier répare.", id="b/1", source="b.txt"), ("Vernier", "Person")),
        facts_of(
            post_of("Anna Delvaux lit à Lille. \x1b[31mTamarin", id="c/1", source="c.txt"),
            ("Anna Delvaux", "Person"), ("Lille", "Place"), ("Tamarin", "Organization"),
        ),
        facts_of(post_of("Merci Delvaux !", id="d/1", source="d.txt"), ("Delvaux", "Person")),
    ]  # fmt: skip


def write_build(folder: Path, corrections: Corrections | None = None) -> dict[str, bytes]:
    """Write the tables of a build of ``facts`` and return their bytes."""
    sources = [Source(path=f"{s}.txt", text="", encoding="utf-8", digest="0") for s in "abcd"]
    given = {} if corrections is None else {"corrections": corrections}
    knowledge = unify(facts(), sources, Ontology(), Settings(), **given)
    tables = folder / "tables"
    tables.mkdir(parents=True, exist_ok=True)
    write_tables(tables, knowledge)
    return {path.name: path.read_bytes() for path in sorted(tables.iterdir())}
