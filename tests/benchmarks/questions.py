"""The saved questions on pyoxigraph beside rdflib, on one graph, in one run.

    python tests/benchmarks/questions.py --triples 1000000

Each is asked with parameters that the generated graph has; the time is until the last row is
read, in processor seconds, as other programs may share the machine. rdflib is stopped at
``--limit`` seconds a question, which then counts as that long: the ratio is a lower bound.
"""

from __future__ import annotations

import argparse
import signal
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType

import rdflib
from large_graph import BUILD, large_knowledge
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, serialize

from graphbuild.ontology import ontology_folder, read_ontology
from graphbuild.query.lookup import names_of
from graphbuild.query.questions import Question, bindings, saved_questions
from graphbuild.query.sparql import evaluate
from graphbuild.write import quads

Values = Mapping[str, NamedNode | Literal]

GIVEN = {
    "person": "Person 3",
    "entity": "Person 3",
    "idea": "Concept 3",
    "post": "post-3/1",
    "other": "post-6/1",
    "below": "0.55",
}
"""What is asked about; a parameter that the question leaves open stays open."""


class TooLongError(Exception):
    """rdflib was stopped."""


def given(question: Question) -> list[str]:
    """Return the parameters that a question is asked with."""
    return [f"{p.name}={GIVEN[p.name]}" for p in question.parameters if p.default != "*"]


def seconds(work: Callable[[], int]) -> tuple[float, int]:
    """Return processor seconds and rows."""
    begin = time.process_time()
    rows = work()
    return time.process_time() - begin, rows


def ask_store(store: Store, question: Question, values: Values) -> int:
    """Count the rows that pyoxigraph gives."""
    return sum(1 for _ in evaluate(store, question.text, values=values))  # type: ignore[union-attr]


def ask_rdflib(graph: rdflib.Graph, question: Question, values: Values) -> int:
    """Count the rows that rdflib gives."""
    bound = {name: _rdflib_term(term) for name, term in values.items()}
    return sum(1 for _ in graph.query(question.text, initBindings=bound))


def _rdflib_term(term: NamedNode | Literal) -> rdflib.term.Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


def limited(work: Callable[[], int], limit: float) -> tuple[float, str]:
    """Return processor seconds and the rows, or ``stopped`` at the limit."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLongError

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        took, rows = seconds(work)
    except TooLongError:
        return limit, "stopped"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return took, str(rows)


def load(triples: int) -> tuple[Store, rdflib.Graph]:
    """Make the graph and load it into both engines."""
    ontology = read_ontology(ontology_folder(), with_names=False)
    store, graph = Store(), rdflib.Graph()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.nt"
        found = quads(large_knowledge(triples), BUILD, ontology)
        unique = {quad.triple for quad in found}
        serialize(unique, str(path), format=RdfFormat.N_TRIPLES)
        print(f"{len(unique)} triples")
        took, _ = seconds(lambda: store.bulk_load(path=str(path), format=RdfFormat.N_TRIPLES) or 0)
        print(f"load pyoxigraph {took:.1f} s", flush=True)
        took, _ = seconds(lambda: len(graph.parse(path, format="nt")))
        print(f"load rdflib {took:.1f} s", flush=True)
    return store, graph


def main() -> None:
    """Ask every question of both engines and print the times."""
    parser = argparse.ArgumentParser(description="Time the saved questions on two engines.")
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for rdflib, a question")
    options = parser.parse_args()
    store, graph = load(options.triples)
    names = names_of(store)
    sums = [0.0, 0.0]
    print(f"{'question':<26}{'rows':>8}{'pyoxigraph':>12}{'rdflib':>10}{'ratio':>8}")
    for question in saved_questions(ontology_folder() / "queries"):
        values = bindings(question, given(question), lambda: names)
        ours, rows = seconds(lambda: ask_store(store, question, values))  # noqa: B023
        theirs, other = limited(lambda: ask_rdflib(graph, question, values), options.limit)  # noqa: B023
        sums[0] += ours
        sums[1] += theirs
        note = "" if other == str(rows) else f"  rdflib: {other}"
        line = f"{question.name:<26}{rows:>8}{ours:>12.3f}{theirs:>10.2f}{theirs / max(ours, 0.001):>8.0f}"
        print(line + note, flush=True)
    print(f"{'sum':<34}{sums[0]:>12.3f}{sums[1]:>10.2f}{sums[1] / sums[0]:>8.0f}")


if __name__ == "__main__":
    main()
