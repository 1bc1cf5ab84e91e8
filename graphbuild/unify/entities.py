"""One entity per cluster of keys: its type, labels and IRI."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from graphbuild.model import Entity
from graphbuild.ontology import Term
from graphbuild.rdf import entity_iri, fold, slug
from graphbuild.unify.names import Name, best_form

Minted = dict[str, str]
"""From a cluster's head key to the IRI of its entity."""


def entities(
    names: Mapping[str, Name],
    heads: Mapping[str, str],
    terms: Mapping[str, Term],
    *,
    base: str,
) -> tuple[tuple[Entity, ...], Minted]:
    """Return the entities sorted by IRI, and the IRI of each cluster's head."""
    members: dict[str, list[Name]] = defaultdict(list)
    for key, name in names.items():
        members[heads[key]].append(name)
    drafts = {head: _entity(group, terms.get(head)) for head, group in members.items()}
    iris = _mint(drafts, base)
    made = tuple(
        sorted((_with_iri(entity, iris[head]) for head, entity in drafts.items()), key=_by_iri)
    )
    return made, iris


def _by_iri(entity: Entity) -> str:
    return entity.iri


def _with_iri(entity: Entity, iri: str) -> Entity:
    from dataclasses import replace

    return replace(entity, iri=iri)


def _entity(group: list[Name], term: Term | None) -> Entity:
    forms: Counter[str] = Counter()
    weight: Counter[str] = Counter()
    language: Counter[str] = Counter()
    posts: set[str] = set()
    for name in group:
        forms.update(name.forms)
        weight.update(name.weight)
        language.update(name.language)
        posts |= name.posts
    kind = term.type if term else min(weight, key=lambda k: (-weight[k], k))
    tongue = min(language, key=lambda k: (-language[k], k)) if kind == "Concept" else ""
    labels = _labels(forms, term, tongue, kind)
    return Entity(
        iri="",
        type=kind,
        label=labels[0][0],
        language=labels[0][1],
        labels=labels,
        also=tuple(sorted(set(term.also) if term else set())),
        same_as=term.exact if term else (),
        known=term.iri if term else None,
        definition=term.definition if term else "",
        posts=len(posts),
        mentions=sum(forms.values()),
    )


def _labels(
    forms: Mapping[str, int], term: Term | None, language: str, kind: str
) -> tuple[tuple[str, str], ...]:
    """The preferred labels first, then each other form found; no form twice in a language.

    Ideas are common nouns: a capital from a heading or a line's start is not theirs.
    """
    if kind == "Concept":
        lowered: Counter[str] = Counter()
        for form, count in forms.items():
            lowered[form if _has_inner_capitals(form) else form.lower()] += count
        forms = lowered
    if term:
        found = [term.labels[0]] + [(form, language) for form in sorted(forms)]
        others = [label for label in term.labels[1:] if label[1] not in ("", term.labels[0][1])]
        found += others[:1]
    elif kind == "Person":
        found = [(_fullest(forms), "")] + [(form, "") for form in sorted(forms)]
    else:
        tag = language if kind == "Concept" else ""
        found = [(best_form(forms), tag)] + [(form, tag) for form in sorted(forms)]
    return tuple(dict.fromkeys(found))


def _has_inner_capitals(form: str) -> bool:
    """``ROI``, ``eCRM`` and ``stratégie SEO`` keep their capitals."""
    return any(any(char.isupper() for char in word[1:]) for word in form.split())


def _fullest(forms: Mapping[str, int]) -> str:
    """A person is shown by the fullest name found, not by the commonest part of it."""
    most = (
        max(len(form.split()) for form in forms if not form.islower() or len(forms) == 1)
        if any(not form.islower() for form in forms)
        else 1
    )
    return best_form({f: n for f, n in forms.items() if len(f.split()) >= min(most, 2)} or forms)


def _mint(drafts: Mapping[str, Entity], base: str) -> Minted:
    """Mint IRIs from type and label; a clash gets a suffix from the key, never a counter
    that depends on the order of the input."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for head, entity in drafts.items():
        wanted[entity_iri(base, entity.type, entity.label)].append(head)
    iris: Minted = {}
    for iri, heads in wanted.items():
        first, *others = sorted(heads, key=lambda h: (-drafts[h].mentions, h))
        iris[first] = iri
        for head in others:
            iris[head] = f"{iri}--{slug(fold(head).rpartition('/')[2])[:40]}-{_digest(head)}"
    return iris


def _digest(key: str) -> str:
    import hashlib

    return hashlib.sha256(key.encode()).hexdigest()[:6]
