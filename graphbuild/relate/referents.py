"""What ``il``, ``elle``, ``je``, ``cette conférence`` stand for, where that is safe."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphbuild.model import Mention, Post
from graphbuild.rdf import fold
from graphbuild.relate.line import Line
from graphbuild.relate.nouns import class_of
from graphbuild.relate.reach import Reached

_BACK = 2
"""Sentences looked back over for what a pronoun stands for."""


class Referents:
    """Antecedents within one post: the name spoken of last, if only one can be meant."""

    def __init__(self, post: Post, lines: Sequence[Line], mentions: Sequence[Mention]) -> None:
        """Keep the lines in order and the mention of the post's named author."""
        self._lines = lines
        self.author = _author(post, mentions)

    def pronoun_before(
        self, line: Line, index: int, types: frozenset[str], gap: re.Pattern[str]
    ) -> Reached | None:
        """Return who ``il``, ``elle`` or ``je`` is when it is the subject before an item."""
        code = line.code
        for k in range(index - 1, -1, -1):
            if code[k] in "gpj" and gap.fullmatch(code[k + 1 : index]):
                return self._resolve(line, k, types)
            if code[k] in "POLEWDgpjuov.":
                break
        return self.described_before(line, index, types, gap)

    def described_before(
        self, line: Line, index: int, types: frozenset[str], gap: re.Pattern[str]
    ) -> Reached | None:
        """Return what ``la conférence``, ``cette agence`` is when it is the subject."""
        code = line.code
        for k in range(index - 1, 0, -1):
            kind = class_of(line.items[k].parts[-1]) if code[k] == "n" else ""
            rest = _COMPLEMENT.sub("", code[k + 1 : index])
            if kind and _anaphoric(line, k) and kind in types and gap.fullmatch(rest):
                mention = self.last_named(line, k - 1, frozenset({kind}), back=_BACK)
                return Reached((mention,), k - 1, k, "") if mention else None
            if code[k] in "POLEWDgpjuov.":
                return None
        return None

    def _resolve(self, line: Line, k: int, types: frozenset[str]) -> Reached | None:
        if line.code[k] == "j":
            ok = self.author is not None and self.author.type in types and not quoted_line(line, k)
            return Reached((self.author,), k, k, "") if ok and self.author else None
        if line.code[k] == "p":
            group = self._group(line, k, types)
            return Reached(group, k, k, "") if group else None
        person = frozenset({"Person"}) & types or types - {"Concept"}
        mention = self._unique_before(line, k, person)
        return Reached((mention,), k, k, "") if mention else None

    def _unique_before(self, line: Line, k: int, types: frozenset[str]) -> Mention | None:
        """The one name of these types in the nearest sentence that has any, if only one."""
        for index in range(line.index, max(-1, line.index - _BACK - 1), -1):
            other = self._lines[index]
            end = k if index == line.index else len(other.items)
            names = {
                m.key: m
                for i in range(end)
                if (m := other.name_at(i)) is not None and m.type in types
            }
            if len(names) == 1:
                return next(iter(names.values()))
            if names:
                return None
        return None

    def _group(self, line: Line, k: int, types: frozenset[str]) -> tuple[Mention, ...]:
        for index in range(line.index, max(-1, line.index - _BACK - 1), -1):
            other = self._lines[index]
            end = k if index == line.index else len(other.items)
            match = None
            for match in re.finditer(r"(P(?:,P)*,?&P)", other.code[:end]):
                pass
            if match and "Person" in types:
                return tuple(
                    m for i in range(match.start(), match.end()) if (m := other.name_at(i))
                )
            if any(c in "P" for c in other.code[:end]):
                return ()
        return ()

    def last_named(
        self, line: Line, index: int, types: frozenset[str], *, back: int = 1
    ) -> Mention | None:
        """Return the last name of these types before an item, a sentence or so back.

        A name that begins its sentence, before any verb, is preferred to later ones.
        """
        for number in range(line.index, max(-1, line.index - back - 1), -1):
            other = self._lines[number]
            end = index if number == line.index else len(other.items)
            topic = re.match(r"[^vx.]*?(?=[vx])", other.code[:end])
            places = [*range(topic.end() if topic else 0), *range(end - 1, -1, -1)]
            for i in places:
                mention = other.name_at(i)
                if mention is not None and mention.type in types:
                    return mention
        return None


_COMPLEMENT = re.compile(r"^(?:e[dan]{1,4}){1,2}(?=[zxvr]|$)")
"""``ce rendez-vous [des décideurs du digital] se tiendra``."""


def _anaphoric(line: Line, k: int) -> bool:
    """``la conférence``, ``cette étude``, ``son institut``; not ``une conférence``."""
    word = line.items[k - 1]
    while word.letter == "a" and k > 1:
        k -= 1
        word = line.items[k - 1]
    return word.parts[0] in _DEFINITE


_DEFINITE = frozenset(["le", "la", "l", "les", "ce", "cet", "cette", "son", "sa", "the", "this", "its", "his", "her"])


def quoted_line(line: Line, k: int) -> bool:
    """An odd number of quotation marks before: the words are someone else's."""
    return line.quoted or line.code[:k].count('"') % 2 == 1


def _author(post: Post, mentions: Sequence[Mention]) -> Mention | None:
    if not post.author:
        return None
    wanted = fold(" ".join(post.author.split()))
    return next(
        (m for m in mentions if m.type == "Person" and fold(" ".join(m.surface.split())) == wanted),
        None,
    )
