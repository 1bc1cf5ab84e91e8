"""One entity per cluster of keys: its type, labels and IRI."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from graphbuild.model import Entity
from graphbuild.ontology import Term
from graphbuild.rdf import entity_iri, slug
from graphbuild.unify.names import IN_FILE, Name, best_form
from graphbuild.unify.people import whole_words
from graphbuild.words import fold

Amount = TypeVar("Amount", int, float)

Minted = dict[str, str]
"""From a cluster's head key to the IRI of its entity."""


def drafts(
    names: Mapping[str, Name],
    heads: Mapping[str, str],
    terms: Mapping[str, Term],
    *,
    types: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Entity]:
    """Return the entity of each cluster's head, without its IRI.

    ``types`` gives the types that a person decided, by key; the head's goes first.
    """
    members: dict[str, list[Name]] = defaultdict(list)
    for key, name in names.items():
        members[heads[key]].append(name)
    found = {}
    for head, group in members.items():
        keys = [head, *(name.key for name in group)]
        # A kept name may be the head of a cluster that holds a vocabulary's entry.
        term = next((terms[key] for key in keys if key in terms), None)
        found[head] = _entity(group, term, next((types[k] for k in keys if k in types), None))
    return found


def entities(drafted: Mapping[str, Entity], iris: Minted) -> tuple[Entity, ...]:
    """Return the entities with their IRIs, sorted by IRI."""
    made = [replace(entity, iri=iris[head]) for head, entity in drafted.items()]
    return tuple(sorted(made, key=lambda entity: entity.iri))


def _entity(group: list[Name], term: Term | None, decided: str | None) -> Entity:
    if term and decided and (term.type == "Concept") != (decided == "Concept"):
        term = None  # an idea's place among ideas says nothing of a name, nor the other way
    forms = _summed([name.forms for name in group])
    weight = _summed([name.weight for name in group])
    language = _summed([name.language for name in group])
    posts = {post for name in group for post in name.posts}
    kind = decided or (term.type if term else min(weight, key=lambda k: (-weight[k], k)))
    tongue = min(language, key=lambda k: (-language[k], k)) if kind == "Concept" else ""
    labels = _labels(forms, term, tongue, kind, attached=_attached(group))
    return Entity(
        iri="",
        type=kind,
        label=labels[0][0],
        language=labels[0][1],
        labels=labels,
        also=tuple(sorted(set(term.also))) if term else (),
        same_as=term.exact if term else (),
        known=term.iri if term else None,
        definition=term.definition if term else "",
        posts=len(posts),
        mentions=sum(forms.values()),
    )


def _summed(counts: Sequence[Mapping[str, Amount]]) -> Mapping[str, Amount]:
    """Return the sums over what is counted for each name; most clusters hold one."""
    if len(counts) == 1:
        return counts[0]
    summed: dict[str, Amount] = {}
    for counted in counts:
        for key, amount in counted.items():
            summed[key] = summed[key] + amount if key in summed else amount
    return summed


MORE_COMMON = 3
"""Times that an acronym must be commoner than the name it stands for to be shown instead."""


def _attached(group: Sequence[Name]) -> set[str]:
    """Return the forms that name none of the group on their own."""
    return {f for name in group for f in name.attached} - {f for n in group for f in n.own}


def _labels(
    forms: Mapping[str, int],
    term: Term | None,
    language: str,
    kind: str,
    *,
    attached: Collection[str] = (),
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
        found = [(fullest(forms), "")] + [(form, "") for form in sorted(forms)]
    else:
        tag = language if kind == "Concept" else ""
        weighed = {f: n / MORE_COMMON if f in attached else n for f, n in forms.items()}
        found = [(best_form(weighed), tag)] + [(form, tag) for form in sorted(forms)]
    return tuple(dict.fromkeys(found))


def _has_inner_capitals(form: str) -> bool:
    """``ROI``, ``eCRM`` and ``stratégie SEO`` keep their capitals."""
    return any(any(char.isupper() for char in word[1:]) for word in form.split())


def fullest(forms: Mapping[str, int]) -> str:
    """A person is shown by a whole name, initials spelt out, not by the commonest part of it."""
    if len(forms) == 1:
        return next(iter(forms))
    most = max(map(_fullness, forms))
    return best_form({form: n for form, n in forms.items() if _fullness(form) == most})


def _fullness(form: str) -> tuple[int, bool]:
    """Two words tell as much as three; ``Honorine T.`` tells more than ``Honorine``."""
    whole = min(2, whole_words(form))
    return whole, whole == 1 and " " in form


def mint(
    drafted: Mapping[str, Entity], base: str, pinned: Mapping[str, str] = MappingProxyType({})
) -> Minted:
    """Mint IRIs from type and label; a clash gets a suffix from the key, never a counter
    that depends on the order of the input. ``pinned`` gives heads the IRIs a person chose,
    which no other gets."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for head, entity in drafted.items():
        if head not in pinned:
            wanted[wanted_iri(base, head, entity.type, entity.label)].append(head)
    iris: Minted = dict(pinned)
    taken = set(pinned.values())
    for iri, heads in wanted.items():
        others = sorted(heads, key=lambda h: (-drafted[h].mentions, h))
        if iri not in taken:
            iris[others.pop(0)] = iri
        for head in others:
            iris[head] = f"{iri}--{slug(fold(head).rpartition('/')[2])[:40]}-{_digest(head)}"
    return iris


def wanted_iri(base: str, key: str, kind: str, label: str) -> str:
    """Return the IRI that a key's thing would have under a label.

    Somebody known within a file only has the file in it: another of that name, in a later
    post, must not take it.
    """
    iri = entity_iri(base, kind, label)
    place = "" if "://" in key else key.partition(IN_FILE)[2]
    return f"{iri}--{slug(place)}" if place and whole_words(label) < 2 else iri


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:6]
