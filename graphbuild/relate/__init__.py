"""Stage 4: find the relations that one post states, each with the span that states it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graphbuild.model import Attribute, Evidence, Mention, Post, Relation
from graphbuild.ontology import Ontology
from graphbuild.reading import Reading
from graphbuild.relate.appositions import apposition_relations
from graphbuild.relate.attribution import attribution_relations
from graphbuild.relate.dates import date_attributes
from graphbuild.relate.events import event_relations
from graphbuild.relate.found import Found
from graphbuild.relate.gatherings import gathering_relations
from graphbuild.relate.imprints import imprint_relations
from graphbuild.relate.jobs import byline_relations, job_relations
from graphbuild.relate.letters import LETTER_OF_TYPE
from graphbuild.relate.lexicon import Lexicon
from graphbuild.relate.line import Line
from graphbuild.relate.line import lines as read_lines
from graphbuild.relate.makers import maker_relations
from graphbuild.relate.modality import modality
from graphbuild.relate.opinions import opinion_relations
from graphbuild.relate.partners import partner_relations
from graphbuild.relate.passives import passive_relations
from graphbuild.relate.places import place_relations
from graphbuild.relate.quotes import quote_relations
from graphbuild.relate.referents import Referents
from graphbuild.relate.roles import role_relations
from graphbuild.relate.scores import score
from graphbuild.relate.sites import site_attributes
from graphbuild.relate.speech import speech_relations
from graphbuild.relate.stances import stance_relations
from graphbuild.relate.talks import talk_relations, told_by_title
from graphbuild.relate.titles import ideas_of_titles, title_relations
from graphbuild.relate.verbs import verb_relations
from graphbuild.relate.voice import voice_relations
from graphbuild.relate.weights import Weights
from graphbuild.relate.workplaces import signature_relations, workplace_relations

__all__ = ["relate"]


def relate(
    post: Post, readings: Sequence[Reading], mentions: Sequence[Mention], ontology: Ontology
) -> tuple[tuple[Relation, ...], tuple[Attribute, ...]]:
    """Return what the post states between its mentions, the dates of its events, and sites."""
    lexicon = _lexicon(ontology)
    read = read_lines(readings, mentions)
    referents = Referents(post, read, mentions)
    found = find(post, read, mentions, ontology, referents)
    attributes = [*date_attributes(post, read, referents), *site_attributes(post, mentions)]
    return tuple(_relations(post, found, ontology, lexicon)), tuple(dict.fromkeys(attributes))


RIVALS = (("ownerOf", "memberOf"), ("publisherOf", "offers"), ("criticizes", "discusses"),
          ("organizerOf", "participantIn"), ("organizerOf", "offers"))  # fmt: skip
"""Where one span gives both for a pair, the first is meant (``appartenir à``, ``présenter``)."""


def _unrivalled(relations: list[Relation]) -> Iterator[Relation]:
    def pair(r: Relation) -> tuple[frozenset[str], int]:
        return frozenset((r.subject, r.object)), r.evidence.end

    stated = {(r.predicate, *pair(r)) for r in relations}
    for relation in relations:
        if not any(
            relation.predicate == weaker and (stronger, *pair(relation)) in stated
            for stronger, weaker in RIVALS
        ):
            yield relation


_LEXICONS: dict[str, Lexicon] = {}


def _lexicon(ontology: Ontology) -> Lexicon:
    """Compile the cues once per ontology, known by its digest."""
    if ontology.digest not in _LEXICONS:
        _LEXICONS.clear()
        _LEXICONS[ontology.digest] = Lexicon(ontology)
    return _LEXICONS[ontology.digest]


def find(
    post: Post,
    read: Sequence[Line],
    mentions: Sequence[Mention],
    ontology: Ontology,
    referents: Referents,
) -> Iterator[Found]:
    """Yield what every pattern finds in the lines of a post."""
    held = ideas_of_titles(mentions)
    stated = list(_stated(post, read, mentions, ontology, referents))
    yield from stated
    yield from title_relations(read, held)
    yield from told_by_title(stated, held)


NAMES = frozenset(LETTER_OF_TYPE.values())
"""The letters of names: a line with none, and no idea, states nothing by itself."""


def _stated(
    post: Post,
    read: Sequence[Line],
    mentions: Sequence[Mention],
    ontology: Ontology,
    referents: Referents,
) -> Iterator[Found]:
    lexicon = _lexicon(ontology)
    weights = Weights(post, mentions)
    for line in read:
        if not line.ideas and NAMES.isdisjoint(line.code):
            yield from voice_relations(line, lexicon, ontology, referents)  # ``J'y étais.``
            continue
        yield from role_relations(line, lexicon, ontology, referents)
        verbs = verb_relations(line, lexicon, ontology, referents)
        yield from (found for found in verbs if _worth_saying(found, weights))
        yield from passive_relations(line, lexicon, ontology, referents)
        yield from job_relations(line, lexicon)
        yield from byline_relations(line, lexicon)
        yield from apposition_relations(line, lexicon, ontology, referents)
        yield from place_relations(line, lexicon)
        yield from imprint_relations(line, lexicon)
        yield from talk_relations(line)
        yield from partner_relations(line, lexicon)
        yield from workplace_relations(line, lexicon, ontology, referents)
        yield from maker_relations(line, lexicon, ontology, referents)
        yield from gathering_relations(line, lexicon)
        yield from attribution_relations(line, lexicon, referents, weights)
        yield from stance_relations(line, lexicon, referents, weights)
        yield from voice_relations(line, lexicon, ontology, referents)
    yield from signature_relations(read, lexicon)
    yield from speech_relations(read, lexicon, referents, weights)
    yield from event_relations(read, lexicon, ontology, referents)
    yield from quote_relations(read, weights)
    yield from opinion_relations(post, read, referents, lexicon, weights)


def _worth_saying(found: Found, weights: Weights) -> bool:
    """``X parle des internautes``: people and bodies are not ideas spoken of."""
    if found.predicate != "discusses":
        return True
    ideas = [idea for idea in found.line.ideas if idea.mention == found.object]
    return all(weights.worth(found.line, idea) for idea in ideas)


def _relations(
    post: Post, found: Iterable[Found], ontology: Ontology, lexicon: Lexicon
) -> list[Relation]:
    """Turn findings into relations: one a statement and span, domain and range kept."""
    best: dict[tuple[str, str, str, int, int], Relation] = {}
    for item in found:
        predicate = ontology.predicates.get(item.predicate)
        subject, obj = item.subject, item.object
        if predicate is None or subject.key == obj.key:
            continue
        if not predicate.admits(subject.type, obj.type):
            continue
        span = item.line.span(item.first, item.last)
        relation = Relation(
            subject=subject.key,
            predicate=item.predicate,
            object=obj.key,
            score=score(item.pattern, item.weight),
            evidence=Evidence(
                source=post.source,
                start=span.start,
                end=span.end,
                quote=post.surface(span.start, span.end),
                post=post.id,
                cue=item.cue,
            ),
            modality=modality(item, lexicon.modality),
        )
        key = (subject.key, item.predicate, obj.key, span.start, span.end)
        if key not in best or best[key].score < relation.score:
            best[key] = relation
    kept = _unrivalled(list(best.values()))
    return sorted(
        kept, key=lambda r: (r.evidence.start, r.evidence.end, r.predicate, r.subject, r.object)
    )
