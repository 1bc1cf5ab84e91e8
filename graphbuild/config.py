"""Settings: what a user may change in ``graphbuild.toml`` or on the command line."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphbuild.errors import SettingsError

FILE_NAME = "graphbuild.toml"

_REST = r"(?:%[0-9A-Fa-f]{2}|[^\x00-\x20\x7f-\xa0\ud800-\uf8ff<>\"{}|\\^`\[\]#%])*"
"""What RFC 3987 allows after the host; a build must not fail on an IRI in its last stage."""

_BASE_IRI = re.compile(rf"https?://[\w.~-]+(?::\d+)?(?:/{_REST})?[/#]")
WHOLE_IRI = re.compile(rf"https?://[\w.~-]+(?::\d+)?(?:/{_REST})?(?:#{_REST})?|urn:{_REST}")


COLUMNS = (
    "text", "title", "author", "date", "modified", "url", "tags", "categories", "series",
    "language", "id", "parent",
)  # fmt: skip
"""Parts of a post that a column of a table may hold; a row with a ``parent`` is a comment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything besides the posts and the ontology that determines the result.

    ``base_iri`` is the start of every IRI minted. ``names`` tells whether
    ``ontology/names.ttl`` is used. ``min_score`` (0 to 1) is the score below which a
    name is dropped: higher is more precise, lower finds more.
    ``new_ideas_per_1000_words`` caps the ideas that no vocabulary knows.
    ``merge_threshold`` (0 to 1) is the score from which two names become one thing.
    ``min_cooccurrence`` is the number of sentences in which two things must meet to be linked.
    ``license`` is an IRI put on the exported dataset. ``max_megabytes`` is the size
    above which a file is refused, ``max_export_megabytes`` that for exports, feeds and zips.
    ``pages`` tells whether an export's pages are read besides its posts. ``columns`` gives,
    for tables and JSON, the column that holds a ``COLUMNS`` part of a post.
    """

    base_iri: str = "https://example.org/graph/"
    names: bool = True
    min_score: float = 0.4
    new_ideas_per_1000_words: int = 14
    merge_threshold: float = 0.7
    min_cooccurrence: int = 2
    license: str = ""
    max_megabytes: int = 50
    max_export_megabytes: int = 1000
    pages: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    title: str = "Knowledge graph of blog posts"

    def digest(self) -> str:
        """Return the SHA-256 of the settings, for the build's provenance."""
        text = json.dumps(dataclasses.asdict(self), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def read_settings(path: Path | None) -> Settings:
    """Read a settings file; ``None`` gives the defaults.

    Raises ``SettingsError`` naming file, line and what would be valid.
    """
    if path is None:
        return Settings()
    text, values = read_toml(path)
    return _checked(values, text=text, place=str(path))


def read_toml(path: Path) -> tuple[str, dict[str, Any]]:
    """Return a TOML file's text and what it holds.

    Raises ``SettingsError`` naming the file, the line of a mistake and the remedy.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise SettingsError(
            f"cannot be read: {reason}", place=str(path), remedy="name a readable TOML file"
        ) from None
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        place = f"{path}:{line[1]}" if line else str(path)
        raise SettingsError(str(error), place=place, remedy="mend the TOML syntax") from None


def replace(settings: Settings, **options: Any) -> Settings:
    """Return the settings with the options that are not ``None``, checked."""
    given = {key: value for key, value in options.items() if value is not None}
    return _checked(dataclasses.asdict(settings) | given, text="", place="options")


def _checked(values: dict[str, Any], *, text: str, place: str) -> Settings:
    fields = {field.name: type(field.default) for field in dataclasses.fields(Settings)}
    for key, value in values.items():
        where = f"{place}:{_line_of(key, text)}" if text else place
        if key not in fields:
            valid = ", ".join(sorted(fields))
            raise SettingsError(f"unknown setting {key!r}", place=where, remedy=f"valid: {valid}")
        wanted = fields[key]
        if key == "columns" and isinstance(value, dict):
            values[key] = value = _columns(value, text, place)
        if wanted is float and type(value) is int:
            values[key] = value = float(value)
        if type(value) is not wanted:
            raise SettingsError(
                f"{key} is {type(value).__name__} {value!r}",
                place=where,
                remedy=f"give a {_kind(wanted)}, such as {_example(key)}",
            )
        _check_range(key, value, where)
    return Settings(**values)


def _columns(table: dict[str, Any], text: str, place: str) -> tuple[tuple[str, str], ...]:
    for part, column in table.items():
        where = f"{place}:{_line_of(part, text)}" if text else place
        if part not in COLUMNS:
            valid = ", ".join(COLUMNS)
            raise SettingsError(f"unknown column {part!r}", place=where, remedy=f"valid: {valid}")
        if type(column) is not str or not column:
            raise SettingsError(
                f"column {part} is {column!r}", place=where, remedy="give the name of a column"
            )
    return tuple(sorted(table.items()))


def _check_range(key: str, value: Any, where: str) -> None:
    if key == "base_iri" and not _BASE_IRI.fullmatch(value):
        raise SettingsError(
            f"base_iri {value!r} is no base IRI",
            place=where,
            remedy="give an http(s) IRI that ends in / or #, such as https://example.org/graph/",
        )
    if key == "license" and value and not WHOLE_IRI.fullmatch(value):
        raise SettingsError(
            f"license {value!r} is no IRI",
            place=where,
            remedy="such as https://creativecommons.org/licenses/by/4.0/",
        )
    if key in ("min_score", "merge_threshold") and not 0 <= value <= 1:
        raise SettingsError(f"{key} is {value}", place=where, remedy="give 0 to 1")
    if type(value) is int and value < 1:
        raise SettingsError(f"{key} is {value}", place=where, remedy="give 1 or more")


def _kind(wanted: Any) -> str:
    return "table" if wanted is tuple else str(wanted.__name__)


def _example(key: str) -> str:
    if key == "columns":
        return 'text = "Body" under [columns]'
    default = next(field.default for field in dataclasses.fields(Settings) if field.name == key)
    return json.dumps(default)


def _line_of(key: str, text: str) -> int:
    found = re.search(rf"^[ \t]*\[*[\"']?{re.escape(key)}[\"']?\s*[=.\]]", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1
