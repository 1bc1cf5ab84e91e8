"""Resolution: from what each post calls things to which of these are one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphbuild.config import Settings
from graphbuild.corrections import NO_CORRECTIONS, Corrections
from graphbuild.model import Facts
from graphbuild.ontology import Ontology, Term
from graphbuild.unify.against import Together, refutes
from graphbuild.unify.cluster import cluster
from graphbuild.unify.corrected import Corrected, Decided, corrected_facts, decide
from graphbuild.unify.names import Name, gather
from graphbuild.unify.proposal import Proposal, words_of
from graphbuild.unify.rules import proposals
from graphbuild.unify.scoped import in_their_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Which names are one. ``heads`` gives the head of each key's cluster, ``proposals`` all
    that the rules said, ``made`` what was carried out, strongest first."""

    corrected: Corrected
    decided: Decided
    names: Mapping[str, Name]
    proposals: Sequence[Proposal]
    heads: Mapping[str, str]
    made: Sequence[Proposal]
    together: Together

    def refuted(self, proposal: Proposal) -> bool:
        """Tell whether the two names of a proposal, on their own, are surely two things."""
        left, right = self.names[proposal.left], self.names[proposal.right]
        return refutes(proposal.rule, left, right, self.together)

    @property
    def facts(self) -> Sequence[Facts]:
        """The facts as corrected."""
        return self.corrected.facts


def resolve(
    facts: Sequence[Facts],
    ontology: Ontology,
    settings: Settings,
    corrections: Corrections = NO_CORRECTIONS,
) -> Resolution:
    """Return which names of all posts are one thing; ``facts`` in the order of posts."""
    terms: Mapping[str, Term] = {term.iri: term for term in ontology.terms()}
    corrected = corrected_facts(in_their_file(facts), terms, corrections)
    names = gather(corrected.facts)
    decided = decide(names, terms, corrections)
    proposed = [*decided.proposals, *proposals(names, corrected.facts)]
    together = Together(corrected.facts)
    heads, made = cluster(
        names,
        proposed,
        apart=decided.apart,
        kept=decided.kept,
        together=together,
        threshold=settings.merge_threshold,
    )
    words_of.cache_clear()  # 0.3 kB a form, not asked for again
    return Resolution(
        corrected=corrected,
        decided=decided,
        names=names,
        proposals=proposed,
        heads=heads,
        made=made,
        together=together,
    )
