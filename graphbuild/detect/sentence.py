"""What the parse of a sentence says of a span: its governor, what describes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from graphbuild.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

DESCRIBES = frozenset({"appos", "conj", "acl", "acl:relcl", "amod", "nmod", "cop", "flat:name"})
"""Relations (Universal Dependencies) whose word tells what the name before it is."""


def in_sentence(
    doc: Doc, first: int, last: int, heads: Mapping[str, str]
) -> Iterator[tuple[str, float]]:
    """Yield features of the tokens ``first:last``, each name once; none without a parse."""
    if last <= first or not doc.has_annotation("DEP"):
        return
    span = doc[first:last]
    root = span.root
    found = [f"pos:{root.pos_}", f"dep:{root.dep_}", f"first:{doc[first].pos_}"]
    governor = root.head
    if not first <= governor.i < last:
        word = governor.lemma_.lower()
        found += [f"under:{root.dep_}:{word}", f"under:{word}"]
        found.append(f"under:{governor.pos_}:{root.dep_}")
        found += _type_of(governor, f"under:{root.dep_}", heads)
    for child in _children(span, first, last):
        if child.dep_ in ("case", "det"):
            found.append(f"{child.dep_}:{child.lower_}")
        elif child.dep_ in DESCRIBES:
            found.append(f"over:{child.dep_}:{child.lemma_.lower()}")
            found += _type_of(child, f"over:{child.dep_}", heads)
    for name in dict.fromkeys(found):
        yield name, 1.0


def _children(span: Span, first: int, last: int) -> Iterator[Token]:
    for token in span:
        for child in token.children:
            if not first <= child.i < last:
                yield child


def _type_of(word: Token, relation: str, heads: Mapping[str, str]) -> list[str]:
    """Return the feature for a word that says a type: ``agence``, ``roman``."""
    kind = heads.get(fold(word.lemma_)) or heads.get(fold(word.text))
    return [f"{relation}={kind}", f"says={kind}"] if kind else []
