"""Who is on stage in the report of an event: ``X a ouvert la matinée``, ``X était orateur``.

The event is named elsewhere in the post (``events.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.model import Mention
from graphbuild.relate.found import Found
from graphbuild.relate.lexicon import Lexicon
from graphbuild.relate.line import Line
from graphbuild.relate.nouns import class_of
from graphbuild.relate.reach import left_names
from graphbuild.relate.referents import Referents
from graphbuild.relate.roles import COPULA, PRONOUN_COPULA
from graphbuild.relate.verbs import PRONOUN_SUBJECT, SUBJECT

PARTAKERS = frozenset({"Person", "Organization"})

SESSIONS = frozenset(
    "matinee apres-midi midi journee soiree seance session conference conf bal debat table atelier "
    "talk keynote pleniere presentation demo scene parole micro relais intervention expose premier "
    "premiere second seconde deuxieme troisieme dernier derniere talks panel masterclass "
    "exposition introduction ouverture cloture informelle allocution discours pitch stage "
    "floor panel".split()
)
"""What somebody opens, leads, gives or takes at an event."""

ON_STAGE = (
    "ouvr", "ouver", "clot", "conclu", "introdui", "anim", "present", "moder", "mont", "pri",
    "prend", "donn", "lanc", "assur", "men", "tenu", "tient", "suggere", "propos", "succed",
    "pass", "fait", "enchain", "poursui", "termin", "inaugur", "open", "gave", "took", "clos",
)  # fmt: skip
"""How the verbs of the stage begin."""

DOES = re.compile(r"(?P<v>v)r{0,2}(?P<w>[^.,vqkPOLEWDx]{0,4}?(?P<n>n))")
DONE_BY = re.compile(r"(?P<v>v)r{0,2}b(?P<p>P(?:(?:\([^()]{1,6}\))?(?:,P)*,?&P)?)")
"""``animée par X``."""

CALLED = re.compile(r"(?P<v>v)(?P<p>P)(?:,[^vx.]{1,14},)?,?i(?P<w>v[^.v]{0,3}n)")
"""``nous invitons X à prendre la parole``."""

ITEM = re.compile(
    r"^[:.n]{0,3}(?P<p>P(?:(?:,P)*,?&P)?)(?:\([^()]{1,12}\)|,[^xvq.:\"]{1,14})?[,:]{1,2}(?:\"[^\"]+(?:\"[.,;]*|[.])|:?)$"
)
"""``• X : « Titre »``, whether or not the title was found to be one."""

IN_TALK = re.compile(r"(?P<p>P(?:(?:,P)*,?&P)?)(?:,[^vx.\"]{1,12})?,?(?P<i>i)\"(?P<w>W)")
"""``X et Y dans « Titre »``."""


THANKED = re.compile(r"n(?:ed?)n?(?P<o>O)(?:\([^()]{0,5}\))?[^.vP]{0,4}?fda?(?P<n>n)")
THANKS = ("merci", "remerci", "bravo", "felicit", "chapeau", "thank")
"""``merci à l'équipe de Y pour cette journée``."""


def stage_relations(
    line: Line, lexicon: Lexicon, referents: Referents, event: Mention
) -> Iterator[Found]:
    """Yield who is on stage in a line of the report of ``event``."""
    if line.code.count('"') % 2 == 0:
        yield from _does(line, referents, event)
        yield from _is_speaker(line, lexicon, referents, event)
    for match in DONE_BY.finditer(line.code):
        before = range(max(0, match.start() - 9), match.start())
        nouns = {line.items[i].parts[-1] for i in before if line.code[i] in "na"}
        work = "W" in line.code[max(0, match.start() - 6) : match.start()]
        if _staged(line, match.start("v")) and (work or nouns & SESSIONS):
            yield from _each(line, match, event, line.items[match.start("v")].text)
    for match in CALLED.finditer(line.code):
        words = {line.items[i].parts[-1] for i in range(*match.span("w"))}
        if words & {"parole", "scene", "micro"}:
            yield from _each(line, match, event, "parole")
    bulleted = line.reading.block.kind == "item"
    item = ITEM.match(line.code) if bulleted else None
    if item and line.code[-1:] in '.":,':
        yield from _each(line, item, event, "title")
    for match in THANKED.finditer(line.code):
        thanks = any(word.startswith(THANKS) for word in line.vocabulary)
        who, noun = line.name_at(match.start("o")), line.items[match.start("n")].parts[-1]
        if thanks and who and class_of(noun) == "Event":
            yield Found(
                line, who, "organizerOf", event, match.start(), match.end() - 1, "thanks", noun,
                at=match.start(),
            )  # fmt: skip
    for match in IN_TALK.finditer(line.code):
        if line.items[match.start("i")].text == "dans":
            yield from _each(line, match, event, "dans")


def _staged(line: Line, index: int) -> bool:
    return line.items[index].parts[-1].startswith(ON_STAGE)


def _does(line: Line, referents: Referents, event: Mention) -> Iterator[Found]:
    """``X a ouvert la matinée``, ``X monte sur scène``, ``elle prend la parole``."""
    for match in DOES.finditer(line.code):
        noun = line.items[match.start("n")].parts[-1]
        if noun not in SESSIONS or not _staged(line, match.start("v")):
            continue
        who = left_names(line, match.start("v"), PARTAKERS, SUBJECT) or referents.pronoun_before(
            line, match.start("v"), PARTAKERS, PRONOUN_SUBJECT
        )
        for one in who.mentions if who else ():
            assert who is not None
            yield _took_part(
                line, one, event, min(who.first, match.start()), match.end() - 1, noun,
                at=match.start("v"),
            )  # fmt: skip


def _is_speaker(
    line: Line, lexicon: Lexicon, referents: Referents, event: Mention
) -> Iterator[Found]:
    """``X était orateur``, with no event named after it."""
    for at in lexicon.nouns(line, "role-noun"):
        if at.cue.predicate != "participantIn":
            continue
        if re.match(r"[an]{0,2}[eihy]d?[anPOLEWD]", line.code[at.last + 1 :]):
            continue
        person = frozenset({"Person"})
        who = left_names(line, at.first, person, COPULA) or referents.pronoun_before(
            line, at.first, person, PRONOUN_COPULA
        )
        if who is not None and "x" in line.code[who.last : at.first]:
            for one in who.mentions:
                yield _took_part(
                    line, one, event, min(who.first, at.first), at.last, at.name, at=at.first
                )


def _each(line: Line, match: re.Match[str], event: Mention, cue: str) -> Iterator[Found]:
    for i in range(*match.span("p")):
        who = line.name_at(i)
        if who is not None and who.type == "Person":
            yield _took_part(
                line, who, event, match.start(), match.end() - 1, cue, at=match.start()
            )


def _took_part(
    line: Line, who: Mention, event: Mention, first: int, last: int, cue: str, *, at: int
) -> Found:
    return Found(line, who, "participantIn", event, first, last, "on-stage", cue, at=at)
