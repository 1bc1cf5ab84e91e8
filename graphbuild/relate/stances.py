"""What is said of an idea through a noun: ``X publie un billet sur``, ``les dérives de``.

``speech.py`` has the talks that belong to somebody; here a verb gives them a subject, a
noun blames the idea, or a participle says what a thing is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.relate.found import Found
from graphbuild.relate.lexicon import CueAt, Lexicon
from graphbuild.relate.line import IdeaAt, Line
from graphbuild.relate.nouns import class_of
from graphbuild.relate.objects import ABOUT_NOUNS
from graphbuild.relate.reach import Reached, left_names
from graphbuild.relate.referents import Referents, quoted_line
from graphbuild.relate.verbs import PRONOUN_SUBJECT, SUBJECT
from graphbuild.relate.weights import Weights

SPEAKERS = frozenset({"Person", "Organization"})
THINGS = frozenset({"Event", "Work", "Organization"})

ABOUT = frozenset("sur about concernant autour".split())

MAKING = frozenset(
    "ecrire publier donner animer proposer faire signer rediger preparer mener lancer sortir "
    "presenter realiser poster livrer tenir consacrer conduire produire diffuser commettre "
    "partager mitonner concocter initier organiser offrir entamer engager ouvrir ajouter".split()
)
"""Verbs whose subject makes the talk or the text, and so speaks in it."""

BEFORE_NOUN = re.compile(r"(?P<v>v)[r,]{0,2}(?:d|e)?a{0,2}$")
BEYOND_NOUN = re.compile(
    r"[^vxqk.,(\"POEWDjgp]{0,6}?(?P<a>[iye])d?(?P<m>a?n[ea]{1,2}d?|a?ned?)?a?\"?$"
)

FLAWS = frozenset(
    "limite derive travers exces mefait faille echec absurdite hypocrisie ravage tyrannie folie "
    "dictature nuisance abus defaut faiblesse mensonge desillusion peril inefficacite illusion "
    "mythe imposture lacune vanite derapage faillite vacuite".split()
)
"""What blames the thing after ``de``: ``les limites de``, ``l'hypocrisie de``."""

SHOWING = frozenset(
    "montrer pointer souligner denoncer rappeler evoquer exposer relever demontrer critiquer voir "
    "reveler stigmatiser demonter mesurer decrire aborder analyser detailler dire raconter".split()
)

OF_FLAW = re.compile(r"(?:^|[^e])(?P<v>[vn])[r,]{0,2}d?a?(?P<n>n)a?ed?a?\"?$")

TOPICAL = frozenset("consacre dedie axe centre oriente focalise specialise".split())
ON_TOPIC = re.compile(
    r"(?P<w>[EWO])(?:\([^()]{1,8}\)|\")?,?(?:qx|x)?[rz]*(?P<v>[vaP])[ri]?(?P<i>[iye])d?a?\"?$"
)
"""``le Salon X, entièrement consacré à``."""


def stance_relations(
    line: Line, lexicon: Lexicon, referents: Referents, weights: Weights
) -> Iterator[Found]:
    """Yield the ideas of a line that a noun or participle ties to a name."""
    if not line.ideas:
        return
    for at in lexicon.nouns(line, "nominalization"):
        if at.cue.predicate == "discusses":
            yield from _made(line, at, referents, weights)
    for idea in line.ideas:
        if weights.worth(line, idea):
            yield from _blamed(line, idea, referents)
            yield from _on_topic(line, idea, referents)


def _made(line: Line, at: CueAt, referents: Referents, weights: Weights) -> Iterator[Found]:
    """``X publie un billet [passionnant] sur l'idée``."""
    before = BEFORE_NOUN.search(line.code[: at.first])
    if before is None or not line.verb_in(before.start("v"), MAKING):
        return
    idea = next((i for i in line.ideas if i.first > at.last), None)
    between = BEYOND_NOUN.match(line.code[at.last + 1 : idea.first]) if idea else None
    if idea is None or between is None or not weights.worth(line, idea):
        return
    link = at.last + 1 + between.start("a")
    if line.items[link].parts[0] not in ABOUT | frozenset(at.cue.prepositions):
        return
    if between["m"] and not _introduces(line, link + 1, idea.first):
        return
    who = _subject(line, before.start("v"), referents)
    if who is None:
        return
    for mention in who.mentions:
        yield Found(
            line, mention, "discusses", idea.mention, min(who.first, at.first), idea.last,
            "talk", at.name, weight=at.cue.score, at=before.start("v"),
        )  # fmt: skip


def _introduces(line: Line, first: int, last: int) -> bool:
    """``sur [l'évolution de] l'idée``: only nouns that lead to the idea."""
    nouns = [line.items[i].parts[-1] for i in range(first, last) if line.code[i] == "n"]
    return all(noun in ABOUT_NOUNS for noun in nouns)


def _subject(line: Line, verb: int, referents: Referents) -> Reached | None:
    k = verb
    while k > 1 and line.code[k - 1] in "e" and line.code[k - 2] == "v":
        k -= 2  # ``vient de publier``
    if k > 0 and line.code[k - 1] == "v":
        k -= 1  # ``veut montrer``
    return left_names(line, k, SPEAKERS, SUBJECT) or referents.pronoun_before(
        line, k, SPEAKERS, PRONOUN_SUBJECT
    )


def _blamed(line: Line, idea: IdeaAt, referents: Referents) -> Iterator[Found]:
    """``X montre les limites de l'idée``."""
    match = OF_FLAW.search(line.code[: idea.first])
    if match is None or quoted_line(line, match.start("v")):
        return
    noun = line.items[match.start("n")].parts[-1]
    if noun.removesuffix("s") not in FLAWS and noun not in FLAWS:
        return
    if not line.verb_in(match.start("v"), SHOWING):
        return
    who = _subject(line, match.start("v"), referents)
    if who is None:
        return
    for mention in who.mentions:
        yield Found(
            line, mention, "criticizes", idea.mention, min(who.first, match.start("v")), idea.last,
            "flaw", noun, at=match.start("v"),
        )  # fmt: skip


TAKEN_UP = re.compile(r"d(?P<w>a?n),?(?:qx|x)?[rz]*(?P<v>[va])[ri]?(?P<i>[iye])d?a?\"?$")
"""``cette journée dédiée à``."""


def _on_topic(line: Line, idea: IdeaAt, referents: Referents) -> Iterator[Found]:
    match = ON_TOPIC.search(line.code[: idea.first])
    thing = line.name_at(match.start("w")) if match else None
    if match is None:
        match = TAKEN_UP.search(line.code[: idea.first])
        if match and class_of(line.items[match.end("w") - 1].parts[-1]) == "Event":
            definite = line.items[match.start()].parts[0] in ("le", "la", "l", "ce", "cet", "cette")
            thing = referents.described(line, match.start(), "Event") if definite else None
    if match is None or thing is None:
        return
    word = line.items[match.start("v")].parts[-1]
    if word.rstrip("s").removesuffix("ee").removesuffix("e") + "e" not in TOPICAL:
        return
    yield Found(
        line, thing, "discusses", idea.mention, match.start("w"), idea.last, "on-topic", word,
        at=match.start("v"),
    )  # fmt: skip
