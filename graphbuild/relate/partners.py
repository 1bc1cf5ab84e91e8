"""Organizations that work together: ``partenariat entre X et Y``, ``X, en partenariat avec Y``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from graphbuild.relate.found import Found
from graphbuild.relate.lexicon import CueAt, Lexicon
from graphbuild.relate.line import Line

BETWEEN = re.compile(r"[an]{0,3}(?P<y>y)(?P<o>dn?O(?:,dn?O)*,?&dn?O|O(?:,d?O)*,?&d?O)")
WITH = re.compile(r"[an]{0,2}(?:w|e)d?n?(?P<o>O(?:(?:,O)*,?&O)?)")
BESIDE = re.compile(
    r"(?:(?P<o>O)\"?,?\(?|^[r&c,]{0,3}d?n?(?P<s>O)[rz]*x?[rz]*v[^.,qkvjgpuPO]{0,14},?)$"
)
"""``X, en partenariat avec Y``, ``X organise un concours en partenariat avec Y``."""

BOTH_SIGNED = re.compile(r"(?P<o>O(?:,O)*,?&d?O),?[rzo]*x?[rz]*(?P<v>v)[rdan]{1,3}$")
"""``X et Y ont signé un accord``."""

_SIGNING = ("sign", "conclu", "nou", "annonc", "scell")

SIGNED = re.compile(r"(?P<o>O),?[rzo]*x?[rz]*v[rdan]{0,3}$")
"""``X signe un partenariat``, ``X a annoncé un accord``."""


def partner_relations(line: Line, lexicon: Lexicon) -> Iterator[Found]:
    """Yield the partnerships that nouns and set phrases state."""
    for at in lexicon.nouns(line, "nominalization"):
        if at.cue.predicate == "partnerOf":
            yield from _between(line, at)
            yield from _with(line, at, SIGNED)
            yield from _both(line, at)
    for at in lexicon.fixed(line, "adverbial"):
        if at.cue.predicate == "partnerOf":
            yield from _with(line, at, BESIDE)


def _between(line: Line, at: CueAt) -> Iterator[Found]:
    base = at.last + 1
    match = BETWEEN.match(line.code[base:])
    if not match or line.items[base + match.start("y")].text not in ("entre", "between"):
        return
    names = [base + i for i in range(*match.span("o")) if line.name_at(base + i)]
    for one, two in pairwise(names):
        yield from _pair(line, one, two, at, at.first)


def _with(line: Line, at: CueAt, before: re.Pattern[str]) -> Iterator[Found]:
    one = before.search(line.code[: at.first])
    group = "s" if one and "s" in one.groupdict() and one["s"] else "o"
    match = WITH.match(line.code[at.last + 1 :])
    words = [item.text for item in line.items[at.first : at.last + 2]]
    if one and match and ({"avec", "with"} & set(words)):
        for i in range(*match.span("o")):
            if line.name_at(at.last + 1 + i):
                yield from _pair(line, one.start(group), at.last + 1 + i, at, one.start(group))


def _both(line: Line, at: CueAt) -> Iterator[Found]:
    match = BOTH_SIGNED.search(line.code[: at.first])
    alone = not re.match(r"[an]{0,2}[ewy]", line.code[at.last + 1 :])
    if match and alone and line.items[match.start("v")].parts[-1].startswith(_SIGNING):
        names = [i for i in range(*match.span("o")) if line.name_at(i)]
        for one, two in pairwise(names):
            yield from _pair(line, one, two, at, one)


def _pair(line: Line, one: int, two: int, at: CueAt, first: int) -> Iterator[Found]:
    left, right = line.name_at(one), line.name_at(two)
    if left is not None and right is not None:
        yield Found(
            line, left, "partnerOf", right, first, max(two, at.last), "partnership", at.name,
            weight=at.cue.score, at=at.first,
        )  # fmt: skip
