"""Role nouns: ``X, directrice de Y``, ``le directeur de Y, X``, ``X est directeur de Y``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graphbuild.ontology import Ontology, Predicate
from graphbuild.relate.found import Found
from graphbuild.relate.letters import HAVE, contracted, word_parts
from graphbuild.relate.lexicon import CueAt, Lexicon
from graphbuild.relate.line import Line
from graphbuild.relate.nouns import class_of
from graphbuild.relate.reach import Reached, left_names, right_ideas, right_names
from graphbuild.relate.referents import Referents
from graphbuild.words import singular

_PREPOSITION = "eihfyb"

TO_OBJECT = re.compile(r"[naeidyhrsfo&\"]{0,11}")
"""``directrice [de la fidélisation chez] Lunettes Ronde``: no comma, no verb."""

APPOSED = re.compile(r"(?:\([^()]{1,12}\))?[,(:][dnareoi&,yvLOWED\"]{0,12}")
"""``X[, ancien journaliste, ]directeur``: a comma, a bracket or a dash first."""

COPULA = re.compile(
    r"(?:\([^()]{1,12}\)|,[^,vxPOLEWD]{1,10},)?,?q?[rzo]*x[rxz]*(?:,?[bi]?[rna]{1,3},?)?[da&n,rv\"]{0,6}"
)
"""``X[, qui est aussi la ]directrice``."""

NAMED = re.compile(
    r"(?:\([^()]{1,12}\)|,[^,vxPOLEWD]{1,10},)?,?q?[rzo]*(?:ve)?x[rxz]*[vn]r?(?:[yc]|idned?)?[da]{0,3}"
    r"|[rzo]*[vx]r{0,2}ne"
)
"""``X [vient d'être nommée ]directrice``, ``X [fait figure de ]pionnier``."""

_NAMING = (
    "nomm", "elu", "reelu", "promu", "design", "chois", "recrut", "embauch", "engag", "confirm",
    "propuls", "appoint", "elect", "promot", "named", "hired",
)  # fmt: skip

PRONOUN_COPULA = re.compile(r"[rzo]*x[rxz]*(?:,?[bi]?[rna]{1,3},?)?[dae&n,r]{0,6}")

PLACE_APPOSED = re.compile(r",d?a?")
"""``Dakar[, ]capitale du Sénégal``, not ``Toulouse, du quartier de X``."""

AFTER_OBJECT = re.compile(r"(?:\([^()]{1,12}\))?(?:,[dnaei]{1,8}O)?[,:(]?[dan]{0,3}")
"""``le co-président de l'Adetem[, ]François Laurent``."""

BEFORE_NAME = re.compile(r"[an]{0,3},?")
"""``son PDG[ ]Thierry Breton``."""


def role_relations(
    line: Line, lexicon: Lexicon, ontology: Ontology, referents: Referents
) -> Iterator[Found]:
    """Yield what role nouns state in a line."""
    for at in lexicon.nouns(line, "role-noun"):
        predicate = ontology.predicates.get(at.cue.predicate)
        if predicate is not None:
            yield from _role(line, at, predicate, referents)


def _role(line: Line, at: CueAt, predicate: Predicate, referents: Referents) -> Iterator[Found]:
    if _vacant(line, at):
        return
    holder_types, target_types = predicate.domain, predicate.range
    if at.cue.inverse:
        holder_types, target_types = target_types, holder_types
    targets = _targets(line, at, target_types, referents)
    holders, pattern = _holders(line, at, holder_types, targets, referents)
    if not holders:
        return
    if targets is None:
        targets = _possessed(line, at, target_types, referents)
        pattern += "-possessive"
    if targets is None:
        return
    first = min(at.first, holders.first, targets.first)
    last = max(at.last, holders.last, targets.last)
    for holder in holders.mentions:
        for target in targets.mentions:
            subject, obj = (target, holder) if at.cue.inverse else (holder, target)
            yield Found(
                line, subject, predicate.name, obj, first, last, pattern, at.name,
                weight=at.cue.score, at=at.first,
            )  # fmt: skip


def _targets(line: Line, at: CueAt, types: frozenset[str], referents: Referents) -> Reached | None:
    """Return what the role is held in: ``directeur de [Y]``."""
    if "Concept" in types and len(types) == 1:
        ideas = right_ideas(line, at.last, re.compile(r"[ei][dsa]{0,2}\"?"))
        link = line.items[at.last + 1].parts[-1] if at.last + 1 < len(line.items) else ""
        if not ideas or link not in governing(at.cue.prepositions):
            return None
        return Reached(tuple(i.mention for i in ideas), ideas[0].first, ideas[-1].last, "")

    def governed(first: int, last: int) -> bool:
        return governed_by(line, first, last, at.cue.prepositions, types)

    named = right_names(line, at.last, types, TO_OBJECT, passing="L", check=governed)
    return named or _taken_up(line, at, types, referents)


OF_CLASS = re.compile(r"[na]{0,2}(?:ed|e)a?(?P<n>n)(?![eaO\"n(])")


def _taken_up(line: Line, at: CueAt, types: frozenset[str], referents: Referents) -> Reached | None:
    """``le fondateur [de la société]``: the organization that the post has just named."""
    match = OF_CLASS.match(line.code, at.last + 1)
    if match is None or "Organization" not in types:
        return None
    mention = referents.taken_up(line, match.start("n"), "Organization")
    return Reached((mention,), match.start("n"), match.start("n"), "") if mention else None


def governing(prepositions: Iterable[str]) -> frozenset[str]:
    """Return the folded words that any of these prepositions may show right before a name.

    ``lors de`` stands in a line as one word, that of ``à``.
    """
    return frozenset[str]().union(
        *(contracted(w) for p in prepositions if p != "lors de" for w in word_parts(p)[-1:])
    )


def governed_by(
    line: Line, first: int, last: int, prepositions: tuple[str, ...], types: frozenset[str]
) -> bool:
    """Tell whether the last preposition of items ``first:last`` is one of those given.

    Between it and the name only articles, adjectives and nouns of the name's class may
    stand (``de l'agence X``), not others (``responsable de la page Facebook``).
    """
    wanted = governing(prepositions)
    for k in range(last - 1, first - 1, -1):
        item = line.items[k]
        if item.letter in _PREPOSITION or item.parts[-1] in wanted:
            return item.parts[-1] in wanted and all(
                line.items[i].letter != "n" or class_of(line.items[i].parts[-1]) in types
                for i in range(k + 1, last)
            )
    return False


def _holders(
    line: Line, at: CueAt, types: frozenset[str], targets: Reached | None, referents: Referents
) -> tuple[Reached | None, str]:
    plural = _plural(line, at)
    if targets is not None:
        apposed = APPOSED if "Place" not in types else PLACE_APPOSED
        for gap, pattern in ((COPULA, "role-copula"), (apposed, "role-after"), (NAMED, "named")):
            reached = left_names(line, at.first, types, gap, passing="OLWED")
            if reached and gap is NAMED and not _named_so(line, reached.last + 1, at.first):
                continue
            if reached and _own(line, reached, at) and _is_being(line, reached.last + 1, at.first):
                return (
                    reached if plural or pattern == "role-copula" else _nearest(reached)
                ), pattern
        reached = right_names(line, targets.last, types, AFTER_OBJECT, passing="O")
        alias = reached is not None and reached.gap == "(" and line.code[reached.first] != "P"
        if reached and "s" not in reached.gap and not alias and not _of_kin(line, at):
            return reached, "role-before"
        mention = referents.pronoun_before(line, at.first, types, PRONOUN_COPULA)
        if mention is not None:
            return Reached(mention.mentions, mention.first, mention.last, ""), "role-pronoun"
        return referents.fragment(line, at.first, types), "role-fragment"
    if _possessive(line, at) and line.items[at.first].parts[-1] not in _KIN:
        return right_names(line, at.last, types, BEFORE_NAME), "role-before"
    return None, ""


_KIN = frozenset("pere mere parent".split())
"""``son père, X`` is family, ``le père de X`` may have made it."""

_OTHERS = frozenset(
    "veuve veuf femme epouse mari fils fille frere soeur pere mere compagne compagnon avocat "
    "avocate ami amie successeur predecesseur assistante conseiller bras widow wife husband son "
    "daughter brother sister lawyer".split()
)


def _of_kin(line: Line, at: CueAt) -> bool:
    """``la veuve de l'ancien président de Y, X``: the name may be the widow's."""
    match = re.search(r"(?P<n>n)a?ed?a{0,2}$", line.code[: at.first])
    return match is not None and line.items[match.start("n")].parts[-1] in _OTHERS


_POSTS = frozenset("poste fonction titre mandat candidat candidature place role".split())
"""``le poste de directeur de Y`` is held by nobody yet."""


def _vacant(line: Line, at: CueAt) -> bool:
    k = at.first - 1
    while k > 0 and line.code[k] in "da":
        k -= 1
    return k > 0 and line.code[k] == "e" and singular(line.items[k - 1].parts[-1]) in _POSTS


def _is_being(line: Line, first: int, last: int) -> bool:
    """``est la fondatrice``, not ``a photographié la fondatrice``."""
    for i in range(first, last):
        item = line.items[i]
        if item.letter == "x" and item.parts[0] in HAVE and line.code[i + 1 : i + 2] != "x":
            return False
        if item.letter == "v" and not item.text.endswith("ant") and not _names(line, i):
            return False
    return True


def _named_so(line: Line, first: int, last: int) -> bool:
    """``a été nommée``, ``fait office de``: a word between must give the role."""
    return any(
        item.text in ("office", "figure") or item.parts[-1].startswith(_NAMING)
        for item in line.items[first:last]
    )


def _names(line: Line, index: int) -> bool:
    """``vient d'être nommée``: what gives somebody the role."""
    if line.items[index].lemma == "faire":
        return True
    if line.code[index + 1 : index + 2] == "e":
        return line.items[index].lemma == "venir"
    return line.items[index].parts[-1].startswith(_NAMING)


def _own(line: Line, reached: Reached, at: CueAt) -> bool:
    """``X, son directeur`` speaks of another's director; ``X, Y et le directeur`` of a third."""
    between = range(reached.last + 1, at.first)
    if any(line.items[i].letter == "s" for i in between):
        return False
    gap = line.code[reached.last + 1 : at.first].rstrip("da")
    return not gap.endswith("&") or any(c in gap for c in "xna")


def _nearest(reached: Reached) -> Reached:
    return Reached(reached.mentions[-1:], reached.last, reached.last, reached.gap)


def _plural(line: Line, at: CueAt) -> bool:
    word = line.items[at.first].parts[-1]
    return word != singular(word)


def _possessive(line: Line, at: CueAt) -> bool:
    k = at.first - 1
    while k >= 0 and line.code[k] in "an":
        k -= 1
    return (
        k >= 0
        and line.code[k] == "s"
        and line.items[k].parts[0] in ("son", "sa", "its", "leur", "their")
    )


def _possessed(
    line: Line, at: CueAt, types: frozenset[str], referents: Referents
) -> Reached | None:
    """``Atos a parlé. Son PDG, Thierry Breton``: the organization named last before."""
    mention = referents.last_named(line, at.first, types)
    return Reached((mention,), at.first, at.last, "") if mention else None
