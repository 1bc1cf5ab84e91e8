"""Decide which proposals hold, so that each cluster holds together as a whole.

Strongest proposal first; two clusters join only when no pair of their names speaks
against it. Weak links do not chain: where each side has several names that only weak
links hold, half of the pairs across must be proposed too (average linkage).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from graphbuild.config import Settings
from graphbuild.unify.against import Together, differ, refutes
from graphbuild.unify.names import Name
from graphbuild.unify.people import whole_words
from graphbuild.unify.proposal import CORRECTION, Proposal

THRESHOLD = Settings().merge_threshold

STRONG = 0.8
"""Score from which a link makes its two names one for all further questions."""


def cluster(
    names: Mapping[str, Name],
    proposed: Iterable[Proposal],
    *,
    apart: Mapping[str, Collection[str]] = MappingProxyType({}),
    kept: Collection[str] = (),
    together: Together | None = None,
    threshold: float = THRESHOLD,
) -> tuple[dict[str, str], list[Proposal]]:
    """Return each key's head key, and the proposals carried out, strongest first.

    The head of a cluster is a key that a person ``kept``, else a vocabulary's entry,
    else the key with most mentions. ``apart`` gives the keys that are never put
    together with a key; nothing else speaks against a person's correction. ``together``
    tells whether two names stand in one sentence.
    """
    ranked = sorted(proposed, key=lambda p: (-p.score, p))
    joining = _Joining(names, apart, kept, together)
    joining.linked = {frozenset((p.left, p.right)) for p in ranked}
    made = [p for p in ranked if p.score >= threshold and joining.join(p)]
    return joining.head, made


class _Joining:
    """The clusters so far. ``core`` tells which names strong links made one."""

    def __init__(
        self,
        names: Mapping[str, Name],
        apart: Mapping[str, Collection[str]],
        kept: Collection[str],
        together: Together | None,
    ) -> None:
        self.names, self.apart, self.kept, self.together = names, apart, kept, together
        self.members: dict[str, list[str]] = {key: [key] for key in names}
        self.head = {key: key for key in names}
        self.core = {key: key for key in names}
        self.linked: set[frozenset[str]] = set()

    def join(self, proposal: Proposal) -> bool:
        """Carry a proposal out unless something speaks against it."""
        left, right = self.head[proposal.left], self.head[proposal.right]
        if left == right or not self._may(proposal, self.members[left], self.members[right]):
            return False
        first, merged = sorted((left, right), key=self._headship)
        self.members[first] += self.members.pop(merged)
        for key in self.members[first]:
            self.head[key] = first
        if proposal.score >= STRONG:
            core, gone = self.core[proposal.left], self.core[proposal.right]
            for key in self.members[first]:
                if self.core[key] == gone:
                    self.core[key] = core
        return True

    def _headship(self, key: str) -> tuple[bool, bool, int, int, str]:
        name = self.names[key]
        whole = whole_words(name.form) if name.type == "Person" else 0
        return key not in self.kept, not name.known, -whole, -sum(name.forms.values()), key

    def _may(self, proposal: Proposal, left: list[str], right: list[str]) -> bool:
        if self.apart and any(k in self.apart.get(other, ()) for other in left for k in right):
            return False
        if proposal.rule == CORRECTION:
            return True
        names = self.names
        if any(differ(names[one], names[other]) for one in left for other in right):
            return False
        if refutes(proposal.rule, names[proposal.left], names[proposal.right], self.together):
            return False
        return proposal.score >= STRONG or self._holds_together(left, right)

    def _holds_together(self, left: list[str], right: list[str]) -> bool:
        """Tell whether half of the pairs of what strong links made one are linked."""
        pairs: dict[tuple[str, str], bool] = {}
        for one in left:
            for other in right:
                cores = self.core[one], self.core[other]
                pairs[cores] = pairs.get(cores, False) or frozenset((one, other)) in self.linked
        return 2 * sum(pairs.values()) >= len(pairs)
