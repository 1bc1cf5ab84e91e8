"""Names that could be two things: every doubtful pair with its score, merged or not.

A doubt is a result: it stands in ``tables/ambiguous.csv``, and ``graphbuild review`` asks a
person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphbuild.corrections import Corrections
from graphbuild.model import Ambiguity, Entity, Evidence, Span
from graphbuild.unify.against import Together, differ
from graphbuild.unify.cluster import STRONG
from graphbuild.unify.names import Name
from graphbuild.unify.proposal import CORRECTION, Proposal
from graphbuild.unify.resolve import Resolution

FAINT = 0.1
"""Score below which a possibility is not worth telling."""


def ambiguities(
    resolved: Resolution,
    entities: Mapping[str, Entity],
    iris: Mapping[str, str],
    corrections: Corrections,
) -> tuple[Ambiguity, ...]:
    """Return the doubtful pairs, the most doubtful first, each pair of things once.

    ``entities`` are by head, and so are ``iris``. What a person decided is no doubt.
    """
    quoted = _Quotes(resolved.together)
    found: dict[tuple[str, ...], Ambiguity] = {}
    for proposal in sorted(_doubtful(resolved), key=lambda p: (-p.score, p)):
        left, right = (resolved.names[key] for key in (proposal.left, proposal.right))
        sides = sorted((left, right), key=lambda n: (-sum(n.forms.values()), n.key))
        heads = [resolved.heads[name.key] for name in sides]
        merged = heads[0] == heads[1]
        labels = [
            n.form if merged else entities[h].label for n, h in zip(sides, heads, strict=True)
        ]
        pair = (*sorted(iris[head] for head in heads), *(sorted(labels) if merged else ()))
        if pair in found or corrections.decides(*labels):
            continue
        found[pair] = Ambiguity(
            entity=iris[heads[0]],
            label=labels[0],
            type=entities[heads[0]].type,
            candidate=iris[heads[1]],
            candidate_label=labels[1],
            score=proposal.score,
            rule=proposal.rule,
            merged=merged,
            quote=quoted.of(sides[0]),
            candidate_quote=quoted.of(sides[1]),
        )
    return tuple(sorted(found.values(), key=doubtfulness))


def doubtfulness(ambiguity: Ambiguity) -> tuple[float, str, str, str, str]:
    """Return a sort key: as likely as not first."""
    a = ambiguity
    return round(abs(a.score - 0.5), 4), a.entity, a.candidate, a.label, a.candidate_label


def _doubtful(resolved: Resolution) -> Iterator[Proposal]:
    """Yield what was carried out without being sure, and what was not but might be right."""
    yield from (p for p in resolved.made if p.score < STRONG and p.rule != CORRECTION)
    apart, heads, names = resolved.decided.apart, resolved.heads, resolved.names
    for p in resolved.proposals:
        if p.score < FAINT or heads[p.left] == heads[p.right] or p.right in apart.get(p.left, ()):
            continue
        if not differ(names[p.left], names[p.right]):
            yield p


class _Quotes:
    """The sentence in which a name stands first."""

    def __init__(self, together: Together) -> None:
        self._posts = together.posts
        self._passages = together.passages

    def of(self, name: Name) -> Evidence:
        """Return the sentence; the name itself where it stands outside of all sentences."""
        at, (start, *_) = next(iter(name.places.items()))
        post = self._posts[at]
        index = self._passages.index(post, start)
        if index is None:
            lengths = (len(f) for f in name.forms if post.surface(start, start + len(f)) == f)
            span = Span(start=start, end=start + max(lengths, default=1))
        else:
            span = self._passages.span(post, index)
        quote = post.surface(span.start, span.end)
        return Evidence(source=post.source, start=span.start, end=span.end, quote=quote, post=at)
