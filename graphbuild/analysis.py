"""What one file's posts say on their own: the part of the work that is spread and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graphbuild.config import Settings
from graphbuild.detect import Detector, read_post
from graphbuild.ground import ground
from graphbuild.model import Facts, Post
from graphbuild.ontology import Ontology
from graphbuild.relate import relate


def analyser(
    ontology: Ontology, settings: Settings
) -> Callable[[Sequence[Post]], tuple[Facts, ...]]:
    """Return the function that analyses a file: what a process makes once."""
    detector = Detector(ontology, settings)
    return lambda file: analyse(file, detector, ontology)


def analyse(file: Sequence[Post], detector: Detector, ontology: Ontology) -> tuple[Facts, ...]:
    """Return the facts of the posts of one file."""
    readings = [read_post(post) for post in file]
    facts = []
    candidates = detector.detect(list(zip(file, readings, strict=True)))
    for post, read, found in zip(file, readings, candidates, strict=True):
        mentions = ground(post, found)
        relations, attributes = relate(post, read, mentions, ontology)
        facts.append(
            Facts(post=post, mentions=mentions, relations=relations, attributes=attributes)
        )
    return tuple(facts)
