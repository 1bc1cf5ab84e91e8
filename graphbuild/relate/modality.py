"""Is a statement asserted, or negated, hypothetical, asked or hearsay?

Judged in the clause around the cue: cues of modality that stand between the last
boundary of a clause and the end of the statement.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphbuild.ontology import ModalityCue
from graphbuild.relate.found import Found
from graphbuild.relate.inflect import verb_forms
from graphbuild.relate.letters import word_parts
from graphbuild.relate.line import Line
from graphbuild.words import fold

_BOUNDARY = frozenset(".:")

_NEVER_AS_CUE = frozenset(
    {"vraiment", "comment", "how", "why", "combien", "pourquoi", "sans", "without", "zero", "no"}
)
"""Adverbs and prepositions that seldom change the modality of the whole statement."""


_BELIEFS = frozenset({"croire", "penser", "estimer", "juger", "believe", "think"})
"""``Je ne crois pas que l'idée ...`` is an opinion on the idea all the same."""

_VIEWS = frozenset({"discusses", "criticizes"})
_WILL = frozenset("vouloir tenter essayer souhaiter chercher want try aim intend".split())
"""``X veut montrer les limites de l'idée``: who wants to speak of it has a view of it."""

PRESUPPOSED = frozenset(
    "role-after role-before role-before-possessive role-fragment person-of-org person-bracket "
    "person-at work-by work-at work-bracket person-work work-from course-of event-of class-noun "
    "possessive-work event-at place-in place-comma place-bracket place-of org-at org-noun-in "
    "own-title my-workplace our-partner quote-credited quote-introduced own-opinion for-one "
    "according-to like-one-that theme quote-inverted talk specialty "
    "own-topic byline event-of-place held-by flaw on-topic job speaker-first told-by-title "
    "imprint reference there-for only-event partnership own-work former company-of product-of "
    "his-work seen-by group-bracket initiative thanks".split()
)
"""Patterns of names beside names: a question or a negation does not touch them."""


def modality(found: Found, cues: Sequence[ModalityCue]) -> str:
    """Return the modality of what a pattern found."""
    line = found.line
    if found.pattern in PRESUPPOSED:
        return "asserted"
    if line.asks and "q" not in line.code[found.first : found.at]:
        return "interrogative"
    start, end = _clause(line, found.first, found.last)
    for name in ("negated", "hypothetical", "reported", "interrogative"):
        if name == "negated" and found.pattern.startswith("says-that") and found.cue in _BELIEFS:
            continue
        own = found.pattern.startswith(("verb", "flaw", "talk"))
        if name == "hypothetical" and own and found.predicate in _VIEWS:
            cues = [c for c in cues if not _volition(c)]
        if any(cue.modality == name and _applies(cue, line, start, end, found) for cue in cues):
            return name
    return "asserted"


def _volition(cue: ModalityCue) -> bool:
    return cue.kind == "verb" and any(fold(text) in _WILL for text, _ in cue.forms)


def _clause(line: Line, first: int, last: int) -> tuple[int, int]:
    """Return the items of the clause that holds the statement."""
    start = first
    while start > 0 and line.code[start - 1] not in _BOUNDARY and first - start < 12:
        start -= 1
    return start, last


def _applies(cue: ModalityCue, line: Line, start: int, end: int, found: Found) -> bool:
    if cue.kind == "punctuation":
        return False
    at = found.at if found.at >= 0 else found.first
    for text, language in cue.forms:
        words = word_parts(text)
        if not words or words[0] in _NEVER_AS_CUE or (line.english and language != "en"):
            continue
        if not line.english and language == "en":
            continue
        for index in _places(cue, words, language, line, start, end):
            if _governs(cue, line, index, at, found):
                return True
    return False


def _places(
    cue: ModalityCue, words: tuple[str, ...], language: str, line: Line, start: int, end: int
) -> list[int]:
    flat = line.words
    found = []
    for position, (word, index) in enumerate(flat):
        if not start <= index <= end or line.items[index].mention:
            continue
        if not _head_matches(cue, words[0], word, language, line, index):
            continue
        rest = [w for w, _ in flat[position + 1 : position + len(words)]]
        if words == ("s",) and not flat[position + 1 : position + 2]:
            continue
        if words == ("s",) and flat[position + 1][0] not in ("il", "ils"):
            continue
        if rest == list(words[1:]) and _required(cue, line, index):
            found.append(index)
    return found


def _head_matches(
    cue: ModalityCue, head: str, word: str, language: str, line: Line, index: int
) -> bool:
    if cue.morph:
        item = line.items[index]
        return item.lemma == head and all(feature in item.morph for feature in cue.morph)
    if cue.kind == "verb":
        item = line.items[index]
        known = word in verb_forms(head, language) or (not line.english and item.lemma == head)
        return known and (line.english or item.pos in ("VERB", "AUX"))
    return word == head


def _required(cue: ModalityCue, line: Line, index: int) -> bool:
    """A particle that negates only with another word (``plus`` with ``ne``) near it."""
    if not cue.requires:
        return True
    near = {part for i in range(max(0, index - 4), min(len(line.items), index + 3))
            for part in line.items[i].parts}  # fmt: skip
    return any(
        {"ne", "n"} & near if word in ("ne", "n'") else word in near for word in cue.requires
    )


def _governs(cue: ModalityCue, line: Line, index: int, at: int, found: Found) -> bool:
    """Particles stand by the verb; conjunctions, verbs and phrases before the statement."""
    between = line.code[min(index, at) + 1 : max(index, at)]
    if cue.kind in ("particle", "determiner"):
        # ``X n'est pas directeur de Y``, ``X n'a jamais travaillé pour Y``
        return (
            abs(at - index) <= 5
            and "," not in between
            and "(" not in between
            and (index <= at or "v" not in between)
        )
    if cue.kind == "verb":
        return (
            index < at
            and at - index <= 4
            and "," not in between
            and not any(c in "POLEWDqk" for c in between)
        )
    if cue.kind == "conjunction":
        return index < found.first + 1 and "," not in line.code[index : found.first]
    if cue.kind == "form":
        return abs(at - index) <= 3 and index <= at and "," not in between
    if cue.kind == "adverb":
        return abs(at - index) <= 4 and "," not in between
    return index <= at and "," not in line.code[index : found.first]
