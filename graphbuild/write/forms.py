"""Annotations written out, a form for each format.

They are two triples of three, and all alike: filling in a form takes a tenth of the time of
making, grouping and laying out their triples one by one. That the forms say the same, and
what the vocabulary says, is for the tests: they read every file back and compare.
"""

from __future__ import annotations

from typing import Final

from graphbuild.write.annotations import Annotation
from graphbuild.write.compact import Names
from graphbuild.write.terms import count, node
from graphbuild.write.turtle import listed

_KINDS: Final = {kind: node(f"gb:{kind}") for kind in ("Mention", "Evidence")}
_TYPE, _ANNOTATION, _TARGET, _BODY, _SCORE, _DETECTOR, _URL = map(
    node,
    "rdf:type oa:Annotation oa:hasTarget oa:hasBody gb:confidence gb:detector schema:url".split(),
)
_SPECIFIC, _SOURCE, _SELECTOR, _POSITION, _START, _END, _QUOTE, _EXACT, _PREFIX, _SUFFIX = (
    node(f"oa:{name}")
    for name in (
        "SpecificResource hasSource hasSelector TextPositionSelector start end "
        "TextQuoteSelector exact prefix suffix"
    ).split()
)


def in_turtle(said: Annotation, names: Names) -> str:
    """Return the annotation and its parts as Turtle, a blank line before them."""
    names.used.update(("gb", "oa", "xsd"))
    here = f"{names.head(said.head)}{said.start}-{said.end}"
    own = f" ;\n    oa:hasBody {names.term(said.body)}" if said.body else ""
    if said.confidence:
        own += f" ;\n    gb:confidence {names.term(said.confidence)}"
    if said.detector:
        own += f" ;\n    gb:detector {said.detector}"
    if said.url:
        own += f" ;\n    {names.term(_URL)} {names.term(said.url)}"
    around = f" ;\n    oa:prefix {said.prefix}" if said.prefix else ""
    if said.suffix:
        around += f" ;\n    oa:suffix {said.suffix}"
    return (
        f"\n<{here}> a gb:{said.kind}, oa:Annotation ;\n    oa:hasTarget <{here}/target>{own} .\n"
        f"<{here}/target> a oa:SpecificResource ;\n"
        f"    oa:hasSource {names.term(said.source)} ;\n"
        f"    {listed('oa:hasSelector', (f'<{here}/position>', f'<{here}/quote>'))} .\n"
        f"<{here}/position> a oa:TextPositionSelector ;\n"
        f'    oa:start "{said.start}"^^xsd:nonNegativeInteger ;\n'
        f'    oa:end "{said.end}"^^xsd:nonNegativeInteger .\n'
        f"<{here}/quote> a oa:TextQuoteSelector ;\n    oa:exact {said.exact}{around} .\n"
    )


def in_json(said: Annotation, names: Names, margin: str, *, inside: bool) -> str:
    """Return the annotation as JSON-LD; ``inside`` its entity, this is not said again.

    ``margin`` starts each line. Quoted texts are JSON as they stand.
    """
    here = f"{names.head(said.head)}{said.start}-{said.end}"
    two, four, six, eight = f"{margin}  ", f"{margin}    ", f"{margin}      ", f"{margin}        "
    words = f',{eight}"prefix": {said.prefix}' if said.prefix else ""
    if said.suffix:
        words += f',{eight}"suffix": {said.suffix}'
    own = ""
    if said.body and not inside:
        own = f',{two}"oa:hasBody": {{"id": "{names.relative(said.body[1:-1])}"}}'
    if said.confidence:
        own += f',{two}"confidence": {said.confidence.partition("^")[0]}'
    if said.detector:
        own += f',{two}"detector": {said.detector}'
    if said.url:
        own += f',{two}"url": "{said.url[1:-1]}"'
    return (
        f'{{{two}"id": "{here}",{two}"type": ["{said.kind}", "oa:Annotation"],'
        f'{two}"target": {{{four}"id": "{here}/target",{four}"type": "oa:SpecificResource",'
        f'{four}"source": "{names.head(said.source[1:-1])}",{four}"selector": ['
        f'{six}{{{eight}"id": "{here}/position",{eight}"type": "oa:TextPositionSelector",'
        f'{eight}"start": {said.start},{eight}"end": {said.end}{six}}},'
        f'{six}{{{eight}"id": "{here}/quote",{eight}"type": "oa:TextQuoteSelector",'
        f'{eight}"exact": {said.exact}{words}{six}}}'
        f"{four}]{two}}}{own}{margin}}}"
    )


def in_quads(said: Annotation, graph: str) -> tuple[str, str]:
    """Return the N-Quads of the parts, then those of the annotation itself, each sorted."""
    here, end = said.term, f" {graph} .\n"
    head = here[:-1]
    position, quote, target = f"{head}/position>", f"{head}/quote>", f"{head}/target>"
    around = f"{quote} {_PREFIX} {said.prefix}{end}" if said.prefix else ""
    if said.suffix:
        around += f"{quote} {_SUFFIX} {said.suffix}{end}"
    parts = (
        f"{position} {_TYPE} {_POSITION}{end}"
        f"{position} {_END} {count(said.end)}{end}"
        f"{position} {_START} {count(said.start)}{end}"
        f"{quote} {_TYPE} {_QUOTE}{end}"
        f"{quote} {_EXACT} {said.exact}{end}{around}"
        f"{target} {_TYPE} {_SPECIFIC}{end}"
        f"{target} {_SELECTOR} {position}{end}"
        f"{target} {_SELECTOR} {quote}{end}"
        f"{target} {_SOURCE} {said.source}{end}"
    )
    body = f"{here} {_BODY} {said.body}{end}" if said.body else ""
    more = f"{here} {_URL} {said.url}{end}" if said.url else ""
    if said.confidence:
        more += f"{here} {_SCORE} {said.confidence}{end}"
    if said.detector:
        more += f"{here} {_DETECTOR} {said.detector}{end}"
    return parts, (
        f"{here} {_TYPE} {_ANNOTATION}{end}{here} {_TYPE} {_KINDS[said.kind]}{end}{body}"
        f"{here} {_TARGET} {target}{end}{more}"
    )
