"""Two names whose links lead to the same site are one: ``RB`` and ``Régie Bleue``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from graphbuild.addresses import same_address
from graphbuild.model import Facts
from graphbuild.on_disk import field_of
from graphbuild.unify.names import Name
from graphbuild.unify.proposal import Names, Proposal

SCORE = 0.8
"""Set, not counted: no annotated post has links."""

MOST_NAMES = 6
"""Names of one site; one that bears more is a platform."""


def same_site(names: Names, facts: Sequence[Facts]) -> Iterator[Proposal]:
    """Yield a proposal for each two names of one type whose anchors link to one front page."""
    owners: dict[str, set[str]] = {}
    for attributes in field_of(facts, "attributes"):
        for attribute in attributes:
            if attribute.predicate == "url" and attribute.subject in names:
                owners.setdefault(same_address(attribute.value), set()).add(attribute.subject)
    for _, keys in sorted(owners.items()):
        found = [names[key] for key in sorted(keys)]
        if len(found) <= MOST_NAMES:
            for left, right in combinations(found, 2):
                if left.type == right.type and _may_be_one(left, right):
                    evidence = f"{left.form} = {right.form}"
                    yield Proposal(
                        score=SCORE, left=left.key, right=right.key, rule="same site",
                        evidence=evidence,
                    )  # fmt: skip


def _may_be_one(left: Name, right: Name) -> bool:
    return not (left.known and right.known)
