"""Read ``ontology/``: the vocabularies and cues that drive extraction.

A class, property, term, name or cue is added in Turtle, never in Python. The files are
parsed with pyoxigraph (0.1 s for all of them; rdflib takes 1 s), and rdflib checks them
in the tests.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph

from graphbuild.errors import OntologyError
from graphbuild.memory import undisturbed
from graphbuild.model import ENTITY_TYPES
from graphbuild.rdf import expand
from graphbuild.words import fold

Label = tuple[str, str]
"""A text and its language tag, ``""`` without one."""

_Value = pyoxigraph.NamedNode | pyoxigraph.Literal
_VALUES = (pyoxigraph.NamedNode, pyoxigraph.Literal)
Properties = Mapping[str, Sequence[_Value]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A known name or idea.

    ``labels`` are shown and matched, the preferred ones first; ``hidden`` only
    matched. ``type`` is one of ``ENTITY_TYPES``, ``also`` the other defensible ones.
    """

    iri: str
    type: str
    labels: tuple[Label, ...]
    hidden: tuple[Label, ...] = ()
    also: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    definition: str = ""
    needs_capital: bool = False
    ambiguous: bool = False

    @property
    def label(self) -> str:
        """The preferred label: French where there is one."""
        return self.labels[0][0]

    def patterns(self) -> tuple[Label, ...]:
        """Return every text that names this term."""
        return self.labels + self.hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word that signals a relation (``travaille chez`` -> ``worksFor``)."""

    iri: str
    predicate: str
    kind: str
    forms: tuple[Label, ...]
    prepositions: tuple[str, ...] = ()
    agent_prepositions: tuple[str, ...] = ()
    inverse: bool = False
    needs_noun: bool = False
    score: float = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalityCue:
    """A word that makes a statement negated, hypothetical, a question or hearsay."""

    iri: str
    modality: str
    kind: str
    forms: tuple[Label, ...]
    requires: tuple[str, ...] = ()
    morph: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A relation of the closed set: which types it may join, and its labels."""

    name: str
    domain: frozenset[str]
    range: frozenset[str]
    labels: tuple[Label, ...] = ()
    symmetric: bool = False
    schema: str = ""
    schema_inverse: str = ""

    def admits(self, subject: str, obj: str) -> bool:
        """Tell whether the relation may join these two entity types."""
        return subject in self.domain and obj in self.range


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """All of ``ontology/``. ``digest`` is the SHA-256 of the files that were read."""

    concepts: tuple[Term, ...] = ()
    names: tuple[Term, ...] = ()
    cues: tuple[Cue, ...] = ()
    modality_cues: tuple[ModalityCue, ...] = ()
    heads: Mapping[str, str] = field(default_factory=dict)
    """From a describing word, folded (``agence``), to the type of the name after it."""
    inner_heads: Mapping[str, str] = field(default_factory=dict)
    """From a word inside a name, folded (``agency``), to the name's type."""
    predicates: Mapping[str, Predicate] = field(default_factory=dict)
    digest: str = ""

    def terms(self) -> Iterable[Term]:
        """Yield the ideas, then the names."""
        yield from self.concepts
        yield from self.names


def ontology_folder() -> Path:
    """Return the folder that ships with the program: in the wheel, or in the checkout."""
    inside = Path(__file__).parent / "ontology"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "ontology"


@cache
@undisturbed()
def read_ontology(folder: Path, *, with_names: bool = True) -> Ontology:
    """Read the ontology's files.

    Raises ``OntologyError`` with file and line when one is missing or broken.
    """
    wanted = ["schema.ttl", "concepts.ttl", "cues.ttl"] + (["names.ttl"] if with_names else [])
    digest = hashlib.sha256()
    subjects: dict[str, dict[str, Properties]] = {}
    for name in sorted(wanted):
        content = _content(folder / name)
        digest.update(name.encode() + b"\0" + content)
        subjects[name] = _subjects(content, folder / name)
    predicates = _predicates(subjects["schema.ttl"])
    return Ontology(
        concepts=_terms(subjects["concepts.ttl"], folder / "concepts.ttl"),
        names=_terms(subjects.get("names.ttl", {}), folder / "names.ttl"),
        cues=_cues(subjects["cues.ttl"], predicates, folder / "cues.ttl"),
        modality_cues=_modality_cues(subjects["cues.ttl"], folder / "cues.ttl"),
        heads=MappingProxyType(_heads(subjects["cues.ttl"], "before", folder / "cues.ttl")),
        inner_heads=MappingProxyType(_heads(subjects["cues.ttl"], "inside", folder / "cues.ttl")),
        predicates=MappingProxyType(predicates),
        digest=digest.hexdigest(),
    )


@cache
def symmetric_predicates() -> frozenset[str]:
    """Return the relations that read the same both ways, as ``schema.ttl`` declares them."""
    path = ontology_folder() / "schema.ttl"
    found = _predicates(_subjects(_content(path), path))
    return frozenset(name for name, predicate in found.items() if predicate.symmetric)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise OntologyError(
            f"cannot be read: {error.strerror}",
            place=str(path),
            remedy="restore the file from the release",
        ) from None


def _subjects(content: bytes, path: Path) -> dict[str, Properties]:
    found: dict[str, dict[str, list[_Value]]] = defaultdict(lambda: defaultdict(list))
    try:
        for subject, predicate, value, _ in pyoxigraph.parse(
            content, format=pyoxigraph.RdfFormat.TURTLE
        ):
            if isinstance(subject, pyoxigraph.NamedNode) and isinstance(value, _VALUES):
                found[subject.value][predicate.value].append(value)
    except SyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        raise OntologyError(
            f"is not valid Turtle: {error.msg}", place=f"{path}{line}", remedy="mend that line"
        ) from None
    return dict(sorted(found.items()))


def _texts(properties: Properties, name: str) -> tuple[str, ...]:
    values = properties.get(expand(name), ())
    return tuple(sorted([value.value for value in values])) if values else ()


def _locals(properties: Properties, name: str) -> tuple[str, ...]:
    return tuple(iri.rpartition("#")[2] for iri in _texts(properties, name))


def _only(texts: tuple[str, ...], iri: str, name: str, path: Path) -> str:
    if len(texts) != 1:
        raise OntologyError(
            f"<{iri}> has {len(texts)} values of {name}", place=str(path), remedy="give exactly one"
        )
    return texts[0]


def _score(properties: Properties, iri: str, path: Path) -> float:
    text = _only(_texts(properties, "gb:confidence") or ("0.7",), iri, "gb:confidence", path)
    try:
        return float(text)
    except ValueError:
        raise OntologyError(
            f"<{iri}> has the confidence {text!r}", place=str(path), remedy="give a number, 0 to 1"
        ) from None


def _labels(properties: Properties, name: str) -> tuple[Label, ...]:
    values = properties.get(expand(name), ())
    if not values:  # of most
        return ()
    pairs = {(v.value, v.language or "") for v in values if isinstance(v, pyoxigraph.Literal)}
    order = {"": 0, "fr": 1, "en": 2}
    return tuple(sorted(pairs, key=lambda pair: (order.get(pair[1], 3), pair)))


def _terms(subjects: Mapping[str, Properties], path: Path) -> tuple[Term, ...]:
    return tuple(
        _term(iri, properties, path)
        for iri, properties in subjects.items()
        if expand("skos:prefLabel") in properties and expand("skos:Concept") + "Scheme" != iri
    )


def _term(iri: str, properties: Properties, path: Path) -> Term:
    types = set(_locals(properties, "rdf:type")) & set(ENTITY_TYPES)
    if expand("skos:Concept") in _texts(properties, "rdf:type"):
        types.add("Concept")
    if len(types) != 1:
        raise OntologyError(
            f"<{iri}> has {len(types)} entity types",
            place=str(path),
            remedy=f"give exactly one of {', '.join(ENTITY_TYPES)}",
        )
    labels = _labels(properties, "skos:prefLabel") + _labels(properties, "skos:altLabel")
    definitions = _labels(properties, "skos:definition")
    return Term(
        iri=iri,
        type=types.pop(),
        labels=labels,
        hidden=_labels(properties, "skos:hiddenLabel"),
        also=_locals(properties, "gb:alsoType"),
        broader=_texts(properties, "skos:broader"),
        related=_texts(properties, "skos:related"),
        exact=_texts(properties, "skos:exactMatch") + _texts(properties, "schema:sameAs"),
        definition=definitions[0][0] if definitions else "",
        needs_capital="true" in _texts(properties, "gb:needsCapital"),
        ambiguous="true" in _texts(properties, "gb:ambiguous"),
    )


def _forms(properties: Properties) -> tuple[Label, ...]:
    return (
        _labels(properties, "skos:prefLabel")
        + _labels(properties, "skos:altLabel")
        + _labels(properties, "skos:hiddenLabel")
    )


def _cues(
    subjects: Mapping[str, Properties], predicates: Mapping[str, Predicate], path: Path
) -> tuple[Cue, ...]:
    found = tuple(
        Cue(
            iri=iri,
            predicate=_only(_locals(properties, "gb:cueFor"), iri, "gb:cueFor", path),
            kind=_only(_texts(properties, "gb:cueKind"), iri, "gb:cueKind", path),
            forms=_forms(properties),
            prepositions=_texts(properties, "gb:preposition"),
            agent_prepositions=_texts(properties, "gb:agentPreposition"),
            inverse="object-subject" in _texts(properties, "gb:direction"),
            needs_noun="true" in _texts(properties, "gb:needsNoun"),
            score=_score(properties, iri, path),
        )
        for iri, properties in subjects.items()
        if expand("gb:cueFor") in properties
    )
    for cue in found:
        if cue.predicate not in predicates:
            raise OntologyError(
                f"<{cue.iri}> is a cue for {cue.predicate!r}, which schema.ttl does not have",
                place=str(path),
                remedy=f"one of {', '.join(sorted(predicates))}",
            )
    return found


def _modality_cues(subjects: Mapping[str, Properties], path: Path) -> tuple[ModalityCue, ...]:
    return tuple(
        ModalityCue(
            iri=iri,
            modality=_only(_locals(properties, "gb:cueModality"), iri, "gb:cueModality", path),
            kind=_only(_texts(properties, "gb:cueKind"), iri, "gb:cueKind", path),
            forms=_forms(properties),
            requires=_texts(properties, "gb:requiresWord"),
            morph=_texts(properties, "gb:morph"),
        )
        for iri, properties in subjects.items()
        if expand("gb:cueModality") in properties
    )


def _heads(subjects: Mapping[str, Properties], place: str, path: Path) -> dict[str, str]:
    return {
        fold(form): _only(_locals(properties, "gb:cueType"), iri, "gb:cueType", path)
        for iri, properties in subjects.items()
        if expand("gb:cueType") in properties and place in _texts(properties, "gb:cueKind")
        for form, _ in _forms(properties)
    }


def _predicates(subjects: Mapping[str, Properties]) -> dict[str, Predicate]:
    found = {}
    for iri, properties in subjects.items():
        domain = frozenset(_locals(properties, "gb:domainIncludes"))
        if not domain:
            continue
        name = iri.rpartition("#")[2]
        supers = [s for s in _texts(properties, "rdfs:subPropertyOf") if "schema.org" in s]
        inverses = [
            s
            for s in _texts(properties, "gb:inversePropertyOf")
            + _texts(properties, "owl:inverseOf")
            if "schema.org" in s
        ]
        found[name] = Predicate(
            name=name,
            domain=_widen(domain),
            range=_widen(frozenset(_locals(properties, "gb:rangeIncludes"))),
            labels=_labels(properties, "rdfs:label"),
            symmetric=expand("owl:SymmetricProperty") in _texts(properties, "rdf:type"),
            schema=supers[0] if supers else "",
            schema_inverse=inverses[0] if inverses else "",
        )
    return found


def _widen(types: frozenset[str]) -> frozenset[str]:
    return types | frozenset(ENTITY_TYPES) if "Entity" in types else types
