"""The gate: figures may rise, a fall below a pinned floor is named and fails.

A floors file holds figures by the names of ``report.figures``, once for a build
with the ontology's names and once without, as known names make recall easy:
``{"with_names": {"mentions.strict.f1": 0.7}, "no_names": {...}}``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graphbuild.errors import InputError

WITH_NAMES = "with_names"
NO_NAMES = "no_names"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """A figure below its floor; ``value`` is None when it was not measured at all."""

    name: str
    floor: float
    value: float | None

    def __str__(self) -> str:
        """Name the figure, its value and its floor in one line."""
        found = "not measured" if self.value is None else f"{self.value:.4f}"
        return f"{self.name}: {found}, below its floor of {self.floor:.4f}"


def read_floors(path: Path, *, with_names: bool) -> dict[str, float]:
    """Read the floors of one of the two ways to build."""
    key = WITH_NAMES if with_names else NO_NAMES
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError("cannot be read", place=str(path), remedy=str(error.strerror)) from error
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", place=str(path), remedy="save it as UTF-8") from error
    except json.JSONDecodeError as error:
        raise InputError(f"is not JSON: {error.msg}", place=f"{path}:{error.lineno}") from error
    floors = content.get(key) if isinstance(content, dict) else None
    if not isinstance(floors, dict):
        raise InputError(f"has no object {key!r}", place=str(path))
    for name, floor in floors.items():
        if not isinstance(floor, int | float) or isinstance(floor, bool):
            raise InputError(f"{key}: {name} is not a number", place=str(path))
    return {name: float(floor) for name, floor in floors.items()}


def find_falls(measured: Mapping[str, float], floors: Mapping[str, float]) -> tuple[Fall, ...]:
    """Return every figure that is below its floor, by name; misspelt names fall too."""
    falls = (
        Fall(name=name, floor=floor, value=measured.get(name))
        for name, floor in sorted(floors.items())
    )
    return tuple(fall for fall in falls if fall.value is None or fall.value < fall.floor)
