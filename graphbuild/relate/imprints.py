"""How references to works are set: ``Titre, X, éd. Y``, ``Titre (Y, 2010)``, ``aux éditions Y``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.model import Mention
from graphbuild.relate.found import Found
from graphbuild.relate.letters import word_parts
from graphbuild.relate.lexicon import Lexicon
from graphbuild.relate.line import Line

REFERENCE = re.compile(r"^[\":]*(?P<w>W)\"?[,:]\"?(?P<p>P(?:,P)*(?:,?&P)?)(?=[,.:(\"]|$)")
"""``Titre, Marie Dupont, éd. Y``: a line that begins with a work and goes on with people."""

BEFORE_IMPRINT = re.compile(
    r"(?P<w>W)(?:[\",:(]{0,3}(?:[e]?P(?:,P)*(?:,?&P)?)?[\",:(]{0,2}[an]{0,2}|\"?[^POLEWD.qk]{0,12})$"
)


def imprint_relations(line: Line, lexicon: Lexicon) -> Iterator[Found]:
    """Yield authors and publishers of the works a line refers to."""
    match = REFERENCE.match(line.code)
    work = line.name_at(match.start("w")) if match else None
    if match and work:
        for i in range(*match.span("p")):
            who = line.name_at(i)
            if who is not None:
                yield _found(line, who, "authorOf", work, match.start(), i, "reference", "title")
    yield from _house(line)
    for at in lexicon.fixed(line, "preposition"):
        if at.cue.predicate != "publisherOf":
            continue
        before = BEFORE_IMPRINT.search(line.code[: at.first])
        after = re.match(r"[dn.]{0,2}(?P<o>O)", line.code[at.last + 1 :])
        if before and after:
            work = line.name_at(before.start("w"))
            publisher = line.name_at(at.last + 1 + after.start("o"))
            if work and publisher:
                last = at.last + after.end()
                yield _found(
                    line, publisher, "publisherOf", work, before.start("w"), last, "imprint",
                    at.name,
                )  # fmt: skip


HOUSE = re.compile(r"(?P<w>W)\"?[^POLEWD.qk]{0,14}(?P<o>O)")


def _house(line: Line) -> Iterator[Found]:
    """``X paraît ces jours-ci aux Éditions Y``: the name itself says that it publishes."""
    for match in HOUSE.finditer(line.code):
        work, house = line.name_at(match.start("w")), line.name_at(match.start("o"))
        if work and house and word_parts(house.surface)[:1] in (("edition",), ("editions",)):
            yield _found(
                line, house, "publisherOf", work, match.start(), match.end() - 1, "imprint",
                "editions",
            )  # fmt: skip


def _found(
    line: Line, subject: Mention, predicate: str, obj: Mention, first: int, last: int,
    pattern: str, cue: str,
) -> Found:  # fmt: skip
    return Found(line, subject, predicate, obj, first, last, pattern, cue, at=first)
