"""HTML of a post's body -> paragraphs with their links; what is no prose is left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from graphbuild.collect.blocks import plain_pieces
from graphbuild.collect.entries import Piece
from graphbuild.collect.markup import Element, parse_fragment, walk

KINDS = {
    "li": "item", "dt": "item", "dd": "item", "item": "item", "blockquote": "quote", "q": "",
    "quote": "quote", "figcaption": "caption", "caption": "caption", "pre": "code",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading",
    "h6": "heading", "head": "heading",
}  # fmt: skip
"""What an element makes of its paragraphs; trafilatura's names stand beside HTML's."""

BREAKING = frozenset(
    """
address article aside body br center dd details div dl dt fieldset figcaption figure footer form
h1 h2 h3 h4 h5 h6 head header hr item lb legend li list main ol p pre quote row section summary
table tbody td tfoot th thead tr ul blockquote caption cell fw
    """.split()
)

LEFT_OUT = frozenset(
    """
script style noscript template iframe object embed svg math canvas audio video form button select
textarea input nav title map graphic
    """.split()
)

_NOISE = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|sharedaddy|sociable|social-?(?:links|share|icons)|addtoany"
    r"|addthis|jp-relatedposts|related(?:-?posts)?|yarpp|wp-block-buttons|postmetadata|postmetadata|post-?(?:nav|navigation"
    r"|meta|tags|share|footer|info)|entry-(?:meta|footer|utility|share)|breadcrumbs?|pagination"
    r"|nav-links|newsletter|subscribe|author-?(?:box|bio)|screen-reader-text|visually-hidden"
    r"|sr-only|toc|table-of-contents|edit-link|more-link|read-more|readmore|wpulike|feedflare"
    r"|blogger-post-footer|post-?pub|tweetbutton|fb-like|comment-?(?:form|link|respond))(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Class names of buttons, boxes and navigation that engines put inside the body."""

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANK = "\u00a0\u200b\ufeff \t\n\r"
_SPACES = re.compile(r"[ \t\r\n\f]+")
_TAG = re.compile(
    r"</?(?:p|br|div|a|em|strong|b|i|ul|ol|li|h[1-6]|img|blockquote|span)\b[^>]*>", re.IGNORECASE
)
_REFERENCE = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)

_WORDPRESS_BLOCK = re.compile(r"<!--\s*/?wp:")
_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|video|audio|playlist|youtube|vimeo|dailymotion|slideshare"
    r"|contact-form-7|contact-form|googlemaps|soundcloud|tweet|polldaddy|wp_caption"
    r"|vc_\w+|et_pb_\w+)(?:[\s=:][^\]]{0,2000})?\]"
    r"|\[[a-z][\w-]*(?:\s++[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\[\]\"']+))++\s*/?\]"
)
"""Attributes end somewhere, else a page of opening brackets would take the square of its length."""
_CAPTION = re.compile(
    r"\[caption[^\[\]]*+\]((?:[^\[]++|\[(?!/?caption))*+)\[/caption\]", re.IGNORECASE
)
_EMBED = re.compile(r"\[embed[^\[\]]*+\](?:[^\[]++|\[(?!/?embed))*+\[/embed\]", re.IGNORECASE)


def body_pieces(text: str, *, wordpress: bool = False) -> tuple[Piece, ...]:
    """Return the paragraphs of a body that is HTML or, without any mark of it, plain text.

    ``wordpress``: raw as WordPress keeps it, with shortcodes, where a line end in what its
    old editor wrote ends a paragraph.
    """
    if wordpress and "<" not in text and "&" not in text and "[" not in text:
        lines = (_SPACES.sub(" ", line).strip(_BLANK) for line in text.split("\n"))
        return tuple(Piece(kind="paragraph", text=line) for line in lines if line)
    if wordpress:
        text = _CAPTION.sub(r"<figcaption>\1</figcaption>", _EMBED.sub(" ", text))
        text = _SHORTCODE.sub(" ", text)
    elif not _TAG.search(text):
        if _REFERENCE.search(text):
            return html_pieces(text, lines=True)
        return tuple(Piece(kind=kind, text=line) for kind, line in plain_pieces(text))
    return html_pieces(text, lines=wordpress and not _WORDPRESS_BLOCK.search(text))


def html_pieces(text: str, *, lines: bool = False) -> tuple[Piece, ...]:
    """Return the paragraphs of a fragment of HTML; with ``lines``, line ends end them."""
    root = parse_fragment(text)
    return () if root is None else element_pieces(root, lines=lines)


def element_pieces(
    root: Element, *, lines: bool = False, leave: Callable[[Element], bool] | None = None
) -> tuple[Piece, ...]:
    """Return the paragraphs inside an element, without those ``leave`` says to leave out."""
    writer = _Writer(lines=lines)
    skipped: Element = None
    for event, element, skip in walk(root):
        tag = _name(element)
        if event == "start":
            if element is not root and (_is_noise(element, tag) or (leave and leave(element))):
                skipped = element
                skip()
            else:
                writer.start(tag, element)
                writer.text(element.text)
        elif element is root:
            writer.flush()
        elif element is skipped:
            if tag in BREAKING:
                writer.flush()
            writer.text(element.tail)
        else:
            writer.end(tag)
            writer.text(element.tail)
    return tuple(writer.pieces)


def plain_text(html: str) -> str:
    """Return a short HTML text (a title) as one line."""
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    return " ".join(piece.text for piece in html_pieces(html))


def text_of(element: Element) -> str:
    """Return the text inside an element, on one line."""
    return " ".join("".join(element.itertext()).split())


def _name(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _is_noise(element: Element, tag: str) -> bool:
    if tag in LEFT_OUT or not tag:
        return True
    if tag in ("p", "a", "li", "em", "strong", "br") and not element.attrib:
        return False
    if _HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None:
        return True
    names = element.get("class") or ""
    if tag == "a":
        return bool(re.search(r"\b(?:more-link|readmore|read-more)\b", names))
    return bool(_NOISE.search(names) or _NOISE.search(element.get("id") or ""))


@dataclass(slots=True)
class _Writer:
    """Collects the text between breaking elements."""

    lines: bool
    pieces: list[Piece] = field(default_factory=list)
    _kinds: list[tuple[str, str]] = field(default_factory=list)
    _buffer: list[str] = field(default_factory=list)
    _length: int = 0
    _spaced: bool = True
    _links: list[tuple[int, int, str]] = field(default_factory=list)
    _open: list[tuple[int, str]] = field(default_factory=list)

    def start(self, tag: str, element: Element) -> None:
        if tag in BREAKING:
            if tag in ("br", "lb") and self._kind() == "heading":
                self.text(" ")
            else:
                self.flush()
        if tag in ("a", "ref"):
            self._open.append((self._length, element.get("href") or element.get("target") or ""))
        if KINDS.get(tag):
            self._kinds.append((tag, KINDS[tag]))

    def end(self, tag: str) -> None:
        if tag in BREAKING and tag not in ("br", "lb"):
            self.flush()
        if tag in ("a", "ref") and self._open:
            start, url = self._open.pop()
            if url and self._length > start:
                self._links.append((start, self._length, url))
        if self._kinds and self._kinds[-1][0] == tag:
            self._kinds.pop()

    def text(self, text: str | None) -> None:
        if not text:
            return
        if self.lines and "\n" in text and self._kind() != "code":
            first, *rest = text.split("\n")
            self._put(first)
            for line in rest:
                self.flush()
                self._put(line)
        else:
            self._put(text)

    def _put(self, text: str) -> None:
        if self._kind() != "code":
            text = _SPACES.sub(" ", text)
            if self._spaced:
                text = text.lstrip(" ")
        if text:
            self._buffer.append(text)
            self._length += len(text)
            self._spaced = text[-1] == " "

    def _kind(self) -> str:
        return self._kinds[-1][1] if self._kinds else "paragraph"

    def flush(self) -> None:
        whole = "".join(self._buffer)
        text = whole.strip(_BLANK)
        if text:
            lead = len(whole) - len(whole.lstrip(_BLANK))
            spans = (
                (max(a - lead, 0), min(b - lead, len(text)), url)
                for a, b, url in sorted(self._links)
            )
            links = tuple(_trimmed(text, a, b, url) for a, b, url in spans if a < b)
            self.pieces.append(Piece(kind=self._kind(), text=text, links=links))
        self._buffer.clear()
        self._links.clear()
        self._open = [(0, url) for _, url in self._open]
        self._length, self._spaced = 0, True


def _trimmed(text: str, start: int, end: int, url: str) -> tuple[int, int, str]:
    """Take the spaces at the ends of an anchor out of it."""
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    return start, start + max(1, len(inner.strip())), url
