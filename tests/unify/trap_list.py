"""Read the trap list (``traps/*.txt``) and resolve each pair as a build would.

The marks say what ``detect`` would find; ``ground`` and ``unify`` do the rest, so that the
post around the names counts. The format is told at the top of ``traps/people.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from graphbuild.config import Settings
from graphbuild.detect.matcher import Matcher
from graphbuild.ground import ground
from graphbuild.model import Block, Candidate, Facts, Knowledge, Post, Signature, Source
from graphbuild.ontology import Ontology, ontology_folder, read_ontology
from graphbuild.unify import unify
from graphbuild.unify.resolve import Resolution, resolve

FOLDER = Path(__file__).parent / "traps"

TYPES = {
    "P": "Person",
    "O": "Organization",
    "L": "Place",
    "E": "Event",
    "W": "Work",
    "T": "Product",
    "C": "Concept",
}

_MARK = re.compile(r"(\{\{|\[\[)(.+?)\|([POLEWTC])(?:\}\}|\]\])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """Two names that are one thing or two, and the posts that they stand in."""

    place: str
    same: bool
    why: str
    posts: tuple[str, ...]


@cache
def traps() -> tuple[Trap, ...]:
    """Return the whole list, in the order of files and lines."""
    return tuple(trap for path in sorted(FOLDER.glob("*.txt")) for trap in _traps(path))


def _traps(path: Path) -> Iterator[Trap]:
    lines = path.read_text(encoding="utf-8").split("\n")
    starts = [number for number, line in enumerate(lines) if line[:2] in ("= ", "! ")]
    for start, end in pairwise([*starts, len(lines)]):
        yield Trap(
            place=f"{path.name}:{start + 1}",
            same=lines[start].startswith("="),
            why=lines[start][2:],
            posts=tuple(line for line in lines[start + 1 : end] if line),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What became of a trap: the keys of its two names, their entities, what the rules said."""

    keys: tuple[str, str]
    entities: tuple[str, str]
    made: Resolution
    knowledge: Knowledge

    @property
    def same(self) -> bool:
        """Whether the two names are one thing."""
        return self.entities[0] == self.entities[1]


def resolved(trap: Trap, *, with_names: bool) -> Resolved:
    """Return what ``ground`` and ``unify`` make of a trap's posts."""
    ontology = read_ontology(ontology_folder(), with_names=with_names)
    facts, asked = [], []
    for post, candidates, pair in _posts(trap, ontology):
        facts.append(Facts(post=post, mentions=ground(post, candidates)))
        asked += [(post.source, start) for start in pair]
    assert len(asked) == 2, trap.place
    made = resolve(facts, ontology, Settings())
    knowledge = unify(facts, _sources(facts), ontology, Settings())
    keys = {(m.source, m.start): m.key for fact in made.facts for m in fact.mentions}
    at = {(m.source, m.start): m.entity for m in knowledge.mentions}
    return Resolved(
        keys=(keys[asked[0]], keys[asked[1]]),
        entities=(at[asked[0]], at[asked[1]]),
        made=made,
        knowledge=knowledge,
    )


def _sources(facts: list[Facts]) -> list[Source]:
    """The files are not read again: their names will do."""
    paths = sorted({fact.post.source for fact in facts})
    return [Source(path=path, text="", encoding="utf-8", digest="0" * 64) for path in paths]


def _posts(trap: Trap, ontology: Ontology) -> Iterator[tuple[Post, list[Candidate], list[int]]]:
    file, number, end = 0, 0, 0
    for line in trap.posts:
        comment = line.startswith("> ")
        file, number, start = (file, number + 1, end + 2) if comment else (file + 1, 1, 0)
        body, _, signed = line.removeprefix("> ").partition(" -- ")
        if comment:
            signed, _, body = body.partition(": ")
        signers = [text for text in re.split(r" / ", signed) if text]
        text, marks, pair = _unmarked(" ".join([body, "—", *signers]), start)
        names = [_MARK.sub(r"\2", signer) for signer in signers]
        post = _post(text, start, names, post=f"f{file}/{number}", source=f"f{file}.txt")
        if comment:
            post = _comment(post, f"f{file}/1")
        end = post.end
        yield post, list(_candidates(post, marks, _matcher(bool(ontology.names)))), pair


def _unmarked(line: str, start: int) -> tuple[str, list[tuple[int, str, str]], list[int]]:
    """Return the text, its marks (offset, surface, type) and where the two compared begin."""
    text, last = "", 0
    marks, pair = [], []
    for found in _MARK.finditer(line):
        text += line[last : found.start()]
        marks.append((start + len(text), found[2], TYPES[found[3]]))
        if found[1] == "{{":
            pair.append(start + len(text))
        text += found[2]
        last = found.end()
    return text + line[last:], marks, pair


def _post(text: str, start: int, signers: list[str], *, post: str, source: str) -> Post:
    signatures = tuple(
        Signature(start=at, end=at + len(name), name=name, full=" " in name)
        for name in signers
        for at in [start + text.rindex(name)]
    )
    block = Block(start=start, end=start + len(text), kind="paragraph")
    return Post(
        id=post,
        source=source,
        start=start,
        end=start + len(text),
        text=text,
        author=signers[0] if signers else None,
        signatures=signatures,
        blocks=(block,),
    )


def _comment(post: Post, parent: str) -> Post:
    return replace(post, kind="comment", parent=parent)


@cache
def _matcher(with_names: bool) -> Matcher:
    ontology = read_ontology(ontology_folder(), with_names=with_names)
    return Matcher(term for term in ontology.terms() if not term.ambiguous)


def _candidates(
    post: Post, marks: list[tuple[int, str, str]], matcher: Matcher
) -> Iterator[Candidate]:
    signed = {(s.start, s.end) for s in post.signatures}
    for start, surface, kind in marks:
        end = start + len(surface)
        known = [
            found.term.iri
            for found in matcher.find(surface)
            if (found.start, found.end) == (0, len(surface))
            and kind in (found.term.type, *found.term.also)
        ]
        yield Candidate(
            start=start,
            end=end,
            surface=surface,
            type=kind,
            score=0.9,
            detector="byline" if (start, end) in signed else "model",
            iri=known[0] if known else None,
        )
