"""Countries and large cities under their French and English names: ``Londres``, ``London``.

The table is made by ``tools/exonyms.py``, which tells the packages it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from graphbuild.words import words_in

_TABLE = Path(__file__).parent / "exonyms.tsv"
_ARTICLES = frozenset("le la les l the".split())


def joined(form: str) -> str:
    """Return a place's name folded, without its article, spaces, hyphens and points."""
    words = words_in(form)
    return "".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


@cache
def places() -> Mapping[str, str]:
    """Return the identifier (``wd:`` Wikidata, ``gn:`` GeoNames) of each joined name."""
    found: dict[str, str] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            place, _, forms = line.split("\t")
            found |= {joined(form): place for form in forms.split(" | ")}
    return found


def place_of(form: str) -> str | None:
    """Return the identifier of the country or city that a form names, if it is known."""
    return places().get(joined(form))
