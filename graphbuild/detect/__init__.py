"""Stage 2: find the spans of posts that may name something, and their ideas."""

from __future__ import annotations

from collections.abc import Sequence

from graphbuild.config import Settings
from graphbuild.detect.again import found_again, lexicon
from graphbuild.detect.context import (
    from_heads,
    from_quotes,
    in_lists,
    next_in_list,
    second_voices,
)
from graphbuild.detect.ideas import known_ideas, new_ideas, spans_of
from graphbuild.detect.matcher import Matcher
from graphbuild.detect.names import from_model, from_signatures, from_vocabulary
from graphbuild.detect.pipelines import MAX_BLOCK, model_id, read_post
from graphbuild.detect.reject import Rejecter
from graphbuild.detect.select import agreed, without_overlaps
from graphbuild.detect.shapes import from_shapes
from graphbuild.detect.tags import from_tags
from graphbuild.model import Candidate, Post
from graphbuild.ontology import Ontology
from graphbuild.reading import Reading

__all__ = ["MAX_BLOCK", "Detector", "model_id", "read_post"]

MOST_IDEAS = 58
"""Ideas of a post of 1,000 words, known ones counted thrice, up to which it proposes its own."""

Read = tuple[Post, Sequence[Reading]]
"""A post and what the pipeline made of its blocks."""


class Detector:
    """The vocabularies compiled once, applied to any number of files."""

    def __init__(self, ontology: Ontology, settings: Settings) -> None:
        """Compile the names, ideas and describing words of the ontology."""
        self._names = Matcher(ontology.names)
        self._ideas = Matcher(ontology.concepts)
        self._ontology = ontology
        self._settings = settings
        self._reject = Rejecter(ontology)

    def detect(self, file: Sequence[Read]) -> tuple[tuple[Candidate, ...], ...]:
        """Return each post's names and ideas, for the posts of one file together.

        Names do not overlap; candidates are in text order. What is named for certain in
        one post of the file is found again in the others.
        """
        first = [self._candidates(post, readings) for post, readings in file]
        sure = lexicon(c for group in first for c in agreed(group))
        return tuple(
            self._chosen(post, readings, [*group, *found_again(post, readings, sure)])
            for (post, readings), group in zip(file, first, strict=True)
        )

    def _candidates(self, post: Post, readings: Sequence[Reading]) -> list[Candidate]:
        found = list(from_signatures(post))
        for reading in readings:
            block = [
                *from_model(post, reading),
                *from_vocabulary(post, reading, self._names),
                *from_quotes(post, reading, self._ontology.heads),
                *from_heads(post, reading, self._ontology),
                *from_shapes(post, reading),
            ]
            block += list(next_in_list(post, reading, block))
            block += list(in_lists(post, reading, block))
            block += list(second_voices(post, reading, block, self._ontology))
            found += block
        return [candidate for candidate in found if not self._reject(post, candidate)]

    def _room(self, post: Post, known: Sequence[Candidate]) -> int:
        """Return how many ideas a post may propose: more where the vocabulary is silent."""
        words = len(post.text.split()) / 1000
        least = self._settings.new_ideas_per_1000_words * words
        heard = len({candidate.iri for candidate in known})
        return max(1, round(max(least, MOST_IDEAS * words - 3 * heard)))

    def _chosen(
        self, post: Post, readings: Sequence[Reading], candidates: Sequence[Candidate]
    ) -> tuple[Candidate, ...]:
        # What is too doubtful to be kept must not hide what it overlaps.
        least = self._settings.min_score
        names = without_overlaps(c for c in agreed(candidates) if c.score >= least)
        known = list(known_ideas(post, readings, self._ideas, spans_of(names)))
        taken = spans_of(names) + spans_of(known)
        new = list(new_ideas(post, readings, taken, most=self._room(post, known)))
        tags = from_tags(post, self._names, self._ideas, names)
        return tuple(sorted([*names, *known, *new, *tags], key=lambda c: (c.start, c.end, c.type)))
