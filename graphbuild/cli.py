"""The command line: each command imports what it needs, so that ``--help`` is instant.

stdout is data, stderr is talk and progress; exit 0 done, 1 done with failures or not
conforming, 2 wrong use.
"""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.errors import GraphbuildError
from graphbuild.options import parser

if TYPE_CHECKING:
    from graphbuild.config import Settings
    from graphbuild.model import Failure
    from graphbuild.report import Report

MOST_SHOWN = 10
"""Failures named in the summary; ``report.json`` has them all."""

DONE, NOT_CONFORMING, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; never shows a traceback for a mistake."""
    building = False
    _open_streams()
    try:
        options = parser().parse_args(arguments)
        building = options.run == "build"
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        return _RUN[options.run](options)
    except GraphbuildError as error:
        _tell(f"graphbuild: {error}")
        return WRONG_USE
    except KeyboardInterrupt:
        kept = "; the previous output is unchanged" if building else ""
        print(f"graphbuild: interrupted{kept}", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _tell(f"graphbuild: {place}{error.strerror or error}")
        return WRONG_USE


def _open_streams() -> None:
    """Let a stream that was closed (``2>&-``) lead nowhere, before a file takes its number."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
        if getattr(sys, name) is None:
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 (stays open)
            setattr(sys, name, stream)


def _settings(options: argparse.Namespace) -> Settings:
    from graphbuild.config import FILE_NAME, read_settings, replace

    path: Path | None = options.config
    if path is None and os.path.lexists(FILE_NAME):
        path = Path(FILE_NAME)
    names = False if options.no_names else None
    return replace(read_settings(path), names=names, base_iri=getattr(options, "base_iri", None))


def _build(options: argparse.Namespace) -> int:
    settings = _settings(options)
    from graphbuild.corrections import find_corrections, read_corrections

    # A slip in the corrections is told before the long work, not after it.
    corrections = read_corrections(options.corrections or find_corrections(options.posts))
    from graphbuild.pipeline import build
    from graphbuild.progress import bar, formats_bar

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with formats_bar() as found, bar("reading posts") as progress:
        report = build(
            options.posts,
            options.output,
            settings,
            corrections=corrections,
            jobs=options.jobs,
            executor=options.executor,
            cache=not options.no_cache,
            rdf12=options.rdf12,
            progress=progress,
            found=found,
        )
    _print_summary(report, options.output)
    return NOT_CONFORMING if report.failures else DONE


def named(counts: Mapping[str, int]) -> str:
    """Return counts as ``12 html, 3 markdown``."""
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def _collect(options: argparse.Namespace) -> int:
    settings = _settings(options)
    from graphbuild.collect.listing import list_posts
    from graphbuild.harmless import spelt_out
    from graphbuild.progress import formats_bar

    with formats_bar() as found:
        listing = list_posts(options.posts, settings, found=found)
    rows = listing.render(options.format)
    print(spelt_out(rows) if sys.stdout.isatty() else rows, end="")
    print(f"{'posts':>10}  {named(listing.formats) or 0}", file=sys.stderr)
    if listing.skipped:
        print(f"{'skipped':>10}  {named(listing.skipped)}", file=sys.stderr)
    print(f"{'failures':>10}  {len(listing.failures)}", file=sys.stderr)
    _print_failures(listing.failures)
    return NOT_CONFORMING if listing.failures else DONE


def _tell(text: str) -> None:
    """Write to stderr what may hold names of files or words of posts, which give no orders."""
    from graphbuild.harmless import spelt_out

    print(spelt_out(text), file=sys.stderr)


def _print_failures(failures: Sequence[Failure], where: str = "") -> None:
    """Name the failures; the first ones where ``where`` has them all."""
    shown = failures[:MOST_SHOWN] if where else failures
    for failure in shown:
        remedy = f" ({failure.remedy})" if failure.remedy else ""
        _tell(f"            {failure.source}: {failure.reason}{remedy}")
    if len(failures) > len(shown):
        print(f"            and more: see {where}", file=sys.stderr)


def _print_summary(report: Report, output: Path) -> None:
    def line(name: str, value: object) -> None:
        print(f"{name:>10}  {value}", file=sys.stderr)

    line("posts", f"{report.posts} and {report.comments} comments")
    line("formats", named(report.formats))
    if report.copies:
        line("copies", f"{report.copies} put together with the same post elsewhere")
    if report.skipped:
        line("skipped", named(report.skipped))
    entities = ", ".join(f"{count} {kind}" for kind, count in report.entities.items())
    line("entities", f"{sum(report.entities.values())}: {entities}")
    relations = ", ".join(f"{count} {name}" for name, count in report.relations.items())
    line("relations", f"{sum(report.relations.values())}: {relations}")
    line("failures", len(report.failures))
    _print_failures(report.failures, str(output / "report.json"))
    if report.unchanged:
        line("unchanged", "all is as the last build left it")
    line("seconds", f"{sum(report.seconds.values()):.1f}")
    line("open", (output / "graph.html").resolve().as_uri())


def _validate(options: argparse.Namespace) -> int:
    from graphbuild.harmless import visible
    from graphbuild.ontology import ontology_folder
    from graphbuild.validate import validate_file

    graph = options.graph / "graph.ttl" if options.graph.is_dir() else options.graph
    violations = validate_file(graph, ontology_folder() / "shapes.ttl")
    for violation in violations:
        print(visible(violation.focus), violation.path, visible(violation.message), sep="\t")
    verdict = f"{len(violations)} violations" if violations else "conforms to the shapes"
    _tell(f"{graph}: {verdict}")
    return NOT_CONFORMING if violations else DONE


def _query(options: argparse.Namespace) -> int:
    from graphbuild.query.command import list_questions, run_query

    if options.list:
        list_questions(options.question)
    else:
        run_query(
            options.question,
            text=options.text,
            graph=options.graph,
            form=options.format,
            parameters=options.param,
        )
    return DONE


def _serve(options: argparse.Namespace) -> int:
    from graphbuild.query.serve import run_server

    run_server(
        options.graph,
        host=options.host,
        port=options.port,
        seconds=options.timeout,
        origins=options.cors,
    )
    return DONE


def _load(options: argparse.Namespace) -> int:
    from graphbuild.query.push import Store, push

    password = os.environ.get("GRAPHBUILD_PASSWORD", "")
    pushed = push(
        Store(url=options.store, user=options.user, password=password),
        options.graph,
        chunk=options.chunk,
        dry_run=options.dry_run,
        talk=_tell,
    )
    for sent in pushed:
        print(f"{sent.graph or 'default graph'}\t{sent.triples}\t{sent.requests}")
    total, requests = (sum(getattr(s, n) for s in pushed) for n in ("triples", "requests"))
    verb = "would be sent" if options.dry_run else "sent"
    print(f"{total} triples {verb} in {requests} requests to {options.store}", file=sys.stderr)
    return DONE


def _explain(options: argparse.Namespace) -> int:
    from graphbuild.query.explain import run_explain

    return DONE if run_explain(options.entity, options.graph) else NOT_CONFORMING


def _diff(options: argparse.Namespace) -> int:
    from graphbuild.query.diff import run_diff

    run_diff(options.old, options.new)
    return DONE


def _corrections_path(options: argparse.Namespace) -> Path:
    from graphbuild.corrections import corrections_path

    return options.corrections or corrections_path(options.posts)


def _review(options: argparse.Namespace) -> int:
    from graphbuild.curate.review import run_review

    run_review(options.output, _corrections_path(options))
    return DONE


def _link(options: argparse.Namespace) -> int:
    from graphbuild.curate.link import run_link, types_of

    run_link(
        options.output,
        _corrections_path(options),
        options.service,
        kinds=types_of(options.type),
        limit=options.limit,
        dry_run=options.dry_run,
    )
    return DONE


def _curve(gold: Path, texts: Sequence[Path], output: Path, settings: Settings) -> str:
    """Build once for each threshold: what posts say is read from the cache."""
    from graphbuild import evaluate
    from graphbuild.config import replace
    from graphbuild.pipeline import build

    points = {}
    for threshold in sorted({*evaluate.THRESHOLDS, settings.merge_threshold}):
        build(texts, output, replace(settings, merge_threshold=threshold), cache=True)
        points[threshold] = evaluate.evaluate_tables(gold, output / "tables")
    return evaluate.render_curve(points, settings.merge_threshold)


def _evaluate(options: argparse.Namespace) -> int:
    import tempfile

    settings = _settings(options)
    from graphbuild import evaluate
    from graphbuild.evaluate.floors import read_floors
    from graphbuild.evaluate.gold import read_gold

    # A slip in what is compared with is told before the long work, not after it.
    read_gold(options.gold)
    if options.floors is not None:
        read_floors(options.floors, with_names=settings.names)
    from graphbuild.pipeline import build
    from graphbuild.progress import bar

    with tempfile.TemporaryDirectory() as folder, bar("reading posts") as progress:
        output = Path(folder) / "output"
        texts = sorted(p for p in options.gold.glob("*.txt") if not p.name.endswith(".ann.txt"))
        build(texts, output, settings, cache=options.curve, progress=progress)
        scores = evaluate.evaluate_tables(
            options.gold, output / "tables", predictions_file=options.predictions
        )
        print(evaluate.render(scores, as_json=options.json, errors=options.errors), end="")
        if options.calibration:
            print(evaluate.render_calibration(options.gold, output / "tables"), end="")
        if options.curve:
            print(_curve(options.gold, texts, output, settings), end="")
    if options.floors is None:
        return DONE
    falls = evaluate.check_floors(scores, options.floors, with_names=settings.names)
    for fall in falls:
        print(f"below the floor: {fall}", file=sys.stderr)
    return NOT_CONFORMING if falls else DONE


_RUN = {
    "build": _build,
    "collect": _collect,
    "validate": _validate,
    "review": _review,
    "link": _link,
    "evaluate": _evaluate,
    "query": _query,
    "serve": _serve,
    "load": _load,
    "explain": _explain,
    "diff": _diff,
}
