"""Which media type to answer with, from what a client accepts (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A format we write, and the media types that ask for it; the first is its own.

    ``form`` is None for a page; ``ending`` is what an address may ask for it by.
    """

    form: QueryResultsFormat | RdfFormat | None
    media: tuple[str, ...]
    ending: str = ""


RESULT_OFFERS = (
    Offer(
        form=QueryResultsFormat.JSON,
        media=("application/sparql-results+json", "application/json", "text/json"),
    ),
    Offer(
        form=QueryResultsFormat.XML,
        media=("application/sparql-results+xml", "application/xml", "text/xml"),
    ),
    Offer(form=QueryResultsFormat.CSV, media=("text/csv",)),
    Offer(form=QueryResultsFormat.TSV, media=("text/tab-separated-values",)),
)
"""For SELECT and ASK, the one for ``*/*`` first."""

GRAPH_OFFERS = (
    Offer(form=RdfFormat.TURTLE, media=("text/turtle", "application/x-turtle"), ending="ttl"),
    Offer(form=RdfFormat.N_TRIPLES, media=("application/n-triples", "text/plain"), ending="nt"),
    Offer(
        form=RdfFormat.JSON_LD,
        media=("application/ld+json", "application/json", "text/json"),
        ending="jsonld",
    ),
    Offer(
        form=RdfFormat.RDF_XML,
        media=("application/rdf+xml", "application/xml", "text/xml"),
        ending="rdf",
    ),
)
"""For CONSTRUCT and DESCRIBE."""

PAGE_OFFERS = (
    *GRAPH_OFFERS,
    Offer(form=None, media=("text/html", "application/xhtml+xml"), ending="html"),
)
"""For things: browsers name HTML, programs that take anything get Turtle."""


def negotiate(accept: str, offers: Sequence[Offer]) -> tuple[Offer, str] | None:
    """Return the offer a client likes best and the media type to name it by, or None.

    A missing ``Accept`` means anything; ties go to the offer listed first.
    """
    ranges = _ranges(accept) or [("*/*", 1.0)]
    best: tuple[float, Offer, str] | None = None
    for offer in offers:
        for media in offer.media:
            quality = _quality(media, ranges)
            if quality > 0 and (best is None or quality > best[0]):
                best = (quality, offer, media)
    return (best[1], best[2]) if best else None


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if media:
            found.append((media, _weight(parameters)))
    return found


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return the weight of the most specific range that covers a media type."""
    kind = media.split("/")[0]
    for wanted in (media, f"{kind}/*", "*/*"):
        weights = [weight for name, weight in ranges if name == wanted]
        if weights:
            return max(weights)
    return 0.0
