"""Who is at an event, who holds it and where, by the words around its name.

``Lors du E, X a présenté``, ``j'ai croisé X au E``, ``la keynote de X au E``, ``L accueille
le E``, ``le E est né à l'initiative de Y``, ``merci à Y pour l'organisation du E``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.relate.found import Found
from graphbuild.relate.letters import HAVE
from graphbuild.relate.lexicon import Lexicon
from graphbuild.relate.line import Line
from graphbuild.relate.nouns import class_of
from graphbuild.relate.reach import left_names
from graphbuild.relate.verbs import SUBJECT

PARTAKERS = frozenset({"Person", "Organization"})

_AT = frozenset("à au aux at lors pendant durant during".split())
"""How words that put somebody at an event begin; not ``avant``, ``depuis``, ``après``."""

AT_FIRST = re.compile(
    r"^[r&c,:]{0,3}(?P<i>[iy])d?(?P<n>n?)(?P<e>E)\"?(?:[en]{1,2})?,(?P<p>[PO](?:(?:,[PO])*,?&[PO])?)"
    r"(?:,[^,vx.]{1,14},|\([^()]{1,12}\))?[rzo]*(?P<v>[vx])"
)
"""``Lors du E, X a présenté``."""

SHOWN_AT = re.compile(r"(?P<v>v)[^.qkvxE\":]{0,12}?(?P<i>[iy])d?(?P<n>n?)(?P<e>E)")
"""``a présenté son robot au E``."""

SHOWING = frozenset(
    "presenter devoiler montrer exposer defendre recevoir donner raconter expliquer "
    "rencontrer exhiber lancer annoncer demontrer animer jouer faire remporter decrocher chanter "
    "debattre conclure prononcer delivrer moderer".split()
)

MET = re.compile(
    r"[jouPg][zrx]*(?P<v>v)(?:[rze]*v)?(?P<p>P(?:(?:\([^()]{1,6}\))?(?:,P)*,?&P)?)(?:\([^()]{1,8}\))?"
    r"[r,]{0,2}(?P<i>i)d?(?P<n>n?)(?P<e>E)"
)
"""``J'ai croisé X au E``."""

_MEETING = (
    "crois", "rencontr", "vu", "voir", "ecout", "entend", "interview", "retrouv", "salu", "applaud"
)  # fmt: skip

TALK_AT = re.compile(
    r"[eb]d?(?P<p>P(?:(?:,P)*,?&P)?)(?:\([^()]{1,12}\))?[^.,vxqkPOLEWD]{0,6}?(?P<i>i)d?(?P<n>n?)(?P<e>E)"
)
"""``la keynote [de X au E]``."""

ENGLISH_TALK = re.compile(r"(?P<p>P)e[an]{0,2}$")
ENGLISH_AT = re.compile(r"[an]{0,2}[iy]d?(?P<e>E)")

HOSTED = re.compile(r"(?P<l>L)[rzo,]*x?[rz]*(?P<v>v)[r,]{0,2}d?a?(?P<n>n?)(?:e?d?)\"?(?P<e>E)")
"""``L accueille le E``."""
_HOSTING = frozenset("accueillir abriter heberger recevoir host welcome".split())

THERE_WAS = re.compile(r"(?P<i>i)d?n?(?P<l>L),?k[zrx]*(?P<v>v)r?d?a?n?(?P<e>E)")
"""``C'est à L que se tenait le E``."""
_TAKING_PLACE = frozenset("tenir derouler avoir ouvrir passer organiser".split())

INITIATIVE = re.compile(r"(?P<i>i)d?(?P<n>n)ed?n?(?P<o>[OP])")
"""``à l'initiative de Y``."""

THANKS = re.compile(
    r"i[da]{0,3}n?(?:ed?)?n?(?:ed?)?(?P<o>O)[^.v]{0,10}?f(?P<d>[ds])a?(?P<n>n)ed?a?n?(?P<e>E)"
)
"""``à l'équipe de Y pour l'organisation du E``."""


def gathering_relations(line: Line, lexicon: Lexicon) -> Iterator[Found]:
    """Yield who is at an event that the line names, who holds it, and where."""
    if "E" not in line.code:
        return
    match = AT_FIRST.match(line.code)
    if match and _at_event(line, match) and _acts(line, match.start("v")):
        yield from _each(line, match, "p", "e", "at-event", at=match.start("v"))
    yield from _shown_at(line)
    for match in MET.finditer(line.code):
        verb = line.items[match.start("v")].parts[-1]
        if verb.startswith(_MEETING) and _at_event(line, match):
            yield from _each(line, match, "p", "e", "at-event", at=match.start("v"))
    yield from _talks_at(line, lexicon)
    yield from _held(line)


def _at_event(line: Line, match: re.Match[str]) -> bool:
    """``au E``, ``lors de l'événement E``; not ``avant le E`` nor ``à l'affiche E``."""
    first = line.items[match.start("i")].text.split()[0].lower()
    noun = match["n"] and line.items[match.start("n")].parts[-1]
    return (first in _AT or _compound(line, match)) and (not noun or class_of(noun) == "Event")


def _acts(line: Line, index: int) -> bool:
    """``X a présenté``, ``X est monté``; not ``X est connu``, ``X était une enfant``."""
    item = line.items[index]
    if item.letter == "v" or item.parts[0] in HAVE:
        return True
    after = line.items[index + 1].lemma if index + 1 < len(line.items) else ""
    return after in ("monter", "venir", "intervenir", "revenir", "passer", "arriver")


def _compound(line: Line, match: re.Match[str]) -> bool:
    item = line.items[match.start("i")]
    return item.last > item.first


def _shown_at(line: Line) -> Iterator[Found]:
    for match in SHOWN_AT.finditer(line.code):
        if not _at_event(line, match):
            continue
        if not _compound(line, match) and line.items[match.start("v")].lemma not in SHOWING:
            continue
        who = left_names(line, match.start("v"), PARTAKERS, SUBJECT)
        event = line.name_at(match.start("e"))
        if who is None or event is None:
            continue
        for one in who.mentions:
            yield Found(
                line, one, "participantIn", event, who.first, match.end() - 1, "at-event", "lors",
                at=match.start("v"),
            )  # fmt: skip


def _talks_at(line: Line, lexicon: Lexicon) -> Iterator[Found]:
    for at in lexicon.nouns(line, "nominalization"):
        if at.cue.predicate != "participantIn":
            continue
        match = re.compile(r"[an]{0,2}" + TALK_AT.pattern).match(line.code, at.last + 1)
        if match and _at_event(line, match):
            yield from _each(line, match, "p", "e", "at-event", at=at.first)
        whose = ENGLISH_TALK.search(line.code[: at.first]) if line.english else None
        there = ENGLISH_AT.match(line.code, at.last + 1) if whose else None
        if whose and there:
            who, event = line.name_at(whose.start("p")), line.name_at(there.start("e"))
            if who and event:
                yield Found(
                    line, who, "participantIn", event, whose.start(), there.end() - 1, "at-event",
                    at.name, at=at.first,
                )  # fmt: skip


def _held(line: Line) -> Iterator[Found]:
    for pattern, verbs in ((HOSTED, _HOSTING), (THERE_WAS, _TAKING_PLACE)):
        for match in pattern.finditer(line.code):
            before = line.code[: match.start()]
            noun = "n" in match.groupdict() and match["n"]
            whole = not noun or class_of(line.items[match.start("n")].parts[-1]) == "Event"
            governed = pattern is HOSTED and re.search(r"[eihbwfy]d?$", before)
            if line.items[match.start("v")].lemma in verbs and whole and not governed:
                yield from _each(
                    line, match, "e", "l", "held-at", predicate="locatedIn", at=match.start("v")
                )
    for match in INITIATIVE.finditer(line.code):
        words = {line.items[i].parts[-1] for i in range(match.start(), match.start("o"))}
        event = _one_event(line)
        if words & {"initiative", "appel", "invitation"} and event is not None:
            yield _organizer(line, match, event)
    for match in THANKS.finditer(line.code):
        if line.items[match.start("n")].parts[-1] in ("organisation", "accueil", "orga"):
            yield from _each(
                line, match, "o", "e", "thanks", predicate="organizerOf", at=match.start("n")
            )


def _one_event(line: Line) -> int | None:
    places = [i for i, letter in enumerate(line.code) if letter == "E"]
    return places[0] if len(places) == 1 else None


def _organizer(line: Line, match: re.Match[str], event: int) -> Found:
    who, what = line.name_at(match.start("o")), line.name_at(event)
    assert who is not None
    assert what is not None
    first, last = min(match.start(), event), max(match.end() - 1, event)
    return Found(line, who, "organizerOf", what, first, last, "initiative", "initiative", at=first)


def _each(
    line: Line, match: re.Match[str], subject: str, obj: str, pattern: str, *,
    predicate: str = "participantIn", at: int,
) -> Iterator[Found]:  # fmt: skip
    what = line.name_at(match.start(obj))
    for i in range(*match.span(subject)):
        who = line.name_at(i)
        if who is not None and what is not None:
            yield Found(
                line, who, predicate, what, match.start(), match.end() - 1, pattern,
                line.items[at].text, at=at,
            )  # fmt: skip
