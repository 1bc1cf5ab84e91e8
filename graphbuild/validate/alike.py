"""Tell nodes apart no further than the shapes do, so that one of each sort is checked.

A node's sort is the set of what the shapes see in its triples (``sight.py``): of an IRI the
classes it has, of a literal its datatype or language and how it stands to what is asked of it
(``values.py``). What is not plainly of a sort, an odd number or date, is kept as it is and so
makes a sort of its own: too many sorts cost time, none can hide a mistake. The 430,000 nodes of
1,000 posts are of 2,600 sorts.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from graphbuild.validate.sight import Look, Sight
from graphbuild.validate.values import KNOWN, Classes, Values, whole_number

DIGEST: Final = 12
"""Bytes of a sort's digest: that two of a million have the same is a chance of 1 in 10^17."""

GROUP: Final = 2_000
"""Nodes under one parent that are held, for a path to lead from one to another."""

_FEW: Final = 12
"""Parts that are looked up in the order they come, which is always much the same."""

Blocks = Iterable[bytes]
"""N-Quads, a line a quad, sorted, so that the lines of a node lie together; some lines a block."""

Unit = tuple[bytes, list[list[bytes]]]
"""The digest of a sort, or nothing where a path leads too far, and the lines of what is of it,
node by node."""

_Sort = tuple[bytes, frozenset[bytes]]
"""A digest, and which predicates there are whose values a path finds."""

_Held = dict[bytes, tuple[_Sort, list[bytes]]]

_Link = tuple[bytes, bytes]
"""A predicate, and the first word of a value."""

_Node = tuple[bytes, list[bytes], list[bytes], list[_Link]]
"""A subject, its lines, what the shapes see of them, and the values that matter beside others
or lead on."""


class Sorts:
    """The sorts of a graph's nodes, as far as shapes tell them apart."""

    def __init__(self, sight: Sight, named: frozenset[bytes], classes: Classes) -> None:
        """Take what the shapes see, the terms they name, and the classes of the nodes."""
        self._named, self._classes, self._most = named, classes, sight.most
        self._steps = {step.encode() for step in sight.steps}
        self._behind = {predicate.encode() for predicate in sight.behind}
        looks = {p.encode(): look for p, look in sight.looks.items()}
        self._ordered = {p for p, look in looks.items() if look.ordered}
        self._values = {p: Values(p, looks.get(p, Look()), classes) for p in named}
        self._sorts: dict[tuple[bytes, ...] | frozenset[bytes], _Sort] = {}
        self._numbers: dict[bytes, int] = {}
        self._pairs: dict[tuple[bytes, ...], bytes] = {}

    def units(self, graph: Blocks) -> Iterator[Unit]:
        """Yield what can be checked by itself: a node, with those that a path leads to.

        For this they must differ in the last part of their IRIs only, as a quote and its
        position do.
        """
        held: _Held = {}
        leading: list[tuple[bytes, list[_Link]]] = []
        parent = b""
        for subject, lines, parts, links in self._nodes(graph):
            above = subject[: subject.rfind(b"/")]
            if above != parent or len(held) >= GROUP:
                for owner, led in leading:
                    yield self._together(owner, led, held)
                parent, held, leading = above, {}, []
            sort = self._sort(subject, lines, parts, links)
            held[subject] = sort, lines
            if links and (led := [(p, v) for p, v in links if p in self._steps and v[:1] != b'"']):
                leading.append((subject, led))
            else:
                yield sort[0], [lines]
        for owner, led in leading:
            yield self._together(owner, led, held)

    def _nodes(self, graph: Blocks) -> Iterator[_Node]:
        linking = self._steps | self._ordered
        looks = {
            predicate: (values.known.get, values.of_classes.get, values.part, predicate in linking)
            for predicate, values in self._values.items()
        }
        look_at, classes = looks.get, self._classes.get
        owner, predicate, value, line = b"", b"", b"", b""
        lines: list[bytes] = []
        parts: list[bytes] = []
        links: list[_Link] = []
        for said in lines_of(graph):
            before, first, last = predicate, value, line
            subject, predicate, value, _ = said.split(b" ", 3)
            line = said
            if subject != owner:
                if lines:
                    yield owner, lines, parts, links
                owner, lines, parts, links = subject, [], [], []
            elif value == first and predicate == before and _triple(said) == _triple(last):
                continue  # once more, in another layer
            lines.append(said)
            if look := look_at(predicate):
                known, of_classes, part_of, leads = look
                parts.append(
                    known(value) or of_classes(classes(value, value[:1])) or part_of(value, said)
                )
                if leads:
                    links.append((predicate, value))
        if lines:
            yield owner, lines, parts, links

    def _sort(
        self, subject: bytes, lines: list[bytes], parts: list[bytes], links: list[_Link]
    ) -> _Sort:
        if links and (ordered := [link for link in links if link[0] in self._ordered]):
            parts += self._ranked(ordered) or lines
        if subject in self._named or subject[:1] != b"<":
            parts.append(subject if subject in self._named else b"_:")
        few = len(parts) <= _FEW and len(self._sorts) < KNOWN
        key = tuple(parts) if few else self._all(parts)
        known = self._sorts.get(key)
        if known is None:
            behind = {part.partition(b" ")[0] for part in parts} & self._behind
            known = self._sorts[key] = _digest(self._all(parts)), frozenset(behind)
        return known

    def _ranked(self, links: list[_Link]) -> list[bytes]:
        """Return parts that tell how values compare; nothing unless all are plain numbers."""
        numbers = []
        for _, value in links:
            number = self._numbers.get(value)
            if number is None and (number := self._number(value)) is None:
                return []
            numbers.append(number)
        order = sorted(set(numbers))
        return [b"%s #%d" % (p, order.index(n)) for (p, _), n in zip(links, numbers, strict=True)]

    def _number(self, value: bytes) -> int | None:
        number = whole_number(value)
        if number is not None and len(self._numbers) < KNOWN:
            self._numbers[value] = number
        return number

    def _all(self, parts: list[bytes]) -> frozenset[bytes]:
        """Return the parts, and a mark for each time more that one comes, while it matters."""
        found = frozenset(parts)
        if len(found) == len(parts):
            return found
        return found.union(
            b"%d %s" % (time, part)
            for part, times in Counter(parts).items()
            for time in range(2, min(times, self._most + 1) + 1)
        )

    def _together(self, subject: bytes, led: list[_Link], held: _Held) -> Unit:
        """Return a node with those that a path leads to from it."""
        (digest, _), lines = held[subject]
        others = [held[other] for _, other in led if other in held]
        if len(others) != len(led):
            return b"", [lines]
        key = (digest, *(p + other for (p, _), ((other, _), _) in zip(led, others, strict=True)))
        all_lines = [lines, *(more for _, more in others)]
        known = self._pairs.get(key)
        if known is None:
            found = list(chain.from_iterable(behind for (_, behind), _ in others))
            if len(set(found)) != len(found):  # values at several nodes, which may be the same
                return _digest({*key, *chain.from_iterable(all_lines)}), all_lines
            known = self._pairs[key] = _digest({b"from " + digest, *key[1:]})
        return known, all_lines


def lines_of(blocks: Blocks) -> Iterator[bytes]:
    """Yield the lines of blocks, with their ends."""
    return chain.from_iterable(block.splitlines(keepends=True) for block in blocks)


def _digest(parts: Iterable[bytes]) -> bytes:
    return hashlib.blake2b(b"\n".join(sorted(parts)), digest_size=DIGEST).digest()


def _triple(line: bytes) -> bytes:
    return line.rsplit(b" ", 2)[0]
