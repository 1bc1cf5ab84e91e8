"""What a person corrected before resolution: types, what is nothing, what is one, what is not.

A name means the things shown by it (or that a vocabulary calls so), else those that the
posts call so. Retyping and ignoring take such a thing whole, or just the mentions that
read so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from graphbuild.corrections import Correction, Corrections, plain
from graphbuild.model import Attribute, Evidence, Facts, Mention, Relation
from graphbuild.on_disk import kept
from graphbuild.ontology import Term
from graphbuild.rdf import slug
from graphbuild.unify.called import Called, label_of
from graphbuild.unify.names import Name, gather
from graphbuild.unify.proposal import CORRECTION, Proposal

Move = Callable[[Mention], Mention | None]
"""Gives a mention its corrected type and key; ``None`` drops it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The facts as corrected, the types decided by key, what each retyping changed
    (correction, old type, old label, new key), and the corrections that found something."""

    facts: Sequence[Facts]
    types: Mapping[str, str] = field(default_factory=dict)
    retyped: Collection[tuple[Correction, str, str, str]] = ()
    used: Collection[Correction] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What resolution has to respect; ``kept`` gives the label to show by key, ``missing``
    the names that nothing has, by correction, ``joined`` the keys that each merge joins."""

    proposals: Sequence[Proposal] = ()
    apart: Mapping[str, Collection[str]] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    joined: Mapping[Correction, Collection[str]] = field(default_factory=dict)
    missing: Mapping[Correction, Sequence[str]] = field(default_factory=dict)


def corrected_facts(
    facts: Sequence[Facts], terms: Mapping[str, Term], corrections: Corrections
) -> Corrected:
    """Return the facts without what is ignored, retyped, and with names split."""
    done = Corrected(facts=facts)
    if corrections.of("retype", "ignore"):
        done = _retyped(facts, terms, corrections.of("retype", "ignore"))
    apart = corrections.of("split", "different")
    if apart:
        parts = dict(_parts(Called(gather(done.facts), terms), terms, apart))

        def split(mention: Mention) -> Mention:
            key = parts.get((mention.key, plain(mention.surface)))
            return replace(mention, key=key) if key else mention

        if parts:
            done = replace(done, facts=_all_moved(done.facts, split))
    return done


def _retyped(
    facts: Sequence[Facts], terms: Mapping[str, Term], corrections: Sequence[Correction]
) -> Corrected:
    called = Called(gather(facts), terms)
    by_form: defaultdict[str, set[Correction]] = defaultdict(set)
    by_key: defaultdict[str, set[Correction]] = defaultdict(set)
    for correction in corrections:
        form = plain(correction.names[0])
        by_form[form].add(correction)
        for key in called.shown.get(form, ()):
            by_key[key].add(correction)
    types: dict[str, str] = {}
    changed: set[tuple[Correction, str, str, str]] = set()
    used: set[Correction] = set()

    def move(mention: Mention) -> Mention | None:
        found = by_form.get(plain(mention.surface), set()) | by_key.get(mention.key, set())
        label = label_of(called.names[mention.key], terms.get(mention.key))
        old, last = mention.type, None
        for correction in sorted(found, key=lambda c: c.line):
            if correction.type not in ("", mention.type):
                continue
            used.add(correction)
            if correction.kind == "ignore":
                return None
            mention, last = _as_type(mention, correction.value), correction
            types[mention.key] = mention.type
        if last and mention.type != old:
            changed.add((last, old, label, mention.key))
        return mention

    return Corrected(
        facts=_all_moved(facts, move),
        types=types,
        retyped=sorted(changed, key=lambda c: (c[0].line, *c[1:])),
        used=used,
    )


def _as_type(mention: Mention, kind: str) -> Mention:
    """A vocabulary's entry stays it under another type; another key tells of its type."""
    rest = mention.key.partition("/")[2]
    key = mention.key if "://" in mention.key else f"{kind}/{rest}"
    return replace(mention, type=kind, key=key)


def _parts(
    called: Called, terms: Mapping[str, Term], corrections: Iterable[Correction]
) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield ``((key, form), new key)`` where one post's reading put the names under one key.

    The thing keeps the name it is shown by, else the first.
    """
    for correction in corrections:
        wanted = [plain(name) for name in correction.names]
        keys: defaultdict[str, list[str]] = defaultdict(list)
        for form in wanted:
            for key in called.forms.get(form, ()):
                if correction.type in ("", called.names[key].type):
                    keys[key].append(form)
        for key, forms in keys.items():
            own = plain(label_of(called.names[key], terms.get(key)))
            stays = own if own in forms else forms[0]
            for form in forms:
                if form != stays:
                    yield (key, form), f"{called.names[key].type}/{slug(form)}--split"


def _all_moved(facts: Sequence[Facts], move: Move) -> Sequence[Facts]:
    return kept(Facts, (_moved(fact, move) for fact in facts), like=facts, together=1)


def _moved(fact: Facts, move: Move) -> Facts:
    """Return a post's facts with its mentions moved, and what was said of them."""
    pairs = [(mention, move(mention)) for mention in fact.mentions]
    if all(old is new for old, new in pairs):
        return fact
    return replace(
        fact,
        mentions=tuple(new for _, new in pairs if new),
        relations=tuple(_moved_relations(fact.relations, pairs)),
        attributes=tuple(_moved_attributes(fact.attributes, pairs)),
    )


Pairs = Sequence[tuple[Mention, Mention | None]]


def _moved_relations(relations: Iterable[Relation], pairs: Pairs) -> Iterator[Relation]:
    for relation in relations:
        subject = _end(relation.subject, relation.evidence, pairs)
        obj = _end(relation.object, relation.evidence, pairs)
        if subject and obj:
            yield replace(relation, subject=subject, object=obj)


def _moved_attributes(attributes: Iterable[Attribute], pairs: Pairs) -> Iterator[Attribute]:
    """A date of an event says nothing once it is no event."""
    for attribute in attributes:
        subject = _end(attribute.subject, attribute.evidence, pairs)
        near = _near(attribute.subject, attribute.evidence, pairs)
        if subject and not any(new and new.type != old.type for old, new in near):
            yield replace(attribute, subject=subject)


def _near(key: str, evidence: Evidence, pairs: Pairs) -> Pairs:
    own = [pair for pair in pairs if pair[0].key == key]
    return [p for p in own if evidence.start <= p[0].start < evidence.end] or own


def _end(key: str, evidence: Evidence, pairs: Pairs) -> str | None:
    """Return what a key stands for in the evidence now; ``None`` when it is ignored."""
    near = _near(key, evidence, pairs)
    keys = {new.key for _, new in near if new}
    return key if key in keys or not near else min(keys, default=None)


def decide(
    names: Mapping[str, Name], terms: Mapping[str, Term], corrections: Corrections
) -> Decided:
    """Return what a person says is one, and what is not."""
    if not corrections.of("merge", "split", "different"):
        return Decided()
    called = Called(names, terms, corrections.of("rename", "alias"))
    made: list[Proposal] = []
    kept: dict[str, str] = {}
    types: dict[str, str] = {}
    joined: dict[Correction, list[str]] = {}
    missing: dict[Correction, list[str]] = {}
    for correction in corrections.of("merge"):
        head, others = _one_thing(correction, called)
        if head and others:
            kept.setdefault(head, correction.value)
            types.setdefault(head, terms[head].type if head in terms else names[head].type)
            made += [_decided(correction, head, key) for key in others]
            joined[correction] = [head, *others]
    for correction in corrections.of("merge", "split", "different"):
        missing[correction] = [
            name
            for name in correction.names
            if not called.may_mean(name, correction.type, correction.source)
        ]
    return Decided(
        proposals=made,
        apart=_apart(called, corrections),
        kept=kept,
        types=types,
        joined=joined,
        missing={correction: found for correction, found in missing.items() if found},
    )


def _one_thing(correction: Correction, called: Called) -> tuple[str, list[str]]:
    """Return the key to keep and the others. Where a name is that of several things, those
    of the kept one's type are meant."""
    kind, source = correction.type, correction.source
    means = {name: called.means(name, kind, source) for name in correction.names}
    own = next(name for name in means if plain(name) == plain(correction.value))
    if not means[own]:
        return "", []
    names = called.names
    head = min(means[own], key=lambda key: (-sum(names[key].forms.values()), key))
    others: dict[str, None] = {}
    for keys in means.values():
        alike = [key for key in keys if names[key].type == names[head].type]
        others |= dict.fromkeys(key for key in alike or keys if key != head)
    return head, list(others)


def _decided(correction: Correction, left: str, right: str) -> Proposal:
    return Proposal(score=1.0, left=left, right=right, rule=CORRECTION, evidence=correction.place)


def _apart(called: Called, corrections: Corrections) -> dict[str, set[str]]:
    apart: defaultdict[str, set[str]] = defaultdict(set)
    for correction in corrections.of("split", "different"):
        kind, source = correction.type, correction.source
        meant = [called.may_mean(name, kind, source) for name in correction.names]
        for left, right in combinations(meant, 2):
            for key in left:
                apart[key] |= right - {key}
            for key in right:
                apart[key] |= left - {key}
    return dict(apart)
