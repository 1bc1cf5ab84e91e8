"""Stage 2: find the spans of a post that may name something, and its ideas."""

from __future__ import annotations

from collections.abc import Sequence

from graphbuild.config import Settings
from graphbuild.detect.select import without_overlaps
from graphbuild.detect.ideas import known_ideas, new_ideas, spans_of
from graphbuild.detect.matcher import Matcher
from graphbuild.detect.names import from_model, from_signatures, from_vocabulary
from graphbuild.detect.pipelines import model_id, read_post
from graphbuild.model import Candidate, Post
from graphbuild.ontology import Ontology
from graphbuild.reading import Reading

__all__ = ["Detector", "model_id", "read_post"]


class Detector:
    """The vocabularies compiled once, applied to any number of posts."""

    def __init__(self, ontology: Ontology, settings: Settings) -> None:
        """Compile the names and ideas of the ontology."""
        self._names = Matcher(ontology.names)
        self._ideas = Matcher(ontology.concepts)
        self._settings = settings

    def detect(self, post: Post, readings: Sequence[Reading]) -> tuple[Candidate, ...]:
        """Return the names and ideas of one post, names without overlaps, in text order."""
        candidates = list(from_signatures(post))
        for reading in readings:
            candidates += from_model(post, reading)
            candidates += from_vocabulary(post, reading, self._names)
        names = without_overlaps(candidates)
        names = [name for name in names if name.score >= self._settings.min_score]
        known = list(known_ideas(post, readings, self._ideas, spans_of(names)))
        new = list(new_ideas(post, readings, spans_of(names) + spans_of(known)))
        ideas = known + new
        return tuple(sorted(names + ideas, key=lambda c: (c.start, c.end, c.type)))
