"""The first person of a named author: ``mon agence, X``, ``X, dont je suis membre``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.ontology import Ontology
from graphbuild.relate.found import Found
from graphbuild.relate.lexicon import Lexicon
from graphbuild.relate.line import Line
from graphbuild.relate.nouns import class_of
from graphbuild.relate.referents import Referents, quoted_line

_MINE = frozenset({"mon", "ma", "my"})

_WORKPLACES = frozenset(
    ["employeur", "agence", "boite", "entreprise", "societe", "cabinet", "startup", "association", "start", "employer", "company", "firm", "agency", "maison", "journal", "ecole", "universite"]
)
"""Nouns that with ``mon`` or ``ma`` say where one works; not ``ma banque``, ``mon opérateur``."""

MY_PLACE = re.compile(r"s[a]{0,1}(?P<n>n)[an]{0,1}(?:\()?,?d?(?P<o>O)")
WHOSE_I = re.compile(r"(?P<o>O),?kj[rz]*(?:x[rz]*d?[an]?)?(?P<c>[nva])")
"""``X, dont je suis membre``, ``X, dont je fais partie``, ``X, que je dirige``."""


def voice_relations(
    line: Line, lexicon: Lexicon, ontology: Ontology, referents: Referents
) -> Iterator[Found]:
    """Yield what the post's named author states of himself in the first person."""
    author = referents.author
    if author is None or line.code.count('"') % 2:
        return
    for match in MY_PLACE.finditer(line.code):
        mine = line.items[match.start()].parts[0] in _MINE
        noun = line.items[match.start("n")].parts[0]
        target = line.name_at(match.start("o"))
        if mine and target and noun in _WORKPLACES and class_of(noun) in ("Organization", ""):
            if not quoted_line(line, match.start()):
                yield Found(
                    line, author, "worksFor", target, match.start(), match.end() - 1,
                    "my-workplace", noun, at=match.start(),
                )  # fmt: skip
    for match in WHOSE_I.finditer(line.code):
        target = line.name_at(match.start("o"))
        for kind in ("role-noun", "verb"):
            cues = lexicon.nouns(line, kind) if kind == "role-noun" else lexicon.verbs(line, kind)
            for at in cues:
                predicate = ontology.predicates.get(at.cue.predicate)
                near = match.start("c") <= at.first <= match.end()
                if target and predicate and near and predicate.admits("Person", target.type):
                    if "de" not in at.cue.prepositions and kind == "role-noun":
                        continue
                    yield Found(
                        line, author, predicate.name, target, match.start("o"), at.last,
                        "whose-i", at.name, weight=at.cue.score, at=at.first,
                    )  # fmt: skip
