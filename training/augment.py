"""Vary annotated text the way informal blogs vary it, keeping offsets as they are."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from corpus import Text

_PLAIN = str.maketrans("éèêëàâîïôûùçÉÈÊÀÂÎÔÇ", "eeeeaaiiouucEEEAAIOC")

LOWER_CASED = ("Product", "Person")
"""Types that careless writers put in lower case: ``sur facebook``, ``merci marc``."""


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
