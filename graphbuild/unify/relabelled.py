"""What a person corrected of the things themselves: their name, other names and IRI."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from graphbuild.corrections import Correction, Corrections, plain
from graphbuild.model import Entity

Drafts = Mapping[str, Entity]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relabelled:
    """The corrected drafts, the IRIs pinned by head, which correction moved which head's
    IRI, the corrections that found something and, of the others, what is amiss."""

    drafts: Drafts
    pinned: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, Correction] = field(default_factory=dict)
    amiss: Mapping[Correction, str] = field(default_factory=dict)
    missing: Mapping[Correction, tuple[str, ...]] = field(default_factory=dict)


def keep_labels(drafted: Drafts, heads: Mapping[str, str], kept: Mapping[str, str]) -> Drafts:
    """Return the drafts where a merged thing is shown by the name to keep."""
    found = dict(drafted)
    for key, label in kept.items():
        if heads[key] == key:
            found[key] = _shown_as(found[key], label)
    return found


def relabel(drafted: Drafts, corrections: Corrections) -> Relabelled:
    """Return the drafts renamed, with the aliases added, and the pinned IRIs.

    A later correction finds a thing under its new name and under the old one.
    """
    found = dict(drafted)
    by_label: defaultdict[str, dict[str, None]] = defaultdict(dict)
    wanted = [c for c in corrections.of("rename", "alias", "pin", "link") if not c.proposed]
    for head, entity in drafted.items() if wanted else ():
        for label, _ in entity.labels:
            by_label[plain(label)][head] = None
    pinned: dict[str, str] = {}
    moved: dict[str, Correction] = {}
    amiss: dict[Correction, str] = {}
    missing: dict[Correction, tuple[str, ...]] = {}
    for correction in wanted:
        heads = _meant(correction, found, by_label[plain(correction.names[0])])
        if not heads:
            missing[correction] = correction.names
        elif correction.kind in ("pin", "link") and len(heads) > 1:
            kinds = ", ".join(sorted(found[head].type for head in heads))
            amiss[correction] = f"matches {len(heads)} things ({kinds}): one IRI is one thing"
        elif correction.kind == "pin":
            pinned[heads[0]] = correction.value
            moved[heads[0]] = correction
        for head in heads if correction.kind != "pin" else ():
            found[head] = _with_names(found[head], correction)
            for label in _labels_given(correction):
                by_label[plain(label)][head] = None
            if correction.kind == "rename":
                moved[head] = correction
    return Relabelled(drafts=found, pinned=pinned, moved=moved, amiss=amiss, missing=missing)


def _labels_given(correction: Correction) -> tuple[str, ...]:
    return (correction.value,) if correction.kind == "rename" else correction.add


def _meant(correction: Correction, found: Drafts, heads: Mapping[str, None]) -> list[str]:
    """The things shown by the name, else those that have it among their labels."""
    alike = [head for head in heads if correction.type in ("", found[head].type)]
    name = plain(correction.names[0])
    return [head for head in alike if plain(found[head].label) == name] or alike


def _with_names(entity: Entity, correction: Correction) -> Entity:
    if correction.kind == "link":
        same_as = dict.fromkeys([*entity.same_as, correction.value])
        return replace(entity, same_as=tuple(same_as))
    if correction.kind == "rename":
        return _shown_as(entity, correction.value, exactly=True)
    language = entity.language if entity.type == "Concept" else ""
    more = tuple((label, language) for label in correction.add)
    return replace(entity, labels=tuple(dict.fromkeys([*entity.labels, *more])))


def _shown_as(entity: Entity, name: str, *, exactly: bool = False) -> Entity:
    """A name to keep is looked for among those found, so that its case need not be right."""
    alike = [label for label in entity.labels if plain(label[0]) == plain(name)]
    written = [label for label in alike if label[0] == name]
    new = (name, entity.language)
    label = next(iter(written or ([] if exactly else alike)), new)
    return replace(
        entity,
        label=label[0],
        language=label[1],
        labels=tuple(dict.fromkeys([label, *entity.labels])),
    )
