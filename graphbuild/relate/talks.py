"""Who gives which talk: ``X : « Titre »`` in a programme, and what authors of titles speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from graphbuild.model import Mention
from graphbuild.relate.found import Found
from graphbuild.relate.line import Line

_ROLE = r"(?:\([^()]{1,12}\)|,[^xvq.:\"]{1,14})?"

SPEAKER_FIRST = re.compile(
    rf"^[:.n]{{0,2}}(?P<p>P(?:(?:,P)*,?&P)?){_ROLE}(?::\"?|,?\")(?P<w>W)\.?(?:\"|[.,]*$)"
)
"""``X, directrice de Y : « Titre »``, alone on its line."""


def talk_relations(line: Line) -> Iterator[Found]:
    """Yield who gives the talk, or wrote the text, that an item of a programme names."""
    match = SPEAKER_FIRST.match(line.code)
    work = line.name_at(match.start("w")) if match else None
    if match is None or work is None:
        return
    for i in range(*match.span("p")):
        who = line.name_at(i)
        if who is not None:
            yield Found(
                line, who, "authorOf", work, i, match.start("w"), "speaker-first", "title",
                at=match.start("w"),
            )  # fmt: skip


def told_by_title(found: Iterable[Found], held: Mapping[str, Mention]) -> Iterator[Found]:
    """Yield the ideas of titles as what the people who wrote or told them speak of.

    ``held`` gives the idea that the title of a work holds, by the work's key.
    """
    for item in found:
        idea = held.get(item.object.key)
        if item.predicate == "authorOf" and item.subject.type == "Person" and idea is not None:
            yield Found(
                item.line, item.subject, "discusses", idea, item.first, item.last, "told-by-title",
                item.cue, weight=item.weight, at=item.at,
            )  # fmt: skip
