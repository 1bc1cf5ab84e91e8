"""Who takes part in the one event that a post reports: speakers, lists, those present.

``La keynote de X``, ``Intervenants : X, Y``, ``X était là``: the event is named
elsewhere in the post, in its title or as the only one (``stages.py`` has who is on stage).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from graphbuild.model import Mention
from graphbuild.ontology import Ontology
from graphbuild.relate.found import Found
from graphbuild.relate.letters import word_parts
from graphbuild.relate.lexicon import Lexicon
from graphbuild.relate.line import Line
from graphbuild.relate.reach import left_names
from graphbuild.relate.referents import Referents
from graphbuild.relate.stages import stage_relations
from graphbuild.relate.talks import SPEAKER_FIRST
from graphbuild.relate.verbs import SUBJECT

PARTAKERS = frozenset({"Person", "Organization"})

TALK_OF = re.compile(r"[an]{0,2}[ebw]d?(?P<n>n?)(?P<p>P(?:(?:,P)*,?&P)?)")
PRESENT = re.compile(r"(?P<p>[PO](?:(?:,[PO])*,?&[PO])?)[r,]{0,2}x(?P<w>[rdani]{1,3})[,.\"]")
"""``X était là``, ``X et Y étaient présents``."""

_THERE = frozenset("la present presente presents presentes".split())

LISTED = re.compile(r"[^v:.]{0,4}:(?P<p>P.*)$")
LIST_ITEM = re.compile(r"^[:.n]{0,2}(?P<p>P)(?=[,(:&.]|$)")


def event_relations(
    lines: Sequence[Line], lexicon: Lexicon, ontology: Ontology, referents: Referents
) -> Iterator[Found]:
    """Yield who takes part in the one event that the lines report."""
    event = reported_event(lines)
    if event is None:
        return
    listing, away = False, 0
    for line in lines:
        events = [m for item in line.items if (m := item.mention) and m.type == "Event"]
        away = ELSEWHERE if events else away - 1
        if all(same_event(m, event) for m in events):
            away = 0 if events else away
        if away > 0:
            listing = bool(events) and _opens_list(line, lexicon)
            continue
        if line.asks or line.reading.block.kind == "quote":
            continue
        yield from _talks(line, lexicon, event)
        yield from _present(line, event)
        yield from _gives_talk(line, event)
        yield from _speaks(line, lexicon, ontology, event)
        yield from _listed(line, lexicon, event)
        yield from stage_relations(line, lexicon, referents, event)
        if listing and line.reading.block.kind == "item":
            yield from _item(line, event)
        else:
            listing = _opens_list(line, lexicon)


def same_event(one: Mention, other: Mention) -> bool:
    """Tell whether two names are of one event: ``Webcom``, ``Webcom 2009``, ``Le Webcom``."""
    if one.key == other.key:
        return True
    short, long = sorted((_event_words(one), _event_words(other)), key=len)
    return bool(short) and short <= long


@lru_cache(maxsize=10_000)
def _event_words(mention: Mention) -> frozenset[str]:
    return frozenset(
        word for word in word_parts(mention.surface) if not word.isdigit() and len(word) > 2
    )


def reported_event(lines: Sequence[Line]) -> Mention | None:
    """Return the event that a post reports, else ``None``.

    It is the only one that the lines name, twice or at the head; or the only one of the
    first line, where that line reports (``Retour sur X``) or the post names it again.
    """
    named = [
        (k, m) for k, line in enumerate(lines) for item in line.items
        if (m := item.mention) is not None and m.type == "Event"
    ]  # fmt: skip
    if not named:
        return None
    first = named[0][1]
    again = sum(same_event(m, first) for _, m in named)
    if again == len(named):
        return first if again > 1 or named[0][0] < EARLY else None
    titled = [m for k, m in named if k == 0]
    if not titled or not all(same_event(m, first) for m in titled):
        return None
    return first if again > 1 or REPORT & lines[0].vocabulary else None


ELSEWHERE = 3
"""Lines, with its own, for which another event may be spoken of where it is named."""

EARLY = 3
"""Lines at the head of a post in which the name of its event stands."""

REPORT = frozenset(
    "retour compte rendu bilan live recap debrief debriefing impressions resume conclusion notes "
    "edition edito programme demandez j cr report recap report wrap".split()
)


def _talks(line: Line, lexicon: Lexicon, event: Mention) -> Iterator[Found]:
    """``la keynote de X``, ``un atelier animé par X``."""
    for at in lexicon.nouns(line, "nominalization"):
        if at.cue.predicate != "participantIn" or at.cue.inverse:
            continue
        match = TALK_OF.match(line.code[at.last + 1 :])
        if match:
            base = at.last + 1
            span = range(base + match.start("p"), base + match.end("p"))
            yield from _each(line, span, event, at.first, base + match.end() - 1, at.name)


GIVEN_BY = re.compile(
    r"^[:.n]{0,2}\"?(?P<w>W)[\".,:(]{0,4}[be](?P<p>P(?:(?:,P)*,?&P)?)(?=[.,:()]|$)"
)
"""``« Titre » - par X``, ``Titre, de X``: at the head of a line."""


def _gives_talk(line: Line, event: Mention) -> Iterator[Found]:
    """``X : « Titre »`` and ``« Titre » - par X`` in the report of an event."""
    match = SPEAKER_FIRST.match(line.code) or GIVEN_BY.match(line.code)
    if match:
        span = range(*match.span("p"))
        yield from _each(line, span, event, match.start(), match.end() - 1, "title")


def _present(line: Line, event: Mention) -> Iterator[Found]:
    for match in PRESENT.finditer(line.code):
        words = {line.items[i].parts[-1] for i in range(*match.span("w"))}
        if words & _THERE and line.code[: match.start()].count('"') % 2 == 0:
            span = range(*match.span("p"))
            yield from _each(line, span, event, match.start(), match.end() - 1, "present")


def _speaks(line: Line, lexicon: Lexicon, ontology: Ontology, event: Mention) -> Iterator[Found]:
    """``X a pris la parole``, ``X intervient`` with nothing after it to intervene in."""
    for at in lexicon.verbs(line, "verb"):
        if at.cue.predicate != "participantIn" or at.cue.inverse or len(at.cue.prepositions) < 3:
            continue
        who = left_names(line, at.first, PARTAKERS, SUBJECT)
        if who is None or re.match(r"[^.,]{0,4}[iy]d?[anLODW]", line.code[at.last + 1 :]):
            continue
        for mention in who.mentions:
            yield _took_part(line, mention, event, who.first, at.last, at.name, at=at.first)


def _listed(line: Line, lexicon: Lexicon, event: Mention) -> Iterator[Found]:
    """``Intervenants : X (Y), Z``: names set off by commas after a label."""
    for at in lexicon.fixed(line, "label"):
        if at.cue.predicate != "participantIn" or at.first > 1:
            continue
        match = LISTED.match(line.code[at.last + 1 :])
        if match:
            span = range(at.last + 1 + match.start("p"), len(line.code))
            kept = [i for i in span if line.code[i] == "P" and line.code[i - 1] in ",:&.("]
            yield from _each(line, kept, event, at.first, max(kept), at.name)


def _opens_list(line: Line, lexicon: Lexicon) -> bool:
    labels = [at for at in lexicon.fixed(line, "label") if at.cue.predicate == "participantIn"]
    return bool(labels) and line.code.rstrip(".").endswith(":")


def _item(line: Line, event: Mention) -> Iterator[Found]:
    match = LIST_ITEM.match(line.code)
    if match:
        k = match.start("p")
        yield from _each(line, [k], event, k, k, "list")


def _each(
    line: Line, places: Sequence[int], event: Mention, first: int, last: int, cue: str
) -> Iterator[Found]:
    for i in places:
        who = line.name_at(i)
        if who is not None:
            yield _took_part(line, who, event, min(first, i), last, cue, at=first)


def _took_part(
    line: Line, who: Mention, event: Mention, first: int, last: int, cue: str, *, at: int
) -> Found:
    return Found(line, who, "participantIn", event, first, last, "only-event", cue, at=at)
