"""What changed between two builds."""

from __future__ import annotations

from pathlib import Path

import pytest
from query_samples import SMALL, small_store

from graphbuild.query.diff import Link, Snapshot, Thing, compare, read_snapshot, report, run_diff
from graphbuild.query.graphs import load_graph


def thing(kind: str, label: str, slug: str | None = None) -> Thing:
    iri = f"https://example.org/graph/{kind.lower()}/{slug or label.lower()}"
    return Thing(iri=iri, type=kind, label=label)


def snapshot(*things: Thing, links: tuple[Link, ...] = (), **replaced: str) -> Snapshot:
    return Snapshot(
        things={item.iri: item for item in things}, links=frozenset(links), replaced=replaced
    )


def test_a_build_does_not_differ_from_itself() -> None:
    small = read_snapshot(small_store())
    lines = list(report(small, small))
    assert len(small.things) == 11
    assert len(small.links) == 7
    assert ["Person", "2", "2", "+0"] in [line.split() for line in lines]
    assert "" not in lines


def test_added_removed_relabelled_and_retyped_are_told_apart() -> None:
    before = snapshot(
        thing("Person", "Ada"),
        thing("Person", "Ruche"),
        thing("Place", "Lille"),
        thing("Work", "X"),
    )
    after = snapshot(
        thing("Person", "Ada L.", "ada"), thing("Product", "Ruche"), thing("Place", "Lyon"),
        thing("Work", "X"),
    )  # fmt: skip
    found = compare(before, after)
    assert [item.label for item in found.added] == ["Lyon"]
    assert [item.label for item in found.removed] == ["Lille"]
    assert [(a.label, b.label) for a, b in found.relabelled] == [("Ada", "Ada L.")]
    assert [(a.type, b.type) for a, b in found.retyped] == [("Person", "Product")]


def test_homonyms_are_not_paired() -> None:
    before = snapshot(thing("Person", "Ruche"), thing("Place", "Ruche"))
    after = snapshot(thing("Product", "Ruche"))
    assert compare(before, after).retyped == ()
    assert len(compare(before, after).removed) == 2


def test_a_removed_name_says_what_it_was_merged_into() -> None:
    gone, kept = thing("Person", "Zoé", "zoe"), thing("Person", "Zoé Martin", "zoe-martin")
    after = Snapshot(things={kept.iri: kept}, replaced={gone.iri: kept.iri})
    lines = list(report(snapshot(gone, kept), after))
    assert f"- Person  Zoé  {gone.iri}  (merged into Zoé Martin)" in lines


def test_relations_are_compared_by_ends_layer_and_modality() -> None:
    ada, acme = thing("Person", "Ada"), thing("Organization", "Acme")

    def link(modality: str) -> Link:
        return Link(
            layer="stated",
            predicate="worksFor",
            modality=modality,
            subject=ada.iri,
            object=acme.iri,
        )

    before = snapshot(ada, acme, links=(link("negated"),))
    lines = list(report(before, snapshot(ada, acme, links=(link("asserted"),))))
    assert "+ Ada -> worksFor -> Acme (stated)" in lines
    assert "- Ada -> worksFor -> Acme (stated, negated)" in lines


def test_folders_and_files_of_any_format_are_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = load_graph(SMALL)
    store.update(
        "DELETE {GRAPH ?g {?s ?p ?o}} WHERE {GRAPH ?g {?s ?p ?o} "
        "FILTER(?s = <https://example.org/graph/place/lille>)}"
    )
    from pyoxigraph import RdfFormat, Triple, serialize

    triples = {Triple(q.subject, q.predicate, q.object) for q in store}
    (tmp_path / "graph.ttl").write_bytes(serialize(triples, format=RdfFormat.TURTLE) or b"")
    run_diff(SMALL, tmp_path)
    out = capsys.readouterr().out
    assert "Entities removed (1)\n- Place  Lille" in out
    assert "Relations" not in out
