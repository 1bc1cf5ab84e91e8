"""RDF at a million triples, beside rdflib in the same run: ``make bench``.

Nothing is asserted: figures depend on the machine, ratios much less. Times are processor
seconds. The graph is made up, with the proportions of the sample posts: an entity has a few
mentions, a statement and its evidence.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import rdflib
from pyoxigraph import RdfFormat, serialize

from graphbuild.model import (
    Build,
    Entity,
    Evidence,
    Knowledge,
    Mention,
    Post,
    PostRecord,
    Statement,
)
from graphbuild.ontology import ontology_folder, read_ontology
from graphbuild.write import quads as written_quads
from graphbuild.write.documents import documents
from graphbuild.write.rdf_files import FORMATS, RDF12, write_rdf

BASE = "https://example.org/graph/"
BUILD = Build(base_iri=BASE, version="0", model="none", settings_digest="0")
TRIPLES_AN_ENTITY = 96
"""What an entity of the made-up graph comes to, with its mentions, statement and post."""

MENTIONS = 4
KINDS = ("Person", "Organization")
RDFLIB = {"graph.ttl": "turtle", "graph.jsonld": "json-ld", "graph.nq": "nt"}


def made_up(entities: int) -> Knowledge:
    """Return knowledge of so many people and organizations, every pair linked."""
    return Knowledge(
        posts=tuple(_post(number) for number in range(entities // 10)),
        entities=tuple(_entity(number) for number in range(entities)),
        mentions=tuple(_mention(n, turn) for n in range(entities) for turn in range(MENTIONS)),
        statements=tuple(_statement(number) for number in range(entities - 1)),
        sources=tuple((f"billet-{n:06}.txt", "0" * 64, "utf-8") for n in range(entities // 10)),
    )


def _iri(number: int) -> str:
    return f"{BASE}{KINDS[number % 2].lower()}/chose-numero-{number:06}"


def _entity(number: int) -> Entity:
    label = f"Chose « numéro » {number}"
    return Entity(
        iri=_iri(number),
        type=KINDS[number % 2],
        label=label,
        labels=((label, ""), (f"N° {number}", "")),
        posts=1,
        mentions=MENTIONS,
    )


def _place(number: int) -> tuple[str, str]:
    return f"billet-{number // 10:06}.txt", f"billet-{number // 10:06}/1"


def _post(number: int) -> PostRecord:
    source, identifier = _place(number * 10)
    post = Post(
        id=identifier,
        source=source,
        start=0,
        end=12,
        text="Un billet 🎈.",
        title=f"Billet {number}",
        date="2015-03-04",
    )
    named = tuple(_iri(number * 10 + turn) for turn in range(10))
    return PostRecord(iri=f"{BASE}post/{identifier}", post=post, mentions=named)


def _mention(number: int, turn: int) -> Mention:
    source, post = _place(number)
    start = (number % 10) * 1000 + turn * 100
    return Mention(
        post=post,
        source=source,
        start=start,
        end=start + 20,
        surface=f"Chose numéro {number}",
        type=KINDS[number % 2],
        key=_iri(number),
        score=0.875,
        detector="model",
        entity=_iri(number),
    )


def _statement(number: int) -> Statement:
    source, post = _place(number)
    person, organization = (number, number + 1) if number % 2 == 0 else (number + 1, number)
    start = (number % 10) * 1000
    quote = f"La chose numéro {number} travaille chez l'autre, dit-on."
    evidence = Evidence(
        source=source, start=start, end=start + 50, quote=quote, post=post, cue="travailler"
    )
    return Statement(
        iri=f"{BASE}statement/{number:016x}",
        subject=_iri(person),
        predicate="worksFor",
        object=_iri(organization),
        layer="stated",
        score=0.9,
        evidence=(evidence,),
    )


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds that ``work`` takes."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def line(name: str, ours: float, theirs: float | None = None) -> None:
    """Print one figure, and the ratio where there are two."""
    beside = f"{theirs:>12.2f} {theirs / ours:>8.0f}x" if theirs else ""
    print(f"{name:<28}{ours:>12.2f}{beside}", flush=True)


def megabytes() -> float:
    """Return the most memory this process has held so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000)


def measure(triples: int, *, beside: bool) -> None:
    """Print how long each file takes, and how much memory writing adds."""
    ontology = read_ontology(ontology_folder())
    knowledge = made_up(triples // TRIPLES_AN_ENTITY)
    before = megabytes()
    with tempfile.TemporaryDirectory() as folder:
        everything = seconds(
            lambda: write_rdf(
                Path(folder),
                documents(knowledge, BUILD, ontology),
                BUILD,
                formats=(*FORMATS, RDF12),
            )
        )
        added = megabytes() - before
        written = sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6
        found = []
        building = seconds(lambda: found.extend(documents(knowledge, BUILD, ontology)))
        quads = list(written_quads(knowledge, BUILD, ontology))
        print(f"{len(quads)} triples; five files of {written:.0f} MB together")
        print(f"{'processor seconds':<28}{'graphbuild':>12}{'rdflib':>12}")
        line("make triples, write all five", everything)
        print(f"{'memory that adds, MB':<28}{added:>12.0f}   over {before:.0f} of the knowledge")
        graph = rdflib.Graph()
        theirs = seconds(lambda: _fill(graph, quads)) if beside else None
        line("make triples", building, theirs)
        for name in (*FORMATS, RDF12):
            ours = seconds(lambda: write_rdf(Path(folder), found, BUILD, formats=[name]))  # noqa: B023
            form = RDFLIB.get(name) if beside else None
            path = Path(folder) / "rdflib"
            theirs = seconds(lambda: graph.serialize(path, form)) if form else None  # noqa: B023
            line(f"write {name}", ours, theirs)


def _fill(graph: rdflib.Graph, quads: list) -> None:
    content = serialize((q.triple for q in quads), format=RdfFormat.N_TRIPLES)
    graph.parse(data=content, format="nt")


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--alone", action="store_true", help="leave rdflib out")
    options = parser.parse_args()
    measure(options.triples, beside=not options.alone)


if __name__ == "__main__":
    main()
