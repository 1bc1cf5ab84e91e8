"""The pipeline on one page: files -> posts -> facts -> knowledge -> files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter

from graphbuild import __version__
from graphbuild.cache import FILE_NAME, Cache, FactsCache, NoCache, code_digest, facts_context
from graphbuild.collect import STDIN, Corpus, find_files, read_corpus
from graphbuild.config import Settings
from graphbuild.corrections import NO_CORRECTIONS, Corrections
from graphbuild.detect import MAX_BLOCK, model_id
from graphbuild.executors import cores
from graphbuild.kept import Kept
from graphbuild.lock import alone
from graphbuild.memory import undisturbed
from graphbuild.model import Build, Failure
from graphbuild.ontology import Ontology, ontology_folder, read_ontology
from graphbuild.output import Replacing, check_writable
from graphbuild.report import Report, reported, write_report
from graphbuild.spreading import analysed, hands
from graphbuild.unchanged import LastBuild, inputs_digest, installed
from graphbuild.unify import knowledge_graph, unify
from graphbuild.validate import Violation, validate_lines
from graphbuild.write import write_all

KEPT = ("collect", "validate")
"""Stages whose results are kept, by their folders, besides the facts."""

Progress = Callable[[int, int], None]
"""Called with the number of posts done and of all posts."""


def build(
    paths: Sequence[Path],
    output: Path,
    settings: Settings,
    *,
    corrections: Corrections = NO_CORRECTIONS,
    jobs: int | None = None,
    executor: str | None = None,
    cache: bool = False,
    rdf12: bool = False,
    progress: Progress = lambda done, total: None,
    found: Callable[[Mapping[str, int]], None] = lambda formats: None,
) -> Report:
    """Build the graph of the posts under ``paths`` into ``output``.

    ``jobs`` is the number of processes that read posts and write files (``None``: the
    cores, but one to read few files), ``executor`` a cluster that reads
    (``dask://HOST:PORT``); ``cache`` keeps what posts say in ``output`` for the next build.
    The result depends on none of them. ``found`` is told what is collected. ``rdf12`` adds
    ``graph-rdf12.ttl``. ``corrections`` that match nothing are failures of the report.
    While another build writes into the folder, this one waits. Raises ``InputError`` when
    no post is readable and ``OutputError`` when the folder cannot be written; the previous
    output is replaced only by a whole new one, and left alone, with ``cache``, when it
    already is the result.
    """
    check_writable(output)
    with alone(output):
        return _build(
            paths,
            output,
            settings,
            corrections=corrections,
            jobs=jobs,
            executor=executor,
            cache=cache,
            rdf12=rdf12,
            progress=progress,
            found=found,
        )


def _build(
    paths: Sequence[Path],
    output: Path,
    settings: Settings,
    *,
    corrections: Corrections,
    jobs: int | None,
    executor: str | None,
    cache: bool,
    rdf12: bool,
    progress: Progress,
    found: Callable[[Mapping[str, int]], None],
) -> Report:
    clock = _Clock()
    last = _last_build(paths, output, settings, corrections, rdf12=rdf12) if cache else None
    if last and (kept := last.report(Report)):
        clock.stop("compare")
        return replace(kept, seconds=clock.seconds, unchanged=True)
    by = hands(jobs=jobs, executor=executor)
    if not (cache and (output / FILE_NAME).exists()):  # else there may be nothing to read
        by.begin(paths)
    ontology = read_ontology(ontology_folder(), with_names=settings.names)
    posts, checked = (_kept(output, name, settings) if cache else None for name in KEPT)
    corpus = read_corpus(paths, settings, found=found, kept=posts)
    failures = [*corpus.failures, *_too_long(corpus)]
    corpus = _light(corpus)
    clock.stop("collect")
    with closing(_cache(output, ontology, settings) if cache else NoCache()) as known:
        facts, unread = analysed(corpus.posts, ontology, settings, progress, by=by, known=known)
    failures += unread
    corpus = replace(corpus, posts=())  # the facts have them, maybe on disk
    if posts:  # not sooner: a first build that cannot read leaves no trace
        posts.finish()
    clock.stop("read")
    with undisturbed():
        knowledge = unify(
            facts,
            corpus.sources,
            ontology,
            settings,
            corrections=corrections,
            failed=failures.append,
        )
        del facts  # the knowledge has what is needed of them
    clock.stop("unify")
    about = Build(
        base_iri=settings.base_iri,
        version=__version__,
        model=model_id(),
        settings_digest=corrections.sealed(settings.digest()),
        title=settings.title,
        license=settings.license,
    )
    with Replacing(output) as folder:
        violations: list[Violation] = []

        def check() -> None:
            clock.stop("write")
            shapes = ontology_folder() / "shapes.ttl"
            violations.extend(validate_lines(folder / "graph.nq", shapes, checked))
            if checked:
                checked.finish()
            clock.stop("validate")

        write_all(
            folder,
            knowledge,
            partial(knowledge_graph, knowledge),
            about,
            ontology,
            failures=sorted(failures),
            rdf12=rdf12,
            check=check,
            jobs=jobs or cores(),
        )
        clock.stop("write")
        failures += [Failure(source=v.focus, reason=v.message, remedy=v.path) for v in violations]
        report = reported(corpus, knowledge, failures, len(violations), clock.seconds)
        write_report(folder / "report.json", report, about)
    if last and not unread:  # a process that died may have better luck next time
        last.keep(report)
    return report


def _last_build(
    paths: Sequence[Path],
    output: Path,
    settings: Settings,
    corrections: Corrections,
    *,
    rdf12: bool,
) -> LastBuild | None:
    if any(str(path) == STDIN for path in paths):
        return None
    files = [found for path in paths for found in find_files(path)]
    folders = (Path(__file__).parent, ontology_folder())
    inputs = inputs_digest(files, (settings, corrections, rdf12), folders)
    return LastBuild(output, inputs) if inputs else None


def _cache(output: Path, ontology: Ontology, settings: Settings) -> FactsCache:
    context = facts_context(model=model_id(), ontology=ontology.digest, settings=settings)
    return Cache(output / FILE_NAME, context)


def _kept(output: Path, name: str, settings: Settings) -> Kept:
    return Kept(
        output / FILE_NAME, name, repr((settings, code_digest([name]), sys.version, installed()))
    )


def _too_long(corpus: Corpus) -> Iterator[Failure]:
    """Yield a failure for each paragraph that is longer than the parser can take."""
    texts = {source.path: source.text for source in corpus.sources}
    for post in corpus.posts:
        for block in post.prose():
            length = block.end - block.start
            if length > MAX_BLOCK:
                line = texts[post.source].count("\n", 0, block.start) + 1
                yield Failure(
                    source=post.source,
                    reason=f"line {line} is too long: {length} characters, "
                    f"the limit is {MAX_BLOCK}; it was left out",
                    remedy="put line ends in it",
                )


def _light(corpus: Corpus) -> Corpus:
    """Return the corpus without the texts of files: posts have theirs, and files stay."""
    light = (s if s.origin else replace(s, text="") for s in corpus.sources)
    return replace(corpus, sources=tuple(light))


class _Clock:
    """Seconds spent between one stop and the next."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = perf_counter()

    def stop(self, stage: str) -> None:
        now = perf_counter()
        self.seconds[stage] = round(self.seconds.get(stage, 0.0) + now - self._last, 3)
        self._last = now
