"""A knowledge of any size with invented names: posts on topics, as blogs have them."""

from __future__ import annotations

import random

import networkx as nx

from graphbuild.model import (
    ENTITY_TYPES,
    Entity,
    Evidence,
    Knowledge,
    Mention,
    Post,
    PostRecord,
    Statement,
)

BASE = "https://example.org/graph/"
SYLLABLES = """ba be bi bo bu ca ce ci co da de di do fa fe fi ga go la le li lo ma me mi mo na ne
    no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi""".split()
NAMED = 14
"""Names in a post."""


def many_nodes(count: int, links: int) -> tuple[Knowledge, nx.MultiDiGraph]:
    """Return ``count`` entities and ``links`` statements, a quarter of them stated."""
    chance = random.Random(3)
    labels = [
        " ".join("".join(chance.choices(SYLLABLES, k=k)).capitalize() for k in (3, 2))
        for _ in range(count)
    ]
    topics = [
        list(range(start, count, max(count // 90, 8))) for start in range(max(count // 90, 8))
    ]
    named = [_names(chance, chance.choice(topics), count) for _ in range(count // 8)]
    posts = [_post(number, names, labels) for number, names in enumerate(named)]
    mentions = [mention for _, found in posts for mention in found]
    statements = _statements(chance, named, posts, links)
    seen = [set() for _ in range(count)]
    for mention in mentions:
        seen[int(mention.key)].add(mention.post)
    entities = tuple(
        Entity(iri=f"{BASE}x/{i}", type=ENTITY_TYPES[-1 - i % 7], label=label,
               labels=((label, "fr"),), posts=len(seen[i]), mentions=len(seen[i]))
        for i, label in enumerate(labels)
    )  # fmt: skip
    knowledge = Knowledge(
        posts=tuple(record for record, _ in posts),
        entities=entities,
        mentions=tuple(mentions),
        statements=tuple(statements),
    )
    return knowledge, _graph(knowledge)


def _names(chance: random.Random, topic: list[int], count: int) -> list[int]:
    picked = (topic[int(len(topic) * chance.random() ** 2)] for _ in range(NAMED - 2))
    return sorted({*picked, chance.randrange(count), chance.randrange(count)})


def _post(number: int, names: list[int], labels: list[str]) -> tuple[PostRecord, list[Mention]]:
    identifier, text, mentions = f"p{number}/1", "", []
    for name in names:
        text += "Il faut parler de "
        mentions.append(
            Mention(post=identifier, source=f"p{number}.txt", start=len(text),
                    end=len(text) + len(labels[name]), surface=labels[name], type="Concept",
                    key=str(name), score=0.9, detector="bench", entity=f"{BASE}x/{name}")
        )  # fmt: skip
        text += f"{labels[name]}. "
    day = f"{2008 + number % 9}-{1 + number % 12:02}-11"
    post = Post(id=identifier, source=f"p{number}.txt", start=0, end=len(text), text=text,
                title=f"Billet {number}", date=day)  # fmt: skip
    return PostRecord(iri=f"{BASE}post/{identifier}", post=post), mentions


def _statements(
    chance: random.Random,
    named: list[list[int]],
    posts: list[tuple[PostRecord, list[Mention]]],
    links: int,
) -> list[Statement]:
    found: dict[tuple[int, int, bool], Statement] = {}
    for _ in range(20 * links):
        if len(found) == links:
            break
        number = chance.randrange(len(named))
        a, b = sorted(chance.sample(named[number], 2))
        stated = chance.random() < 0.25
        post = posts[number][0].post
        evidence = Evidence(source=post.source, start=0, end=30, quote=post.text[:30], post=post.id)
        found[a, b, stated] = Statement(
            iri=f"{BASE}statement/{len(found)}",
            subject=f"{BASE}x/{a}",
            predicate="discusses" if stated else "relatedTo",
            object=f"{BASE}x/{b}",
            layer="stated" if stated else "cooccurrence",
            score=round(chance.random(), 3),
            significance=0.0 if stated else round(chance.random(), 3),
            evidence=(evidence,),
        )
    return list(found.values())


def _graph(knowledge: Knowledge) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for entity in knowledge.entities:
        graph.add_node(entity.iri, type=entity.type, label=entity.label,
                       posts=entity.posts, mentions=entity.mentions)  # fmt: skip
    for item in knowledge.statements:
        graph.add_edge(item.subject, item.object, key=item.iri, predicate=item.predicate,
                       layer=item.layer, score=item.score, count=item.count)  # fmt: skip
    for iri, degree in graph.degree():
        graph.nodes[iri]["rank"] = degree / (2 * len(knowledge.statements))
    return graph
