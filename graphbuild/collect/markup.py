"""The only place that loads lxml: fragments and pages of HTML, and XML as a stream.

XML from anywhere is hostile until parsed: entities are not resolved, no DTD and nothing
outside is loaded, depth and text sizes keep libxml2's limits. Encodings are settled before
the parser sees a byte, because what a file declares is often not what it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from graphbuild.collect.blobs import Blob, UnreadableError
from graphbuild.collect.encodings import CONTROLS, Recoded, encoding_of

Element = Any
"""An lxml element; typed as any because lxml ships no types."""

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def parse_fragment(text: str) -> Element | None:
    """Return the element that holds a piece of HTML, ``None`` where there is none."""
    return _html(f"<html><body>{text}</body></html>")


def parse_page(text: str) -> Element | None:
    """Return the root of a page; raise ``UnreadableError`` where it nests too deeply."""
    return _html(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text), whole=True)


def _html(text: str, *, whole: bool = False) -> Element | None:
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    clean = text.translate(CONTROLS).encode("utf-8")
    try:
        root = etree.fromstring(clean, parser)
    except etree.XMLSyntaxError:
        return None
    if whole and any("xcessive depth" in entry.message for entry in parser.error_log):
        raise UnreadableError("nested too deeply", "save the page again")
    return root


def walk(root: Element) -> Iterator[tuple[str, Element, Callable[[], None]]]:
    """Yield ``(start or end, element, skip)``; ``skip()`` at a start leaves its inside out.

    No recursion: pages nest as deep as an attacker likes.
    """
    from lxml import etree

    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        yield event, element, events.skip_subtree


def stream(blob: Blob, tags: tuple[str, ...]) -> Iterator[tuple[Element, str]]:
    """Yield each element with one of these tags, whole, and the file's encoding.

    A tag is ``{*}item``. An element is emptied when the next one is asked for; what stands
    before the first, such as a channel's title, stays. Raises ``UnreadableError`` for
    entity declarations, for what is no XML, and where the file breaks off.
    """
    from lxml import etree

    if _ENTITY.search(blob.head()):
        raise UnreadableError("it declares XML entities: refused", "remove its DOCTYPE")
    encoding = encoding_of(blob)
    seen = False
    with blob.open() as file:
        events = etree.iterparse(
            Recoded(file, encoding), events=("end",), tag=tags, encoding="utf-8", recover=True,
            huge_tree=False, resolve_entities=False, load_dtd=False, no_network=True,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            for _, element in events:
                seen = True
                yield element, encoding
                element.clear()
                parent = element.getparent()
                if parent is not None:
                    parent.remove(element)
        except etree.XMLSyntaxError as error:
            _broken(error, seen=seen)
        fatal = [entry for entry in events.error_log if entry.level_name == "FATAL"]
        stopped = [entry for entry in fatal if _stops(entry.message)]
        if stopped:
            line = f"line {stopped[0].line}: {stopped[0].message.strip()}"
            raise UnreadableError(f"broken off at {line}", "mend the file there")


def _stops(message: str) -> bool:
    """Tell the errors after which the parser reads no more from those it recovers from."""
    return bool(re.search(r"[Ee]xcessive depth|too long|huge|[Pp]remature end|[Ll]imit", message))


def _broken(error: Exception, *, seen: bool) -> None:
    what = "broken off" if seen else "not XML"
    raise UnreadableError(f"{what}: {error}", "mend the file there") from None
