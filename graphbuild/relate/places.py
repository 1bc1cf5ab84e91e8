"""Where things are: ``Event à Place``, ``Org (Place)``, ``Place, en Place``, ``X, basée à Y``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.relate.found import Found
from graphbuild.relate.lexicon import Lexicon
from graphbuild.relate.line import Line
from graphbuild.relate.nouns import class_of
from graphbuild.words import MONTHS

_WHEN = r"(?P<when>,?[edi]?d?(?:n|a|&|d|i|e){1,8},?)?"
"""``du 14 au 16 avril``, ``, les 8 et 9 octobre 2014,``."""

EVENT_AT = re.compile(rf"(?P<s>E)\"?{_WHEN},?:?(?P<i>i)d?n?(?P<o>L)")
AGENDA = re.compile(rf"^[:.n]{{0,3}}\"?(?P<s>E)\"?{_WHEN},(?P<o>L)(?=[,.(:]|$)")
"""``Salon X, du 3 au 5 mai, Lyon``: an item of an agenda."""

PLACE_IN = re.compile(r"(?P<s>L),?(?P<i>i)d?n?(?P<o>L)")
PLACE_OF = re.compile(r"(?P<s>L)e(?P<o>L)")
EVENT_OF = re.compile(r"(?P<s>E)\"?e(?P<o>L)(?!&)")
"""``le Salon X de Lyon``."""

HELD_BY = re.compile(
    r"(?P<s>E)\"?,?[rzxq:.]*(?P<v>v)[rna]{0,2}bd?n?O(?:(?:,O)*,?&d?O)?,?(?P<i>i)d?n?(?P<o>L)"
)
"""``X, organisé par Y à Lyon``."""

_HELD = ("organis", "coorganis", "propos", "mont", "accueilli", "anim", "mis")
BRACKET = re.compile(r"(?P<s>[OE])\((?:[^()]{0,3},)?(?P<o>L)\)")
PLACE_BRACKET = re.compile(r"(?P<s>L)\((?P<o>L)\)")
ORG_NOUN_IN = re.compile(r"(?P<s>O),d[ran]{1,4}(?:e[danr]{1,3})?(?P<i>i)d?(?P<o>L)")
ORG_AT = re.compile(r"(?P<s>O),?(?P<i>i)d?(?P<o>L)")


HELD_THERE = re.compile(r"(?P<i>i)d?(?P<o>L)(?:,L)?,?[rdn]{0,4},?d?[an]{0,3}(?:ed?)?n?(?P<s>E)")
"""``se tenait [à Bucarest la première édition de X]``, after a verb of place."""

THERE_FOR = re.compile(r"(?P<i>i)d?(?P<o>L)(?:,L)?(?:,[^,vxPOLEWD]{1,5},?)?,?fd?n?(?P<s>E)")
"""``au Réservoir pour la rencontre X``."""

WHERE = re.compile(r"(?P<i>i)d?(?P<o>L),?k(?P<v>[vn])d?(?P<s>O)")
"""``à Atlanta, où siège X``."""

SEAT = re.compile(r"(?P<n>n)a?(?:ed?n?(?P<s>O))?[rz]*x[rz]*v?r?(?P<i>i)(?P<o>L)")
"""``Le siège de X est à L``, ``X, dont le siège est situé à L``."""

BASED = re.compile(r"(?P<o>L)[a:](?P<v>[van])(?:[an])?(?P<s>O)")
"""``L-based X``."""

CITY_COUNTRY = re.compile(r"(?P<i>i)(?P<s>L),(?P<o>L)(?=[,.():\"]|$)(?!,(?:&|L|iL))")
"""``à Bucarest, Roumanie,`` and no third place after it."""


def place_relations(line: Line, lexicon: Lexicon) -> Iterator[Found]:
    """Yield the places that stand beside names."""
    yield from _each(line, THERE_FOR, "there-for")
    for match in CITY_COUNTRY.finditer(line.code):
        street = line.items[match.start("o")].text[:1].islower()  # ``à Paris, rue X``
        if line.items[match.start("i")].text in ("à", "in") and not street:
            yield _located(line, match, "place-comma")
    for at in lexicon.verbs(line, "verb"):
        if at.cue.predicate != "locatedIn":
            continue
        held = HELD_THERE.match(line.code, at.last + 1)
        if held:
            yield _located(line, held, "held-at")
        for match in WHERE.finditer(line.code):
            if match.start("v") == at.first:
                yield _located(line, match, "held-at")
    for match in EVENT_AT.finditer(line.code):
        if _is_date(line, *match.span("when")):
            yield _located(line, match, "event-at")
    agenda = AGENDA.match(line.code)
    if agenda and _is_date(line, *agenda.span("when")):
        yield _located(line, agenda, "event-at")
    yield from _seats(line)
    yield from _each(line, BRACKET, "place-bracket")
    yield from _each(line, PLACE_OF, "place-of")
    yield from _each(line, EVENT_OF, "event-of-place")
    for match in HELD_BY.finditer(line.code):
        if line.items[match.start("v")].parts[-1].startswith(_HELD):
            yield _located(line, match, "held-by")
    for match in PLACE_BRACKET.finditer(line.code):
        if _inner_holds(line, match):
            yield _located(line, match, "place-bracket")
    for match in PLACE_IN.finditer(line.code):
        if not _listed(line, match.start()) and _holds(line, match):
            yield _located(line, match, "place-in")
    for match in ORG_NOUN_IN.finditer(line.code):
        nouns = [line.items[i].parts[-1] for i in range(*match.span()) if line.code[i] == "n"]
        if any(class_of(word) == "Organization" for word in nouns):
            yield _located(line, match, "org-noun-in")
    for match in ORG_AT.finditer(line.code):
        by = re.search(r"b[dsn&O,]*$", line.code[: match.start("s")])
        if not by and _announced(line, match.start("s")) and _ends(line, match.end()):
            yield _located(line, match, "org-at")


def _seats(line: Line) -> Iterator[Found]:
    if "L" not in line.code or "O" not in line.code:
        return
    for match in SEAT.finditer(line.code):
        if line.items[match.start("n")].parts[-1] not in ("siege", "qg", "social", "headquarters"):
            continue
        whose = match.start("s")
        if whose < 0:
            before = re.search(r"O,kd?a?n?$", line.code[: match.start()])
            whose = before.start() if before else -1
        who, place = line.name_at(whose), line.name_at(match.start("o"))
        if who is not None and place is not None:
            yield Found(
                line, who, "locatedIn", place, min(whose, match.start()), match.end() - 1, "seat",
                "siège", at=match.start(),
            )  # fmt: skip
    for match in BASED.finditer(line.code):
        if line.items[match.start("v")].text == "based":
            yield _located(line, match, "seat")


def _each(line: Line, pattern: re.Pattern[str], name: str) -> Iterator[Found]:
    for match in pattern.finditer(line.code):
        yield _located(line, match, name)


def _inner_holds(line: Line, match: re.Match[str]) -> bool:
    """``Nantes (Loire-Atlantique)``; not ``dans le Gard (Dions)``, ``à Lyon (place Carnot)``.

    Nor roads, ``A62 (Langon)``, which run through many places.
    """
    inner, outer = line.name_at(match.start("o")), line.items[match.start("s")].text
    before = line.items[match.start() - 1].text if match.start() else ""
    article = match.start() > 1 and line.code[match.start() - 1] == "d"
    region = before in ("en", "dans") or article
    venue = inner is None or inner.surface[:1].islower()
    return not region and not venue and not any(c.isdigit() for c in outer)


def _holds(line: Line, match: re.Match[str]) -> bool:
    """``au CentQuatre, à Paris``; not ``à Lyon, à Lille`` nor ``à Lyon, à la Bourse``."""
    text = line.items[match.start("i")].text
    if text in ("dans", "en", "in"):
        return match.start() == 0 or line.items[match.start() - 1].text != text
    before = ("à", "a", "in", "at", "en", "aux")
    bare = match.start() > 0 and line.items[match.start() - 1].text in before
    article = match.start("o") - match.start("i") > 1
    return line.code[match.start() + 1] == "," and not bare and not article


def _is_date(line: Line, start: int, end: int) -> bool:
    """What stands between an event and its place may only be when it is held."""
    words = [line.items[i] for i in range(max(start, 0), max(end, 0)) if line.code[i] == "n"]
    return not words or any(w.text[0].isdigit() or w.parts[-1] in MONTHS for w in words)


def _listed(line: Line, index: int) -> bool:
    """``à Lyon, à Lille et à Paris`` lists places, none in the other."""
    return bool(
        re.match(r"L,?[i]?d?L(?:,|,?&)[id]{0,2}L", line.code[index:])
        or re.search(r"L,?&?i?d?$", line.code[:index])
    )


def _announced(line: Line, index: int) -> bool:
    """``l'agence X à Limoges``: the class noun makes the place the agency's."""
    return (
        index > 0
        and line.code[index - 1] == "n"
        and (class_of(line.items[index - 1].parts[-1]) == "Organization")
    )


def _ends(line: Line, index: int) -> bool:
    return index >= len(line.code) or line.code[index] in ',.)&q:"'


def _located(line: Line, match: re.Match[str], pattern: str) -> Found:
    subject, obj = line.name_at(match.start("s")), line.name_at(match.start("o"))
    assert subject is not None
    assert obj is not None
    return Found(
        line, subject, "locatedIn", obj, match.start(), match.end() - 1, pattern,
        line.items[match.start("i")].text if "i" in match.groupdict() else "()", at=match.start(),
    )  # fmt: skip
