"""Stage 2: find the spans of posts that may name something, and their ideas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graphbuild.config import Settings
from graphbuild.detect.again import Lexicon, found_again, lexicon
from graphbuild.detect.candidates import LONGEST
from graphbuild.detect.context import (
    from_heads,
    from_quotes,
    in_lists,
    next_in_list,
    second_voices,
    to_closing_mark,
)
from graphbuild.detect.evidence import Sighting, Tally, features
from graphbuild.detect.ideas import known_ideas, new_ideas, spans_of
from graphbuild.detect.judge import (
    ANY,
    Judge,
    judged,
    outside_titles,
    shipped,
    with_one_sense,
    without_overlaps,
)
from graphbuild.detect.matcher import Matcher
from graphbuild.detect.names import from_model, from_signatures, from_vocabulary
from graphbuild.detect.pipelines import MAX_BLOCK, model_id, read_post, read_posts
from graphbuild.detect.propose import (
    from_capitals,
    from_hesitation,
    from_quotation_marks,
    in_small_letters,
    shorter,
    with_head,
)
from graphbuild.detect.reject import Rejecter, opens_sentence
from graphbuild.detect.select import LEAST_VOTE, agreed, longest_first
from graphbuild.detect.shapes import from_shapes
from graphbuild.detect.stated import stated, telling
from graphbuild.detect.tags import from_tags
from graphbuild.detect.titled import (
    after_speaker,
    in_title_lists,
    is_somebody,
    under_speaker,
    with_speaker,
)
from graphbuild.model import Candidate, Post, Span
from graphbuild.ontology import Ontology
from graphbuild.reading import Reading

__all__ = [
    "MAX_BLOCK",
    "Detector",
    "Read",
    "model_id",
    "read_post",
    "read_posts",
]

MOST_IDEAS = 58
"""Ideas of a post of 1,000 words, known ones counted thrice, up to which it proposes its own."""

LEAST_DOUBT = 0.05
"""Score below which a name is not even kept as a doubt, which other posts could lift."""

NO_CHANCE = 0.02
"""What the judge must give a type for the span to come to ``LEAST_DOUBT`` without votes."""

Read = tuple[Post, Sequence[Reading]]
"""A post and what the pipeline made of its blocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detected:
    """A post's names and ideas, and what may be a name if other posts are sure of it."""

    candidates: tuple[Candidate, ...]
    doubts: tuple[Candidate, ...] = ()


class Detector:
    """The vocabularies compiled once, applied to any number of files."""

    def __init__(self, ontology: Ontology, settings: Settings, judge: Judge | None = None) -> None:
        """Compile the names, ideas and describing words of the ontology."""
        self._names = Matcher(ontology.names)
        self._ideas = Matcher(ontology.concepts)
        self._ontology = ontology
        self._settings = settings
        self._reject = Rejecter(ontology)
        self._judge = shipped() if judge is None else judge
        self._telling = telling(ontology)

    def detect(self, file: Sequence[Read]) -> tuple[tuple[Candidate, ...], ...]:
        """Return each post's names and ideas, for the posts of one file together.

        Names do not overlap; candidates are in text order. What is named for certain in
        one post of the file is found again in the others.
        """
        return tuple(found.candidates for found in self.detect_and_doubt(file))

    def detect_and_doubt(self, file: Sequence[Read]) -> tuple[Detected, ...]:
        """Return what ``detect`` does, and the names that are too doubtful on their own."""
        seen = self.sightings(file)
        tally = Tally(sighting for group in seen for sighting in group)
        signed = [list(from_signatures(post)) for post, _ in file]
        scored = self._scored(
            [
                [s for s in group if not any(s.overlaps(name) for name in names)]
                for group, names in zip(seen, signed, strict=True)
            ],
            tally,
        )
        return tuple(
            self._chosen(post, readings, names, found)
            for (post, readings), names, found in zip(file, signed, scored, strict=True)
        )

    def _scored(self, seen: Sequence[Sequence[Sighting]], tally: Tally) -> list[list[Candidate]]:
        """Return what each post's sightings are judged to be, those without a chance left out."""
        heads = self._ontology.heads
        likely = [
            (post, sighting, row)
            for post, group in enumerate(seen)
            for sighting, row in zip(
                group, self._judge.chances(features(s, tally, heads) for s in group), strict=True
            )
            if sighting.stands or max(row) > NO_CHANCE
        ]
        found = with_one_sense(
            [(sighting, row) for _, sighting, row in likely],
            [judged(sighting, row) for _, sighting, row in likely],
        )
        scored: list[list[Candidate]] = [[] for _ in seen]
        for (post, _, _), candidate in zip(likely, found, strict=True):
            scored[post].append(candidate)
        return scored

    def sightings(self, file: Sequence[Read]) -> list[list[Sighting]]:
        """Return each post's spans that some detector proposes as a name."""
        first = [self._first(post, readings) for post, readings in file]
        sure = lexicon(
            candidate
            for (post, _), blocks in zip(file, first, strict=True)
            for group in [list(from_signatures(post)), *blocks]
            for candidate in agreed(c for c in group if c.type != ANY)
        )
        return [
            [
                sighting
                for reading, block in zip(readings, blocks, strict=True)
                for sighting in self._sighted(post, reading, block, sure)
            ]
            for (post, readings), blocks in zip(file, first, strict=True)
        ]

    def _first(self, post: Post, readings: Sequence[Reading]) -> list[list[Candidate]]:
        """Return what each block says on its own, and what the lines before it do."""
        blocks = [self._candidates(post, reading) for reading in readings]
        titles = [
            *in_title_lists(post, readings, self._ontology.heads),
            *under_speaker(post, readings, blocks),
        ]
        for index, title in titles:
            if not self._reject(post, title) and not is_somebody(title, blocks[index]):
                blocks[index].append(title)
        return blocks

    def _candidates(self, post: Post, reading: Reading) -> list[Candidate]:
        block = [
            *from_model(post, reading),
            *from_vocabulary(post, reading, self._names),
            *from_quotes(post, reading, self._ontology.heads),
            *from_heads(post, reading, self._ontology),
            *from_shapes(post, reading),
        ]
        block += list(next_in_list(post, reading, block))
        block += list(in_lists(post, reading, block))
        block += [*with_speaker(post, reading, block), *after_speaker(post, reading, block)]
        block += list(to_closing_mark(post, reading, block))
        told = list(stated(post, reading, block, self._telling))
        block += [*second_voices(post, reading, block, self._ontology), *told]
        return [
            replace(candidate, type=ANY, score=0.0)
            if opens_sentence(post, candidate)
            else candidate
            for candidate in block
            if not self._reject(post, candidate)
        ]

    def _sighted(
        self, post: Post, reading: Reading, block: Sequence[Candidate], sure: Lexicon
    ) -> Iterator[Sighting]:
        """Add what other blocks know, and spans to try, then group by span."""
        tried = [
            *from_capitals(post, reading),
            *from_quotation_marks(post, reading),
            *with_head(post, reading, self._ontology.heads),
            *from_hesitation(post, reading),
            *shorter(post, reading, block),
            *in_small_letters(post, reading, sure.lowered),
        ]
        tried += [candidate for candidate in block if candidate.type == ANY]
        voiced = [c for c in block if c.type != ANY]
        voiced += found_again(post, [reading], sure)
        votes = {(c.start, c.end): c for c in agreed(voiced)}
        standing = longest_first(c for c in votes.values() if c.score >= LEAST_VOTE)
        stands = {(c.start, c.end) for c in standing}
        spans: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
        for candidate in [*voiced, *(c for c in tried if not self._reject(post, c))]:
            spans[candidate.start, candidate.end].append(candidate)
        for span, group in sorted(spans.items()):
            yield Sighting(
                reading=reading,
                candidates=tuple(group),
                voted=votes.get(span),
                stands=span in stands,
            )

    def _room(self, post: Post, known: Sequence[Candidate]) -> int:
        """Return how many ideas a post may propose: more where the vocabulary is silent."""
        words = len(post.text.split()) / 1000
        least = self._settings.new_ideas_per_1000_words * words
        heard = len({candidate.iri for candidate in known})
        return max(1, round(max(least, MOST_IDEAS * words - 3 * heard)))

    def _chosen(
        self,
        post: Post,
        readings: Sequence[Reading],
        signed: list[Candidate],
        scored: Sequence[Candidate],
    ) -> Detected:
        names = signed + without_overlaps(outside_titles(scored), least=self._settings.min_score)
        known = list(known_ideas(post, readings, self._ideas, spans_of(names)))
        taken = spans_of(names) + spans_of(known)
        new = list(new_ideas(post, readings, taken, most=self._room(post, known)))
        tags = from_tags(post, self._names, self._ideas, names)
        ideas = [c for c in (*known, *new, *tags) if len(c.surface) <= LONGEST]
        return Detected(
            candidates=_in_text_order([*names, *ideas]),
            doubts=_doubts(scored, [*taken, *spans_of(new)], most=self._settings.min_score),
        )


def _in_text_order(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda c: (c.start, c.end, c.type)))


def _doubts(
    scored: Iterable[Candidate], taken: Sequence[Span], *, most: float
) -> tuple[Candidate, ...]:
    """Return the names that fell short, where nothing else was found; none overlaps another."""
    short = [c for c in scored if c.score <= most and c.surface[:1].isupper()]
    free = (c for c in short if not any(s.start < c.end and c.start < s.end for s in taken))
    return tuple(without_overlaps(free, least=LEAST_DOUBT))
