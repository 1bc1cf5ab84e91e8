"""Passives and nouns of action: ``B, publié par A``, ``le rachat de B par A``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.ontology import Ontology, Predicate
from graphbuild.relate.found import Found
from graphbuild.relate.lexicon import CueAt, Lexicon, is_participle
from graphbuild.relate.line import Line
from graphbuild.relate.objects import more_places
from graphbuild.relate.reach import NAMES, Reached, left_names, right_names
from graphbuild.relate.referents import Referents
from graphbuild.relate.roles import governed_by
from graphbuild.relate.verbs import governed_by_have

LEFT = re.compile(
    r"(?:\([^()]{1,12}\))?(?:,[^,vx.POEWD]{1,14}(?=,))?(?:,?ox)?[,(:\"]{0,2}(?:d?[an]{1,3}(?:e[dan]{1,3})?,?)?(?:q[rzo]*)?(?:v[ei]?)?(?:x[rxz]*)?[rz]*"
)
"""``le Baromètre[, étude qui vient d'être ]publiée par``."""

LEFT_AGAIN = re.compile(r"(?:,?ox)?,?[dan]{0,3}v[^.vx]{1,16},?&[xrz]*")
"""``X[, fondée par Y, et ]rachetée par Z``."""

RIGHT = re.compile(
    r"(?:[rna,&]|[iye]d?(?:[an&]|[anL&]{0,4}L)|d[anx]{1,3}(?=[ib]))*?[rbihwyenf]{1,2}[dsa]{0,3}n{0,3}(?:,|\")?"
)
"""``organisé [à Lyon, par l'agence ]X``."""

HEADLESS = re.compile(r"[:.,(\"]{0,3}[rx]{0,2}")
"""``-- organisée par X`` on the line under a title."""

OF_BY = re.compile(r"[rna]{0,2}[eb][dsa]{0,3}n?")


def passive_relations(
    line: Line, lexicon: Lexicon, ontology: Ontology, referents: Referents
) -> Iterator[Found]:
    """Yield what passives, participles and nouns of action state in a line."""
    for at in lexicon.verbs(line, "passive"):
        predicate = ontology.predicates.get(at.cue.predicate)
        if predicate and is_participle(line, at) and not _active_past(line, at):
            yield from _passive(line, at, predicate, referents)
    for at in lexicon.nouns(line, "nominalization"):
        predicate = ontology.predicates.get(at.cue.predicate)
        if predicate and at.cue.agent_prepositions:
            yield from _nominal(line, at, predicate)


def _active_past(line: Line, at: CueAt) -> bool:
    if not governed_by_have(line, at.first):
        return False
    k = at.first - 1
    while k >= 0 and line.code[k] in "rz":
        k -= 1
    return line.items[k].parts[0] not in ("ete", "been") and not any(
        line.items[i].parts[0] in ("ete", "been") for i in range(max(0, at.first - 3), at.first)
    )


def _passive(line: Line, at: CueAt, predicate: Predicate, referents: Referents) -> Iterator[Found]:
    bearer, complement = predicate.domain, predicate.range
    if at.cue.inverse:
        bearer, complement = complement, bearer
    prepositions = tuple(p for p in at.cue.prepositions if p != "comme")

    def governed(first: int, last: int) -> bool:
        return _by(line, first, last, prepositions, complement)

    agents = right_names(line, at.last, complement, RIGHT, passing="L", check=governed)
    if agents is None:
        return
    agents = _more_places(line, agents, predicate)
    bearers, pattern = _bearers(line, at, bearer, referents)
    if bearers is None:
        return
    for b in bearers.mentions:
        for agent in agents.mentions:
            subject, obj = (agent, b) if at.cue.inverse else (b, agent)
            yield Found(
                line, subject, predicate.name, obj, min(bearers.first, at.first), agents.last,
                pattern, at.name, weight=at.cue.score, at=at.first,
            )  # fmt: skip


def _bearers(
    line: Line, at: CueAt, types: frozenset[str], referents: Referents
) -> tuple[Reached | None, str]:
    """Return what the participle is said of: a plural one may be said of several."""
    found = left_names(line, at.first, types, LEFT, passing="L") or left_names(
        line, at.first, types, LEFT_AGAIN, passing=NAMES
    )
    if found and line.code[found.first] == "L" and line.code[max(0, found.first - 1)] in "ied":
        return None, ""  # ``né à X, installé à Y`` is said of the person
    if found is None:
        above = (
            referents.line_above(line, types)
            if HEADLESS.fullmatch(line.code, 0, at.first)
            else None
        )
        if above is not None:
            return Reached((above,), at.first, at.first, ""), "passive"
        return referents.pronoun_before(line, at.first, types, LEFT), "passive-pronoun"
    if len(found.mentions) > 1 and not line.items[at.first].text.endswith("s"):
        found = Reached(found.mentions[-1:], found.last, found.last, found.gap)
    return found, "passive"


def _more_places(line: Line, reached: Reached, predicate: Predicate) -> Reached:
    if predicate.name != "locatedIn":
        return reached
    more, last = more_places(line, reached.last)
    return Reached((*reached.mentions, *more), reached.first, last, reached.gap)


def _by(
    line: Line, first: int, last: int, prepositions: tuple[str, ...], types: frozenset[str]
) -> bool:
    """``par une ancienne collègue, X``: what stands after the agent's preposition."""
    if governed_by(line, first, last, prepositions, types):
        return True
    return line.code[last - 1] in ',"' and governed_by(line, first, last - 1, prepositions, types)


def _nominal(line: Line, at: CueAt, predicate: Predicate) -> Iterator[Found]:
    """``le rachat de B par A``, ``le rachat par A de B``."""

    def of(first: int, last: int) -> bool:
        return governed_by(line, first, last, at.cue.prepositions, predicate.range)

    def by(first: int, last: int) -> bool:
        return governed_by(line, first, last, at.cue.agent_prepositions, predicate.domain)

    objects = right_names(line, at.last, predicate.range, OF_BY, check=of)
    if objects:
        agents = right_names(line, objects.last, predicate.domain, OF_BY, check=by)
    else:
        agents = right_names(line, at.last, predicate.domain, OF_BY, check=by)
        if agents:
            objects = right_names(line, agents.last, predicate.range, OF_BY, check=of)
    if not objects or not agents:
        return
    for subject in agents.mentions:
        for obj in objects.mentions:
            yield Found(
                line, subject, predicate.name, obj, at.first, max(objects.last, agents.last),
                "nominalization", at.name, weight=at.cue.score, at=at.first,
            )  # fmt: skip
