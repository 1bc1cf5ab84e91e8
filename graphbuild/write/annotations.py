"""The spans that name or state something, as values: ``forms.py`` writes them out.

Web Annotation: https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

from typing import Final, NamedTuple

from graphbuild.model import Evidence, Mention
from graphbuild.write.terms import decimal, encoded, link, quoted, source_node

_PARTS: Final = 12
"""Triples that every annotation has."""


class Annotation(NamedTuple):
    """A span of a source, its words, and what it says; terms and texts as in ``terms.py``.

    ``kind`` is ``Mention`` or ``Evidence``, ``head`` the IRI up to the offsets, which many
    share; what is empty is not said. A tuple: there are a hundred a post, and a dataclass
    takes nearly three times as long to make.
    """

    kind: str
    head: str
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
    def term(self) -> str:
        """The term of its IRI."""
        return f"<{self.head}{self.start}-{self.end}>"

    @property
    def triples(self) -> int:
        """How many triples say it."""
        return _PARTS + sum(map(bool, self[6:]))


def annotation_head(kind: str, base: str, source: str) -> str:
    """Return the IRI of a mention or an evidence up to its offsets: it is where it stands."""
    return f"{base}{kind}/{encoded(source)}/"


def evidence_node(item: Evidence, base: str) -> str:
    """Return the term of the span that states something."""
    return f"<{annotation_head('evidence', base, item.source)}{item.start}-{item.end}>"


def evidence_annotation(item: Evidence, base: str, *, url: str = "") -> Annotation:
    """Return the span that states something; ``url`` leads to it on the post's page."""
    return Annotation(
        kind="Evidence",
        head=annotation_head("evidence", base, item.source),
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
    before, after = around
    return Annotation(
        kind="Mention",
        head=annotation_head("mention", base, mention.source),
        source=source_node(base, mention.source),
        start=mention.start,
        end=mention.end,
        exact=quoted(mention.surface),
        body=link(mention.entity),
        confidence=decimal(mention.score),
        detector=quoted(mention.detector),
        prefix=quoted(before) if before.strip() else "",
        suffix=quoted(after) if after.strip() else "",
        url=url,
    )
