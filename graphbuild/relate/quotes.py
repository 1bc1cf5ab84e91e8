"""Quotations: of whom the words are, and which ideas they hold.

``"Tribes are what matters now." (Seth Godin, San Francisco 2009)`` and a quotation, or
a paragraph in another language, that a sentence ending in a colon introduces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.model import Mention
from graphbuild.relate.found import Found
from graphbuild.relate.line import IdeaAt, Line
from graphbuild.relate.weights import Weights

SAID = re.compile(r"^[r&c,]{0,3}P(?:,[^,vx.]{1,12},)?[rz]*x?[rz]*v[^.,;PO]{0,12}:\.?$")
"""``X résume ainsi :``, ``X pose une question :``."""

MOST_IDEAS = 2
"""Ideas taken from a quotation: the first ones are what it is about."""


def quote_relations(lines: Sequence[Line], weights: Weights) -> Iterator[Found]:
    """Yield the ideas of each quotation with the person it is credited to."""
    for number, line in enumerate(lines):
        yield from _credited(lines, number, weights)
        if line.code.rstrip(".").endswith((":", ':"')):
            yield from _introduced(lines, number, weights)


def _credited(lines: Sequence[Line], number: int, weights: Weights) -> Iterator[Found]:
    """A name in brackets after the quotation, with a place or a year or nothing."""
    line = lines[number]
    match = (
        re.search(r"(?:^|\"\.?)\(?(?P<p>P)(?:,[LEWODn,]{0,6})?\)", line.code)
        if "(" in line.code
        else None
    )
    if not match:
        return
    who = line.name_at(match.start("p"))
    inside = _words_before(lines, number, match.start())
    for source, idea in [at for at in inside if weights.worth(*at)][:1]:
        if who:
            yield Found(
                source, who, "discusses", idea.mention, idea.first, idea.last, "quote-credited",
                "quotation", at=idea.first,
            )  # fmt: skip


def _words_before(lines: Sequence[Line], number: int, index: int) -> list[tuple[Line, IdeaAt]]:
    """Return the ideas of the same block from the opening quotation mark on."""
    first = number
    block = lines[number].reading
    while first > 0 and lines[first - 1].reading is block:
        first -= 1
    if first and not any('"' in lines[k].code for k in range(first, number + 1)):
        if lines[first - 1].reading.block.kind != "quote" or first != number:
            return []
        first -= 1
        block = lines[first].reading
        while first > 0 and lines[first - 1].reading is block:
            first -= 1
    opened = next((k for k in range(first, number + 1) if '"' in lines[k].code), None)
    start = first if opened is None else opened
    found = [(lines[k], idea) for k in range(start, number) for idea in lines[k].ideas]
    return found + [(lines[number], idea) for idea in lines[number].ideas if idea.last < index]


def _introduced(lines: Sequence[Line], number: int, weights: Weights) -> Iterator[Found]:
    line = lines[number]
    people: dict[str, Mention] = {
        m.key: m for item in line.items if (m := item.mention) is not None and m.type == "Person"
    }
    if len(people) != 1 or number + 1 >= len(lines):
        return
    follow = lines[number + 1]
    other = follow.reading is not line.reading
    quoted = follow.code.startswith('"') or (other and follow.reading.block.kind == "quote")
    foreign = other and follow.reading.block.language != line.reading.block.language
    asked = other and not line.asks and bool(SAID.match(line.code))
    if not quoted and not foreign and not asked:
        return
    who = next(iter(people.values()))
    taken = 0
    for k in range(number + 1, len(lines)):
        if lines[k].reading is not follow.reading:
            break
        for idea in lines[k].ideas:
            if taken < MOST_IDEAS and weights.worth(lines[k], idea):
                taken += 1
                yield Found(
                    lines[k], who, "discusses", idea.mention, idea.first, idea.last,
                    "quote-introduced", "quotation", at=idea.first,
                )  # fmt: skip
        if (quoted and '"' in lines[k].code[1:]) or not (quoted or foreign):
            break
