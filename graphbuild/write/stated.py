"""The records of statements as values: ``stated_forms.py`` writes them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from graphbuild.model import Statement
from graphbuild.write.annotations import evidence_node
from graphbuild.write.terms import decimal, layer, link, node, plain_text

_PARTS: Final = 8
"""Triples that every record has."""


class Stated(NamedTuple):
    """What, how surely, in which layer, on which evidence; terms as in ``terms.py``.

    ``graph`` is the layer's, ``kind`` and ``modality`` are the terms that name the layer and
    the modality, ``times`` how often it was said. What is empty is not said.
    """

    term: str
    subject: str
    predicate: str
    object: str
    graph: str
    kind: str
    modality: str
    confidence: str
    times: int
    significance: str
    cues: Sequence[str]
    evidence: Sequence[str]

    @property
    def triples(self) -> int:
        """How many triples say it."""
        return _PARTS + bool(self.significance) + len(self.cues) + len(self.evidence)


def stated(statement: Statement, base: str) -> Stated:
    """Return the record of a statement."""
    evidence = statement.evidence
    together = statement.layer == "cooccurrence"
    return Stated(
        term=link(statement.iri),
        subject=link(statement.subject),
        predicate=node(f"gb:{statement.predicate}"),
        object=link(statement.object),
        graph=layer(base, statement.layer),
        kind=node(f"gb:{statement.layer}"),
        modality=node(f"gb:{statement.modality}"),
        confidence=decimal(statement.score),
        times=statement.count,
        significance=decimal(statement.significance) if together else "",
        cues=[plain_text(cue) for cue in sorted({item.cue for item in evidence if item.cue})],
        evidence=list(dict.fromkeys([evidence_node(item, base) for item in evidence])),
    )
