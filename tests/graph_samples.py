"""Posts, readings and facts made by hand, so that no test needs a model or a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from graphbuild.config import Settings
from graphbuild.model import (
    Attribute,
    Block,
    Build,
    Evidence,
    Facts,
    Knowledge,
    Mention,
    Post,
    Relation,
    Signature,
    Source,
)
from graphbuild.ontology import Ontology, Term, ontology_folder, read_ontology
from graphbuild.rdf import slug
from graphbuild.reading import Reading, view
from graphbuild.unify import unify
from graphbuild.words import plain_name
from graphbuild.write.documents import documents
from graphbuild.write.rdf_files import write_rdf

if TYPE_CHECKING:
    from spacy.language import Language

BASE = "https://example.org/graph/"
BUILD = Build(base_iri=BASE, version="0.0.0", model="none", settings_digest="0")
NAMES = "https://w3id.org/graphbuild/names"
IDEAS = "https://w3id.org/graphbuild/concepts"


@cache
def french() -> Language:
    """Return a tokenizer without a model, loaded by the tests that read."""
    import spacy

    return spacy.blank("fr")


def post_of(text: str, *, start: int = 0, **options: Any) -> Post:
    """Return a post whose paragraphs are parted by blank lines."""
    blocks = tuple(
        Block(start=start + m.start(), end=start + m.end(), kind="paragraph")
        for m in re.finditer(r"\S(?:.*\S)?(?:\n\S.*)*", text)
    )
    given = {"id": "a/1", "source": "a.txt", "blocks": blocks} | options
    return Post(start=start, end=start + len(text), text=text, **given)


def place_of(post: Post, words: str, *, nth: int = 0) -> tuple[int, int]:
    """Return where the words stand in the source, for the nth time."""
    found = [m.start() for m in re.finditer(re.escape(words), post.text)]
    return post.start + found[nth], post.start + found[nth] + len(words)


def signed(post_text: str, name: str, *, full: bool = True, **options: Any) -> Post:
    """Return a post that its last words sign."""
    post = post_of(post_text, author=name, **options)
    at = post.start + post.text.rindex(name)
    signature = Signature(start=at, end=at + len(name), name=name, full=full)
    return post_of(
        post_text, author=name, signatures=(signature,), **({"start": post.start} | options)
    )


def reading_of(post: Post, *, block: int = 0, ents: Iterable[tuple[str, str]] = ()) -> Reading:
    """Return a block as a pipeline might have read it: names marked, tagged by hand later."""
    chosen = post.blocks[block]
    seen = view(post, chosen)
    doc = french()(seen.text)
    spans = []
    for words, label in ents:
        at = seen.text.index(words)
        found = doc.char_span(at, at + len(words), label=label, alignment_mode="expand")
        assert found is not None, words
        spans.append(found)
    doc.ents = spans
    return Reading(block=chosen, view=seen, doc=doc)


def term(label: str, kind: str = "Organization", *, iri: str = "", **options: Any) -> Term:
    """Return a vocabulary's entry."""
    iri = iri or f"{NAMES}/{kind.lower()}/{slug(label)}"
    return Term(iri=iri, type=kind, labels=((label, ""),), **options)


def mention_of(
    post: Post, words: str, kind: str, *, nth: int = 0, key: str = "", **options: Any
) -> Mention:
    """Return a mention of the words in the post."""
    start, end = place_of(post, words, nth=nth)
    given = {"score": 0.9, "detector": "test"} | options
    return Mention(
        post=post.id,
        source=post.source,
        start=start,
        end=end,
        surface=words,
        type=kind,
        key=key or f"{kind}/{slug(plain_name(words))}",
        **given,
    )


def relation_of(
    post: Post, subject: Mention, predicate: str, obj: Mention, quote: str, **options: Any
) -> Relation:
    """Return what the quote states of two mentions."""
    start, end = place_of(post, quote)
    evidence = Evidence(
        source=post.source, start=start, end=end, quote=quote, post=post.id, cue="test"
    )
    given = {"score": 0.8} | options
    return Relation(
        subject=subject.key, predicate=predicate, object=obj.key, evidence=evidence, **given
    )


def facts_of(post: Post, *names: tuple[str, str]) -> Facts:
    """Return a post's facts with a mention for every occurrence of the names given."""
    mentions = [
        mention_of(post, words, kind, nth=nth)
        for words, kind in names
        for nth in range(len(re.findall(re.escape(words), post.text)))
    ]
    return Facts(post=post, mentions=tuple(sorted(mentions, key=lambda m: m.start)))


FIRST = (
    "Cléo Vasseur travaille chez Tamarin à Lyon. Elle cite la longue traîne.\n\n"
    "Tamarin est partenaire de Zéphyr. Tamarin ne possède pas Zéphyr 🎈 à Lyon.\n\n"
    "Tamarin organise le Salon des Vents, le 3 mars 2015, où l'on dit « C++ & co ».\n\n"
    "Cléo Vasseur"
)
SECOND = "Zéphyr et Tamarin : partenaires. Vasseur revient chez Tamarine, dit bob"


def small_facts() -> tuple[Facts, ...]:
    """A post and a comment: every kind of fact, a negated one and a misspelt name."""
    post = signed(FIRST, "Cléo Vasseur", title="Premier billet", date="2015-03-04", start=7)
    cleo = mention_of(post, "Cléo Vasseur", "Person")
    byline = mention_of(post, "Cléo Vasseur", "Person", nth=1)
    tamarin = mention_of(post, "Tamarin", "Organization")
    lyon = mention_of(post, "Lyon", "Place", key=f"{NAMES}/place/lyon")
    idea = mention_of(post, "longue traîne", "Concept", key=f"{IDEAS}/longue-traine")
    zephyr = mention_of(post, "Zéphyr", "Organization")
    fair = mention_of(post, "Salon des Vents", "Event")
    code = mention_of(post, "C++", "Product")
    more = [mention_of(post, "Tamarin", "Organization", nth=n) for n in (1, 2, 3)]
    more += [mention_of(post, "Zéphyr", "Organization", nth=1)]
    more += [mention_of(post, "Lyon", "Place", nth=1, key=f"{NAMES}/place/lyon")]
    first = Facts(
        post=post,
        mentions=tuple(
            sorted(
                [cleo, byline, tamarin, lyon, idea, zephyr, fair, code, *more],
                key=lambda m: m.start,
            )
        ),
        relations=(
            relation_of(post, cleo, "worksFor", tamarin, "Cléo Vasseur travaille chez Tamarin"),
            relation_of(post, cleo, "discusses", idea, "Elle cite la longue traîne"),
            relation_of(post, tamarin, "partnerOf", zephyr, "Tamarin est partenaire de Zéphyr"),
            relation_of(
                post,
                tamarin,
                "ownerOf",
                zephyr,
                "Tamarin ne possède pas Zéphyr",
                modality="negated",
            ),
            relation_of(post, tamarin, "organizerOf", fair, "Tamarin organise le Salon des Vents"),
        ),
        attributes=(
            Attribute(
                subject=fair.key,
                predicate="startDate",
                value="2015-03-03",
                evidence=relation_of(post, fair, "x", fair, "le 3 mars 2015").evidence,
            ),
        ),
    )
    reply = signed(SECOND, "bob", full=False, id="a/2", kind="comment", parent="a/1", start=400)
    zephyr = mention_of(reply, "Zéphyr", "Organization")
    tamarin = mention_of(reply, "Tamarin", "Organization")
    second = Facts(
        post=reply,
        mentions=(
            zephyr,
            tamarin,
            mention_of(reply, "Vasseur", "Person"),
            mention_of(reply, "Tamarine", "Organization"),
            mention_of(reply, "bob", "Person"),
        ),
        relations=(
            relation_of(reply, zephyr, "partnerOf", tamarin, "Zéphyr et Tamarin : partenaires"),
        ),
    )
    return first, second


def small_source() -> Source:
    """The file that holds both posts where their offsets say."""
    text = " " * 7 + FIRST
    return Source(path="a.txt", text=text.ljust(400) + SECOND, encoding="utf-8", digest="0" * 64)


def small_knowledge(
    *, base: str = BASE, facts: Iterable[Facts] | None = None, ontology: Ontology | None = None
) -> Knowledge:
    """Unify the small facts with the ontology that ships."""
    return unify(
        list(facts or small_facts()),
        [small_source()],
        ontology or read_ontology(ontology_folder()),
        Settings(base_iri=base),
    )


def written(
    knowledge: Knowledge,
    name: str = "graph.ttl",
    *,
    build: Build = BUILD,
    ontology: Ontology | None = None,
) -> bytes:
    """Return an RDF file of the knowledge, as a build writes it."""
    described = documents(knowledge, build, ontology or read_ontology(ontology_folder()))
    with TemporaryDirectory() as folder:
        write_rdf(Path(folder), described, build, formats=[name])
        return (Path(folder) / name).read_bytes()


def labels(knowledge: Knowledge) -> set[str]:
    """Return the entities' preferred labels."""
    return {entity.label for entity in knowledge.entities}


TESTS = Path(__file__).parent
