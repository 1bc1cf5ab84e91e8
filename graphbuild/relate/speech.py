"""Who speaks of which idea where the words stand: reported clauses, quotations, talks.

``X explique que ...``, ``« ... », s'amuse X``, ``Pour X, « ... »``, ``la conférence de X
sur ...``, ``ma spécialité est ...``. Of the ideas that stand there, the one that the
post comes back to is taken (``weights.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.model import Mention
from graphbuild.relate.found import Found
from graphbuild.relate.lexicon import CueAt, Lexicon
from graphbuild.relate.line import IdeaAt, Line
from graphbuild.relate.reach import left_names
from graphbuild.relate.referents import Referents
from graphbuild.relate.verbs import PRONOUN_SUBJECT, SUBJECT
from graphbuild.relate.weights import Weights

SPEAKERS = frozenset({"Person", "Organization"})

REACH = 16
"""Items of a reported clause in which its idea is looked for."""

APPOSED = r"(?:,[^,xq.\"]{1,14}(?=,))?"
"""``X[, directrice de Y]``."""


def speech_relations(
    lines: Sequence[Line], lexicon: Lexicon, referents: Referents, weights: Weights
) -> Iterator[Found]:
    """Yield the ideas of what people are reported to say."""
    for number, line in enumerate(lines):
        yield from _reported(line, lexicon, referents, weights)
        yield from _after_quotation(lines, number, weights)
        yield from _before_quotation(line, lexicon, weights)
        yield from _talks(line, lexicon, referents, weights)
        yield from _specialty(line, lexicon, referents, weights)


def _reported(
    line: Line, lexicon: Lexicon, referents: Referents, weights: Weights
) -> Iterator[Found]:
    """``X explique que les médias sociaux ...``."""
    for at in lexicon.verbs(line, "verb"):
        if at.cue.predicate != "discusses" or not _may_report(at):
            continue
        match = re.match(r"r{0,2}[,:]?k", line.code[at.last + 1 :])
        if match is None:
            continue
        who = left_names(line, at.first, SPEAKERS, SUBJECT)
        pattern = "says-that"
        if who is None:
            who = referents.pronoun_before(line, at.first, SPEAKERS, PRONOUN_SUBJECT)
            pattern = "says-that-pronoun"
        said = subject_or_best(line, at.last + match.end(), weights)
        if who is None or said is None:
            continue
        if line.code[who.first] == "j" and not weights.strong(said):
            continue
        for mention in who.mentions:
            yield _spoken(line, mention, said, who.first, pattern, at)


def _may_report(at: CueAt) -> bool:
    return not at.cue.prepositions or bool({"que", "that"} & set(at.cue.prepositions))


def subject_or_best(line: Line, start: int, weights: Weights) -> IdeaAt | None:
    """Return the idea that a clause is about: its subject, else a strong one."""
    end = min((line.code + ".").find(".", start), start + REACH)
    ideas = [i for i in line.ideas if start <= i.first and i.last < end]
    head = ideas and re.fullmatch(
        r",?k?(?:,[^,vx]{1,6},)?\"?d?a?\"?", line.code[start : ideas[0].first]
    )
    if head and weights.worth(line, ideas[0]):
        return ideas[0]
    return weights.best(line, [idea for idea in ideas if weights.strong(idea)])


def _spoken(line: Line, who: Mention, said: IdeaAt, first: int, pattern: str, at: CueAt) -> Found:
    return Found(
        line, who, "discusses", said.mention, min(first, said.first), max(at.last, said.last),
        pattern, at.name, weight=at.cue.score, at=at.first,
    )  # fmt: skip


INVERTED = re.compile(r"\"[,.]?z?(?:x(?=v))?(?P<v>v)(?P<p>P)")
"""``« ... », s'amuse X``: any verb right between a quotation and a name."""


def _after_quotation(lines: Sequence[Line], number: int, weights: Weights) -> Iterator[Found]:
    line = lines[number]
    for match in INVERTED.finditer(line.code):
        who = line.name_at(match.start("p"))
        if who is None or line.code[: match.start() + 1].count('"') % 2:
            continue
        source, said = _of_quotation(lines, number, match.start(), weights)
        if said is not None:
            yield Found(
                source, who, "discusses", said.mention, said.first,
                match.end() - 1 if source is line else said.last, "quote-inverted", "quotation",
                at=match.start("v"),
            )  # fmt: skip


def _of_quotation(
    lines: Sequence[Line], number: int, closing: int, weights: Weights
) -> tuple[Line, IdeaAt | None]:
    """Return the idea of the quotation that closes at an item, else of its sentence."""
    line = lines[number]
    opening = line.code.rfind('"', 0, closing)
    if opening >= 0:
        inside = weights.best(line, _between(line, opening, closing))
        return line, inside or weights.best(line, _between(line, -1, opening))
    best = weights.best(line, _between(line, -1, closing))
    k = number - 1
    while best is None and k >= 0 and lines[k].reading is line.reading:
        opening = lines[k].code.find('"')
        best = weights.best(lines[k], _between(lines[k], opening, len(lines[k].code)))
        if best is not None:
            return lines[k], best
        if opening >= 0:
            break
        k -= 1
    return line, best


def _between(line: Line, start: int, end: int) -> list[IdeaAt]:
    return [i for i in line.ideas if start < i.first and i.last < end]


FOR_ONE = re.compile(rf"(?:^|[,.&]|\"){{0,2}}[fyc](?:zv)?(?P<p>P){APPOSED}[,:]\"")
SPOKE = re.compile(
    rf"(?P<p>P)(?:\([^()]{{1,6}}\))?{APPOSED}[,:]?[rz]*x?(?P<v>v)(?P<to>[^POLEWD\"xvq.]{{0,6}})\""
)
"""``X (Y) déclarait : « ... »``."""


def _before_quotation(line: Line, lexicon: Lexicon, weights: Weights) -> Iterator[Found]:
    """``Pour X, directrice de Y, « ... »`` and ``X déclarait : « ... »``."""
    says = {at.first for at in lexicon.verbs(line, "verb")
            if at.cue.predicate == "discusses" and _may_report(at)}  # fmt: skip
    for form, pattern in ((FOR_ONE, "for-one"), (SPOKE, "quote-introduced")):
        for match in form.finditer(line.code):
            who = line.name_at(match.start("p"))
            opening = match.end() - 1
            if who is None or line.code[:opening].count('"') % 2:
                continue
            if form is SPOKE and match.start("v") not in says and ":" not in match["to"]:
                continue
            closing = line.code.find('"', opening + 1)
            said = weights.best(
                line, _between(line, opening, closing if closing > 0 else len(line.code))
            )
            if said is not None:
                yield Found(
                    line, who, "discusses", said.mention, match.start("p"), said.last, pattern,
                    "quotation", at=match.start("p"),
                )  # fmt: skip


OF_ONE = re.compile(r"[an]{0,2}[eb]d?n?(?P<p>[PO])(?:\([^()]{1,8}\))?,?(?=[ife])")
BY_ONE = re.compile(r"[^vxqk.POLEWD]{0,12}v?[rn]{0,2}[eb](?P<p>[PO])")
ABOUT = frozenset("sur about on concernant autour".split())


def _talks(line: Line, lexicon: Lexicon, referents: Referents, weights: Weights) -> Iterator[Found]:
    """``la conférence de X sur l'idée``, ``sa conférence sur l'idée``, of a known speaker."""
    for at in lexicon.nouns(line, "nominalization"):
        if at.cue.predicate != "discusses":
            continue
        rest = line.code[at.last + 1 :]
        of_one = OF_ONE.match(rest)
        after = at.last + 1 + (of_one.end() if of_one else 0)
        about = next(
            (k for k in range(after, min(after + 3, len(line.items)))
             if line.items[k].parts[0] in ABOUT | frozenset(at.cue.prepositions)), None,
        )  # fmt: skip
        if about is None or any(c not in "anr" for c in line.code[after:about]):
            continue
        said = subject_or_best(line, about + 1, weights)
        if said is None or re.search(r"[vxqk.(]", line.code[about + 1 : said.first]):
            continue
        who = (
            line.name_at(at.last + 1 + of_one.start("p"))
            if of_one
            else _talker(line, at, said, referents)
        )
        if who is not None:
            yield _spoken(line, who, said, at.first, "talk", at)


def _talker(line: Line, at: CueAt, said: IdeaAt, referents: Referents) -> Mention | None:
    """``[sa] conférence``, ``mon atelier``, or ``une conférence sur l'idée [par X]``."""
    by = BY_ONE.match(line.code[said.last + 1 :])
    if by:
        k = said.last + 1 + by.start("p")
        if line.items[k - 1].text in ("par", "by"):
            return line.name_at(k)
    k = at.first - 1
    while k >= 0 and line.code[k] == "a":
        k -= 1
    word = line.items[k].parts[0] if k >= 0 else ""
    if word in ("mon", "ma", "mes", "my"):
        return referents.first_person(line, k)
    if word in ("son", "sa", "ses", "his", "her"):
        return referents.before(line, k, frozenset({"Person"}))
    return None


def _specialty(
    line: Line, lexicon: Lexicon, referents: Referents, weights: Weights
) -> Iterator[Found]:
    """``ma spécialité est l'idée``, ``son sujet de prédilection : l'idée``."""
    for at in lexicon.nouns(line, "specialty"):
        word = line.items[at.first - 1].parts[0] if at.first else ""
        who: Mention | None = None
        if word in ("mon", "ma", "my"):
            who = referents.first_person(line, at.first)
        elif word in ("son", "sa", "his", "her"):
            who = referents.before(line, at.first, frozenset({"Person"}))
        is_what = re.match(r",?[orz]*[x:][rda]*", line.code[at.last + 1 :])
        in_what = re.match(r"[^vxqk.,(]{0,4}i", line.code[at.last + 1 :])
        match = is_what or in_what
        if who is None or match is None:
            continue
        said = subject_or_best(line, at.last + 1 + match.end(), weights)
        if said is not None:
            yield _spoken(line, who, said, at.first - 1, "specialty", at)
