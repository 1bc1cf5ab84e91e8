"""What a file is, by its first bytes; its name only decides where those say nothing."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePosixPath

from graphbuild.collect.columns import is_table_head

TEXT_SUFFIXES = frozenset({"", ".txt", ".text"})
MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd"})
TABLE_SUFFIXES = frozenset({".csv", ".tsv"})
JSON_SUFFIXES = frozenset({".json", ".jsonl", ".ndjson", ".jsonlines"})
PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})

ASSETS = frozenset(
    """
.png .jpg .jpeg .gif .webp .svg .ico .bmp .tif .tiff .avif .heic .css .scss .sass .less .js .mjs
.cjs .ts .tsx .jsx .map .woff .woff2 .ttf .otf .eot .pdf .doc .docx .odt .rtf .ppt .pptx .xls .xlsx
.ods .epub .mobi .mp3 .mp4 .m4a .ogg .wav .avi .mov .webm .flv .swf .gz .bz2 .xz .7z .rar .tar .tgz
.exe .dll .so .py .rb .go .rs .c .h .java .php .sh .lock .ini .cfg .toml .yml .yaml .sqlite .sqlite3
.db .bak .log .psd .ai .eps .ttl .trig .nq .nt .rdf .graphml .liquid .njk .ejs .hbs .pug
    """.split()
)
"""Suffixes of what lies beside posts: images, styles, scripts, documents, settings."""

SKIPPED_ENDINGS = (".ann.txt", ".facts.json")
"""Files that lie beside posts and are none: the annotated copies of a gold standard."""

LONGEST_HEAD = 1000
"""Bytes of a first line that may hold the names of columns."""

_LEAD = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*")
_XML_PROLOG = re.compile(
    r"\A(?:\s++|(?><!--.*?-->|<\?[^>]*\?>|<!DOCTYPE(?!\s+html)[^\[>]*(?:\[.*?\]\s*+)?>))*+",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_HTML = re.compile(
    r"\A\s*+(?:<\?xml[^>]*\?>\s*+)?(?>(?:<!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRONT_MATTER = re.compile(
    r"\A\s*(?:---[ \t]*\r?\n(?:.*\n)??[\w-]+[ \t]*:|\+\+\+[ \t]*\r?\n|;;;[ \t]*\r?\n)"
)
_HEXO = re.compile(r"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n|- [^\n]*\n)*+){2,}+---[ \t]*\r?\n")
_BLOGGER = ("schemas.google.com/blogger/2008/kind#", "schemas.google.com/blogger/2018")
"""The export of the old dashboard, and ``feed.atom`` of Google Takeout."""


def recognise(head: bytes, name: str) -> str:
    """Return the format of a file that begins with ``head``, or ``""`` for no post.

    Formats are those of ``Metadata.format`` and ``zip``.
    """
    suffix = PurePosixPath(name.lower()).suffix
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    text = _shown(head)
    found = _markup(text) or _json(text, suffix)
    if found:
        return found
    if _FRONT_MATTER.match(text) or suffix in MARKDOWN_SUFFIXES or _HEXO.match(text):
        return "markdown"
    if suffix in TABLE_SUFFIXES:
        return "csv"
    if suffix in PAGE_SUFFIXES:
        return "html"
    if suffix not in TEXT_SUFFIXES:
        return ""
    first = head.partition(b"\n")[0][:LONGEST_HEAD].decode("utf-8", "replace")
    return "csv" if is_table_head(first) else "text"


def is_asset(name: str) -> bool:
    """Tell by its name whether a file lies beside posts and is none."""
    lower = name.lower()
    return PurePosixPath(lower).suffix in ASSETS or lower.endswith(SKIPPED_ENDINGS)


def _shown(head: bytes) -> str:
    """Decode well enough to see markup."""
    for bom, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(bom):
            return head[2:].decode(codec, "ignore")
    return head[_LEAD.match(head).end() :].decode("latin-1")  # type: ignore[union-attr]


def _markup(text: str) -> str:
    if not text.startswith("<"):
        return ""
    if _HTML.match(text):
        return "html"
    prolog = _XML_PROLOG.match(text)
    root = _ROOT.match(text, prolog.end() if prolog else 0)
    if root is None:
        return ""
    kind = root[2].lower()
    if kind == "rss":
        return "wxr" if "wordpress.org/export/" in text else "rss"
    if kind == "rdf" and "purl.org/rss/1.0" in text:
        return "rss"
    if kind == "feed":
        return "blogger" if any(mark in text for mark in _BLOGGER) else "atom"
    return ""


def _json(text: str, suffix: str) -> str:
    if not text.startswith(("{", "[")) or suffix in MARKDOWN_SUFFIXES:
        return ""  # Hugo's front matter may be JSON
    if text.startswith("{") and "jsonfeed.org/version" in text[:2000]:
        return "jsonfeed"
    if suffix in (".jsonl", ".ndjson", ".jsonlines"):
        return "jsonl"
    if text.startswith("{") and re.match(r"\{[^\n]*\}[ \t]*\r?\n[ \t]*\{", text):
        return "jsonl"
    if suffix == ".json" or re.match(r'[\[{]\s*(?:\{\s*)?"', text):
        return "json"
    return ""
