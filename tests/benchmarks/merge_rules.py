"""How often each merge rule is right, on annotated text and on the trap list.

The names are those that annotators marked, so that only resolution is measured. The scores in
``graphbuild/unify/scores.py`` are the figures that this prints:

    python tests/benchmarks/merge_rules.py training/corpus tests/evaluation/gold [--errors]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "unify")]

from trap_list import Trap, traps  # noqa: E402
from trap_list import resolved as resolve_trap  # noqa: E402

from graphbuild.collect.readers import parse_posts  # noqa: E402
from graphbuild.config import Settings  # noqa: E402
from graphbuild.detect.matcher import Matcher  # noqa: E402
from graphbuild.evaluate import THRESHOLDS  # noqa: E402
from graphbuild.evaluate.clusters import bcubed, pairwise  # noqa: E402
from graphbuild.evaluate.gold import parse_annotated  # noqa: E402
from graphbuild.ground import ground  # noqa: E402
from graphbuild.model import Candidate, Facts, Post, Source  # noqa: E402
from graphbuild.ontology import Ontology, ontology_folder, read_ontology  # noqa: E402
from graphbuild.unify.proposal import Proposal  # noqa: E402
from graphbuild.unify.resolve import resolve  # noqa: E402
from graphbuild.unify.scores import SCORES  # noqa: E402

Truth = dict[tuple[str, int], str]


def read(folder: Path, matcher: Matcher) -> tuple[list[Facts], Truth]:
    """Return a gold folder's facts as ``detect`` would give them, and which thing each is."""
    facts: list[Facts] = []
    truth: Truth = {}
    for path in sorted(folder.glob("*.ann.txt")):
        name = path.name.removesuffix(".ann.txt")
        text, marks = parse_annotated(path.read_text(encoding="utf-8"), place=str(path))
        source = Source(path=f"{name}.txt", text=text, encoding="utf-8", digest="0" * 64)
        for post in parse_posts(source):
            inside = [m for m in marks if post.start <= m.start and m.end <= post.end]
            truth |= {(source.path, m.start): m.id for m in inside}
            found = list(_candidates(post, inside, matcher))
            facts.append(Facts(post=post, mentions=ground(post, found)))
    return facts, truth


def _candidates(post: Post, marks: Iterable[object], matcher: Matcher) -> Iterator[Candidate]:
    signed = {(s.start, s.end) for s in post.signatures}
    for mark in marks:
        surface = post.surface(mark.start, mark.end)
        known = (
            found.term.iri
            for found in matcher.find(surface)
            if (found.start, found.end) == (0, len(surface))
            and mark.types[0] in (found.term.type, *found.term.also)
        )
        yield Candidate(
            start=mark.start,
            end=mark.end,
            surface=surface,
            type=mark.types[0],
            score=0.9,
            detector="byline" if (mark.start, mark.end) in signed else "model",
            iri=next(known, None),
        )


def main() -> None:
    """Print, for each rule, how often its proposals are right."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--names", action="store_true", help="with ontology/names.ttl")
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    parser.add_argument("--curve", action="store_true", help="who is who at each threshold")
    options = parser.parse_args()
    ontology = read_ontology(ontology_folder(), with_names=options.names)
    matcher = Matcher(t for t in ontology.terms() if t.type != "Concept" and not t.ambiguous)
    right: Counter[str] = Counter()
    wrong: defaultdict[str, list[str]] = defaultdict(list)
    for folder in options.folders:
        facts, truth = read(folder, matcher)
        if options.curve:
            curve(folder, facts, truth, ontology)
            continue
        made = resolve(facts, ontology, Settings())
        ids: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for fact in made.facts:
            for m in fact.mentions:
                ids[m.key][truth[m.source, m.start]] += 1
        for p in (p for p in made.proposals if _alone(p) and not made.refuted(p)):
            one, other = set(ids[p.left]), set(ids[p.right])
            if one & other:
                right[p.rule] += 1
            else:
                wrong[p.rule].append(f"{p.evidence}  [{p.left} {p.right}] {p.score}")
        if options.errors:
            errors(folder, made.heads, ids, made.names)
    for trap in () if options.curve else traps():
        for rule in _between(trap, with_names=options.names):
            if trap.same:
                right[rule] += 1
            else:
                wrong[rule].append(f"{trap.place} {trap.why}")
    for rule in () if options.curve else sorted({*SCORES, *right, *wrong}):
        print(f'        "{rule}": ({right[rule]}, {len(wrong[rule])}),')
        for text in wrong[rule] if options.errors else ():
            print("      ", text)


def curve(folder: Path, facts: list[Facts], truth: Truth, ontology: Ontology) -> None:
    """Print B-cubed and pairwise figures of resolution alone, threshold by threshold."""
    for threshold in (*THRESHOLDS[:3], Settings().merge_threshold, *THRESHOLDS[4:], 1.01):
        made = resolve(facts, ontology, Settings(merge_threshold=threshold))
        pairs = [
            (truth[m.source, m.start], made.heads[m.key]) for f in made.facts for m in f.mentions
        ]
        figures = [(f.precision, f.recall, f.f1) for f in (bcubed(pairs), pairwise(pairs))]
        shown = "   ".join(" ".join(f"{value:.3f}" for value in one) for one in figures)
        print(f"{folder}  {threshold:.2f}  {shown}")


def _between(trap: Trap, *, with_names: bool) -> set[str]:
    """Return the rules that propose to merge a trap's two names, not shared between several."""
    resolved = resolve_trap(trap, with_names=with_names)
    left, right = resolved.keys
    found = (p for p in resolved.made.proposals if _alone(p) and not resolved.made.refuted(p))
    return {p.rule for p in found if {p.left, p.right} == {left, right}}


def _alone(proposal: Proposal) -> bool:
    """Tell whether the rule saw one thing that the name could be, not several."""
    return proposal.score == SCORES[proposal.rule]


def errors(folder: Path, heads: dict[str, str], ids: dict[str, Counter[str]], names: dict) -> None:
    """List the entities that hold two things, and the things that are in two entities."""
    things: defaultdict[str, Counter[str]] = defaultdict(Counter)
    where: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key, head in heads.items():
        things[head] += ids[key]
        for thing in ids[key]:
            where[thing][head] += names[key].forms
    mixed = {head: found for head, found in things.items() if len(found) > 1}
    split = {thing: heads for thing, heads in where.items() if len(heads) > 1}
    print(f"{folder}: {len(things)} entities, {len(mixed)} mixed, {len(split)} split things")
    for head, found in mixed.items():
        print("   mixed", head, dict(found))
    for thing, found in split.items():
        print("   split", thing, [sorted(set(forms)) for forms in found.values()])


if __name__ == "__main__":
    main()
