"""An index of a page's elements by class, id and property, for all page rules to look in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from graphbuild.collect.fragments import text_of
from graphbuild.collect.markup import Element


@dataclass(slots=True)
class Marks:
    """Elements in the order of the page; a mark is ``.class``, ``#id``, ``=itemprop``, ``tag``
    or ``^rel``."""

    root: Element
    places: dict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        """Walk the page once."""
        for element in self.root.iter():
            for mark in _marks_of(element):
                self.places[mark].append(element)

    def find(self, *marks: str, inside: Element | None = None) -> Iterator[Element]:
        """Yield the elements with the first mark that has any, then the next mark's."""
        for mark in marks:
            for element in self.places.get(mark, ()):
                if inside is None or is_inside(element, inside):
                    yield element

    def first_text(self, *marks: str, inside: Element | None = None) -> str:
        """Return the text of the first of these elements that has any."""
        return next((t for e in self.find(*marks, inside=inside) if (t := text_of(e))), "")


def _marks_of(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    yield element.tag
    attributes = element.attrib
    if not attributes:
        return
    for name in (attributes.get("class") or "").split():
        yield f".{name.lower()}"
    for name in (attributes.get("itemprop") or "").split():
        yield f"={name}"
    for name in (attributes.get("rel") or "").split():
        yield f"^{name.lower()}"
    if attributes.get("id"):
        yield f"#{attributes['id'].lower()}"


def is_inside(element: Element, outer: Element) -> bool:
    """Tell whether an element is another or lies in it."""
    return element is outer or any(above is outer for above in element.iterancestors())
