"""The first person of a named author: ``mon agence, X``, ``X, dont je suis membre``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.model import Mention
from graphbuild.ontology import Ontology
from graphbuild.relate.found import Found
from graphbuild.relate.lexicon import Lexicon
from graphbuild.relate.line import Line
from graphbuild.relate.nouns import class_of
from graphbuild.relate.referents import Referents, quoted_line

_MINE = frozenset({"mon", "ma", "my"})

_WORKPLACES = frozenset(
    "employeur agence boite entreprise societe cabinet startup association start employer "
    "company firm agency maison journal ecole universite".split()
)
"""Nouns that with ``mon`` or ``ma`` say where one works; not ``ma banque``, ``mon opérateur``."""

MY_PLACE = re.compile(r"sa?(?P<n>n)[an]?\(?,?d?(?P<o>O)")
"""``mon agence, X``."""
WHOSE_I = re.compile(r"(?P<o>O),?kj[rz]*(?:x[rz]*d?[an]?)?(?P<c>[nva])")
"""``X, dont je suis membre``, ``X, dont je fais partie``, ``X, que je dirige``."""


def voice_relations(
    line: Line, lexicon: Lexicon, ontology: Ontology, referents: Referents
) -> Iterator[Found]:
    """Yield what the post's named author states of himself in the first person."""
    yield from _we(line, referents)
    author = referents.first_person(line, 0)
    if author is None or line.code.count('"') % 2:
        return
    for match in MY_PLACE.finditer(line.code):
        mine = line.items[match.start()].parts[0] in _MINE
        noun = line.items[match.start("n")].parts[0]
        target = line.name_at(match.start("o"))
        if mine and target and noun in _WORKPLACES and not quoted_line(line, match.start()):
            yield Found(
                line, author, "worksFor", target, match.start(), match.end() - 1,
                "my-workplace", noun, at=match.start(),
            )  # fmt: skip
    yield from _took_part(line, author, referents)
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


ATTENDED = re.compile(r"^(?:[r&,]|e)*n(?P<e>e?d?n?)(?P<o>E)")
"""``Retour du Salon X``, ``De retour de X`` at the head of a sentence."""

MY_TALK = re.compile(r"s(?P<n>n)id?(?P<o>E)")
"""``mon intervention aux Rendez-vous X``."""

I_WENT = re.compile(r"j[rzuxvdnea]{0,8}?(?P<v>v)r{0,2}[ie]?d?a?(?P<n>n?)(?P<o>E)")
"""``J'ai découvert X``, ``j'ai eu la chance d'assister à X``, ``je reviens de X``."""

_GOING = frozenset(
    "decouvrir assister participer visiter suivre revenir rentrer couvrir frequenter animer "
    "intervenir arpenter retourner aller".split()
)

THERE = re.compile(r"j[rz]*(?P<y>z)x[xr]*[.,]")
"""``J'y étais.``"""

_TALKS = frozenset(
    "intervention conference atelier keynote presentation passage stand talk".split()
)


def _took_part(line: Line, author: Mention, referents: Referents) -> Iterator[Found]:
    places: list[tuple[int, int, Mention | None, str]] = []
    for match in ATTENDED.finditer(line.code):
        if line.items[match.start("e") - 1].parts[0] == "retour":
            places.append(
                (match.start(), match.start("o"), line.name_at(match.start("o")), "retour")
            )
    for match in MY_TALK.finditer(line.code):
        mine = line.items[match.start()].parts[0] in _MINE
        if mine and line.items[match.start("n")].parts[-1] in _TALKS:
            places.append((match.start(), match.start("o"), line.name_at(match.start("o")), "mon"))
    for match in I_WENT.finditer(line.code):
        verb, place = line.items[match.start("v")].lemma, match.start("o")
        noun = match["n"] and line.items[place - 1].parts[-1]
        if verb in _GOING and (not noun or class_of(noun) == "Event"):
            places.append((match.start(), place, line.name_at(place), verb))
    for match in THERE.finditer(line.code):
        if line.items[match.start("y")].parts == ("y",):
            event = referents.described(line, match.start(), "Event")
            places.append((match.start(), match.end() - 1, event, "y"))
    for first, last, event, cue in places:
        if event is not None and not quoted_line(line, first):
            yield Found(
                line, author, "participantIn", event, first, last, "took-part", cue, at=first
            )


OUR_PARTNER = re.compile(r"sna?(?:,?d?)(?P<o>O)|(?P<p>O)(?:\([^()]*\))?,sn")
"""``notre partenaire canadien X``, ``X, notre partenaire``."""

WE_MEMBERS = re.compile(r"(?P<o>O)(?:,[^.]{1,24})?,?kux[rx]*[dae]*(?P<n>n)")
"""``l'association X, [...], dont nous sommes membres``."""


def _we(line: Line, referents: Referents) -> Iterator[Found]:
    """``nous`` of an author whose organization the post states."""
    us = referents.our_organization
    if us is None:
        return
    for match in OUR_PARTNER.finditer(line.code):
        group, noun = ("o", match.start() + 1) if match["o"] else ("p", match.end() - 1)
        other = line.name_at(match.start(group))
        ours = line.items[noun - 1].parts[0] in ("notre", "nos", "our")
        if other and ours and line.items[noun].parts[-1].startswith(("partenaire", "partner")):
            yield Found(
                line, us, "partnerOf", other, match.start(), match.end() - 1, "our-partner",
                "notre-partenaire", at=noun,
            )  # fmt: skip
    for match in WE_MEMBERS.finditer(line.code):
        other = line.name_at(match.start("o"))
        words = [
            line.items[i].parts[-1]
            for i in range(match.start("n"), min(len(line.code), match.end("n") + 2))
        ]
        if other and any(word.startswith(("membre", "adherent", "member")) for word in words):
            yield Found(
                line, us, "memberOf", other, match.start("o"), match.end() - 1, "whose-i",
                "membre", at=match.start("n"),
            )  # fmt: skip
