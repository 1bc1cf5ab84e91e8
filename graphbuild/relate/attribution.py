"""Who speaks of which idea: ``selon X``, ``X explique que``, quotations, themes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.relate.found import Found
from graphbuild.relate.lexicon import Lexicon
from graphbuild.relate.line import IdeaAt, Line
from graphbuild.relate.reach import left_names, right_names
from graphbuild.relate.referents import Referents
from graphbuild.relate.speech import SPEAKERS, subject_or_best
from graphbuild.relate.weights import Weights

AFTER_SELON = re.compile(r"r{0,2}[dsan]{0,4}")


def attribution_relations(
    line: Line, lexicon: Lexicon, referents: Referents, weights: Weights
) -> Iterator[Found]:
    """Yield the ideas that a line attributes to someone."""
    yield from _according_to(line, lexicon, weights)
    yield from _theme(line, lexicon)
    yield from _about(line, weights)
    yield from _programme(line, lexicon, referents)
    yield from _for_one(line, lexicon, referents, weights)
    yield from _like_one_that(line)
    yield from _seen_by(line, weights)


SEEN_BY = re.compile(r"\"?,?(?:(?P<v>[va])b|(?P<a>[an])i)(?P<p>P)")
"""``l'idée vue par X``, ``l'idée chère à X``."""

_SEEN = ("vu", "expliqu", "racont", "decrypt", "analys", "defend", "pron", "theoris", "decri")


def _seen_by(line: Line, weights: Weights) -> Iterator[Found]:
    for idea in line.ideas:
        match = SEEN_BY.match(line.code, idea.last + 1)
        who = line.name_at(match.start("p")) if match else None
        if match is None or who is None or not weights.worth(line, idea):
            continue
        dear = match["a"] and line.items[match.start("a")].parts[-1].startswith("cher")
        if dear or (match["v"] and line.items[match.start("v")].parts[-1].startswith(_SEEN)):
            yield Found(
                line, who, "discusses", idea.mention, idea.first, match.start("p"), "seen-by",
                "par", at=idea.last + 1,
            )  # fmt: skip


def _according_to(line: Line, lexicon: Lexicon, weights: Weights) -> Iterator[Found]:
    """``Selon X, idée ...`` and ``idée, comme le dit X``."""
    for at in lexicon.fixed(line, "adverbial"):
        if at.cue.predicate != "discusses" or not at.cue.inverse:
            continue
        who = right_names(line, at.last, SPEAKERS, AFTER_SELON, passing="")
        if who is None:
            continue
        idea = weights.best(line, _before(line, at.first)) or _after(line, who.last, weights)
        if idea is not None:
            for mention in who.mentions:
                yield Found(
                    line, mention, "discusses", idea.mention, min(at.first, idea.first),
                    max(who.last, idea.last), "according-to", at.name, weight=at.cue.score,
                    at=at.first,
                )  # fmt: skip


def _after(line: Line, index: int, weights: Weights) -> IdeaAt | None:
    """The idea of what follows a name; ``X, formatrice en Y,`` is not what he says."""
    role = _ROLE.match(line.code, index + 1)
    return subject_or_best(line, role.end() if role else index + 1, weights)


_ROLE = re.compile(r",(?:[^,xq.\"]{1,14}(?=[,\"])|[na][^,xq.\"]{0,14}(?=\.|$))")


def _before(line: Line, index: int) -> Sequence[IdeaAt]:
    return [i for i in line.ideas if i.last < index and _heads(line, i)]


def _heads(line: Line, idea: IdeaAt) -> bool:
    """Tell whether an idea is the subject of its sentence."""
    return bool(re.fullmatch(r"[r&c]?d?a?", line.code[: idea.first]))


def _said(line: Line, last: int) -> IdeaAt | None:
    """Return the idea that is the subject of what is said: ``que les médias sociaux ...``."""
    idea = next((i for i in line.ideas if i.first > last), None)
    if idea and re.fullmatch(r"r?k\"?d?a?\"?", line.code[last + 1 : idea.first]):
        return idea
    return None


ABOUT = re.compile(r"[WE]\"?(?:,?[^xq.:(]{0,14}?)i(?=d?a?)")
"""``Tribes, paru en 2008, sur le leadership``: no finite verb between."""


def _about(line: Line, weights: Weights) -> Iterator[Found]:
    for idea in line.ideas:
        head = re.search(r"i[da]{0,2}\"?$", line.code[: idea.first])
        if not head or line.items[head.start()].text not in ("sur", "about"):
            continue
        place = max(line.code.rfind(letter, 0, head.start()) for letter in "WExqP.")
        if place < 0 or not ABOUT.fullmatch(line.code[place : head.start() + 1]):
            continue
        if any("VerbForm=Fin" in line.items[i].morph for i in range(place, head.start())):
            continue  # ``les exposants de X arrivent sur la place``
        work = line.name_at(place)
        for held in (idea, *_joined(line, idea)):
            if work and weights.worth(line, held):
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
ROLE = re.compile(r"[^,vxq.]{1,14},")
"""``Pour X, l'idée ...`` and ``Pour elle, ...`` at the head of a sentence."""

LIKE_THAT = re.compile(r"c([PO])(?=kd?a?)")
"""``dire comme X que l'idée ...``."""


def _for_one(
    line: Line, lexicon: Lexicon, referents: Referents, weights: Weights
) -> Iterator[Found]:
    match = FOR_ONE.match(line.code)
    if not match:
        return
    who = line.name_at(match.start(1))
    if who is None:
        last = referents.before(line, match.start(1), frozenset({"Person"}))
        who = last if line.items[match.start(1)].text in ("elle", "lui", "him", "her") else None
    role = ROLE.match(line.code, match.end())
    starts = [match.end(), *([role.end()] if role else [])]
    idea = next(
        (i for i in line.ideas for start in starts
         if i.first >= start and re.fullmatch(r"d?a?", line.code[start : i.first])), None,
    )  # fmt: skip
    if who and idea and weights.worth(line, idea):
        against = next(
            (at for at in lexicon.fixed(line, "evaluation")
             if re.fullmatch(r"[orzx]*[da]{0,2}", line.code[idea.last + 1 : at.first])), None,
        )  # fmt: skip
        end, name = (against.last, "criticizes") if against else (idea.last, "discusses")
        yield Found(line, who, name, idea.mention, 0, end, "for-one", "pour", at=0)


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
