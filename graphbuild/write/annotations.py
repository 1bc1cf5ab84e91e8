"""The spans that name or state something, as values: ``forms.py`` writes them out.

Web Annotation: https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graphbuild.model import Evidence, Mention
from graphbuild.write.terms import decimal, encoded, link, quoted, source_node

_PARTS: Final = 12
"""Triples that every annotation has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A span of a source, its words, and what it says; terms and texts as in ``terms.py``.

    ``kind`` is ``Mention`` or ``Evidence``; what is empty is not said.
    """

    kind: str
    iri: str
    source: str
    start: int
    end: int
    exact: str
    body: str = ""
    confidence: str = ""
    detector: str = ""
    prefix: str = ""
    suffix: str = ""
    url: str = ""

    @property
    def triples(self) -> int:
        """How many triples say it."""
        said = (self.body, self.confidence, self.detector, self.prefix, self.suffix, self.url)
        return _PARTS + sum(map(bool, said))


def annotation_iri(kind: str, base: str, source: str, start: int, end: int) -> str:
    """Return the IRI of a mention or an evidence: it is known by where it stands."""
    return f"{base}{kind}/{encoded(source)}/{start}-{end}"


def evidence_annotation(item: Evidence, base: str, *, url: str = "") -> Annotation:
    """Return the span that states something; ``url`` leads to it on the post's page."""
    return Annotation(
        kind="Evidence",
        iri=annotation_iri("evidence", base, item.source, item.start, item.end),
        source=source_node(base, item.source),
        start=item.start,
        end=item.end,
        exact=quoted(item.quote),
        url=url,
    )


def mention_annotation(
    mention: Mention, base: str, around: tuple[str, str] = ("", ""), *, url: str = ""
) -> Annotation:
    """Return which entity a mention names, how surely, where and between which words."""
    prefix, suffix = (quoted(text) if text.strip() else "" for text in around)
    return Annotation(
        kind="Mention",
        iri=annotation_iri("mention", base, mention.source, mention.start, mention.end),
        source=source_node(base, mention.source),
        start=mention.start,
        end=mention.end,
        exact=quoted(mention.surface),
        body=link(mention.entity),
        confidence=decimal(mention.score),
        detector=quoted(mention.detector),
        prefix=prefix,
        suffix=suffix,
        url=url,
    )
