"""Who speaks of which idea: ``selon X``, ``X explique que``, quotations, themes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.ontology import Ontology
from graphbuild.relate.found import Found
from graphbuild.relate.lexicon import Lexicon
from graphbuild.relate.line import IdeaAt, Line
from graphbuild.relate.reach import left_names, right_names
from graphbuild.relate.referents import Referents
from graphbuild.relate.verbs import PRONOUN_SUBJECT, SUBJECT

SPEAKERS = frozenset({"Person", "Organization"})
MOST_IDEAS = 2
"""Ideas taken from a reported clause: the first ones are what it is about."""

AFTER_SELON = re.compile(r"[dsan]{0,4}")


def attribution_relations(
    line: Line, lexicon: Lexicon, ontology: Ontology, referents: Referents
) -> Iterator[Found]:
    """Yield the ideas that a line attributes to someone."""
    yield from _according_to(line, lexicon)
    yield from _says_that(line, lexicon, referents)
    yield from _theme(line, lexicon)


def _according_to(line: Line, lexicon: Lexicon) -> Iterator[Found]:
    """``Selon X, idée ...`` and ``idée, comme le dit X``."""
    for at in lexicon.fixed(line, "adverbial"):
        if at.cue.predicate != "discusses" or not at.cue.inverse:
            continue
        who = right_names(line, at.last, SPEAKERS, AFTER_SELON, passing="")
        if who is None:
            continue
        ideas = _after(line, who.last) or _before(line, at.first)
        for mention in who.mentions:
            for idea in ideas:
                yield Found(
                    line, mention, "discusses", idea.mention, min(at.first, idea.first),
                    max(who.last, idea.last), "according-to", at.name, weight=at.cue.score, at=at.first,
                )  # fmt: skip


def _after(line: Line, index: int) -> Sequence[IdeaAt]:
    return [idea for idea in line.ideas if idea.first > index][:MOST_IDEAS]


def _before(line: Line, index: int) -> Sequence[IdeaAt]:
    return [idea for idea in line.ideas if idea.last < index][:MOST_IDEAS]


def _says_that(line: Line, lexicon: Lexicon, referents: Referents) -> Iterator[Found]:
    """``X explique que les médias sociaux ...``, ``X : « ... »``."""
    for at in lexicon.verbs(line, "verb"):
        if at.cue.predicate != "discusses" or not {"que", "that"} & set(at.cue.prepositions):
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
            for idea in (said,):
                yield Found(
                    line, mention, "discusses", idea.mention, who.first, idea.last, pattern,
                    at.name, weight=at.cue.score, at=at.first,
                )  # fmt: skip


def _said(line: Line, last: int) -> IdeaAt | None:
    """Return the idea that is the subject of what is said: ``que les médias sociaux ...``."""
    idea = next((i for i in line.ideas if i.first > last), None)
    if idea and re.fullmatch(r"r?k\"?d?a?\"?", line.code[last + 1 : idea.first]):
        return idea
    return None


def _theme(line: Line, lexicon: Lexicon) -> Iterator[Found]:
    """``LeWeb s'est tenu à Paris sur le thème du web temps réel``."""
    for at in lexicon.fixed(line, "adverbial"):
        if at.cue.predicate != "discusses" or at.cue.inverse:
            continue
        if line.english and at.first == at.last:
            continue
        ideas = [i for i in line.ideas if re.fullmatch(r"[eids\"]{0,3}", line.code[at.last + 1 : i.first])
                 and i.first > at.last]  # fmt: skip
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
