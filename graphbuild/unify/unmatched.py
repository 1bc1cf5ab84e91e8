"""Which corrections no longer match anything, or cannot be carried out, with their lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graphbuild.corrections import Correction, Corrections
from graphbuild.model import Failure
from graphbuild.unify.corrected import Corrected, Decided
from graphbuild.unify.relabelled import Relabelled


def unmatched(
    corrections: Corrections,
    corrected: Corrected,
    decided: Decided,
    shown: Relabelled,
    heads: Mapping[str, str],
) -> Iterator[Failure]:
    """Yield a failure for each correction that did not do what it says."""
    for correction in corrections.all:
        missing = decided.missing.get(correction) or shown.missing.get(correction)
        if correction.kind in ("retype", "ignore") and correction not in corrected.used:
            missing = correction.names
        if missing:
            yield _nothing(correction, missing)
        elif correction in shown.amiss:
            yield Failure(
                source=correction.place,
                reason=shown.amiss[correction],
                remedy='add type = "..."',
            )
        elif len({heads[key] for key in decided.joined.get(correction, ())}) > 1:
            yield Failure(
                source=correction.place,
                reason="cannot merge: another correction says that some of these differ",
                remedy="remove one of the two",
            )


def _nothing(correction: Correction, missing: Sequence[str]) -> Failure:
    names = ", ".join(f"« {name} »" for name in missing)
    return Failure(
        source=correction.place,
        reason=f"matches nothing: the posts have no {correction.type or 'name'} {names}",
        remedy=f"mend or remove this [[{correction.kind}]]",
    )
