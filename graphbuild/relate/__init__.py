"""Stage 4: find the relations that one post states, each with the span that states it."""

from __future__ import annotations

from collections.abc import Sequence

from graphbuild.model import Attribute, Mention, Post, Relation
from graphbuild.ontology import Ontology
from graphbuild.reading import Reading

__all__ = ["relate"]


def relate(
    post: Post, readings: Sequence[Reading], mentions: Sequence[Mention], ontology: Ontology
) -> tuple[tuple[Relation, ...], tuple[Attribute, ...]]:
    """Return what the post states between its mentions, and the dates of its events."""
    return (), ()
