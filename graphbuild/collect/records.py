"""CSV, JSON Lines and lists in JSON: one post a record, columns mapped to its parts.

What a column is called is guessed from the common names, French and English, and can be
said in ``graphbuild.toml`` under ``[columns]``. A record whose ``parent`` column names
another's ``id`` is a comment of it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from graphbuild.collect.blobs import Blob, UnreadableError
from graphbuild.collect.columns import DELIMITERS, USUAL, column_key
from graphbuild.collect.decode import whole_letters
from graphbuild.collect.encodings import Recoded, encoding_of
from graphbuild.collect.entries import Entry, Reply, assemble
from graphbuild.collect.fragments import body_pieces, plain_text
from graphbuild.collect.paths import Paths
from graphbuild.collect.people import author_name
from graphbuild.collect.readers import Item
from graphbuild.collect.recognise import recognise
from graphbuild.collect.stamps import day_of
from graphbuild.config import COLUMNS, Settings
from graphbuild.model import Failure, Skipped

Record = Mapping[str, Any]
Numbered = Iterator[tuple[int, Record | Failure]]
"""Records with the line they stand on; a line that is no record is a failure."""

MAX_FIELD = 10_000_000
"""Characters in one field of a table; a longer one is a quote that was never closed."""

MAX_LINE = 50_000_000
"""Bytes in one line of JSON Lines."""

LONGEST_TOLD = 200
"""Characters of the names of columns that a failure tells."""

_LIST = re.compile(r"[,;|]")


def read(blob: Blob, settings: Settings) -> Iterator[Item]:
    """Yield the posts of a table, and a failure for each record that is none."""
    form = recognise(blob.head(), blob.name)
    records = {"csv": _csv, "jsonl": _json_lines, "json": _json_list}[form]
    encoding = encoding_of(blob)
    columns = dict(settings.columns)
    if form == "json" and not _is_list_of_posts(blob, columns, encoding):
        yield Skipped(source=blob.name, reason="no posts")
        return
    replies = _replies(records, blob, columns, encoding)
    paths = Paths(file=blob.name)
    for line, record in records(blob, encoding):
        if isinstance(record, Failure):
            yield record
            continue
        part = _parts(record, columns)
        if part["parent"] and part["id"] != part["parent"]:
            continue
        if not part["text"] and not part["title"]:
            if form == "csv" and "text" not in _mapped(record, columns).values():
                names = " ".join(", ".join(map(str, record)).split())[:LONGEST_TOLD]
                raise UnreadableError(f"no column holds a text: {names}", _MAP)
            yield Failure(
                source=f"{blob.name}:{line}", reason="a record without a text", remedy=_MAP
            )
            continue
        entry = _entry(part, blob.name, form, paths, encoding, replies)
        yield assemble(entry) or Skipped(source=f"{blob.name}:{line}", reason="empty posts")


_MAP = 'map it in graphbuild.toml: [columns] and a line such as text = "Body"'


def _mapped(record: Record, columns: Mapping[str, str]) -> dict[str, str]:
    """Return which part of a post each column of a record holds."""
    said = {column: part for part, column in columns.items()}
    folded = {column_key(name): name for name in map(str, record)}
    found = {name: said[name] for name in map(str, record) if name in said}
    for part in COLUMNS:
        if part in found.values():
            continue
        for usual in USUAL[part].split():
            if usual in folded and folded[usual] not in found:
                found[folded[usual]] = part
                break
    return found


def _parts(record: Record, columns: Mapping[str, str]) -> dict[str, Any]:
    parts: dict[str, Any] = dict.fromkeys(COLUMNS)
    for name, part in _mapped(record, columns).items():
        value = record[name]
        parts[part] = value.strip() if isinstance(value, str) else value
    for part in ("id", "parent"):
        parts[part] = "" if parts[part] in (None, 0, "0") else str(parts[part])
    parts["text"] = _text(parts["text"])
    return parts


def _text(value: Any) -> str:
    """Return a body: text, a list of paragraphs, or WordPress' ``{"rendered": ...}``."""
    if isinstance(value, Mapping):
        value = value.get("rendered") or value.get("html") or value.get("text") or ""
    if isinstance(value, list):
        value = "\n\n".join(item for item in value if isinstance(item, str))
    return value if isinstance(value, str) else ""


def _line(value: Any) -> str | None:
    """Return a short text, on one line."""
    if isinstance(value, Mapping):
        value = value.get("rendered") or value.get("name") or ""
    if isinstance(value, list):
        value = next((found for item in value if (found := _line(item))), "")
    return plain_text(str(value)) or None if isinstance(value, str | int) and value else None


def _words(value: Any) -> tuple[str, ...]:
    """Return tags: a list, or a text with commas, semicolons or bars."""
    if isinstance(value, str):
        value = _LIST.split(value)
    if not isinstance(value, list):
        return ()
    return tuple(dict.fromkeys(word for item in value if (word := _line(item))))


def _entry(
    part: dict[str, Any], file: str, form: str, paths: Paths, encoding: str,
    replies: Mapping[str, list[Reply]],
) -> Entry:  # fmt: skip
    title, url = _line(part["title"]), _line(part["url"])
    identity = part["id"] or url or f"{title}\n{part['date']}"
    return Entry(
        path=paths.give(url=url, title=title, key=identity),
        origin=file,
        format=form,
        encoding=encoding,
        title=title,
        author=author_name(_line(part["author"]) or ""),
        date=day_of(part["date"]),
        modified=day_of(part["modified"]),
        url=url,
        series=_line(part["series"]),
        tags=_words(part["tags"]),
        categories=_words(part["categories"]),
        pieces=body_pieces(part["text"]),
        replies=tuple(replies.get(part["id"], ())) if part["id"] else (),
    )


def _replies(
    records: Callable[[Blob, str], Numbered],
    blob: Blob,
    columns: Mapping[str, str],
    encoding: str,
) -> dict[str, list[Reply]]:
    """Return the comments by the id of the post they stand under, however deep."""
    above: dict[str, str] = {}
    made: list[Reply] = []
    for line, record in records(blob, encoding):
        if isinstance(record, Failure):
            continue
        part = _parts(record, columns)
        if not part["parent"] or part["id"] == part["parent"]:
            continue
        identity = part["id"] or f"line {line}"
        above[identity] = part["parent"]
        made.append(
            Reply(
                id=identity,
                parent=part["parent"],
                author=author_name(_line(part["author"]) or ""),
                date=day_of(part["date"]),
                pieces=body_pieces(part["text"]),
            )
        )
    found: dict[str, list[Reply]] = defaultdict(list)
    for reply in made:
        found[_root(reply.id, above)].append(reply)
    return found


def _root(identity: str, above: Mapping[str, str]) -> str:
    seen = {identity}
    while identity in above and above[identity] not in seen:
        identity = above[identity]
        seen.add(identity)
    return identity


def _csv(blob: Blob, encoding: str) -> Numbered:
    csv.field_size_limit(MAX_FIELD)
    with blob.open() as file:
        clean = io.BufferedReader(Recoded(file, encoding))
        lines = io.TextIOWrapper(clean, encoding="utf-8", newline="")
        first = lines.readline(MAX_FIELD)
        delimiter = max(DELIMITERS, key=first.count)
        rows = csv.reader(_again(first, lines), delimiter=delimiter)
        try:
            names = next(rows, [])
            for row in rows:
                if any(row):
                    yield rows.line_num, dict(zip(names, row, strict=False))
        except csv.Error as error:
            raise UnreadableError(
                f"line {rows.line_num}: {error}", "close the quotes of the field there"
            ) from None


def _again(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest


def _json_lines(blob: Blob, encoding: str) -> Numbered:
    with blob.open() as file:
        lines = io.BufferedReader(Recoded(file, encoding))
        number = 0
        while line := lines.readline(MAX_LINE):
            number += 1
            if line.strip():
                yield number, _record(line, f"{blob.name}:{number}")


def _record(line: bytes, place: str) -> Record | Failure:
    try:
        value = whole_letters(json.loads(line))
    except (ValueError, RecursionError) as error:
        return Failure(source=place, reason=f"not JSON: {error}", remedy="mend that line")
    if isinstance(value, dict):
        return value
    return Failure(source=place, reason="no JSON object", remedy="write one object a line")


def load_json(blob: Blob, encoding: str) -> Any:
    """Return what a whole JSON file holds; raise ``UnreadableError`` naming the place."""
    text = blob.read().decode(encoding, "replace")
    try:
        return whole_letters(json.loads(text))
    except ValueError as error:
        raise UnreadableError(f"not JSON: {error}", "mend the file there") from None


def _json_list(blob: Blob, encoding: str) -> Numbered:
    value = load_json(blob, encoding)
    for number, item in enumerate(_list_in(value), start=1):
        if isinstance(item, dict):
            yield number, item


def _list_in(value: Any) -> list[Any]:
    """Return the list that a JSON file is, or the one it holds (``{"posts": [...]}``)."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        lists = [item for item in value.values() if isinstance(item, list)]
        return lists[0] if len(lists) == 1 else [value]
    return []


def _is_list_of_posts(blob: Blob, columns: Mapping[str, str], encoding: str) -> bool:
    if PurePosixPath(blob.name).name in ("package.json", "package-lock.json", "tsconfig.json"):
        return False
    for item in _list_in(load_json(blob, encoding)):
        if isinstance(item, dict):
            mapped = set(_mapped(item, columns).values())
            return "text" in mapped and bool(mapped & {"title", "date", "url", "author"})
    return False
