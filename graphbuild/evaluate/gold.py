"""Read a gold folder: ``NAME.txt``, ``NAME.ann.txt`` and ``NAME.facts.json``.

An annotated copy is the original text with inline marks
``[[surface|Type:canonical-id]]``; ``?`` before the type makes a mention optional,
``A/B`` gives two defensible types. A slip in an annotation would silently shift
every offset after it, so the text without marks must equal the original.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphbuild.errors import InputError
from graphbuild.model import NAME_TYPES

_MARK = re.compile(
    r"\[\[(?P<surface>[^\[\]|]+)\|(?P<optional>\??)(?P<types>[A-Za-z/]+):(?P<id>[a-z0-9.-]+)\]\]"
)
_MARK_HINT = "a mark is [[surface|Type:canonical-id]], with ? before the type when optional"
_ANNOTATED = ".ann.txt"
_SHOWN = 30
"""Code points of context shown around a difference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMention:
    """A marked span; the first of ``types`` is the preferred one."""

    start: int
    end: int
    types: tuple[str, ...]
    id: str
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldIdea:
    """An idea and all its surface forms; ``core`` ones must be found."""

    id: str
    labels: tuple[str, ...]
    core: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelation:
    """A stated fact between gold ids; ``start`` is where its evidence is quoted from."""

    subject: str
    predicate: str
    object: str
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPost:
    """A post or comment: how it begins, and who wrote it where the text tells."""

    starts_with: str
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """All that people say of one file; offsets count code points of ``text``."""

    name: str
    text: str
    mentions: tuple[GoldMention, ...] = ()
    ideas: tuple[GoldIdea, ...] = ()
    relations: tuple[GoldRelation, ...] = ()
    posts: tuple[GoldPost, ...] = ()
    comments: tuple[GoldPost, ...] = ()


def read_gold(folder: Path) -> tuple[GoldDocument, ...]:
    """Read every annotated document of a folder, in the order of their names."""
    annotated = sorted(folder.glob(f"*{_ANNOTATED}"))
    if not annotated:
        raise InputError(
            "no *.ann.txt in this folder",
            place=str(folder),
            remedy="a gold folder holds NAME.txt, NAME.ann.txt and NAME.facts.json",
        )
    return tuple(_read_document(path) for path in annotated)


def _read_document(path: Path) -> GoldDocument:
    name = path.name.removesuffix(_ANNOTATED)
    original = path.with_name(f"{name}.txt")
    facts = path.with_name(f"{name}.facts.json")
    text, mentions = parse_annotated(_read_text(path), place=str(path))
    _check_same(text, _read_text(original), place=str(path))
    return parse_facts(
        _read_text(facts),
        place=str(facts),
        name=original.name,
        text=text,
        mentions=mentions,
    )


def _read_text(path: Path) -> str:
    """Decode without touching line ends, which count in the offsets."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError("cannot be read", place=str(path), remedy=str(error.strerror)) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(
            "is not UTF-8", place=f"{path}:{line}", remedy="save it as UTF-8"
        ) from error


def parse_annotated(annotated: str, *, place: str) -> tuple[str, tuple[GoldMention, ...]]:
    """Split an annotated copy into the text without marks and its mentions."""
    pieces: list[str] = []
    mentions: list[GoldMention] = []
    length = last = 0
    for mark in _MARK.finditer(annotated):
        before, surface = annotated[last : mark.start()], mark["surface"]
        start = length + len(before)
        types = tuple(mark["types"].split("/"))
        _check_types(types, place=f"{place}:{_line(annotated, mark.start())}")
        mentions.append(
            GoldMention(
                start=start,
                end=start + len(surface),
                types=types,
                id=mark["id"],
                optional=bool(mark["optional"]),
            )
        )
        pieces += [before, surface]
        length, last = start + len(surface), mark.end()
    pieces.append(annotated[last:])
    return "".join(pieces), tuple(mentions)


def _check_types(types: tuple[str, ...], *, place: str) -> None:
    for name in types:
        if name not in NAME_TYPES:
            raise InputError(
                f"unknown type {name!r}",
                place=place,
                remedy=f"one of {', '.join(NAME_TYPES)}",
            )


def _check_same(text: str, original: str, *, place: str) -> None:
    if text == original:
        return
    pairs = enumerate(zip(text, original, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(text), len(original)))
    found, wanted = (t[at : at + _SHOWN] for t in (text, original))
    raise InputError(
        f"without its marks the text differs from the original: {found!r}, not {wanted!r}",
        place=f"{place}:{_line(original, at)}",
        remedy=_MARK_HINT,
    )


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def parse_facts(
    content: str, *, place: str, name: str, text: str, mentions: tuple[GoldMention, ...]
) -> GoldDocument:
    """Read a facts file's content; ``name``, ``text`` and ``mentions`` are its document's."""
    try:
        facts = json.loads(content)
    except json.JSONDecodeError as error:
        raise InputError(
            f"is not JSON: {error.msg}", place=f"{place}:{error.lineno}:{error.colno}"
        ) from error
    if not isinstance(facts, dict):
        raise InputError("must hold one JSON object", place=f"{place}:1")
    return GoldDocument(
        name=name,
        text=text,
        mentions=mentions,
        ideas=tuple(
            GoldIdea(
                id=item["id"],
                labels=tuple(item["labels"]),
                core=item["grade"] == "core",
            )
            for item in _items(facts, "concepts", ("id", "labels", "grade"), place=place)
        ),
        relations=tuple(
            GoldRelation(
                subject=item["s"],
                predicate=item["p"],
                object=item["o"],
                start=_find(text, item.get("evidence", "")),
            )
            for item in _items(facts, "relations", ("s", "p", "o"), place=place)
        ),
        posts=tuple(_posts(facts, "posts", place=place)),
        comments=tuple(_posts(facts, "comments", place=place)),
    )


def _posts(facts: dict[str, Any], key: str, *, place: str) -> Iterator[GoldPost]:
    for item in _items(facts, key, ("starts_with",), place=place):
        yield GoldPost(
            starts_with=item["starts_with"],
            author=item.get("author"),
            date=item.get("date"),
        )


def _find(text: str, quote: str) -> int | None:
    start = text.find(quote) if quote else -1
    return start if start >= 0 else None


def _items(
    facts: dict[str, Any], key: str, fields: tuple[str, ...], *, place: str
) -> Iterator[dict[str, Any]]:
    """Yield the objects of one list, each checked to have its fields."""
    items = facts.get(key, [])
    if not isinstance(items, list):
        raise InputError(f"{key} is no list", place=place, remedy="give a list of objects")
    for index, item in enumerate(items):
        missing = [field for field in fields if not isinstance(item, dict) or field not in item]
        if missing:
            raise InputError(
                f"{key}[{index}] lacks {', '.join(missing)}",
                place=place,
                remedy=f"an item of {key} has {', '.join(fields)}",
            )
        yield item
