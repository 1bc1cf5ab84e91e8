"""What shapes can see of a graph: which of its differences can matter to them at all.

A node is checked by the triples whose predicates the shapes name. Of a value most of them ask
little: that it is an IRI of some class, a text that is not empty, a well-formed number from 0
to 1. Two nodes that are the same in all of that pass together or fail together, and one of
them is enough to check (``alike.py``).

Careful by construction: a SHACL component that is not listed here, or is used in a way that a
node and the nodes it leads to do not decide, makes the whole graph be checked at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graphbuild.rdf import expand

SH: Final = "http://www.w3.org/ns/shacl#"

Term = NamedNode | BlankNode | Literal | Triple

_SAID: Final = frozenset({"deactivated", "description", "group", "message", "name", "order"})
_TARGETS: Final = frozenset({"targetClass", "targetObjectsOf", "targetSubjectsOf"})
_LISTS: Final = frozenset({"and", "or", "xone"})
_BY_KIND: Final = frozenset({"class", "languageIn", "nodeKind", "path", "severity", "uniqueLang"})
_COUNTS: Final = frozenset({"maxCount", "minCount", "qualifiedMaxCount", "qualifiedMinCount"})
_BOUNDS: Final = frozenset({"maxExclusive", "maxInclusive", "minExclusive", "minInclusive"})
_ORDERS: Final = frozenset({"lessThan", "lessThanOrEquals"})
_DEPTH: Final = 20
"""Shapes within shapes: more are a circle, for which SHACL says nothing."""


class _UnseenError(Exception):
    """The shapes ask what a node and the nodes it leads to do not tell."""


@dataclass(slots=True)
class Look:
    """What the shapes look at in the values of one predicate, beyond their kind and class."""

    whole: bool = False
    """At the value itself."""

    literals: bool = False
    """At literals themselves: a list says which are allowed."""

    typed: bool = False
    """Whether a literal is well-formed for its datatype."""

    visible: bool = False
    """Whether it has a character that is no space."""

    ordered: bool = False
    """How it compares with other values of the same node."""

    lengths: set[int] = field(default_factory=set)
    bounds: set[Decimal] = field(default_factory=set)


class Sight:
    """Shapes as what they look at."""

    def __init__(self, said: Iterable[Triple]) -> None:
        """Take the triples of the shapes."""
        self._about: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for triple in said:
            self._about[str(triple.subject)][triple.predicate.value].append(triple.object)
        self.looks: dict[str, Look] = defaultdict(Look)
        """By predicate, in angle brackets."""

        self.steps: set[str] = set()
        """Predicates that a path follows to another node."""

        self.behind: set[str] = set()
        """Predicates whose values a path finds on that other node."""

        self.most = 1
        """The greatest number of values that is asked for."""

        self.local = True
        """Whether nodes can be checked one by one."""
        try:
            for shape in list(self._about):
                self._root(shape)
        except _UnseenError:
            self.local = False

    def _root(self, shape: str) -> None:
        about = self._about[shape]
        if {NamedNode(expand("rdfs:Class")), NamedNode(expand("owl:Class"))} & {
            *about.get(expand("rdf:type"), ())
        }:
            raise _UnseenError(shape)  # a class that is its own shape: its nodes carry no mark
        for name in _names(about):
            if name.startswith("target") and (
                name not in _TARGETS or NamedNode(expand("rdf:type")) in about[SH + name]
            ):
                raise _UnseenError(name)
        if any(SH + name in about for name in _TARGETS):
            self._node(shape, outer=SH + "targetObjectsOf" in about)

    def _node(self, shape: str, *, outer: bool, depth: int = 0) -> None:
        """Note what is asked of nodes that are a focus, in the graph's other end if ``outer``."""
        about = self._about[shape]
        if SH + "path" in about:
            if outer:
                raise _UnseenError("path")
            self._property(shape)
            return
        for name in _names(about):
            for value in about[SH + name]:
                if name in _LISTS or name == "not":
                    for member in self._members(value) if name in _LISTS else [str(value)]:
                        self._node(member, outer=outer, depth=_deeper(depth))
                elif name == "property" and not outer:
                    self._property(str(value))
                elif name not in _SAID | _TARGETS | {"class", "nodeKind", "severity"}:
                    raise _UnseenError(name)

    def _property(self, shape: str) -> None:
        path = _single(self._about[shape][SH + "path"])
        if isinstance(path, NamedNode):
            self._values(shape, self.looks[str(path)], path)
            return
        first, last = self._pair(path)
        self.steps.add(first)
        self.behind.add(last)
        self._values(shape, self.looks[last], None)

    def _pair(self, path: Term) -> tuple[str, str]:
        """Return the predicates of a path of two steps. Raises ``_UnseenError`` for any other."""
        steps = self._members(path) if isinstance(path, BlankNode) else []
        if len(steps) != 2 or not all(step.startswith("<") for step in steps):
            raise _UnseenError("path")
        return steps[0], steps[1]

    def _values(self, shape: str, look: Look, path: NamedNode | None, depth: int = 0) -> None:
        about = self._about[shape]
        if depth and SH + "path" in about:
            raise _UnseenError("path")  # leads on from the value
        for name in _names(about):
            for value in about[SH + name]:
                if name in _LISTS or name in {"not", "qualifiedValueShape"}:
                    for member in self._members(value) if name in _LISTS else [str(value)]:
                        self._values(member, look, path, _deeper(depth))
                elif name in _ORDERS and path and isinstance(value, NamedNode):
                    look.ordered = self.looks[str(value)].ordered = True
                elif name in {"equals", "disjoint"} and path:
                    look.whole = self.looks[str(value)].whole = True
                else:
                    self._value(name, value, look)

    def _value(self, name: str, value: Term, look: Look) -> None:
        """Note what one component asks of a value by itself."""
        if name in _COUNTS:
            self.most = max(self.most, _number(value))
        elif name in {"minLength", "maxLength"}:
            look.lengths.add(_number(value))
        elif name in _BOUNDS:
            look.bounds.add(_decimal(value))
        elif name in {"hasValue", "in"}:
            look.literals = True
        elif name == "datatype":
            look.typed = True
        elif name == "pattern" and isinstance(value, Literal) and value.value == r"\S":
            look.visible = True
        elif name in {"pattern", "flags"}:
            look.whole = True
        elif name not in _SAID | _TARGETS | _BY_KIND:
            raise _UnseenError(name)

    def _members(self, value: Term) -> list[str]:
        members: list[str] = []
        node = str(value)
        while node != f"<{expand('rdf:nil')}>":
            about = self._about[node]
            members.append(str(_single(about[expand("rdf:first")])))
            node = str(_single(about[expand("rdf:rest")]))
            if len(members) > len(self._about):
                raise _UnseenError("circle")
        return members


def _names(about: dict[str, list[Term]]) -> Iterator[str]:
    return (key.removeprefix(SH) for key in list(about) if key.startswith(SH))


def _single(terms: list[Term]) -> Term:
    if len(terms) != 1:
        raise _UnseenError("one value")
    return terms[0]


def _deeper(depth: int) -> int:
    if depth >= _DEPTH:
        raise _UnseenError("circle")
    return depth + 1


def _number(value: Term) -> int:
    if not (isinstance(value, Literal) and value.value.isdecimal()):
        raise _UnseenError("number")
    return int(value.value)


def _decimal(value: Term) -> Decimal:
    kinds = {expand("xsd:decimal"), expand("xsd:integer")}
    try:
        if isinstance(value, Literal) and value.datatype.value in kinds:
            return Decimal(value.value)
    except InvalidOperation:
        pass
    raise _UnseenError("bound")
