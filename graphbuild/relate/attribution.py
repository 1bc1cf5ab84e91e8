"""Who speaks of which idea: ``selon X``, ``X explique que``, quotations, themes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.relate.found import Found
from graphbuild.relate.lexicon import Lexicon
from graphbuild.relate.line import IdeaAt, Line
from graphbuild.relate.reach import left_names, right_names
from graphbuild.relate.referents import Referents
from graphbuild.relate.verbs import PRONOUN_SUBJECT, SUBJECT

SPEAKERS = frozenset({"Person", "Organization"})
MOST_IDEAS = 1
"""Ideas taken from a reported clause: the first one is what it is about."""

AFTER_SELON = re.compile(r"[dsan]{0,4}")


def attribution_relations(line: Line, lexicon: Lexicon, referents: Referents) -> Iterator[Found]:
    """Yield the ideas that a line attributes to someone."""
    yield from _according_to(line, lexicon)
    yield from _says_that(line, lexicon, referents)
    yield from _theme(line, lexicon)
    yield from _about(line)
    yield from _programme(line, lexicon, referents)
    yield from _for_one(line, referents)
    yield from _like_one_that(line)


def _according_to(line: Line, lexicon: Lexicon) -> Iterator[Found]:
    """``Selon X, idée ...`` and ``idée, comme le dit X``."""
    for at in lexicon.fixed(line, "adverbial"):
        if at.cue.predicate != "discusses" or not at.cue.inverse:
            continue
        who = right_names(line, at.last, SPEAKERS, AFTER_SELON, passing="")
        if who is None:
            continue
        roles = {r.first for r in lexicon.nouns(line, "role-noun")}
        ideas = _after(line, who.last, roles) or _before(line, at.first, roles)
        for mention in who.mentions:
            for idea in ideas:
                yield Found(
                    line, mention, "discusses", idea.mention, min(at.first, idea.first),
                    max(who.last, idea.last), "according-to", at.name, weight=at.cue.score,
                    at=at.first,
                )  # fmt: skip


def _after(line: Line, index: int, roles: set[int]) -> Sequence[IdeaAt]:
    """Ideas after an item; ``X, formatrice`` is a role, not an idea."""
    return [i for i in line.ideas if i.first > index and i.first not in roles][:MOST_IDEAS]


def _before(line: Line, index: int, roles: set[int]) -> Sequence[IdeaAt]:
    return [i for i in line.ideas if i.last < index and i.first not in roles and _heads(line, i)][
        :MOST_IDEAS
    ]


def _heads(line: Line, idea: IdeaAt) -> bool:
    """Tell whether an idea is the subject of its sentence."""
    return bool(re.fullmatch(r"[r&c]?d?a?", line.code[: idea.first]))


def _says_that(line: Line, lexicon: Lexicon, referents: Referents) -> Iterator[Found]:
    """``X explique que les médias sociaux ...``, ``X : « ... »``."""
    for at in lexicon.verbs(line, "verb"):
        saying = not at.cue.prepositions or {"que", "that"} & set(at.cue.prepositions)
        if at.cue.predicate != "discusses" or not saying:
            continue
        said = _said(line, at.last)
        if said is None:
            continue
        who = left_names(line, at.first, SPEAKERS, SUBJECT)
        pattern = "says-that"
        if who is None:
            who = referents.pronoun_before(line, at.first, SPEAKERS, PRONOUN_SUBJECT)
            pattern = "says-that-pronoun"
        if who is None:
            continue
        for mention in who.mentions:
            yield Found(
                line, mention, "discusses", said.mention, who.first, said.last, pattern,
                at.name, weight=at.cue.score, at=at.first,
            )  # fmt: skip


def _said(line: Line, last: int) -> IdeaAt | None:
    """Return the idea that is the subject of what is said: ``que les médias sociaux ...``."""
    idea = next((i for i in line.ideas if i.first > last), None)
    if idea and re.fullmatch(r"r?k\"?d?a?\"?", line.code[last + 1 : idea.first]):
        return idea
    return None


ABOUT = re.compile(r"[WE]\"?(?:,?[^xq.:(]{0,14}?)i(?=d?a?)")
"""``Tribes, paru en 2008, sur le leadership``: no finite verb between."""


def _about(line: Line) -> Iterator[Found]:
    for idea in line.ideas:
        head = re.search(r"i[da]{0,2}\"?$", line.code[: idea.first])
        if not head or line.items[head.start()].text not in ("sur", "about"):
            continue
        place = max(line.code.rfind(letter, 0, head.start()) for letter in "WExqP.")
        if place < 0 or not ABOUT.fullmatch(line.code[place : head.start() + 1]):
            continue
        work = line.name_at(place)
        for held in (idea, *_joined(line, idea)):
            if work:
                yield Found(
                    line, work, "discusses", held.mention, place, held.last, "work-about",
                    "sur", at=place,
                )  # fmt: skip


def _joined(line: Line, idea: IdeaAt) -> Sequence[IdeaAt]:
    """Return the ideas coordinated with one: ``sur le leadership et l'innovation``."""
    return [
        i for i in line.ideas if re.fullmatch(r"&[eid]{0,2}", line.code[idea.last + 1 : i.first])
    ]


def _programme(line: Line, lexicon: Lexicon, referents: Referents) -> Iterator[Found]:
    """``Au programme : visibilité locale, avis clients``: of the event named last."""
    for at in lexicon.fixed(line, "label"):
        if at.cue.predicate != "discusses" or at.first > 1:
            continue
        if not re.match(r"[^v:]{0,4}:", line.code[at.last + 1 :]):
            continue
        event = referents.described(line, at.first, "Event")
        for idea in line.ideas:
            if event and idea.first > at.last:
                yield Found(
                    line, event, "discusses", idea.mention, at.first, idea.last, "programme",
                    at.name, weight=at.cue.score, at=at.first,
                )  # fmt: skip


FOR_ONE = re.compile(r"(?:[rc&,]{0,2})f([Pgz]),")
"""``Pour X, l'idée ...`` and ``Pour elle, ...`` at the head of a sentence."""

LIKE_THAT = re.compile(r"c([PO])(?=kd?a?)")
"""``dire comme X que l'idée ...``."""


def _for_one(line: Line, referents: Referents) -> Iterator[Found]:
    match = FOR_ONE.match(line.code)
    if not match:
        return
    who = line.name_at(match.start(1))
    if who is None:
        last = referents.before(line, match.start(1), frozenset({"Person"}))
        who = last if line.items[match.start(1)].text in ("elle", "lui", "him", "her") else None
    idea = next((i for i in line.ideas if i.first >= match.end()), None)
    if who and idea and re.fullmatch(r"d?a?", line.code[match.end() : idea.first]):
        yield Found(line, who, "discusses", idea.mention, 0, idea.last, "for-one", "pour", at=0)


def _like_one_that(line: Line) -> Iterator[Found]:
    for match in LIKE_THAT.finditer(line.code):
        who, said = line.name_at(match.start(1)), _said(line, match.start(1))
        if (
            who is None
            or said is None
            or line.items[match.start()].text not in ("comme", "like", "as")
        ):
            continue
        joined = [
            i for i in line.ideas if re.fullmatch(r"&d?a?", line.code[said.last + 1 : i.first])
        ]
        for idea in (said, *joined):
            yield Found(
                line, who, "discusses", idea.mention, match.start(), idea.last, "like-one-that",
                "comme", at=match.start(),
            )  # fmt: skip


def _theme(line: Line, lexicon: Lexicon) -> Iterator[Found]:
    """``LeWeb s'est tenu à Paris sur le thème du web temps réel``."""
    for at in lexicon.fixed(line, "adverbial"):
        if at.cue.predicate != "discusses" or at.cue.inverse:
            continue
        if line.english and at.first == at.last:
            continue
        ideas = [
            i
            for i in line.ideas
            if i.first > at.last
            and re.fullmatch(r"[eids\"]{0,3}", line.code[at.last + 1 : i.first])
        ]
        who = left_names(
            line,
            at.first,
            frozenset({"Event", "Work"}),
            re.compile(r"[^.()]{0,14}"),
            passing="LOPD",
        )
        if who is None:
            continue
        for idea in ideas[:1]:
            for mention in who.mentions[-1:]:
                yield Found(
                    line, mention, "discusses", idea.mention, who.first, idea.last, "theme",
                    at.name, weight=at.cue.score, at=at.first,
                )  # fmt: skip
