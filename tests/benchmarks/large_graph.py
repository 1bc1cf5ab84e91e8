"""A graph of any size, of the shape that a build gives: people, firms, ideas, posts, statements.

Made from a seed, no text behind it: what is measured is the engines, not the extraction.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from graphbuild.model import (
    Build,
    Entity,
    Evidence,
    Knowledge,
    Mention,
    Merge,
    Post,
    PostRecord,
    Statement,
)

BASE = "https://example.org/graph/"
BUILD = Build(base_iri=BASE, version="0", model="none", settings_digest="0")

TRIPLES_PER_POST = 440
"""Counted; what a post brings with its mentions, statements and share of the entities."""

RELATIONS = (
    ("worksFor", "Person", "Organization"),
    ("discusses", "Person", "Concept"),
    ("criticizes", "Person", "Concept"),
    ("authorOf", "Person", "Work"),
    ("publisherOf", "Organization", "Work"),
    ("organizerOf", "Organization", "Event"),
    ("locatedIn", "Organization", "Place"),
    ("partnerOf", "Organization", "Organization"),
    ("founderOf", "Person", "Organization"),
)
SHARES = {
    "Person": 0.6,
    "Organization": 0.4,
    "Concept": 0.5,
    "Work": 0.2,
    "Event": 0.1,
    "Place": 0.2,
    "Product": 0.1,
}
"""Entities for each post."""

MENTIONS = 16
STATEMENTS = 3
MODALITIES = ("asserted",) * 9 + ("negated",)


def large_knowledge(triples: int, seed: int = 6) -> Knowledge:
    """Return knowledge that gives about so many triples."""
    chance = random.Random(seed)
    posts = max(20, triples // TRIPLES_PER_POST)
    iris = {
        kind: [f"{BASE}{kind.lower()}/{kind.lower()}-{n}" for n in range(int(posts * share) + 5)]
        for kind, share in SHARES.items()
    }
    mentions = tuple(_mentions(posts, iris, chance))
    statements = tuple(_statements(posts, iris, chance))
    named: dict[str, list[str]] = {}
    for mention in mentions:
        named.setdefault(mention.post, []).append(mention.entity)
    return Knowledge(
        posts=tuple(_posts(posts, iris["Person"], named)),
        entities=tuple(_entities(iris, mentions)),
        mentions=mentions,
        statements=statements,
        merges=tuple(_merges(iris["Person"])),
        sources=tuple((f"post-{n}.txt", "0" * 64, "utf-8") for n in range(posts)),
    )


def _posts(count: int, people: list[str], named: dict[str, list[str]]) -> Iterator[PostRecord]:
    for n in range(count):
        post = f"post-{n}/1"
        comment = n % 3 == 1
        yield PostRecord(
            iri=f"{BASE}post/{post}",
            post=Post(
                id=post,
                source=f"post-{n}.txt",
                start=0,
                end=4000,
                text="",
                kind="comment" if comment else "post",
                parent=f"post-{n - 1}/1" if comment else None,
                title=f"Billet {n}",
                date=f"{2006 + n % 10}-0{1 + n % 9}-1{n % 10}",
            ),
            author=people[n % len(people)],
            mentions=tuple(dict.fromkeys(named.get(post, ()))),
        )


def _entities(iris: dict[str, list[str]], mentions: tuple[Mention, ...]) -> Iterator[Entity]:
    posts: dict[str, set[str]] = {}
    for mention in mentions:
        posts.setdefault(mention.entity, set()).add(mention.post)
    for kind, names in iris.items():
        for n, iri in enumerate(names):
            language = "fr" if kind == "Concept" else ""
            label = f"{kind} {n}"
            labels = ((label, language), (f"{label} bis", language))
            if kind == "Concept":
                labels += ((f"the {label}", "en"),)
            yield Entity(
                iri=iri,
                type=kind,
                label=label,
                language=language,
                labels=labels,
                same_as=(f"https://elsewhere.example/{kind}/{n}",) if n % 4 == 0 else (),
                posts=len(posts.get(iri, ())),
                mentions=len(posts.get(iri, ())),
            )


def _mentions(posts: int, iris: dict[str, list[str]], chance: random.Random) -> Iterator[Mention]:
    kinds = list(SHARES)
    for n in range(posts):
        for place in range(MENTIONS):
            kind = kinds[place % len(kinds)]
            number = int(len(iris[kind]) * chance.random() ** 3)  # few are named often
            yield Mention(
                post=f"post-{n}/1",
                source=f"post-{n}.txt",
                start=place * 100,
                end=place * 100 + 12,
                surface=f"{kind} {number}",
                type=kind,
                key="",
                score=0.9,
                detector="model",
                entity=iris[kind][number],
            )


def _statements(
    posts: int, iris: dict[str, list[str]], chance: random.Random
) -> Iterator[Statement]:
    for number in range(posts * STATEMENTS):
        predicate, subject, obj = RELATIONS[number % len(RELATIONS)]
        stated = number % 4 != 3
        yield Statement(
            iri=f"{BASE}statement/{number:016x}",
            subject=chance.choice(iris[subject if stated else "Concept"]),
            predicate=predicate if stated else "relatedTo",
            object=chance.choice(iris[obj if stated else "Concept"]),
            layer="stated" if stated else "cooccurrence",
            score=round(0.5 + chance.random() / 2, 4),
            modality=chance.choice(MODALITIES) if stated else "asserted",
            evidence=tuple(_evidence(number, posts, chance)),
            significance=0.0 if stated else round(chance.random(), 4),
        )


def _evidence(number: int, posts: int, chance: random.Random) -> Iterator[Evidence]:
    for turn in range(1 + number % 2):
        n, start = chance.randrange(posts), 2000 + number % 900 + turn
        yield Evidence(
            source=f"post-{n}.txt",
            start=start,
            end=start + 60,
            quote=f"Ce que dit le passage {number}, en une ligne de soixante signes.",
            post=f"post-{n}/1",
            cue="dit",
        )


def _merges(people: list[str]) -> Iterator[Merge]:
    for n, iri in enumerate(people[: len(people) // 10]):
        yield Merge(
            iri=f"{BASE}merge/{n:016x}",
            kept=iri,
            merged=f"{BASE}person/ancien-{n}",
            label=f"Ancien {n}",
            rule="same words",
            evidence=f"Ancien {n} = Person {n}",
            score=0.9,
        )
