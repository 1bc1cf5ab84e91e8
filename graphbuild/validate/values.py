"""What shapes see of one value: the part it has in the sort of its node."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from graphbuild.rdf import expand
from graphbuild.validate.sight import Look

KNOWN: Final = 20_000
"""Values of a predicate whose part is remembered: types, scores, numbers."""

Classes = Mapping[bytes, bytes]
"""What there is to know of a node, parted by spaces: ``=`` and its IRI if the shapes name it,
``_:`` if it is blank, and which of the classes that shapes ask for it has."""

_DAY: Final = rb"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])"
_INTEGER: Final = rb"(?:0|[1-9]\d{0,8})"
_PLAIN: Final = {
    b"^^<%s>" % expand(f"xsd:{name}").encode(): re.compile(form)
    for name, form in {
        "boolean": rb"true|false",
        "date": _DAY,
        "dateTime": _DAY + rb"T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:Z|[+-]0\d:[03]0)?",
        "decimal": rb"-?\d{1,9}(?:\.\d{1,9})?",
        "gYear": rb"[12]\d{3}",
        "gYearMonth": rb"[12]\d{3}-(?:0[1-9]|1[0-2])",
        "integer": rb"-?" + _INTEGER,
        "nonNegativeInteger": _INTEGER,
    }.items()
}
"""Literals that are well-formed for whoever reads them: fewer than the datatypes allow."""

_NUMBERS: Final = frozenset(
    b"^^<%s>" % expand(f"xsd:{name}").encode()
    for name in ("decimal", "integer", "nonNegativeInteger")
)
_WHOLE: Final = re.compile(
    rb'"(%s)"\^\^<%s(?:nonNegativeInteger|integer)>' % (_INTEGER, expand("xsd:").encode())
)
_ESCAPE: Final = re.compile(r"\\(?:u.{4}|U.{8}|.)", re.DOTALL)
_POINT: Final = 10
"""Bytes that one code point takes at most, as the escape ``\\U0001F600``."""

_LETTER: Final = re.compile(r"\w")


class Values:
    """The values of one predicate, by what shapes see of them."""

    def __init__(self, predicate: bytes, look: Look, classes: Classes) -> None:
        """Take what is looked at in the values, and the classes of nodes."""
        self._predicate, self._look, self._classes = predicate, look, classes
        self._plain_nodes = not (look.whole or look.visible or look.lengths or look.bounds)
        self._plain_texts = not (look.whole or look.literals or look.typed or look.bounds)
        self._long = max(look.lengths, default=0) * _POINT + 1
        self._tails: dict[bytes, bytes] = {}
        self.known: dict[bytes, bytes] = {}
        """Parts of literals met before, and of nodes that the shapes name: most types."""

        self.of_classes: dict[bytes, bytes] = {}
        """Parts of nodes by their classes, of those with none by their first letter."""

    def part(self, first: bytes, line: bytes) -> bytes:
        """Return the part of the value in a line, of which ``first`` is the first word."""
        if first[:1] != b'"':
            return self._node(first)
        start, end = line.find(b'"') + 1, line.rfind(b'"')
        tail = line[end + 1 :]
        # Most texts are long, and begin with a letter.
        simple = self._plain_texts and end - start >= self._long and first[1:2].isalnum()
        if simple and tail in self._tails:
            return self._tails[tail]
        value = line[start - 1 :].rsplit(b" ", 2)[0]
        part = b"%s %s" % (self._predicate, self._text(value))
        if simple:
            self._tails[tail] = part
        elif value == first and len(self.known) < KNOWN:
            self.known[first] = part
        return part

    def _node(self, node: bytes) -> bytes:
        classes = self._classes.get(node, node[:1])
        if not self._plain_nodes:
            return b"%s %s %s" % (self._predicate, node, classes)
        part = self.of_classes[classes] = b"%s %s" % (self._predicate, classes)
        if classes[:1] == b"=" and len(self.known) < KNOWN:
            self.known[node] = part
        return part

    def _text(self, value: bytes) -> bytes:
        """Return a literal as the shapes see it: itself if it is not plainly of a sort."""
        end = value.rindex(b'"')
        form, kind = value[1:end], value[end + 1 :]
        look = self._look
        if (
            look.whole
            or look.literals
            or (look.visible and not _LETTER.search(_bare(form, "")))
            or ((look.typed or look.bounds) and kind[:1] == b"^" and not _plain(form, kind))
            or (look.bounds and kind not in _NUMBERS)
        ):
            return value
        seen = [_side(_length(form, max(look.lengths)), n) for n in sorted(look.lengths)]
        if look.bounds:
            number = Decimal(form.decode())
            seen += [_side(number, bound) for bound in sorted(look.bounds)]
        return b"~%s%s" % (b"".join(seen), kind)


def whole_number(value: bytes) -> int | None:
    """Return the number that a literal stands for, if it plainly is a whole one."""
    found = _WHOLE.fullmatch(value)
    return int(found[1]) if found else None


def _plain(form: bytes, kind: bytes) -> bool:
    known = _PLAIN.get(kind)
    return known is not None and known.fullmatch(form) is not None


def _length(form: bytes, most: int) -> int:
    """Return how many code points a text has, or some number above ``most``."""
    if len(form) > most * _POINT:
        return most + 1
    return len(_bare(form, "-"))


def _bare(form: bytes, mark: str) -> str:
    """Return a text with a mark in place of each escaped code point."""
    text = form.decode(errors="replace")
    return _ESCAPE.sub(mark, text) if "\\" in text else text


def _side(value: Decimal | int, bound: Decimal | int) -> bytes:
    return b"<" if value < bound else b">" if value > bound else b"="
