"""Who works where by the words around a name and an organization, beyond role nouns.

``X, qui pilote le digital chez Y``, ``Chez Y, X gère``, ``X, un ancien de Y``, a
signature of two lines, ``Y's CEO X``, ``la start-up de X, Y``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graphbuild.ontology import Ontology
from graphbuild.relate.found import Found
from graphbuild.relate.jobs import is_trade
from graphbuild.relate.lexicon import Lexicon
from graphbuild.relate.line import Line
from graphbuild.relate.nouns import class_of
from graphbuild.relate.reach import left_names
from graphbuild.relate.referents import Referents
from graphbuild.relate.verbs import PRONOUN_SUBJECT, SUBJECT
from graphbuild.words import singular

PERSON = frozenset({"Person"})

WORK = frozenset(
    "piloter gerer occuper diriger animer superviser coordonner developper concevoir tenir "
    "encadrer chapeauter manager dessiner coder enseigner mener conduire assurer exercer officier "
    "former programmer administrer cumuler".split()
)
"""What people do where they work; ``acheter``, ``découvrir chez Y`` are others' doings."""

YEARS = frozenset("an ans annee annees mois decennie decennies".split())

DONE_AT = re.compile(r"(?P<v>[vn])(?P<w>[^.,vqkPOLEWD\"():]{0,10}?)(?P<h>h)d?(?P<n>n?)(?P<o>O)")
"""``pilote le digital chez Y``."""

AT_FIRST = re.compile(
    r"^[r&c,:\"]{0,3}(?P<h>h)d?(?P<n>n?)(?P<o>O),(?:ox)?(?P<p>P)(?:,[^,vx.]{1,12},)?q?[rz]*(?P<v>[vx])"
)
"""``Chez Y, [c'est ]X [qui ]gère``."""

OTHERS = frozenset("publier sortir signer paraitre editer rejoindre acheter trouver".split())
"""Verbs after ``Chez Y, X`` that do not make Y where X works."""

FORMER = re.compile(r"(?P<p>P),?(?:x[rz]*)?d?(?P<f>[an])eh?d?(?P<o>O)")
_FORMERS = frozenset("ancien ancienne anciens anciennes transfuge alumni".split())

IN_BRACKETS = re.compile(
    r"(?P<p>P)(?:\(a?(?P<j>[nv])[naedihf&]{0,6}[,:](?P<o>O)\)|,[ad]{0,2}(?P<k>[nv])[naedif&]{0,6}\((?P<c>O)\))"
)
"""``X (directrice du digital, Y)``, ``X, directrice du digital (Y)``."""

MOVES = re.compile(r"(?P<p>P)[rz]*x?[rz]*(?P<v>v)d?n?Ofd?(?P<n>n?)(?P<o>O)")
"""``X quitte Z pour Y``."""

ARRIVAL = re.compile(
    r"[an]{0,2}[eb]d?(?P<p>P)(?:\([^()]{1,8}\))?[^.,vxqkPOLEWD]{0,5}?[hi]d?(?P<n>n?)(?P<o>O)"
)
"""``l'arrivée [de X chez Y]``."""

OF_IN_BRACKETS = re.compile(r"(?P<p>P)\((?:eh?|h)d?(?P<n>n?)(?P<o>O)[,)]")
"""``X (du groupe Y)``."""

LABELLED = re.compile(r"^[:.n]{0,3}(?P<p>P),(?P<o>O)(?=:|[.]?$|,[vx])")
"""``X, Y :`` before what X says."""

COMPANY_OF = re.compile(
    r"(?:(?P<o>O),d?[an]{0,2}(?P<n>n)a?e(?P<p>P)(?=[,.)]|$))"
    r"|(?:d[an]{0,2}(?P<m>n)a?e(?P<q>P),(?P<c>O)(?=[,.)]|$))"
)
"""``Y, la start-up de X,`` and ``la start-up de X, Y``."""

_COMPANIES = frozenset(
    "start-up startup up agence boite entreprise societe cabinet studio maison firme compagnie "
    "pme company agency firm".split()
)

HIS_WORK = re.compile(r"(?P<s>s)a?(?P<n>n)[^.,vxqkPOLEWD]{0,6}?(?P<h>h)d?(?P<o>O)")
_DOINGS = frozenset(
    "combat travail action role poste experience carriere mission parcours fonction stage job "
    "quotidien metier activite passage arrivee equipe engagement collegue bureau boulot "
    "alternance cdi cdd".split()
)
"""``son combat au sein de Y``: what somebody has only where he works."""

NAME_ALONE = re.compile(r"[:.\"]{0,2}P[,:.]{0,2}")
ROLE_LINE = re.compile(
    r"[:.\"]{0,2}a?(?P<j>n)(?:[^vxq.POLEWD\"jgp]{0,10}?(?:[hei]d?n?|[,:@|]))?(?P<o>O)[.,:)]{0,2}"
)
"""``Directrice de la marque chez Y``, alone on the line after a name."""

ENGLISH_HOLDER = re.compile(r"(?P<o>O)e?[an]{0,2}$")
FROM = re.compile(r"(?P<p>P)(?P<f>y)d?(?P<o>O)")


def workplace_relations(
    line: Line, lexicon: Lexicon, ontology: Ontology, referents: Referents
) -> Iterator[Found]:
    """Yield who works where by the words around a name and an organization."""
    if "O" not in line.code:
        return
    if "h" in line.code:
        yield from _done_at(line, referents)
        yield from _at_first(line)
        yield from _his_work(line, referents)
    if "P" not in line.code:
        return
    for match in FORMER.finditer(line.code):
        if line.items[match.start("f")].parts[-1] in _FORMERS:
            yield _works(line, match, "former", line.items[match.start("f")].text)
    yield from _beside(line, lexicon)
    yield from _moves(line, lexicon)
    yield from _company_of(line)
    if line.english:
        yield from _english(line, lexicon, ontology)


def signature_relations(lines: Sequence[Line], lexicon: Lexicon) -> Iterator[Found]:
    """Yield who works where by a name alone on its line and a job on the next."""
    for above, line in pairwise(lines):
        if above.reading is line.reading or not NAME_ALONE.fullmatch(above.code):
            continue
        match = ROLE_LINE.fullmatch(line.code)
        if match is None:
            continue
        job, target = match.start("j"), line.name_at(match.start("o"))
        who = above.name_at(above.code.index("P"))
        trade = is_trade(line.items[job].text) or job in _roles(line, lexicon)
        if trade and who and target:
            yield Found(
                line, who, "worksFor", target, 0, match.start("o"), "byline",
                line.items[job].text, at=job,
            )  # fmt: skip


def _beside(line: Line, lexicon: Lexicon) -> Iterator[Found]:
    """A job or nothing between the name and the organization, and brackets or commas."""
    for match in IN_BRACKETS.finditer(line.code):
        inside = match["j"] is not None
        job = match.start("j" if inside else "k")
        if is_trade(line.items[job].text) or job in _roles(line, lexicon):
            cue = line.items[job].text
            yield _works(line, match, "byline", cue, to="o" if inside else "c")
    for match in OF_IN_BRACKETS.finditer(line.code):
        if _of_class(line, match, "Organization"):
            yield _works(line, match, "person-bracket", "()")
    labelled = LABELLED.match(line.code)
    if labelled:
        yield _works(line, labelled, "byline", ",")


def _moves(line: Line, lexicon: Lexicon) -> Iterator[Found]:
    for match in MOVES.finditer(line.code):
        if line.verb_in(match.start("v"), frozenset({"quitter", "delaisser"})):
            yield _works(line, match, "moves", "quitter", at=match.start("v"))
    for at in lexicon.nouns(line, "nominalization"):
        arrival = ARRIVAL.match(line.code, at.last + 1) if at.cue.predicate == "worksFor" else None
        if arrival and _of_class(line, arrival, "Organization"):
            yield _works(line, arrival, "nominalization", at.name, at=at.first)


def _roles(line: Line, lexicon: Lexicon) -> frozenset[int]:
    return frozenset(
        at.first for at in lexicon.nouns(line, "role-noun") if at.cue.predicate == "worksFor"
    )


def _done_at(line: Line, referents: Referents) -> Iterator[Found]:
    for match in DONE_AT.finditer(line.code):
        if not _of_class(line, match, "Organization"):
            continue
        verb = line.items[match.start("v")]
        if line.items[match.start("v")].pos == "NOUN" and line.code[match.start() - 1] in "ds":
            continue
        years = {line.items[i].parts[-1] for i in range(*match.span("w"))} & YEARS
        passed = verb.lemma == "passer" and bool(years)
        if not line.verb_in(match.start("v"), WORK) and not passed:
            continue
        who = left_names(line, match.start("v"), PERSON, SUBJECT) or referents.pronoun_before(
            line, match.start("v"), PERSON, PRONOUN_SUBJECT
        )
        target = line.name_at(match.start("o"))
        for one in who.mentions if who and target else ():
            assert who is not None
            assert target is not None
            yield Found(
                line, one, "worksFor", target, min(who.first, match.start()), match.end() - 1,
                "done-at", verb.lemma, at=match.start("v"),
            )  # fmt: skip


def _at_first(line: Line) -> Iterator[Found]:
    match = AT_FIRST.match(line.code)
    if match and _of_class(line, match, "Organization"):
        verb = line.items[match.start("v")]
        if verb.lemma not in OTHERS:
            yield _works(line, match, "at-first", "chez", at=match.start("v"))


def _his_work(line: Line, referents: Referents) -> Iterator[Found]:
    for match in HIS_WORK.finditer(line.code):
        start, word = match.start(), line.items[match.start()].parts[0]
        if singular(line.items[match.start("n")].parts[-1]) not in _DOINGS:
            continue
        if word in ("mon", "ma", "mes", "my"):
            who = referents.first_person(line, start)
        elif word in ("son", "sa", "ses", "his", "her"):
            who = referents.before(line, start, PERSON)
        else:
            continue
        target = line.name_at(match.start("o"))
        if who is not None and target is not None:
            yield Found(
                line, who, "worksFor", target, start, match.end() - 1, "his-work",
                line.items[match.start("n")].text, at=start,
            )  # fmt: skip


def _of_class(line: Line, match: re.Match[str], kind: str) -> bool:
    """``chez [l'agence] Y``: a noun before the name must be of its class."""
    return not match["n"] or class_of(line.items[match.start("n")].parts[-1]) == kind


def _company_of(line: Line) -> Iterator[Found]:
    for match in COMPANY_OF.finditer(line.code):
        noun, who, whose = ("n", "p", "o") if match["o"] else ("m", "q", "c")
        if line.items[match.start(noun)].parts[-1] in _COMPANIES:
            person, company = line.name_at(match.start(who)), line.name_at(match.start(whose))
            if person and company:
                yield Found(
                    line, person, "worksFor", company, match.start(), match.end() - 1,
                    "company-of", line.items[match.start(noun)].text, at=match.start(),
                )  # fmt: skip


def _english(line: Line, lexicon: Lexicon, ontology: Ontology) -> Iterator[Found]:
    """``Y's CEO X``, ``Y founder X``, ``X from Y``."""
    for at in lexicon.nouns(line, "role-noun"):
        predicate = ontology.predicates.get(at.cue.predicate)
        before = ENGLISH_HOLDER.search(line.code[: at.first])
        after = re.match(r",?P", line.code[at.last + 1 :])
        if predicate is None or before is None or after is None or at.cue.inverse:
            continue
        who, target = line.name_at(at.last + after.end()), line.name_at(before.start("o"))
        if who and target:
            yield Found(
                line, who, predicate.name, target, before.start(), at.last + after.end(),
                "role-before", at.name, weight=at.cue.score, at=at.first,
            )  # fmt: skip
    for match in FROM.finditer(line.code):
        if line.items[match.start("f")].text == "from":
            yield _works(line, match, "person-of-org", "from")


def _works(
    line: Line, match: re.Match[str], pattern: str, cue: str, *, at: int = -1, to: str = "o"
) -> Found:
    who, target = line.name_at(match.start("p")), line.name_at(match.start(to))
    assert who is not None
    assert target is not None
    return Found(
        line, who, "worksFor", target, match.start(), match.end() - 1, pattern, cue,
        at=match.start("p") if at < 0 else at,
    )  # fmt: skip
