"""Names beside names: ``Marie Dupont (Orange)``, ``le livre X de Y``, ``Vannes, en Bretagne``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.model import Mention
from graphbuild.ontology import Ontology
from graphbuild.relate.found import Found
from graphbuild.relate.letters import word_parts
from graphbuild.relate.lexicon import CueAt, Lexicon
from graphbuild.relate.line import Line
from graphbuild.relate.nouns import class_of
from graphbuild.relate.reach import NAMES, left_names
from graphbuild.relate.referents import Referents

PERSON_OF_ORG = re.compile(
    r"(?P<s>P(?:(?:,P)*,?&P)?),?(?:(?P<de>e)(?P<h>h)?|h)d?(?P<n>[na]{0,2})(?P<o>O)"
)
PERSON_BRACKET = re.compile(r"(?P<s>P)\((?P<o>O)\)")
PERSON_TITLE_AT = re.compile(r"(?P<s>P),?[ine][inedasy&]{0,9}h(?P<n>[dan]{0,2})(?P<o>O)")
"""``X en charge du numérique chez Y``: any words without a verb before ``chez``."""

PERSON_AT = re.compile(r"(?P<s>P)@(?P<o>O)")
WORK_BY = re.compile(r"(?P<o>W)\"?\.?\"?[,:(]?(?P<n>d[an]{1,3})?(?P<link>[eb])d?n?(?P<s>[PO])")
"""``« Titre ? » de X``, ``Titre, le livre de X``, ``"Titre" - par X``."""

WORK_AT = re.compile(r"(?P<o>W)\"?,?(?:\(n?,?|h)d?n?(?P<s>O)")
WORK_FROM = re.compile(r"(?P<o>W)\"?(?:wO(?:&O)?)?(?P<f>y)(?P<s>O)i?[OD]")
"""The line under an embedded film: ``Title from Maker on Vimeo``."""

WORK_PERSON_BRACKET = re.compile(r"(?P<o>W)\"?\((?P<s>P)[,)]")
ORG_OWN_WORK = re.compile(r"(?P<s>O)\(w?s[na]{1,3}\"?(?P<o>W)[\",.;]?[^()]{0,14}\)")
"""``Org (avec leur série "Titre", entre autres)``."""
PERSON_WORK_YEAR = re.compile(r"(?P<s>P),\"?(?P<o>W)\"?(?:,n|\(n|,O)")
OFFER_OF = re.compile(r"(?P<o>E)\"?,?(?P<link>[eb])d?n?(?P<s>O)")
"""``le Festival X de l'association Y``; not products: ``le Facebook de Coca-Cola``."""

_COURSES = frozenset(
    "master mastere mba licence formation cours mooc diplome certificat programme bachelor".split()
)


def apposition_relations(
    line: Line, lexicon: Lexicon, ontology: Ontology, referents: Referents
) -> Iterator[Found]:
    """Yield what names beside names state, with or without a class noun."""
    yield from _people(line)
    yield from _works(line)
    yield from _class_nouns(line, lexicon, ontology, referents)


def _people(line: Line) -> Iterator[Found]:
    for match in PERSON_OF_ORG.finditer(line.code):
        between = [line.items[i].parts[-1] for i in range(match.start("n"), match.end("n"))
                   if line.items[i].letter == "n"]  # fmt: skip
        if any(class_of(word) != "Organization" for word in between):
            continue
        if _before_verb_of(line, match.start()) or _listed_of(line, match):
            continue
        for subject in _persons(line, match.start("s"), match.end("s")):
            yield _found(line, match, subject, "worksFor", match.start("o"), "person-of-org", "de")
    for match in PERSON_TITLE_AT.finditer(line.code):
        for subject in _persons(line, match.start("s"), match.end("s")):
            yield _found(line, match, subject, "worksFor", match.start("o"), "person-at", "chez")
    for pattern, name in ((PERSON_BRACKET, "person-bracket"), (PERSON_AT, "person-at")):
        for match in pattern.finditer(line.code):
            for subject in _persons(line, match.start("s"), match.end("s")):
                yield _found(line, match, subject, "worksFor", match.start("o"), name, "()")


def _persons(line: Line, start: int, end: int) -> Sequence[Mention]:
    return [m for i in range(start, end) if (m := line.name_at(i)) and m.type == "Person"]


_MEETING = (
    "crois", "rencontr", "vu", "ecout", "entend", "merci", "salu", "invit", "interview",
    "interrog", "cit", "retrouv", "recu", "recev", "suivi", "felicit", "lu", "accueil",
)  # fmt: skip


def _before_verb_of(line: Line, start: int) -> bool:
    """``rapproche X de Y``: the name is the object of a verb that takes ``de``."""
    before = line.items[start - 1] if start else None
    if before is None or before.letter != "v":
        return False
    return not before.parts[-1].removeprefix("re").startswith(_MEETING)


def _listed_of(line: Line, match: re.Match[str]) -> bool:
    """``le parti de X, de la Y et de Z`` lists what follows ``de``."""
    comma = "," in line.code[match.end("s") : match.start("o")]
    return comma and match.start() > 0 and line.code[match.start() - 1] == "e"


def _works(line: Line) -> Iterator[Found]:
    for match in WORK_BY.finditer(line.code):
        subject = line.name_at(match.start("s"))
        work = line.items[match.start("o")]
        if subject is None or not _work_noun(line, match) or not _linked(line, match):
            continue
        if subject.type == "Person":
            yield from _joint(line, match, "authorOf", "work-by")
        elif _is_course(work.text):
            yield _found(line, match, subject, "offers", match.start("o"), "course-of", "de")
        else:
            yield from _joint(line, match, "publisherOf", "work-by")
    for match in WORK_AT.finditer(line.code):
        yield from _joint(line, match, "publisherOf", "work-at")
    for match in WORK_FROM.finditer(line.code):
        if line.items[match.start("f")].text == "from":
            yield from _joint(line, match, "publisherOf", "work-from")
    for match in WORK_PERSON_BRACKET.finditer(line.code):
        subject = line.name_at(match.start("s"))
        if subject:
            yield _found(line, match, subject, "authorOf", match.start("o"), "work-bracket", "()")
    for match in ORG_OWN_WORK.finditer(line.code):
        subject = line.name_at(match.start("s"))
        if subject:
            yield _found(line, match, subject, "publisherOf", match.start("o"), "own-work", "()")
    for match in PERSON_WORK_YEAR.finditer(line.code):
        subject = line.name_at(match.start("s"))
        if subject:
            yield _found(line, match, subject, "authorOf", match.start("o"), "person-work", ",")
    for match in OFFER_OF.finditer(line.code):
        subject = line.name_at(match.start("s"))
        if subject:
            yield _found(line, match, subject, "organizerOf", match.start("o"), "event-of", "de")


def _linked(line: Line, match: re.Match[str]) -> bool:
    """Only ``par`` follows a dash, a colon or a bracket: ``Titre - de X`` is another item."""
    signs = line.code[match.start("o") + 1 : match.start("link")]
    return match["link"] == "b" or not set(signs) & set(":(")


def _work_noun(line: Line, match: re.Match[str]) -> bool:
    """``X, l'ouvrage suivant de Y``: a noun between must say that X is a work."""
    start, end = match.span("n")
    nouns = [
        line.items[i].parts[-1] for i in range(max(start, 0), max(end, 0)) if line.code[i] == "n"
    ]
    return start < 0 or any(class_of(word) == "Work" for word in nouns)


def _joint(line: Line, match: re.Match[str], predicate: str, pattern: str) -> Iterator[Found]:
    letter = line.code[match.start("s")]
    more = re.match(rf"(?:,{letter})*,?&[ed]{{0,2}}{letter}", line.code[match.end() :])
    end = match.end() + (more.end() if more else 0)
    for i in range(match.start("s"), end):
        subject = line.name_at(i)
        if subject:
            yield _found(
                line, match, subject, predicate, match.start("o"), pattern, "de", last=end - 1
            )


def _is_course(text: str) -> bool:
    return bool(_COURSES & set(word_parts(text)))


def _class_nouns(
    line: Line, lexicon: Lexicon, ontology: Ontology, referents: Referents
) -> Iterator[Found]:
    """``le livre de Y, X``, ``l'étude X de Y``, ``une étude Y`` with the work named."""
    for at in lexicon.nouns(line, "apposition"):
        predicate = ontology.predicates.get(at.cue.predicate)
        if predicate is None or not at.cue.inverse:
            continue
        owner = {"authorOf": "P"}.get(at.cue.predicate, "O")
        thing = {"offers": "[DWE]"}.get(at.cue.predicate, "W")
        rest = line.code[at.last + 1 :]
        bracket = "(" if owner == "P" else ""  # ``le programme de Y (Z)``: Z is Y's other name
        forms = (
            rf"[an]{{0,2}}\"?(?P<o>{thing})\"?,?[eb]d?n?(?P<s>{owner}+)",
            rf"[an]{{0,2}}[eb]d?n?(?P<s>{owner})(?:en|,n)?[,:{bracket}]?[dan]{{0,3}},?\"?(?P<o>{thing})",
            rf"[an]{{0,2}}[eb]d?n?(?P<s>{owner}),?(?:in,?)?(?P<t>[va])\"?(?P<o>{thing})",
        )
        for form in forms:
            match = re.match(form, rest)
            if match and _titled(line, match, at.last + 1):
                base = at.last + 1
                subject, obj = (
                    line.name_at(base + match.start("s")),
                    line.name_at(base + match.start("o")),
                )
                if subject and obj:
                    yield Found(
                        line, subject, at.cue.predicate, obj, at.first, base + match.end() - 1,
                        "class-noun", at.name, weight=at.cue.score, at=at.first,
                    )  # fmt: skip
                break
        else:
            yield from _possessive_work(line, at, owner, thing, referents)


def _titled(line: Line, match: re.Match[str], base: int) -> bool:
    """``un article de Y [intitulé] X``: no other word may stand there."""
    if match.groupdict().get("t") is None:
        return True
    return line.items[base + match.start("t")].parts[0][:6] in (
        "intitu", "titre", "titree", "nomme", "nommee", "baptis", "appele", "denomm",
    )  # fmt: skip


def _possessive_work(
    line: Line, at: CueAt, owner: str, thing: str, referents: Referents
) -> Iterator[Found]:
    """``son essai de 2011, X``: of the person who is the subject of the sentence."""
    before = line.code[: at.first].rstrip("an")
    if not before.endswith("s"):
        return
    word = line.items[len(before) - 1].parts[0]
    if word not in ("son", "sa", "ses", "leur", "leurs", "his", "her", "their", "its"):
        return
    match = re.match(rf"[an]{{0,2}}(?:en|in)?[,:\"]{{0,2}}(?P<o>{thing})", line.code[at.last + 1 :])
    if not match:
        return
    obj = line.name_at(at.last + 1 + match.start("o"))
    ahead = re.match(r"\"?,(?P<s>P)", line.code[at.last + 1 + match.end() :])
    if ahead and obj and owner == "P" and re.search(r"(?:^|[.,:&])i$", before[:-1]):
        yield from _in_his_book(line, at, obj, at.last + 1 + match.end() + ahead.start("s"))
        return
    types = frozenset({"Person"} if owner == "P" else {"Organization"})
    plural = word in ("leur", "leurs", "their")
    reached = left_names(line, len(before) - 1, types, re.compile(r"[^.]{1,14}"), passing=NAMES)
    if reached is not None and owner == "P" and line.code[max(0, reached.first - 1)] == "b":
        reached = None  # ``un hommage rendu par X à son film``: whose film?
    if reached is None:
        reached = referents.pronoun_before(
            line, len(before) - 1, types, re.compile(r"[rzxvian,]{1,8}")
        )
    if plural and owner == "P" and (reached is None or len(reached.mentions) < 2):
        reached = referents.pair_before(line, len(before) - 1)
    if obj is None or reached is None or (plural and len(reached.mentions) < 2):
        return
    for subject in reached.mentions if plural else reached.mentions[-1:]:
        yield Found(
            line, subject, at.cue.predicate, obj, reached.first, at.last + match.end(),
            "possessive-work", at.name, weight=at.cue.score, at=at.first,
        )  # fmt: skip


def _in_his_book(line: Line, at: CueAt, work: Mention, place: int) -> Iterator[Found]:
    """``Dans son livre X, Marie raconte``: the possessive looks ahead."""
    who = line.name_at(place)
    if who is not None:
        yield Found(
            line, who, at.cue.predicate, work, at.first, place, "possessive-work", at.name,
            weight=at.cue.score, at=at.first,
        )  # fmt: skip


def _found(
    line: Line, match: re.Match[str], subject: Mention, predicate: str, obj: int, pattern: str,
    cue: str, *, last: int = -1,
) -> Found:  # fmt: skip
    target = line.name_at(obj)
    assert target is not None
    end = last if last >= 0 else match.end() - 1
    return Found(
        line, subject, predicate, target, match.start(), end, pattern, cue, at=match.start()
    )
