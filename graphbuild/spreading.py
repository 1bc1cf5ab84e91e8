"""What each post says on its own: looked up in the cache, or read here or by others."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.analysis import File, analyser, sealed_analyser
from graphbuild.cache import FactsCache, facts_context
from graphbuild.collect import find_files
from graphbuild.config import Settings
from graphbuild.detect import model_id
from graphbuild.executors import FEW, Died, cores, default_jobs, prepare, spread
from graphbuild.memory import forget, give_back, undisturbed
from graphbuild.model import Facts, Failure, Post
from graphbuild.on_disk import MANY as MANY_POSTS
from graphbuild.on_disk import OnDisk
from graphbuild.ontology import Ontology

if TYPE_CHECKING:
    from graphbuild.executors_dask import Cluster

LOADED = "graphbuild.loaded"
"""What is imported for the processes that read posts."""

Said = Generator[tuple[int, tuple[Facts, ...] | Died], None, None]
"""What the posts of a file say, with the index of the file."""

TOGETHER = 25_000
"""Characters of files that are read at once: some 60 paragraphs. The recogniser takes half as
long again for 8 at a time (measured 1 to 256)."""

MANY = 300
"""Files of a build for which the memory of the models, 0.4 GB, and of what is remembered of
words is worth more than the seconds it takes to load them, should this process build again."""

ASIDE = 5_000
"""Posts from which on what they say waits on disk while the models are in memory: it takes 0.3 GB
then, and half a hundredth of the time of reading."""

READERS = ("graphbuild.detect", "graphbuild.relate", "wordfreq")
"""Packages whose caches hold the models and the words that were read."""

TURNS = 8
"""Times at least that each process comes back for more, so that all end at about one time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """Who reads the posts: ``jobs`` processes (``None``: by their number) or a ``cluster``."""

    jobs: int | None = None
    cluster: Cluster | None = None

    def begin(self, paths: Sequence[Path]) -> None:
        """Begin what can be done before there are posts; raise when a cluster is not there."""
        if self.cluster:
            self.cluster.check()
        elif self._many(paths):
            prepare(LOADED)

    def _many(self, paths: Sequence[Path]) -> bool:
        if self.jobs is not None:
            return self.jobs > 1
        return cores() > 1 and sum(len(find_files(path)) for path in paths) >= FEW

    def read(self, files: Sequence[File], ontology: Ontology, settings: Settings) -> Said:
        """Yield what each file says, as it comes."""
        jobs = default_jobs(len(files)) if self.jobs is None else self.jobs
        most = TOGETHER
        if self.cluster is None and min(jobs, len(files)) > 1:
            prepare(LOADED)
            most = min(most, sum(map(_size, files)) // (TURNS * jobs))
        tied = bundles([_size(file) for file in files], most)
        while tied:
            items = [tuple(files[index] for index in bundle) for bundle in tied]
            alone: list[list[int]] = []
            with closing(self._spread(items, ontology, settings, jobs)) as results:
                for place, result in results:
                    if not isinstance(result, Died):
                        yield from zip(tied[place], result, strict=True)
                    elif len(tied[place]) == 1:
                        yield tied[place][0], result
                    else:  # which of them it was is not known
                        alone += ([index] for index in tied[place])
            tied = alone

    def _spread(
        self, items: Sequence[tuple[File, ...]], ontology: Ontology, settings: Settings, jobs: int
    ) -> Generator[tuple[int, tuple[tuple[Facts, ...], ...] | Died], None, None]:
        if self.cluster:
            context = facts_context(model=model_id(), ontology=ontology.digest, settings=settings)
            sealed = partial(sealed_analyser, context, ontology, settings)
            return self.cluster.spread(sealed, items, [sum(map(_size, item)) for item in items])
        return spread(partial(analyser, ontology, settings), items, jobs=jobs)


def bundles(sizes: Sequence[int], most: int) -> list[list[int]]:
    """Return the indices in their order, in groups of sizes that add up to ``most`` if possible."""
    tied: list[list[int]] = []
    room = 0
    for index, size in enumerate(sizes):
        if not tied or size > room:
            tied.append([])
            room = most
        tied[-1].append(index)
        room -= size
    return tied


def hands(*, jobs: int | None, executor: str | None) -> Hands:
    """Return who reads posts; ``executor`` is ``dask://HOST:PORT`` or ``None``.

    Raises ``SettingsError`` for another one, ``GraphbuildError`` where Dask is missing.
    """
    if executor is None:
        return Hands(jobs=jobs)
    from graphbuild.executors_dask import cluster

    return Hands(cluster=cluster(executor))


def analysed(
    posts: Sequence[Post],
    ontology: Ontology,
    settings: Settings,
    progress: Callable[[int, int], None],
    *,
    by: Hands,
    known: FactsCache,
) -> tuple[Sequence[Facts], list[Failure]]:
    """Return what each post says, in the order of the posts, and what could not be read."""
    files = [tuple(file) for _, file in groupby(posts, key=lambda post: post.source)]
    said = _Said(posts)
    new = []
    with undisturbed():
        for index, file in enumerate(files):
            facts = known.get(file)
            if facts is None:
                new.append(index)
            else:
                said.add(index, facts)
    new.sort(key=lambda index: -_size(files[index]))  # so that all end at about the same time
    failures: list[Failure] = []
    done = len(posts) - sum(len(files[index]) for index in new)
    with closing(by.read([files[index] for index in new], ontology, settings)) as results:
        progress(done, len(posts))
        for place, result in results:
            file = files[new[place]]
            if isinstance(result, Died):
                failures.append(_unread(file[0].source, result))
                said.add(new[place], [Facts(post=post) for post in file])
            else:
                known.put(file, result)
                said.add(new[place], result)
            done += len(file)
            progress(done, len(posts))
    known.finish()
    many = len(files) >= MANY
    if many:
        forget(*READERS)
    give_back(many=many)
    return said.in_order(), failures


class _Said:
    """What files say, as it comes: on disk while the models are in memory too."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self._facts: list[Facts] | OnDisk[Facts]
        self._facts = OnDisk(Facts) if len(posts) >= ASIDE else []
        self._numbers: dict[int, range] = {}

    def add(self, file: int, facts: Sequence[Facts]) -> None:
        first = len(self._facts)
        self._facts.extend(facts)
        self._numbers[file] = range(first, first + len(facts))

    def in_order(self) -> Sequence[Facts]:
        """Return all in the order of the files; those of many posts stay on disk."""
        numbers = [n for _, of_file in sorted(self._numbers.items()) for n in of_file]
        if isinstance(self._facts, OnDisk):
            picked = self._facts.picked(numbers)
            return picked if len(picked) >= MANY_POSTS else list(picked)
        return [self._facts[number] for number in numbers]


def _size(file: File) -> int:
    return sum(len(post.text) for post in file)


def _unread(source: str, died: Died) -> Failure:
    code = "" if died.exit_code is None else f" (exit code {died.exit_code})"
    return Failure(
        source=source,
        reason=f"the process that read it died{code}",
        remedy="see to free memory, or split the file",
    )
