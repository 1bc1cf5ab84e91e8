"""What a person corrects: ``corrections.toml``, read and checked, applied by ``unify``.

Each table says one thing and is known by the line that it starts on:

    [[merge]] names, keep, type?     these names are one thing, shown as ``keep``
    [[different]] names, type?       these names are never one thing (``[[split]]`` too)
                  source?            for both: a name of several things is that file's
    [[rename]] from, to, type?       show it under another name
    [[retype]] name, type            it is of this type
    [[ignore]] name, type?           it is nothing
    [[alias]] name, add, type?       it has these other names too
    [[pin]] name, iri, type?         it has this IRI
    [[link]] name, iri, type?        it is what another site calls so; nothing is done
             called?, proposed?      while ``proposed = true`` stands there
"""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from graphbuild.config import WHOLE_IRI, read_toml
from graphbuild.errors import SettingsError
from graphbuild.model import ENTITY_TYPES
from graphbuild.words import fold

FILE_NAME: Final = "corrections.toml"

_KEYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "merge": ("names", "keep", "type?", "source?"),
        "split": ("names", "type?", "source?"),
        "different": ("names", "type?", "source?"),
        "rename": ("from", "to", "type?"),
        "retype": ("name", "type"),
        "ignore": ("name", "type?"),
        "alias": ("name", "add", "type?"),
        "pin": ("name", "iri", "type?"),
        "link": ("name", "iri", "type?", "called?", "proposed?"),
    }
)
"""The keys of each table; those with ``?`` may be left out."""

_LISTS: Final = frozenset({"names", "add"})

_VALUE: Final = MappingProxyType(
    {"merge": "keep", "rename": "to", "retype": "type", "pin": "iri", "link": "iri"}
)
"""The key that says what becomes of the thing named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One table of the file.

    ``names`` are those to look for, as written; ``type`` narrows them where it is not empty,
    ``source`` to those of a file where several things bear one. ``value`` is the name to
    keep, the new name, the new type or the IRI, ``add`` the other names. ``place`` is
    ``corrections.toml:12``, ``text`` the table as written.
    """

    kind: str
    place: str
    line: int
    text: str
    names: tuple[str, ...]
    type: str = ""
    value: str = ""
    add: tuple[str, ...] = ()
    source: str = ""
    proposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """All corrections in the order of the file."""

    all: tuple[Correction, ...] = ()

    def of(self, *kinds: str) -> tuple[Correction, ...]:
        """Return those of some kinds, in the order of the file."""
        return tuple(c for c in self.all if c.kind in kinds)

    def decides(self, one: str, other: str) -> bool:
        """Tell whether a correction says of two names that they are one, or are not."""
        pair = {plain(one), plain(other)}
        return any(
            pair <= {plain(name) for name in c.names}
            for c in self.of("merge", "split", "different")
        )

    def sealed(self, digest: str) -> str:
        """Return a digest of the settings that tells of these corrections too, if any."""
        said = [f"{c.line}\0{c.text}" for c in self.all]
        return hashlib.sha256("\n".join([digest, *said]).encode()).hexdigest() if said else digest


NO_CORRECTIONS: Final = Corrections()


@lru_cache(maxsize=200_000)
def plain(name: str) -> str:
    """Return a name as it is compared: without case, accents and doubled spaces."""
    return " ".join(fold(name).split())


def corrections_path(paths: Sequence[Path]) -> Path:
    """Return where corrections belong: in the first folder given, else beside the first file."""
    folders = [path for path in paths if path.is_dir()] or [path.parent for path in paths]
    return (folders[0] if folders else Path()) / FILE_NAME


def find_corrections(paths: Sequence[Path]) -> Path | None:
    """Return the corrections of some posts, if there are any.

    A link that leads nowhere is returned, too: that corrections are lost has to be told.
    """
    found = corrections_path(paths)
    return found if paths and os.path.lexists(found) else None


def read_corrections(path: Path | None) -> Corrections:
    """Read a corrections file; ``None`` gives none.

    Raises ``SettingsError`` naming file, line and what would be valid.
    """
    if path is None:
        return NO_CORRECTIONS
    text, _ = read_toml(path)
    found = tuple(
        correction
        for line, table in _tables(text)
        for correction in _corrections(line, table, path)
    )
    _check_together(found, path)
    return Corrections(all=found)


def _tables(text: str) -> Iterator[tuple[int, str]]:
    """Yield each table of a valid file with the number of its first line.

    A line that looks like a header inside a list or a string is none: what stands
    before it does not parse on its own.
    """
    start, table = 1, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.lstrip().startswith("[") and _parses(table):
            yield start, table
            start, table = number, ""
        table += line + "\n"
    yield start, table


def _parses(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _corrections(line: int, table: str, path: Path) -> Iterator[Correction]:
    """Yield the one correction of a table, none of a file's opening comments."""
    for kind, values in tomllib.loads(table).items():
        here = f"{path}:{line + _offset(kind, table)}"
        if kind not in _KEYS:
            valid = ", ".join(f"[[{name}]]" for name in _KEYS)
            raise SettingsError(f"unknown table {kind!r}", place=here, remedy=f"valid: {valid}")
        if not isinstance(values, list) or not table.lstrip().startswith("[["):
            raise SettingsError(
                f"{kind} is not written as a table", place=here, remedy=f"begin with [[{kind}]]"
            )
        yield _correction(kind, values[0], _Place(path, line, table))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a table stands, for messages that name the line of a key."""

    path: Path
    line: int
    table: str

    def of(self, key: str) -> str:
        return f"{self.path}:{self.line + _offset(key, self.table)}"


def _offset(key: str, table: str) -> int:
    found = re.search(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?\s*=", table, re.MULTILINE)
    return table.count("\n", 0, found.start()) if found else 0


def _correction(kind: str, values: dict[str, Any], place: _Place) -> Correction:
    _check_keys(kind, values, place)
    for key, value in values.items():
        _check_value(key, value, place)
    names = values.get("names") or [values.get("from") or values["name"]]
    _check_names(kind, names, values, place)
    lines = (line.strip() for line in place.table.splitlines())
    return Correction(
        kind=kind,
        place=f"{place.path.name}:{place.line}",
        line=place.line,
        text=" ".join(line for line in lines if line and not line.startswith("#")),
        names=tuple(names),
        type=values.get("type", "") if kind != "retype" else "",
        value=values[_VALUE[kind]] if kind in _VALUE else "",
        add=tuple(values.get("add", ())),
        source=values.get("source", ""),
        proposed=values.get("proposed", False),
    )


def _check_keys(kind: str, values: dict[str, Any], place: _Place) -> None:
    valid = ", ".join(f"{key[:-1]} (optional)" if "?" in key else key for key in _KEYS[kind])
    for key in values:
        if key not in (name.rstrip("?") for name in _KEYS[kind]):
            raise SettingsError(
                f"[[{kind}]] has the unknown key {key!r}",
                place=place.of(key),
                remedy=f"valid: {valid}",
            )
    missing = [key for key in _KEYS[kind] if "?" not in key and key not in values]
    if missing:
        raise SettingsError(
            f"[[{kind}]] has no {missing[0]}", place=place.of(""), remedy=f"valid: {valid}"
        )


def _check_value(key: str, value: Any, place: _Place) -> None:
    if key == "proposed":
        if value is not True:
            raise SettingsError(
                f"proposed is {value!r}", place=place.of(key), remedy="write true, or no such line"
            )
        return
    texts = value if key in _LISTS and isinstance(value, list) else [value]
    if (key in _LISTS) != isinstance(value, list) or not all(
        isinstance(text, str) and text.strip() for text in texts or [None]
    ):
        example = f'{key} = ["A", "B"]' if key in _LISTS else f'{key} = "A"'
        raise SettingsError(
            f"{key} is {value!r}", place=place.of(key), remedy=f"write it as {example}"
        )
    if key == "type" and value not in ENTITY_TYPES:
        raise SettingsError(
            f"unknown type {value!r}",
            place=place.of(key),
            remedy=f"valid: {', '.join(ENTITY_TYPES)}",
        )
    if key == "iri" and not WHOLE_IRI.fullmatch(value):
        raise SettingsError(
            f"iri {value!r} is no IRI",
            place=place.of(key),
            remedy="such as https://example.org/graph/person/ada-lovelace",
        )


def _check_names(kind: str, names: list[str], values: dict[str, Any], place: _Place) -> None:
    compared = [plain(name) for name in names]
    if "names" in values and len(set(compared)) < max(2, len(compared)):
        raise SettingsError(
            "names are the same but for case, accents and spaces, or fewer than two",
            place=place.of("names"),
            remedy="name two or more that differ",
        )
    if kind == "merge" and plain(values["keep"]) not in compared:
        raise SettingsError(
            f"keep is {values['keep']!r}, which is not one of names",
            place=place.of("keep"),
            remedy=f"one of {', '.join(names)}",
        )


def _check_together(found: Sequence[Correction], path: Path) -> None:
    """Two corrections that cannot both hold are a slip, which only the writer can mend."""
    merged: dict[tuple[str, str, frozenset[str]], Correction] = {}
    pinned: dict[str, Correction] = {}
    for one in found:
        if one.kind == "merge":
            merged |= {(one.type, one.source, pair): one for pair in _pairs(one)}
        if one.kind == "pin" and pinned.setdefault(one.value, one) is not one:
            other = pinned[one.value]
            raise SettingsError(
                f"pins the IRI of line {other.line}",
                place=f"{path}:{one.line}",
                remedy="one IRI is one thing: merge the two, or pin another",
            )
    for one in found:
        for pair in _pairs(one) if one.kind in ("split", "different") else ():
            if (one.type, one.source, pair) in merged:
                other = merged[one.type, one.source, pair]
                raise SettingsError(
                    f"says that {' and '.join(sorted(pair))} differ; line {other.line} merges them",
                    place=f"{path}:{one.line}",
                    remedy="remove one of the two",
                )


def _pairs(correction: Correction) -> Iterator[frozenset[str]]:
    return (frozenset(pair) for pair in combinations(map(plain, correction.names), 2))
