"""What one file's posts say on their own: the part of the work that is spread and kept."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence

from graphbuild.cache import facts_context
from graphbuild.config import Settings
from graphbuild.detect import Detector, model_id, read_post
from graphbuild.errors import GraphbuildError
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


def sealed_analyser(
    context: str, ontology: Ontology, settings: Settings
) -> Callable[[Sequence[Post]], tuple[Facts, ...]]:
    """Return ``analyser``'s function on another machine, which must give what this one would.

    ``context`` is ``cache.facts_context`` where the build runs. Raises ``GraphbuildError``
    when it is another here.
    """
    if facts_context(model=model_id(), ontology=ontology.digest, settings=settings) != context:
        raise GraphbuildError(
            "it has another version of graphbuild, of its models, its libraries or Python",
            place=platform.node(),
            remedy="install on every machine what requirements.txt pins",
        )
    return analyser(ontology, settings)


def analyse(file: Sequence[Post], detector: Detector, ontology: Ontology) -> tuple[Facts, ...]:
    """Return the facts of the posts of one file."""
    readings = [read_post(post) for post in file]
    facts = []
    detected = detector.detect_and_doubt(list(zip(file, readings, strict=True)))
    for post, read, found in zip(file, readings, detected, strict=True):
        mentions = ground(post, found.candidates)
        relations, attributes = relate(post, read, mentions, ontology)
        facts.append(
            Facts(
                post=post,
                mentions=mentions,
                relations=relations,
                attributes=attributes,
                doubts=ground(post, found.doubts),
            )
        )
    return tuple(facts)
