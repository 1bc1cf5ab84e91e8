"""The tables of a build, read back: for scoring it and for deciding what it doubts."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from graphbuild.errors import InputError
from graphbuild.harmless import from_cell

LONGEST_CELL = 2**31 - 1
"""The csv module's own limit is 131,072; a post without line ends may be one quote."""

REMEDY = "build first: graphbuild build; or name the output folder with -o"


NO_NUMBERS: Mapping[str, Callable[[str], object]] = {}


def read_table(
    path: Path,
    columns: Collection[str],
    *,
    numbers: Mapping[str, Callable[[str], object]] = NO_NUMBERS,
) -> Iterator[dict[str, str]]:
    """Yield the rows of a table, its cells as they were before ``in_cell``.

    ``numbers`` says of columns whether they are ``int`` or ``float``. Raises ``InputError``,
    with the line where there is one, when the file is missing or no table, lacks one of the
    ``columns`` or has something else than a number where one should be.
    """
    csv.field_size_limit(LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, restval="", strict=True)
            missing = [name for name in columns if name not in (rows.fieldnames or ())]
            if missing:
                raise _wrong(f"lacks the column {', '.join(missing)}", f"{path}:1")
            for row in rows:
                row.pop(None, None)  # cells beyond the columns
                _check(row, numbers, f"{path}:{rows.line_num}")
                yield {name: from_cell(cell) for name, cell in row.items()}
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
        raise InputError(reason, place=str(path), remedy=REMEDY) from None
    except UnicodeDecodeError:
        raise _wrong("is not UTF-8 text", str(path)) from None
    except csv.Error as error:
        raise _wrong(f"is no table after line {rows.line_num}: {error}", str(path)) from None


def _check(
    row: Mapping[str, str], numbers: Mapping[str, Callable[[str], object]], place: str
) -> None:
    for name, kind in numbers.items():
        try:
            kind(row[name])
        except ValueError:
            raise _wrong(f"{name} is {row[name]!r}, no number", place) from None


def _wrong(message: str, place: str) -> InputError:
    return InputError(message, place=place, remedy="build again: graphbuild build --no-cache")
