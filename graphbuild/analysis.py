"""What the posts of a file say on their own: the part of the work that is spread and kept."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence

from graphbuild.cache import facts_context
from graphbuild.config import Settings
from graphbuild.detect import Detector, Read, model_id, read_posts
from graphbuild.errors import GraphbuildError
from graphbuild.ground import ground
from graphbuild.memory import Tidying
from graphbuild.model import Facts, Post
from graphbuild.ontology import Ontology
from graphbuild.relate import relate

File = tuple[Post, ...]

Said = tuple[tuple[Facts, ...], ...]
"""For each file, the facts of its posts."""


def analyser(ontology: Ontology, settings: Settings) -> Callable[[Sequence[File]], Said]:
    """Return the function that analyses some files: what a process makes once."""
    detector = Detector(ontology, settings)
    tidying = Tidying()

    def work(files: Sequence[File]) -> Said:
        said = analyse(files, detector, ontology)
        tidying.after(sum(len(post.text) for file in files for post in file))
        return said

    return work


def sealed_analyser(
    context: str, ontology: Ontology, settings: Settings
) -> Callable[[Sequence[File]], Said]:
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


def analyse(files: Sequence[File], detector: Detector, ontology: Ontology) -> Said:
    """Return the facts of the posts of some files, each file on its own.

    They are parsed together, which is quicker and gives the same.
    """
    read = zip(
        (post for file in files for post in file),
        read_posts([post for file in files for post in file]),
        strict=True,
    )
    return tuple(_facts([next(read) for _ in file], detector, ontology) for file in files)


def _facts(file: Sequence[Read], detector: Detector, ontology: Ontology) -> tuple[Facts, ...]:
    facts = []
    for (post, readings), found in zip(file, detector.detect_and_doubt(file), strict=True):
        mentions = ground(post, found.candidates)
        relations, attributes = relate(post, readings, mentions, ontology)
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
