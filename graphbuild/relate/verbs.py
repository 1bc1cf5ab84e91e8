"""Verbs that state a relation in the active voice: ``A publie B``, ``B, que publie A``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.model import Mention
from graphbuild.ontology import Ontology, Predicate
from graphbuild.relate.found import Found
from graphbuild.relate.letters import HAVE
from graphbuild.relate.lexicon import CueAt, Lexicon, is_participle
from graphbuild.relate.line import Line
from graphbuild.relate.nouns import class_of
from graphbuild.relate.objects import objects_of
from graphbuild.relate.reach import NAMES, Reached, left_names, right_names
from graphbuild.relate.referents import Referents

_ASIDE = (
    r"(?:\([^()]{1,14}\)|,[^,vxq.]{1,12},|,v[^,.vx]{0,8},|,q[^,.]{1,14},|:[^:vx.]{1,9}:"
    r"|,?[cy]i[zgp],?)?"
)
"""``X (Y)``, ``X, directrice de Y,``, ``X, née à Y,``, ``X quant à elle``."""

_VERB_GROUP = r"[rzou]*(?:x[rxz]*)?(?:,?[bi][na]{1,2},?|r)?[rz]*"

SUBJECT = re.compile(_ASIDE + r"(?:,?q)?" + _VERB_GROUP)
"""``X[, qui a aussi ]publié``, ``X[, directeur de Y, a ]fondé``."""

OF_COMPANY = re.compile(r",?[eh]d?n?[OL]" + SUBJECT.pattern)
"""``X et Y [du HUB Institute ]organisent``: the name after ``de`` is not the subject."""

PRONOUN_SUBJECT = re.compile(_VERB_GROUP)

INVERTED = re.compile(r"[rdan]{0,3}")

LEAVING = frozenset("quitter partir laisser demissionner associer allier unir reunir".split())
"""Verbs whose ``pour`` + infinitive is a fact (``a quitté X pour fonder Y``)."""


def verb_relations(
    line: Line, lexicon: Lexicon, ontology: Ontology, referents: Referents
) -> Iterator[Found]:
    """Yield what verbs in the active voice state in a line."""
    for at in lexicon.verbs(line, "verb"):
        predicate = ontology.predicates.get(at.cue.predicate)
        left = predicate is not None and predicate.name == "worksFor" and at.verb in LEAVING
        if predicate and not left and not _passive_form(line, at):
            yield from _active(line, at, predicate, referents)


def _passive_form(line: Line, at: CueAt) -> bool:
    """A participle without ``avoir`` is passive, unless its verb takes a preposition."""
    if line.english:
        before = next((i for i in range(at.first - 1, -1, -1) if line.code[i] != "r"), -1)
        be = before >= 0 and line.code[before] == "x" and not governed_by_have(line, at.first)
        return is_participle(line, at) and (be or line.code[at.last + 1 : at.last + 2] == "b")
    if not is_participle(line, at) or governed_by_have(line, at.first):
        return False
    return not at.cue.prepositions or line.code[max(0, at.first - 1)] not in "xrz"


def governed_by_have(line: Line, index: int) -> bool:
    """Tell whether the participle at an item is governed by ``avoir``."""
    for k in range(index - 1, max(-1, index - 6), -1):
        item = line.items[k]
        if item.letter == "x":
            return item.parts[0] in HAVE
        if item.letter not in "rz":
            return False
    return False


def _active(line: Line, at: CueAt, predicate: Predicate, referents: Referents) -> Iterator[Found]:
    subject_types, object_types = predicate.domain, predicate.range
    if at.cue.inverse:
        subject_types, object_types = object_types, subject_types
    subjects, pattern = _subjects(line, at, predicate, subject_types, referents)
    if subjects is None and predicate.name in ("discusses", "criticizes"):
        subjects, pattern = _examples(line, at, subject_types), "verb-example"
    if subjects is None:
        yield from _inverted(line, at, predicate, subject_types, object_types)
        return
    objects, last, kind = objects_of(line, at, predicate, object_types)
    if not objects and predicate.name in ("worksFor", "founderOf", "ownerOf"):
        objects, last = _taken_up(line, at, referents)
    if kind and predicate.name in ("discusses", "criticizes"):
        subjects = _alike(line, subjects)
    for subject in subjects.mentions:
        for obj in objects:
            one, two = (obj, subject) if at.cue.inverse else (subject, obj)
            yield Found(
                line, one, predicate.name, two, min(subjects.first, at.first),
                max(last, at.last, subjects.last), pattern + kind, at.name,
                weight=at.cue.score, at=at.first,
            )  # fmt: skip
    if predicate.name == "organizerOf" and objects:
        yield from _held_at(line, at, objects, last)


THE_COMPANY = re.compile(r"(?:r{0,2}[hf])?da?(?P<n>n)(?![aeO\"n(])")


def _taken_up(line: Line, at: CueAt, referents: Referents) -> tuple[Sequence[Mention], int]:
    """``X, qui dirige [l'entreprise]``: the organization that the post has just named."""
    match = THE_COMPANY.match(line.code, at.last + 1)
    if match is None or line.english:
        return (), at.last
    mention = referents.taken_up(line, match.start("n"), "Organization")
    return ((mention,) if mention else ()), match.start("n")


def _alike(line: Line, subjects: Reached) -> Reached:
    """``Comme Forrester et HBR, je milite pour ...``: they hold it too."""
    match = re.search(r"c([PO](?:(?:,[PO])*&d?[PO])?),$", line.code[: subjects.first])
    if not match or line.items[match.start()].text not in ("comme", "like"):
        return subjects
    names = [m for i in range(*match.span(1)) if (m := line.name_at(i)) is not None]
    return Reached((*subjects.mentions, *names), match.start(), subjects.last, subjects.gap)


def _held_at(line: Line, at: CueAt, events: Sequence[Mention], last: int) -> Iterator[Found]:
    """``organise à Cleveland le congrès X``: the place is the event's."""
    for match in re.finditer(r"id?(L)", line.code[at.last + 1 : last]):
        place = line.name_at(at.last + 1 + match.start(1))
        if place:
            for event in events:
                yield Found(
                    line, event, "locatedIn", place, at.first, last, "held-at", at.name,
                    weight=at.cue.score, at=at.first,
                )  # fmt: skip
            return


def _subjects(
    line: Line, at: CueAt, predicate: Predicate, types: frozenset[str], referents: Referents
) -> tuple[Reached | None, str]:
    index = _verb_start(line, at)
    reached = left_names(line, index, types, SUBJECT, passing=NAMES)
    if reached and ("q" in reached.gap or not _governed_name(line, reached.first, predicate)):
        return reached, "verb"
    people = left_names(line, index, types - {"Organization"}, OF_COMPANY, passing="OL")
    if people and not _governed_name(line, people.first, predicate):
        if predicate.name == "organizerOf" and reached:
            mentions = people.mentions + reached.mentions
            return Reached(mentions, people.first, reached.last, people.gap), "verb"
        return people, "verb"
    if reached is None:
        whole = _gerund(line, at, types) or _aim(line, at, types)
        if whole is not None:
            return whole, "verb"
        found = referents.pronoun_before(line, index, types, PRONOUN_SUBJECT)
        if found:
            return found, "verb-pronoun"
    return None, ""


GERUND = re.compile(r"[rz]*x?[rz]*v[^.;kqPOLEWDgpju]{0,10}i$")


def _gerund(line: Line, at: CueAt, types: frozenset[str]) -> Reached | None:
    """``X a investi un million en confiant``: the subject of the clause acts."""
    if not line.items[at.first].text.endswith("ant") or line.code[at.first - 1 : at.first] != "i":
        return None
    return left_names(line, at.first, types, GERUND)


AIM = re.compile(r"(?P<n>n)a?ed?(?P<s>[OP])[rz]*x[rz]*e$")
_AIMS = frozenset("objectif but mission ambition vocation role combat cheval volonte idee".split())


def _aim(line: Line, at: CueAt, types: frozenset[str]) -> Reached | None:
    """``L'objectif de X est de promouvoir``."""
    match = AIM.search(line.code[: at.first])
    if match is None or line.items[match.start("n")].parts[-1] not in _AIMS:
        return None
    k = match.start("s")
    who = line.name_at(k)
    return Reached((who,), k, k, "") if who and who.type in types else None


def _examples(line: Line, at: CueAt, types: frozenset[str]) -> Reached | None:
    """``les acteurs qui misent sur l'Open Source comme Sun et IBM``."""
    if not re.search(r"[na]q[zr]*(?:x[rx]*)?$", line.code[: at.first]):
        return None
    return right_names(line, at.last, types, re.compile(r"[^,.vxqkPOLEWD]{1,8}c"))


WISH = re.compile(r"(?:v|x)[r]?[fd]?d?n[ei]$")
"""``a [pris le parti de] sensibiliser``, ``[a pour mission de] défendre``."""


def _verb_start(line: Line, at: CueAt) -> int:
    """Return the item where the verb group begins: ``[vient de ]publier``."""
    index = at.first
    if line.english or not line.items[index].parts[-1].endswith(("er", "ir", "re", "oir")):
        return index
    k = index - 1
    while k >= 0 and line.code[k] in "rzei":
        k -= 1
    if k >= 0 and line.code[k] == "v":
        return k
    wish = WISH.search(line.code[:index])
    if wish and at.cue.predicate in ("discusses", "criticizes"):
        return wish.start()
    if k >= 0 and line.code[k] == "f":
        for j in range(k - 1, max(-1, k - 9), -1):
            if line.code[j] == "v":
                return j if line.items[j].lemma in LEAVING else index
    return index


def _governed_name(line: Line, first: int, predicate: Predicate) -> bool:
    """A name after a preposition is not a subject: ``le site de X publie``, ``pour X``."""
    k = first - 1
    while k >= 0 and line.code[k] in "dsan":
        k -= 1
    if k < 0:
        return False
    nouns = [line.items[i].parts[-1] for i in range(k + 1, first) if line.code[i] == "n"]
    if line.code[k] in "eihbwfy":
        voice = line.code[k] == "e" and k > 0 and line.items[k - 1].parts[-1] in _VOICES
        if voice and "Concept" in predicate.range:
            return False
        return not nouns or any(class_of(word) for word in nouns)
    return False


_VOICES = frozenset(
    "etude etudes enquete rapport article articles billet billets equipe equipes chercheurs "
    "journaliste journalistes experts analystes porte-parole parole blog site livre-blanc sondage "
    "barometre tribune communique livre ouvrage report study".split()
)
"""``Une étude de X montre``: X says it by what it publishes and by whom it employs."""


def _inverted(
    line: Line, at: CueAt, predicate: Predicate, types: frozenset[str], object_types: frozenset[str]
) -> Iterator[Found]:
    """``le Medef, que préside Laurence Parisot``."""
    if not re.search(r"k[rzx]*$", line.code[: at.first]) or at.cue.prepositions:
        return
    k = line.code.rfind("k", 0, at.first)
    objects = left_names(line, k, object_types, re.compile(r",?"))
    subjects = right_names(line, at.last, types, INVERTED)
    if objects and subjects:
        for subject in subjects.mentions:
            yield Found(
                line, subject, predicate.name, objects.mentions[-1], objects.last, subjects.last,
                "verb-inverted", at.name, weight=at.cue.score, at=at.first,
            )  # fmt: skip
