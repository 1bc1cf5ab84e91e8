"""What stands after a verb: its direct object, or the one after its preposition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.model import Mention
from graphbuild.ontology import Predicate
from graphbuild.relate.lexicon import CueAt
from graphbuild.relate.line import IdeaAt, Line
from graphbuild.relate.nouns import class_of
from graphbuild.relate.reach import Reached, left_names, right_ideas, right_names
from graphbuild.relate.roles import governed_by, governing

_ADJUNCT = r"(?:[r,]|[iywf]d?[aneLO]{1,5},?|d[an&]{1,5}(?=[dsin,]|$))"

DIRECT = re.compile(_ADJUNCT + r"{0,4}[ds\"(:]{0,2}[an]{0,3}(?:[ae]d?)?[,\":(]{0,2}d?\"?")
"""``publie [l'an dernier, en ligne, la nouvelle édition du ]Baromètre``."""

BY_PREPOSITION = re.compile(
    r"(?:[rnad&]|[yiwf]d?(?:[an]|[anL]{0,2}L)|,[iyr][^,v]{1,8},)*?[reihfybwnk]{1,3}[dsa]{0,3}n{0,3}\"?"
)
"""``travaille [depuis deux ans pour ]Orange``."""

IDEA_GAP = re.compile(
    r"(?:r|d[an]{1,2}(?=d)|[ds]a?na?(?=[iyef]))?[rdaeify\"]{0,4}(?:ned?)?\"?|[ei]?dn\""
)

MORE_PLACES = re.compile(r"(?:,[^,.]{0,3})?,id?n?L")
"""``au CentQuatre[, à Paris]``."""

ABOUT_NOUNS = frozenset(
    "expression terme mot notion concept idee question theme sujet importance fin necessite role "
    "limite limites vertu vertus avenir arrivee montee retour developpement force interet term "
    "idea mots enjeux enjeu succes bases base principes coulisses evolution usages usage "
    "risques danger dangers avantages benefices mecanismes rouages dessous emergence essor place "
    "vision definition origines naissance impact impacts effets potentiel principe etat utilite "
    "promesses necessite pertinence rapport rapports monde domaine apport apports".split()
)
"""Nouns that only introduce an idea: ``a forgé l'expression « X »``, ``l'importance de X``."""

TRANSPARENT = frozenset(
    "edition version serie volume tome saison numero episode livre ouvrage prix lancement "
    "plateforme societe groupe agence reseau conference salon festival".split()
)
"""Nouns before ``de`` that leave the name its role: ``la cinquième édition de X``."""

TIMES = frozenset(
    "an annee mois semaine jour matin soir ete hiver printemps automne rentree siecle week-end "
    "year month week lundi mardi mercredi jeudi vendredi samedi dimanche".split()
)
"""Nouns of an adjunct of time: ``a publié l'an dernier X``."""


def objects_of(
    line: Line, at: CueAt, predicate: Predicate, types: frozenset[str]
) -> tuple[Sequence[Mention], int, str]:
    """Return what a verb acts on, its last item, and ``-idea`` where those are ideas."""
    reached = _named_objects(line, at, types)
    if reached is None:
        ideas = tuple(_idea_objects(line, at)) if "Concept" in types else ()
        return [i.mention for i in ideas], max([i.last for i in ideas], default=at.last), "-idea"
    mentions, last = list(reached.mentions), reached.last
    if predicate.name == "locatedIn":
        more, last = more_places(line, last)
        mentions += more
    return mentions, last, ""


def more_places(line: Line, last: int) -> tuple[list[Mention], int]:
    """Return further places after a comma and ``à``: ``au CentQuatre, à Paris``."""
    found: list[Mention] = []
    while match := MORE_PLACES.match(line.code[last + 1 :]):
        mention = line.name_at(last + match.end())
        at = line.code.rfind("i", 0, last + match.end())
        if mention is None or line.items[at].text not in ("à", "au", "aux", "in"):
            break
        found.append(mention)
        last += match.end()
    return found, last


def _named_objects(line: Line, at: CueAt, types: frozenset[str]) -> Reached | None:
    prepositions = tuple(p for p in at.cue.prepositions if p not in ("que", "that", "comme"))
    if at.cue.prepositions and not prepositions:
        return None
    if prepositions:

        def governed(first: int, last: int) -> bool:
            return governed_by(line, first, last, prepositions, types)

        return right_names(line, at.last, types, BY_PREPOSITION, passing="L", check=governed)

    def direct(first: int, last: int) -> bool:
        return _direct(line, first, last, types)

    reached = right_names(line, at.last, types, DIRECT, passing="LO", check=direct)
    if reached is None and re.search(r"k(?:d?[POLEWD])?[rzx]*$", line.code[: at.first]):
        k = line.code.rfind("k", 0, at.first)
        return left_names(line, k, types, re.compile(r",?(?:da?n)?"))
    return reached


def _direct(line: Line, first: int, last: int, types: frozenset[str]) -> bool:
    """A direct object: no preposition governs it, but after a noun like ``édition``."""
    k = last - 1
    while k >= first and line.code[k] in '"(,:':
        k -= 1
    quoted = k < last - 1
    nouns: list[str] = []
    while k >= first and line.code[k] in "an":
        if line.code[k] == "n":
            nouns.append(line.items[k].parts[-1])
        k -= 1
    if nouns and nouns[0] in TIMES:
        return True
    article = k >= first and line.code[k] in "ds"
    while k >= first and line.code[k] in 'ds"':
        k -= 1
    if k >= first and line.code[k] in "eihbwfy":
        return line.code[k] == "e" and k > first and line.items[k - 1].parts[-1] in TRANSPARENT
    if not nouns:
        return True
    return (article and (quoted or any(class_of(word) in types for word in nouns))) or (
        not article and any(class_of(word) in types for word in nouns)
    )


def _idea_objects(line: Line, at: CueAt) -> Iterator[IdeaAt]:
    prepositions = tuple(p for p in at.cue.prepositions if p not in ("que", "that"))
    ideas = right_ideas(line, at.last, IDEA_GAP)
    if not ideas or (at.cue.prepositions and not prepositions):
        return
    gap = range(at.last + 1, ideas[0].first)
    nouns = [line.items[i].parts[-1] for i in gap if line.code[i] == "n"]
    if nouns and nouns[-1] not in ABOUT_NOUNS and line.code[ideas[0].first - 1] != "d":
        return
    if nouns and line.code[ideas[0].first - 1] in 'ed"' and nouns[-1] in ABOUT_NOUNS:
        gap = range(at.last + 1, next(i for i in gap if line.code[i] == "n"))
    words = [line.items[i].parts[-1] for i in gap if line.code[i] in "eihfybw"]
    if prepositions and (len(words) != 1 or words[0] not in governing(prepositions)):
        return
    if not prepositions and words not in ([], ["des"]):
        return
    yield from ideas
