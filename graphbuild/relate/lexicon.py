"""The cues of ``ontology/cues.ttl`` compiled for search over the items of a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graphbuild.ontology import Cue, ModalityCue, Ontology
from graphbuild.relate.inflect import english_participle, participles, verb_forms
from graphbuild.relate.letters import contracted, word_parts
from graphbuild.relate.line import Line
from graphbuild.words import fold, singular

NOUN_KINDS = frozenset({"role-noun", "nominalization", "apposition", "specialty"})
VERB_KINDS = frozenset({"verb", "passive"})


@dataclass(frozen=True, slots=True)
class CueAt:
    """A cue found: items ``first`` to ``last`` of a line. ``verb`` is its infinitive."""

    first: int
    last: int
    cue: Cue
    verb: str = ""
    language: str = "fr"

    @property
    def name(self) -> str:
        """The cue's name for the evidence: the last part of its IRI."""
        return self.cue.iri.rpartition("#")[2].rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class _Pattern:
    words: tuple[str, ...]
    language: str
    cue: Cue
    head: str = ""
    reflexive: bool = False
    offset: int = 0
    """Where in ``words`` the one stands that the pattern is looked up by."""


_Words = Mapping[str, Sequence[_Pattern]]
"""Patterns by the word that they are looked up by."""

_SMALL = frozenset(
    "a au aux d de du des en et l la le les par pour que qu s se si sur un une dans sans the of to "
    "in on at for as avec".split()
)
"""Words of nearly every sentence: a pattern is looked up by its first other one."""


def _telling(words: Sequence[str]) -> int:
    return next((k for k, word in enumerate(words) if word not in _SMALL), 0)


def _table() -> defaultdict[str, defaultdict[str, list[_Pattern]]]:
    """Return an empty table of patterns by the kind of their cue, then by their first word."""
    return defaultdict(lambda: defaultdict(list))


class Lexicon:
    """The cues by kind, indexed by the first word that a text must show."""

    def __init__(self, ontology: Ontology) -> None:
        """Compile the cues and the words that change a statement's modality."""
        self._nouns, self._verbs, self._lemmas, self._fixed = (_table() for _ in range(4))
        self.modality: tuple[ModalityCue, ...] = ontology.modality_cues
        for cue in ontology.cues:
            for text, language in cue.forms:
                self._add(cue, text, language)

    def _add(self, cue: Cue, text: str, language: str) -> None:
        words = word_parts(text)
        if not words:
            if text == "@":
                self._fixed[cue.kind]["@"].append(_Pattern(("@",), language, cue))
            return
        if cue.kind in VERB_KINDS:
            reflexive = words[0] in ("se", "s") and len(words) > 1
            words = words[1:] if reflexive else words
            words = words[1:] if words[0] in ("en", "y") and len(words) > 1 else words
            pattern = _Pattern(words, language, cue, words[0], reflexive)
            for form in verb_forms(words[0], language):
                self._verbs[cue.kind][form].append(pattern)
            self._lemmas[cue.kind][words[0]].append(pattern)
        elif cue.kind in NOUN_KINDS:
            words = tuple(singular(word) for word in words)
            at = _telling(words)
            self._nouns[cue.kind][words[at]].append(_Pattern(words, language, cue, offset=at))
        else:
            at = _telling(words)
            self._fixed[cue.kind][words[at]].append(_Pattern(words, language, cue, offset=at))

    def nouns(self, line: Line, kind: str) -> Sequence[CueAt]:
        """Return the longest noun cues of a kind at each item, all predicates."""
        return _once(line, "noun", kind, self._nouns_in)

    def fixed(self, line: Line, kind: str) -> Sequence[CueAt]:
        """Return the longest set phrases of a kind (``selon``, ``sur le thème de``)."""
        return _once(line, "fixed", kind, self._fixed_in)

    def verbs(self, line: Line, kind: str) -> Sequence[CueAt]:
        """Return the longest verb cues of a kind, in any form of the verb."""
        return _once(line, "verb", kind, self._verbs_in)

    def _nouns_in(self, line: Line, kind: str) -> Sequence[CueAt]:
        table = self._nouns[kind]
        if table.keys().isdisjoint(line.singulars):
            return ()
        return _longest(_own_first(line, _search(line, table, number=True)))

    def _fixed_in(self, line: Line, kind: str) -> Sequence[CueAt]:
        table = self._fixed[kind]
        if table.keys().isdisjoint(line.vocabulary):
            return ()
        return _longest(_search(line, table, number=False))

    def _verbs_in(self, line: Line, kind: str) -> Sequence[CueAt]:
        by_form, by_lemma = self._verbs[kind], self._lemmas[kind]
        if line.english or by_lemma.keys().isdisjoint(line.lemmas):
            by_lemma = _NO_WORDS
            if by_form.keys().isdisjoint(line.vocabulary):
                return ()
        found: list[CueAt] = []
        words = line.words
        for at, (word, index) in enumerate(words):
            item = line.items[index]
            forms, lemmas = by_form.get(word, ()), by_lemma.get(item.lemma, ())
            if not (forms or lemmas) or item.mention or _not_a_verb(line, index):
                continue
            for pattern in (*forms, *lemmas):
                if _wrong_language(pattern, line):
                    continue
                last = _rest(words, at + 1, pattern.words[1:], number=False)
                if last is None or pattern.reflexive != _reflexive(line, index):
                    continue
                found.append(
                    CueAt(index, max(last, index), pattern.cue, pattern.head, pattern.language)
                )
        return _longest(dict.fromkeys(found))


_NO_WORDS: Final[defaultdict[str, list[_Pattern]]] = defaultdict(list)


def _once(
    line: Line, table: str, kind: str, search: Callable[[Line, str], Sequence[CueAt]]
) -> Sequence[CueAt]:
    """Return what a search found in a line, searched on the first call."""
    if (table, kind) not in line.found:
        line.found[table, kind] = search(line, kind)
    found: Sequence[CueAt] = line.found[table, kind]
    return found


def _search(line: Line, table: _Words, *, number: bool) -> Iterator[CueAt]:
    words = line.words
    for at, (word, index) in enumerate(words):
        patterns = table.get(singular(word) if number else word)
        item = line.items[index]
        if not patterns or item.mention:
            continue
        for pattern in patterns:
            if _wrong_language(pattern, line):
                continue
            if pattern.cue.needs_noun and item.pos not in ("NOUN", "PROPN", ""):
                continue
            start = at - pattern.offset
            if start < 0:
                continue
            if pattern.offset:
                last = _rest(words, start, pattern.words, number=number)
            else:
                last = _rest(words, at + 1, pattern.words[1:], number=number)
            if last is not None:
                first = words[start][1]
                yield CueAt(first, max(last, first), pattern.cue, "", pattern.language)


def _wrong_language(pattern: _Pattern, line: Line) -> bool:
    """English nouns stand in French posts (``CEO``), English verbs do not."""
    if line.english:
        return pattern.language == "fr"
    return pattern.language == "en" and pattern.cue.kind not in ("role-noun", "label")


def _rest(
    words: Sequence[tuple[str, int]], at: int, wanted: Sequence[str], *, number: bool
) -> int | None:
    """Return the item of the last wanted word if all follow; -1 if none is wanted."""
    last = -1
    for offset, word in enumerate(wanted):
        if at + offset >= len(words):
            return None
        have, last = words[at + offset]
        same = (singular(have) if number else have) == word or have in contracted(word)
        if not same and not (have.startswith(word) and have[len(word) :] in _AGREEMENT):
            return None
    return last


_AGREEMENT = frozenset({"e", "s", "es"})
"""``être présent`` is also said ``sont présentes``."""


def _not_a_verb(line: Line, index: int) -> bool:
    """A noun or adjective that only looks like a verb (``la marque``, ``une note``)."""
    item = line.items[index]
    if line.english or item.pos in ("VERB", "AUX"):
        return False
    if _stands_as_verb(line, index):
        return False
    participle = any(item.text.endswith(e) for e in ("é", "ée", "és", "ées"))
    if item.pos == "ADJ":
        return not participle and item.text[-1] in "es"
    before = line.code[index - 1] if index else ""
    return item.pos in ("NOUN", "PROPN", "ADV", "ADP", "DET") and not (
        participle and before not in "ds"
    )


def _stands_as_verb(line: Line, index: int) -> bool:
    """``X critique la publicité``, ``où siège X``: after a subject, before an article or name."""
    item = line.items[index]
    if not (index and item.small and item.pos in ("ADJ", "NOUN", "PROPN")):
        return False
    after = line.code[index + 1 : index + 2]
    if line.items[index - 1].text == "où":
        return after in tuple("POLEWD")
    if item.pos == "PROPN":
        return line.code[index - 1] in "POg" and after in tuple("dszPOLEWDk")
    return line.code[index - 1] in "POg" and after in ("d", "s")


def _reflexive(line: Line, index: int) -> bool:
    """Tell whether ``se`` or ``me`` stands before the verb or its auxiliaries."""
    for k in range(index - 1, max(-1, index - 5), -1):
        if line.items[k].text in ("se", "s'", "s’"):
            return True
        if line.items[k].text in ("me", "m'") and k and line.code[k - 1] == "j":
            return True
        if line.code[k] not in "rxzv" or line.items[k].text in ("faire", "laisser"):
            return False
    return False


def _own_first(line: Line, found: Iterable[CueAt]) -> list[CueAt]:
    """A cue in the language of the line wins over the same word of the other one."""
    own = "en" if line.english else "fr"
    return sorted(found, key=lambda at: at.language != own)


def _longest(found: Iterable[CueAt]) -> list[CueAt]:
    """Keep, of cues that start at one item, those of greatest length."""
    best: dict[int, list[CueAt]] = defaultdict(list)
    for cue in found:
        best[cue.first].append(cue)
    kept: list[CueAt] = []
    reached = -1
    for first in sorted(best):
        if first <= reached:
            continue
        last = max(cue.last for cue in best[first])
        seen: set[tuple[str, bool, tuple[str, ...]]] = set()
        for cue in best[first]:
            key = (cue.cue.predicate, cue.cue.inverse, cue.cue.prepositions)
            if cue.last == last and key not in seen:
                seen.add(key)
                kept.append(cue)
        reached = last
    return kept


def is_participle(line: Line, at: CueAt) -> bool:
    """Tell whether the verb of a cue stands as a past participle."""
    item = line.items[at.first]
    word = item.parts[0] if item.parts else ""
    if at.language == "en":
        return english_participle(word, at.verb)
    if "VerbForm=Fin" in item.morph and fold(item.text)[-1:] == "t":
        return False
    if fold(item.text) in participles(at.verb) and (
        not at.verb.endswith("er") or item.text.endswith(("é", "ée", "és", "ées"))
    ):
        return True
    return not at.verb.endswith("er") and (
        "VerbForm=Part" in item.morph and "Tense=Past" in item.morph
    )
