"""The pipeline on one page: files -> posts -> facts -> knowledge -> files."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from graphbuild import __version__
from graphbuild.collect import collect
from graphbuild.config import Settings
from graphbuild.detect import Detector, model_id, read_post
from graphbuild.errors import InputError, OutputError
from graphbuild.ground import ground
from graphbuild.model import Build, Facts, Failure, Knowledge, Post, Source
from graphbuild.ontology import Ontology, ontology_folder, read_ontology
from graphbuild.relate import relate
from graphbuild.unify import knowledge_graph, unify
from graphbuild.validate import validate_turtle
from graphbuild.write import quads, write_all
from graphbuild.write.rdf_files import render_turtle

Progress = Callable[[int, int], None]
"""Called with the number of posts done and of all posts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did: counts, failures and seconds by stage."""

    posts: int
    comments: int
    entities: dict[str, int]
    relations: dict[str, int]
    mentions: int
    merges: int
    failures: tuple[Failure, ...]
    violations: int
    seconds: dict[str, float]
    encodings: dict[str, int]


def build(
    paths: Sequence[Path],
    output: Path,
    settings: Settings,
    *,
    progress: Progress = lambda done, total: None,
) -> Report:
    """Build the graph of the posts under ``paths`` into ``output``.

    Raises ``InputError`` when no post is readable and ``OutputError`` when the folder
    cannot be written; the previous output is replaced only by a whole new one.
    """
    clock = _Clock()
    _check_writable(output)
    ontology = read_ontology(ontology_folder(), with_names=settings.names)
    sources, posts, failures = _collected(paths, settings)
    clock.stop("collect")
    facts = list(analysed(posts, ontology, settings, progress))
    clock.stop("read")
    knowledge = unify(facts, sources, ontology, settings)
    graph = knowledge_graph(knowledge)
    clock.stop("unify")
    about = Build(
        base_iri=settings.base_iri,
        version=__version__,
        model=model_id(),
        settings_digest=settings.digest(),
        title=settings.title,
        license=settings.license,
    )
    triples = list(quads(knowledge, about, ontology))
    turtle = render_turtle(triples, base=settings.base_iri)
    violations = validate_turtle(turtle, ontology_folder() / "shapes.ttl")
    failures += [Failure(source=v.focus, reason=v.message, remedy=v.path) for v in violations]
    clock.stop("validate")
    with _Replacing(output) as folder:
        write_all(folder, knowledge, graph, about, triples)
        clock.stop("write")
        report = _report(knowledge, failures, len(violations), clock.seconds)
        _write_report(folder / "report.json", report, about)
    return report


def analysed(
    posts: Sequence[Post], ontology: Ontology, settings: Settings, progress: Progress
) -> Iterator[Facts]:
    """Yield what each post says on its own: the part of the work that can be spread."""
    detector = Detector(ontology, settings)
    done = 0
    for _, file in groupby(posts, key=lambda post: post.source):
        progress(done, len(posts))
        found = analyse(tuple(file), detector, ontology)
        done += len(found)
        yield from found
    progress(done, len(posts))


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


def _collected(
    paths: Sequence[Path], settings: Settings
) -> tuple[list[Source], list[Post], list[Failure]]:
    sources: list[Source] = []
    posts: list[Post] = []
    failures: list[Failure] = []
    for item in collect(paths, max_bytes=settings.max_megabytes * 1_000_000):
        if isinstance(item, Failure):
            failures.append(item)
        else:
            sources.append(item[0])
            posts += item[1]
    if not posts:
        why = f": {failures[0].source}: {failures[0].reason}" if failures else ""
        raise InputError(
            f"no readable post{why}",
            place=", ".join(str(path) for path in paths),
            remedy="name a folder that holds posts as .txt files",
        )
    return sources, posts, failures


class _Clock:
    """Seconds spent between one stop and the next."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def stop(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = round(now - self._last, 3)
        self._last = now


def _check_writable(output: Path) -> None:
    """Fail before the long work, not after it."""
    if output.exists() and not output.is_dir():
        raise OutputError("is a file", place=str(output), remedy="name a folder with -o")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".graphbuild-", dir=output.parent):
            pass
        if output.exists():
            with tempfile.TemporaryFile(dir=output):
                pass
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror}",
            place=str(output),
            remedy="name another folder with -o, or change its permissions",
        ) from None


WRITTEN = ("graph.ttl", "graph.trig", "graph.graphml", "graph.html", "tables", "report.json")
"""What a build owns in the output folder; any other file there is left alone."""


class _Replacing:
    """Give a new folder to write into; when all went well, put its files in place.

    On any error the folder is removed and the previous output stays as it was.
    """

    def __init__(self, output: Path) -> None:
        self._output = output

    def __enter__(self) -> Path:
        self._folder = Path(tempfile.mkdtemp(prefix=".graphbuild-", dir=self._output.parent))
        return self._folder

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        try:
            if kind is None:
                self._put_in_place()
        except OSError as reason:
            raise OutputError(
                f"cannot be written: {reason.strerror}",
                place=str(self._output),
                remedy="free disk space or name another folder with -o",
            ) from None
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _put_in_place(self) -> None:
        """Rename old files aside, new ones in, and the old ones back if that fails."""
        self._output.mkdir(exist_ok=True)
        aside = self._folder / "previous"
        aside.mkdir()
        try:
            for name in WRITTEN:
                if (self._output / name).exists():
                    (self._output / name).rename(aside / name)
            for name in WRITTEN:
                (self._folder / name).rename(self._output / name)
        except OSError:
            for name in WRITTEN:
                if (aside / name).exists():
                    if (self._output / name).exists():
                        (self._output / name).rename(self._folder / f"failed-{name}")
                    (aside / name).rename(self._output / name)
            raise


def _report(
    knowledge: Knowledge, failures: Iterable[Failure], violations: int, seconds: dict[str, float]
) -> Report:
    kinds = Counter(record.post.kind for record in knowledge.posts)
    return Report(
        posts=kinds["post"],
        comments=kinds["comment"],
        entities=_counted(entity.type for entity in knowledge.entities),
        relations=_counted(s.predicate for s in knowledge.statements if s.modality == "asserted"),
        mentions=len(knowledge.mentions),
        merges=len(knowledge.merges),
        failures=tuple(sorted(failures)),
        violations=violations,
        seconds=seconds,
        encodings=_counted(encoding for _, _, encoding in knowledge.sources),
    )


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _write_report(path: Path, report: Report, about: Build) -> None:
    """Everything but ``seconds`` is the same for the same input."""
    content = {
        "graphbuild": about.version,
        "model": about.model,
        "settings": about.settings_digest,
        "posts": report.posts,
        "comments": report.comments,
        "mentions": report.mentions,
        "entities": report.entities,
        "relations": report.relations,
        "merges": report.merges,
        "encodings": report.encodings,
        "failures": [
            {"source": f.source, "reason": f.reason, "remedy": f.remedy} for f in report.failures
        ],
        "seconds": report.seconds,
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
