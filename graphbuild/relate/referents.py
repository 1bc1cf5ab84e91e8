"""What ``il``, ``elle``, ``je``, ``cette conférence`` stand for, where that is safe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from graphbuild.model import Mention, Post
from graphbuild.relate.line import Line
from graphbuild.relate.nouns import class_of
from graphbuild.relate.reach import Reached
from graphbuild.relate.voices import author_of, heading_name, speakers_of

_BACK = 3
"""Sentences looked back over for what a pronoun stands for."""

_FAR = 8
"""Sentences looked back over for ``la conférence``, if only one is named in them."""


class Referents:
    """Antecedents within one post: the name spoken of last, if only one can be meant."""

    def __init__(self, post: Post, lines: Sequence[Line], mentions: Sequence[Mention]) -> None:
        """Keep the lines in order and the mention of the post's named author."""
        self._lines = lines
        self.author = author_of(post, mentions) or heading_name(post, lines)
        self._speakers = speakers_of(lines)
        self.our_organization = self._ours(lines)

    def _ours(self, lines: Sequence[Line]) -> Mention | None:
        """The one organization that the author is said to have made or to work for.

        ``X a créé Y``, ``X, directrice de Y``: nearest name of an organization after the
        author's in one sentence, if it is the same in all such sentences.
        """
        if self.author is None:
            return None
        found: dict[str, Mention] = {}
        for line in lines:
            match = re.search(r"P[^P.]{0,8}?([OD])", line.code)
            who = line.name_at(match.start()) if match else None
            if match and who and who.key == self.author.key:
                other = line.name_at(match.start(1))
                if other is not None:
                    found[other.key] = other
        only = next(iter(found.values())) if len(found) == 1 else None
        return only if only is None or only.type == "Organization" else self._same(only, lines)

    def _same(self, name: Mention, lines: Sequence[Line]) -> Mention | None:
        """The mention of the same thing that is typed as an organization, if one is."""
        return next(
            (
                m
                for line in lines
                for item in line.items
                if (m := item.mention) and m.key == name.key and m.type == "Organization"
            ),
            None,
        )

    def pronoun_before(
        self, line: Line, index: int, types: frozenset[str], gap: re.Pattern[str]
    ) -> Reached | None:
        """Return who ``il``, ``elle`` or ``je`` is when it is the subject before an item."""
        code = line.code
        for k in range(index - 1, -1, -1):
            if code[k] in "gpj" and gap.fullmatch(code[k + 1 : index]):
                return self._resolve(line, k, types)
            if code[k] in "POLEWDgpjv.":
                break
        return self.described_before(line, index, types, gap)

    def described_before(
        self, line: Line, index: int, types: frozenset[str], gap: re.Pattern[str]
    ) -> Reached | None:
        """Return what ``la conférence``, ``cette agence`` is when it is the subject."""
        code = line.code
        for k in range(index - 1, 0, -1):
            kind = class_of(line.items[k].parts[-1]) if code[k] == "n" else ""
            rest = _COMPLEMENT.sub("", code[k + 1 : index]).removeprefix("q")
            if kind and _anaphoric(line, k) and kind in types and gap.fullmatch(rest):
                mention = self.described(line, k - 1, kind)
                return Reached((mention,), k - 1, k, "") if mention else None
            if code[k] in "POLEWDgpjuov.":
                return None
        return None

    def described(self, line: Line, k: int, kind: str) -> Mention | None:
        """Return the last name of a class close by; further back the only one of its class."""
        near = self.last_named(line, k, frozenset({kind}), back=1)
        if near is not None:
            return near
        keys = {
            m.key: m
            for other in self._lines[max(0, line.index - _FAR) : line.index]
            for item in other.items
            if (m := item.mention) is not None and m.type == kind
        }
        if not keys and kind == "Event":
            return self._only_event
        return next(iter(keys.values())) if len(keys) == 1 else None

    @cached_property
    def _only_event(self) -> Mention | None:
        """The only event of the post: ``la journée`` is that one, however far back."""
        keys = {
            m.key: m for line in self._lines for item in line.items
            if (m := item.mention) is not None and m.type == "Event"
        }  # fmt: skip
        return next(iter(keys.values())) if len(keys) == 1 else None

    def taken_up(self, line: Line, k: int, kind: str) -> Mention | None:
        """Return the one thing of a class that ``la société``, ``le groupe`` at an item is.

        It is named earlier in the sentence or in the one before, alone of its class.
        """
        of_the = line.items[k - 1].parts == ("du",)
        if class_of(line.items[k].parts[-1]) != kind or not (of_the or _anaphoric(line, k)):
            return None
        for number in (line.index, line.index - 1):
            if number < 0:
                break
            other = self._lines[number]
            end = k if number == line.index else len(other.items)
            names = {
                m.key: m
                for item in other.items[:end]
                if (m := item.mention) is not None and m.type == kind
            }
            if names:
                return next(iter(names.values())) if len(names) == 1 else None
        return None

    def subject_description(self, line: Line, kind: str) -> Reached | None:
        """Return what ``ce rendez-vous`` or ``la conférence`` at the head of a line names."""
        match = re.match(r"[r&c]?d(a?)n", line.code)
        if not match or class_of(line.items[match.end() - 1].parts[-1]) != kind:
            return None
        if not _anaphoric(line, match.end() - 1):
            return None
        mention = self.described(line, 0, kind)
        return Reached((mention,), 0, match.end() - 1, "") if mention else None

    def fragment(self, line: Line, index: int, types: frozenset[str]) -> Reached | None:
        """Return who a line that begins with a role is about: ``Sociologue, ..., il répète``."""
        if any(c in "Pvxgjp" for c in line.code[:index]):
            return None
        for k in range(index, len(line.code)):
            if line.code[k] == "g" and line.code[k - 1] == ",":
                return self._resolve(line, k, types)
            if line.code[k] in "Pvxjp":
                return None
        return None

    def first_person(self, line: Line, k: int) -> Mention | None:
        """Return who says ``je`` at an item: who speaks in the paragraph, else the author.

        Where several speak, in an interview, ``je`` elsewhere is nobody's.
        """
        speaker = self._speakers.get(id(line.reading))
        if speaker and speaker[0] <= line.index:
            return speaker[1]
        return None if len(self._speakers) > 1 or quoted_line(line, k) else self.author

    def _resolve(self, line: Line, k: int, types: frozenset[str]) -> Reached | None:
        if line.code[k] == "j":
            who = self.first_person(line, k)
            return Reached((who,), k, k, "") if who and who.type in types else None
        if quoted_line(line, k):
            return None
        if line.code[k] == "p":
            group = self._group(line, k, types)
            return Reached(group, k, k, "") if group else None
        if "Person" in types:
            mention = self._unique_before(line, k, frozenset({"Person"}))
        elif types <= {"Work", "Event"}:
            mention = self._topic(line, k, types) or self._alone(line, types)
        else:
            mention = self._topic(line, k, types)
        return Reached((mention,), k, k, "") if mention else None

    def _topic(self, line: Line, k: int, types: frozenset[str]) -> Mention | None:
        """A thing is ``il`` only if it heads the sentence before and nobody is named there."""
        number = line.index - 1
        if number < 0 or "P" in line.code[:k] or "P" in self._lines[number].code:
            return None
        match = re.match(r"[^vx.,POLEWD]{0,3}([OEWDL])", self._lines[number].code)
        mention = self._lines[number].name_at(match.start(1)) if match else None
        return mention if mention is not None and mention.type in types else None

    def _alone(self, line: Line, types: frozenset[str]) -> Mention | None:
        """The only work of the two sentences before, for ``Il a été écrit par ...``."""
        near = self._lines[max(0, line.index - 2) : line.index]
        keys = {
            m.key: m for other in near for item in other.items
            if (m := item.mention) is not None and m.type in types
        }  # fmt: skip
        return next(iter(keys.values())) if len(keys) == 1 else None

    def _unique_before(
        self, line: Line, k: int, types: frozenset[str], *, possessive: bool = False
    ) -> Mention | None:
        """The one name of these types in the nearest sentence that has any, if only one.

        ``Avec Marie, il lance``: a name after a preposition at the head of the same sentence
        is not who ``il`` is, but can be who ``son`` speaks of.
        """
        barred: set[str] = set()
        for index in range(line.index, max(-1, line.index - _BACK - 1), -1):
            other = self._lines[index]
            if other.reading is not line.reading and index < line.index - 1:
                return None  # a new paragraph: only its neighbour's last sentence counts
            end = k if index == line.index else len(other.items)
            names = {
                m.key: m
                for i in range(end)
                if (m := other.name_at(i)) is not None and m.type in types
            }
            if index == line.index:
                fronted = re.match(r"[^vx]*", other.code[:k])
                barred = {
                    m.key
                    for i in range(1, fronted.end() if fronted and not possessive else 0)
                    if (m := other.name_at(i)) is not None
                    and re.search(r"[eihbwfy][dsan]{0,3}$", other.code[:i])
                }
            names = {key: m for key, m in names.items() if key not in barred}
            if len(names) == 1:
                return next(iter(names.values()))
            if names:
                return None
        return None

    def before(self, line: Line, k: int, types: frozenset[str]) -> Mention | None:
        """Return the one name of these types that ``lui``, ``elle`` or ``son`` can stand for."""
        return self._unique_before(line, k, types, possessive=line.code[k] == "s")

    def _group(self, line: Line, k: int, types: frozenset[str]) -> tuple[Mention, ...]:
        for index in range(line.index, max(-1, line.index - _BACK - 1), -1):
            other = self._lines[index]
            end = k if index == line.index else len(other.items)
            groups = list(re.finditer(r"(P(?:,P)*,?&P)", other.code[:end]))
            match = groups[-1] if groups else None
            if match and "Person" in types:
                return tuple(
                    m for i in range(match.start(), match.end()) if (m := other.name_at(i))
                )
            if "P" in other.code[:end]:
                return ()
        return ()

    def line_above(self, line: Line, types: frozenset[str]) -> Mention | None:
        """Return the one name of these types in the title or heading right above a line."""
        above = self._lines[line.index - 1] if line.index else line
        if above.reading is line.reading or above.code.endswith("."):
            return None
        names = {
            m.key: m for item in above.items if (m := item.mention) is not None and m.type in types
        }
        return next(iter(names.values())) if len(names) == 1 else None

    def pair_before(self, line: Line, k: int) -> Reached | None:
        """Return the people ``leur`` stands for: the last ones named together."""
        group = self._group(line, k, frozenset({"Person"}))
        return Reached(group, k, k, "") if group else None

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


_DEFINITE = frozenset("le la l les ce cet cette son sa the this its his her".split())


def quoted_line(line: Line, k: int) -> bool:
    """An odd number of quotation marks before: the words are someone else's."""
    closes = bool(line.items) and line.items[0].text == "»"
    return line.code[closes:k].count('"') % 2 == 1
