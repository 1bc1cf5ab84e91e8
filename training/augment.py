"""Vary annotated text the way informal blogs vary it, keeping offsets as they are."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from corpus import Mark, Text

_PLAIN = str.maketrans("éèêëàâîïôûùçÉÈÊÀÂÎÔÇ", "eeeeaaiiouucEEEAAIOC")

LOWER_CASED = ("Product", "Person")
"""Types that careless writers put in lower case: ``sur facebook``, ``merci marc``."""


Names = Mapping[tuple[str, bool], tuple[str, ...]]
"""Distinct surfaces by type and by whether they begin with a vowel (for elision)."""


def names_of(texts: Iterable[Text]) -> Names:
    """Return the distinct names that the marks of some texts hold, in a stable order."""
    found: defaultdict[tuple[str, bool], set[str]] = defaultdict(set)
    for text in texts:
        for mark in text.marks:
            surface = text.text[mark.start : mark.end]
            if not mark.optional and surface[0].isupper():
                found[mark.types[0], _elides(surface)].add(surface)
    return {key: tuple(sorted(surfaces)) for key, surfaces in found.items()}


def with_other_names(text: Text, names: Names, rng: random.Random) -> Text:
    """Return the line with other names of the same types in the place of half of its own.

    Mention replacement (Dai and Adel 2020, "An Analysis of Simple Data Augmentation for
    Named Entity Recognition"): what surrounds a name has to tell its type.
    """
    pieces: list[str] = []
    marks: list[Mark] = []
    length = last = 0
    for mark in text.marks:
        before, surface = text.text[last : mark.start], text.text[mark.start : mark.end]
        others = names.get((mark.types[0], _elides(surface)), ())
        if others and surface[0].isupper() and rng.random() < 0.5:
            surface = rng.choice(others)
        start = length + len(before)
        length = start + len(surface)
        marks.append(replace(mark, start=start, end=length))
        pieces += [before, surface]
        last = mark.end
    return replace(text, text="".join([*pieces, text.text[last:]]), marks=tuple(marks))


def _elides(surface: str) -> bool:
    return surface[0].lower().translate(_PLAIN) in "aeiouh"


def augmented(text: Text, rng: random.Random) -> Text:
    """Return a variant of a line of the same length, its marks unchanged."""
    vary = rng.choices(
        (_straight_quotes, _without_accents, _upper_case, _slips, _lower_case_names),
        weights=(30, 25, 15, 15, 15),
    )[0]
    return replace(text, text=vary(text, rng))


def _straight_quotes(text: Text, rng: random.Random) -> str:
    return text.text.replace("’", "'") if "’" in text.text else text.text.replace("'", "’")


def _without_accents(text: Text, rng: random.Random) -> str:
    return re.sub(
        r"[éèêëàâîïôûùçÉÈÊÀÂÎÔÇ]",
        lambda match: match.group().translate(_PLAIN) if rng.random() < 0.6 else match.group(),
        text.text,
    )


def _upper_case(text: Text, rng: random.Random) -> str:
    """Headings are sometimes in capitals throughout; long paragraphs never are."""
    if len(text.text) > 90:
        return text.text
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in text.text)


def _slips(text: Text, rng: random.Random) -> str:
    """Swap two neighbouring letters inside some names."""
    chars = list(text.text)
    for mark in text.marks:
        if mark.end - mark.start > 6 and rng.random() < 0.5:
            at = rng.randrange(mark.start + 1, mark.end - 2)
            if chars[at].islower() and chars[at + 1].islower():
                chars[at], chars[at + 1] = chars[at + 1], chars[at]
    return "".join(chars)


def _lower_case_names(text: Text, rng: random.Random) -> str:
    chars = list(text.text)
    for mark in text.marks:
        if mark.types[0] in LOWER_CASED and rng.random() < 0.5:
            for at in range(mark.start, mark.end):
                lower = chars[at].lower()
                chars[at] = lower if len(lower) == 1 else chars[at]
    return "".join(chars)
