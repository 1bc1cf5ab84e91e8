"""The ledger: what was folded into which entity, by which rule, so that old links lead on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from graphbuild.corrections import Correction, Corrections
from graphbuild.model import Entity, Merge
from graphbuild.unify.corrected import Corrected
from graphbuild.unify.entities import mint, wanted_iri
from graphbuild.unify.names import Name
from graphbuild.unify.proposal import CORRECTION, Proposal
from graphbuild.unify.relabelled import Relabelled


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def merges(
    made: Sequence[Proposal],
    names: Mapping[str, Name],
    iris: Mapping[str, str],
    heads: Mapping[str, str],
    base: str,
    corrections: Corrections,
) -> Iterator[Merge]:
    """Yield what names were put together.

    The absorbed name gets the IRI it would have had.
    """
    taken = set(iris.values())
    tables = {correction.place: correction for correction in corrections.all}
    for proposal in made:
        kept = iris[heads[proposal.left]]
        left_is_head = heads[proposal.left] == proposal.left
        merged = names[proposal.right if left_is_head else proposal.left]
        digest = _digest(kept, merged.key, proposal.rule)
        absorbed = wanted_iri(base, merged.key, merged.type, merged.form)
        table = tables.get(proposal.evidence) if proposal.rule == CORRECTION else None
        yield Merge(
            iri=f"{base}merge/{digest}",
            kept=kept,
            merged=f"{absorbed}--{digest[:6]}" if absorbed in taken else absorbed,
            label=merged.form,
            rule=proposal.rule,
            evidence=proposal.evidence,
            score=proposal.score,
            correction=table.text if table else "",
            line=table.line if table else 0,
        )


def replaced(
    corrected: Corrected,
    shown: Relabelled,
    drafted: Mapping[str, Entity],
    iris: Mapping[str, str],
    heads: Mapping[str, str],
    base: str,
) -> Iterator[Merge]:
    """Yield the IRIs that things had before a person renamed, pinned or retyped them."""
    taken = set(iris.values())
    gone: dict[tuple[str, str], tuple[Correction, str]] = {}
    for correction, kind, label, key in corrected.retyped:
        if key in heads:  # else a later correction left nothing of it
            gone[wanted_iri(base, key, kind, label), iris[heads[key]]] = correction, label
    before = mint(drafted, base) if shown.moved else {}
    for head, correction in shown.moved.items():
        gone[before[head], iris[head]] = correction, drafted[head].label
    for (old, new), (correction, label) in sorted(gone.items(), key=lambda item: item[0]):
        if old not in taken:
            yield Merge(
                iri=f"{base}merge/{_digest(new, old, CORRECTION)}",
                kept=new,
                merged=old,
                label=label,
                rule=CORRECTION,
                evidence=correction.place,
                score=1.0,
                correction=correction.text,
                line=correction.line,
            )
