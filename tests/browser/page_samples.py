"""A small knowledge written by hand, for pages that need no model to be built."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx

from graphbuild.model import (
    Attribute,
    Build,
    Entity,
    Evidence,
    Failure,
    Knowledge,
    Mention,
    Merge,
    Post,
    PostRecord,
    Statement,
)
from graphbuild.write.html import write_html

BASE = "https://example.org/graph/"
BUILD = Build(base_iri=BASE, version="1", model="m", settings_digest="d", title="Sample")

POSTS = (
    ("namur/1", "post", None, "Un mardi à Namur", "person/zoe", "2014-05-06",
     "Zoé Lambert dirige la Régie Bleue à Namur.\n\n"
     "La Régie Bleue édite Carnets d'été 🎈, dit Zoé Lambert. Zoé Lambert critique la vitesse."),
    ("namur/2", "comment", "namur/1", None, "person/paul", "2014-05-07",
     "Paul Martin critique la vitesse aussi, et =SUM(A1) avec."),
    ("liege/1", "post", None, "Carnets de Liège", None, "2016-02-03",
     "Carnets d'été parle de sobriété. La Régie recrute à Liège avec Studio Ficelle."),
    ("sans-date/1", "post", None, "Sans date", None, None,
     "La lenteur et la sobriété se tiennent."),
)  # fmt: skip
NAMES = (
    ("person/zoe", "Person", "Zoé Lambert", ("Zoé Lambert",)),
    ("organization/regie", "Organization", "Régie Bleue", ("Régie Bleue", "La Régie")),
    ("concept/vitesse", "Concept", "vitesse", ("vitesse",)),
    ("work/carnets", "Work", "Carnets d'été", ("Carnets d'été",)),
    ("concept/sobriete", "Concept", "sobriété", ("sobriété",)),
    ("place/namur", "Place", "Namur", ("Namur",)),
    ("person/paul", "Person", "Paul Martin", ("Paul Martin",)),
    ("place/liege", "Place", "Liège", ("Liège",)),
    ("organization/ficelle", "Organization", "Studio Ficelle", ("Studio Ficelle",)),
    ("product/sum", "Product", "=SUM(A1)", ("=SUM(A1)",)),
    ("concept/lenteur", "Concept", "lenteur", ("lenteur",)),
)
RELATIONS = (
    ("person/zoe", "worksFor", "organization/regie", "Zoé Lambert dirige la Régie Bleue"),
    ("organization/regie", "publisherOf", "work/carnets", "La Régie Bleue édite Carnets d'été"),
    ("work/carnets", "discusses", "concept/sobriete", "Carnets d'été parle de sobriété"),
    ("person/zoe", "criticizes", "concept/vitesse", "Zoé Lambert critique la vitesse"),
    ("person/paul", "criticizes", "concept/vitesse", "Paul Martin critique la vitesse"),
    ("organization/regie", "relatedTo", "place/liege", "La Régie recrute à Liège"),
)

Twist = Callable[[str], str]


def sample(twist: Twist = str) -> tuple[Knowledge, nx.MultiDiGraph]:
    """Return the knowledge and its graph; ``twist`` changes every text that is shown.

    A twisted text is found again by the twisted name, so offsets stay true.
    """
    posts = tuple(_record(row, twist) for row in POSTS)
    mentions = tuple(_mentions(posts, twist))
    statements = tuple(_statements(posts, twist))
    knowledge = Knowledge(
        posts=posts,
        entities=tuple(_entity(name, kind, label, forms, mentions, twist)
                       for name, kind, label, forms in NAMES),
        mentions=mentions,
        statements=statements,
        attributes=(Attribute(subject=BASE + "work/carnets", predicate="startDate",
                              value="2014-06-01", evidence=statements[1].evidence[0]),),
        merges=(Merge(iri=f"{BASE}merge/1", kept=BASE + "organization/regie",
                      merged=BASE + "organization/la-regie", label=twist("La Régie"),
                      rule=twist("short form"), evidence=twist("same post"), score=0.9),),
        sources=(("namur.txt", "0" * 64, "utf-8"),),
    )  # fmt: skip
    return knowledge, _graph(knowledge)


def write_sample(path: Path, twist: Twist = str) -> str:
    """Write the sample's page and return its address."""
    failure = Failure(source=twist("broken.txt"), reason=twist("not text"), remedy="save it anew")
    write_html(path, *sample(twist), BUILD, [failure])
    return path.as_uri()


def text_of(number: int, twist: Twist = str) -> str:
    """Return a post's text, its names twisted: no name stands inside another."""
    text = POSTS[number][6]
    forms = sorted({form for *_, forms in NAMES for form in forms}, key=len, reverse=True)
    pattern = "|".join(map(re.escape, forms))
    return re.sub(pattern, lambda found: twist(found[0]), text)


def _record(row: tuple[str, str, str | None, str | None, str | None, str | None, str],
            twist: Twist) -> PostRecord:  # fmt: skip
    identifier, kind, parent, title, author, date, _ = row
    text = text_of([post[0] for post in POSTS].index(identifier), twist)
    post = Post(
        id=identifier,
        source=twist(f"{identifier.split('/')[0]}.txt"),
        start=10,
        end=10 + len(text),
        text=text,
        kind=kind,
        parent=parent,
        title=twist(title) if title else None,
        date=date,
    )
    return PostRecord(
        iri=f"{BASE}post/{identifier}", post=post, author=BASE + author if author else None
    )


def _places(posts: tuple[PostRecord, ...], words: str) -> Iterator[tuple[Post, int]]:
    for record in posts:
        for found in re.finditer(re.escape(words), record.post.text):
            yield record.post, record.post.start + found.start()


def _mentions(posts: tuple[PostRecord, ...], twist: Twist) -> Iterator[Mention]:
    for name, kind, _, forms in NAMES:
        for form in forms:
            for post, start in _places(posts, twist(form)):
                if form == "La Régie" and post.surface(start, start + 14).endswith("Bleue"):
                    continue
                yield Mention(
                    post=post.id,
                    source=post.source,
                    start=start,
                    end=start + len(twist(form)),
                    surface=twist(form),
                    type=kind,
                    key=name,
                    score=1.0,
                    detector="test",
                    entity=BASE + name,
                )


def _entity(
    name: str,
    kind: str,
    label: str,
    forms: tuple[str, ...],
    mentions: tuple[Mention, ...],
    twist: Twist,
) -> Entity:
    own = [mention for mention in mentions if mention.key == name]
    return Entity(
        iri=BASE + name,
        type=kind,
        label=twist(label),
        labels=(*((twist(form), "") for form in forms), (twist(f"{label} too"), "en")),
        same_as=(f"https://example.com/{name}", twist(name)),
        definition=twist(f"About {label}."),
        posts=len({mention.post for mention in own}),
        mentions=len(own),
    )


def _statements(posts: tuple[PostRecord, ...], twist: Twist) -> Iterator[Statement]:
    for number, (subject, predicate, obj, quote) in enumerate(RELATIONS):
        plain = next(i for i in range(len(POSTS)) if quote in POSTS[i][6])
        first, last = (twist(_form(end, quote)) for end in (subject, obj))
        post = posts[plain].post
        tail = post.text.index(last, post.text.index(first)) + len(last)
        head = post.text.rindex(first, 0, tail - len(last))
        evidence = Evidence(
            source=post.source,
            start=post.start + head,
            end=post.start + tail,
            quote=post.text[head:tail],
            post=post.id,
        )
        yield Statement(
            iri=f"{BASE}statement/{number}",
            subject=BASE + subject,
            predicate=predicate,
            object=BASE + obj,
            layer="cooccurrence" if predicate == "relatedTo" else "stated",
            score=0.8,
            evidence=(evidence,),
            significance=0.5 if predicate == "relatedTo" else 0.0,
        )


def _form(name: str, quote: str) -> str:
    forms = next(forms for known, _, _, forms in NAMES if known == name)
    return next(form for form in forms if form in quote)


def _graph(knowledge: Knowledge) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for place, entity in enumerate(knowledge.entities):
        graph.add_node(entity.iri, type=entity.type, label=entity.label,
                       posts=entity.posts, mentions=entity.mentions, rank=1 / (2 + place))  # fmt: skip
    for item in knowledge.statements:
        graph.add_edge(
            item.subject,
            item.object,
            key=item.iri,
            predicate=item.predicate,
            layer=item.layer,
            score=item.score,
            count=item.count,
        )
    return graph
