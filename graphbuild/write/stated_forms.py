"""Records of statements written out, a form for each format: half of all other triples.

As with annotations (``forms.py``), filling in a form takes a fraction of the time of making,
grouping and laying out their triples one by one.
"""

from __future__ import annotations

from graphbuild.write.compact import Names
from graphbuild.write.json_names import Keys
from graphbuild.write.json_text import Written, one_or_all, render_json
from graphbuild.write.stated import Stated
from graphbuild.write.terms import count, node
from graphbuild.write.turtle import listed

_TYPE, _STATEMENT, _SUBJECT, _PREDICATE, _OBJECT, _EVIDENCE = map(
    node,
    "rdf:type gb:Statement rdf:subject rdf:predicate rdf:object prov:wasDerivedFrom".split(),
)
_LAYER, _MODALITY, _SCORE, _COUNT, _SIGNIFICANCE, _CUE = (
    node(f"gb:{name}") for name in "layer modality confidence count significance cue".split()
)


def stated_in_turtle(said: Stated, names: Names) -> str:
    """Return the record as Turtle, a blank line before it."""
    return _block(
        said,
        names,
        f"rdf:subject {names.term(said.subject)} ;\n"
        f"    rdf:predicate {names.term(said.predicate)} ;\n"
        f"    rdf:object {names.term(said.object)} ;\n    ",
    )


def stated_in_turtle12(said: Stated, names: Names) -> str:
    """Return the record as RDF 1.2, where one triple term stands for the statement's parts.

    https://www.w3.org/TR/rdf12-turtle/
    """
    parts = " ".join(map(names.term, (said.subject, said.predicate, said.object)))
    return _block(said, names, "", f" ;\n    rdf:reifies <<( {parts} )>>")


def _block(said: Stated, names: Names, first: str, last: str = "") -> str:
    names.used.update(("gb", "rdf", "xsd"))
    more = f" ;\n    gb:significance {names.term(said.significance)}" if said.significance else ""
    if said.cues:
        more += f" ;\n    {listed('gb:cue', said.cues)}"
    if said.evidence:
        names.used.add("prov")
        places = [f"<{names.relative(place[1:-1])}>" for place in said.evidence]
        more += f" ;\n    {listed('prov:wasDerivedFrom', places)}"
    return (
        f"\n<{names.relative(said.term[1:-1])}> a gb:Statement ;\n    {first}"
        f"gb:layer {names.term(said.kind)} ;\n"
        f"    gb:modality {names.term(said.modality)} ;\n"
        f"    gb:confidence {names.term(said.confidence)} ;\n"
        f'    gb:count "{said.times}"^^xsd:nonNegativeInteger{more}{last} .\n'
    )


def stated_in_json(
    said: Stated, names: Keys, margin: str, *, evidence: object, inside: bool
) -> str:
    """Return a record as JSON-LD, its evidence in it; ``inside`` its entity, this is not said.

    ``margin`` starts each line. It is too long for one.
    """
    two = f"{margin}  "
    about = "" if inside else f',{two}"subject": "{names.link(said.subject)}"'
    more = ""
    if said.significance:
        more = f',{two}"significance": {said.significance.partition("^")[0]}'
    if said.cues:
        more += f',{two}"cue": {render_json(one_or_all([*map(Written, said.cues)]), two)}'
    if said.evidence:
        more += f',{two}"evidence": {render_json(evidence, two)}'
    return (
        f'{{{two}"id": "{names.relative(said.term[1:-1])}",{two}"type": "Statement"{about}'
        f',{two}"predicate": "{names.key(said.predicate)}"'
        f',{two}"object": "{names.link(said.object)}"'
        f',{two}"layer": "{names.key(said.kind)}",{two}"modality": "{names.key(said.modality)}"'
        f',{two}"confidence": {said.confidence.partition("^")[0]},{two}"count": {said.times}'
        f"{more}{margin}}}"
    )


def stated_in_quads(said: Stated) -> str:
    """Return the N-Quads of the record, sorted by code point."""
    here, end = said.term, f" {said.graph} .\n"
    evidence = "".join([f"{here} {_EVIDENCE} {place}{end}" for place in sorted(said.evidence)])
    cues = "".join([f"{here} {_CUE} {cue}{end}" for cue in sorted(said.cues)])
    weight = f"{here} {_SIGNIFICANCE} {said.significance}{end}" if said.significance else ""
    return (
        f"{here} {_OBJECT} {said.object}{end}"
        f"{here} {_PREDICATE} {said.predicate}{end}"
        f"{here} {_SUBJECT} {said.subject}{end}"
        f"{here} {_TYPE} {_STATEMENT}{end}{evidence}"
        f"{here} {_SCORE} {said.confidence}{end}"
        f"{here} {_COUNT} {count(said.times)}{end}{cues}"
        f"{here} {_LAYER} {said.kind}{end}"
        f"{here} {_MODALITY} {said.modality}{end}{weight}"
    )
