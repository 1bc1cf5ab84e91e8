"""The command line: declares here, imports in the command, so that ``--help`` is instant.

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

from graphbuild import __version__
from graphbuild.errors import GraphbuildError

if TYPE_CHECKING:
    from graphbuild.config import Settings
    from graphbuild.model import Failure
    from graphbuild.pipeline import Report

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

MOST_SHOWN = 10
"""Failures named in the summary; ``report.json`` has them all."""

DONE, NOT_CONFORMING, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; never shows a traceback for a mistake."""
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        code: int = options.run(options)
        return code
    except GraphbuildError as error:
        _tell(f"graphbuild: {error}")
        return WRONG_USE
    except KeyboardInterrupt:
        print("graphbuild: interrupted; the previous output is unchanged", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _tell(f"graphbuild: {place}{error.strerror or error}")
        return WRONG_USE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="graphbuild",
        description="Turn a folder of blog posts into a knowledge graph that can be trusted.",
        epilog="Start with: graphbuild build posts",
    )
    parser.add_argument("--version", action="version", version=f"graphbuild {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_build(commands)
    _add_collect(commands)
    _add_validate(commands)
    _add_query(commands)
    _add_serve(commands)
    _add_load(commands)
    _add_explain(commands)
    _add_diff(commands)
    _add_review(commands)
    _add_link(commands)
    _add_evaluate(commands)
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 3600:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds up to 3600")
    return seconds


def _add_settings(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--config", type=Path, metavar="FILE", help="settings (default: graphbuild.toml if there)"
    )
    command.add_argument(
        "--no-names", action="store_true", help="build without the names of ontology/names.ttl"
    )


def _add_build(commands: Commands) -> None:
    command = commands.add_parser("build", help="build the graph of a folder of posts")
    command.add_argument(
        "posts",
        nargs="*",
        type=Path,
        default=[Path("posts")],
        help="folders or files of posts, - for stdin",
    )
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("output"),
        help="folder to write (default: output)",
    )
    command.add_argument("--base-iri", metavar="IRI", help="start of every IRI of the graph")
    command.add_argument(
        "--corrections",
        type=Path,
        metavar="FILE",
        help="what you corrected (default: corrections.toml in the first posts folder, if there)",
    )
    readers = command.add_mutually_exclusive_group()
    readers.add_argument(
        "--jobs",
        type=_count,
        metavar="N",
        help="processes that read posts (default: the cores, one for few posts)",
    )
    readers.add_argument(
        "--executor",
        metavar="dask://HOST:PORT",
        help="let a Dask cluster read the posts (needs graphbuild[dask])",
    )
    command.add_argument(
        "--no-cache",
        action="store_true",
        help="read every post again, and keep nothing for the next build",
    )
    command.add_argument(
        "--rdf12",
        action="store_true",
        help="write graph-rdf12.ttl too, whose statements are RDF 1.2 reifiers",
    )
    _add_settings(command)
    command.set_defaults(run=_build)


def _add_collect(commands: Commands) -> None:
    command = commands.add_parser(
        "collect", help="list the posts as they are understood, before building"
    )
    command.add_argument(
        "posts",
        nargs="*",
        type=Path,
        default=[Path("posts")],
        help="folders or files of posts, - for stdin",
    )
    command.add_argument(
        "--format", choices=("table", "csv"), default="table", help="default: %(default)s"
    )
    command.add_argument(
        "--config", type=Path, metavar="FILE", help="settings (default: graphbuild.toml if there)"
    )
    command.set_defaults(run=_collect, no_names=False)


def _add_validate(commands: Commands) -> None:
    command = commands.add_parser("validate", help="check a graph against the SHACL shapes")
    command.add_argument(
        "graph", nargs="?", type=Path, default=Path("output/graph.ttl"), help="a Turtle file"
    )
    command.set_defaults(run=_validate)


def _add_curated(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "posts", nargs="*", type=Path, default=[Path("posts")], help="folders or files of posts"
    )
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("output"),
        help="folder of the build (default: %(default)s)",
    )
    command.add_argument(
        "--corrections",
        type=Path,
        metavar="FILE",
        help="file to write (default: corrections.toml in the first posts folder)",
    )


def _add_review(commands: Commands) -> None:
    command = commands.add_parser("review", help="decide doubtful names, into corrections.toml")
    _add_curated(command)
    command.set_defaults(run=_review)


def _add_link(commands: Commands) -> None:
    command = commands.add_parser(
        "link", help="ask a reconciliation service for links, into corrections.toml"
    )
    _add_curated(command)
    command.add_argument(
        "--service",
        required=True,
        metavar="URL",
        help="a W3C reconciliation service, as for OpenRefine; it is sent names and no text",
    )
    command.add_argument("--dry-run", action="store_true", help="print proposals, write none")
    command.add_argument(
        "--type",
        action="append",
        default=[],
        metavar="TYPE=ID",
        help="the service's identifier of a type, such as Place=Q618123; may be repeated",
    )
    command.add_argument(
        "--limit", type=_count, default=1000, metavar="N", help="most names to ask for"
    )
    command.set_defaults(run=_link)


def _add_evaluate(commands: Commands) -> None:
    command = commands.add_parser("evaluate", help="score the extraction against a gold standard")
    command.add_argument(
        "gold", type=Path, help="folder of NAME.txt, NAME.ann.txt, NAME.facts.json"
    )
    command.add_argument("--errors", action="store_true", help="list what is missed and spurious")
    command.add_argument("--json", action="store_true", help="print the figures as JSON")
    command.add_argument("--calibration", action="store_true", help="show how true the scores are")
    command.add_argument(
        "--curve", action="store_true", help="show who is who at other values of merge_threshold"
    )
    command.add_argument("--floors", type=Path, metavar="FILE", help="fail below these figures")
    command.add_argument("--predictions", type=Path, metavar="FILE", help="write what was scored")
    _add_settings(command)
    command.set_defaults(run=_evaluate)


def _add_graph(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--graph",
        type=Path,
        default=Path("output/graph.ttl"),
        metavar="FILE",
        help="a .ttl .trig .nq .nt .jsonld .rdf file or an output folder (default: %(default)s)",
    )


def _add_query(commands: Commands) -> None:
    command = commands.add_parser("query", help="ask a graph a saved question or any SPARQL query")
    command.add_argument(
        "question", nargs="?", metavar="FILE|NAME", help="a query file, - or a saved question"
    )
    command.add_argument("-q", dest="text", metavar="TEXT", help="the query itself")
    command.add_argument(
        "--graph",
        default="output/graph.ttl",
        metavar="FILE|URL",
        help="a graph file, an output folder or the address of a SPARQL endpoint "
        "(default: %(default)s)",
    )
    command.add_argument(
        "--format",
        choices=("table", "csv", "tsv", "json", "xml", "ttl"),
        help="default: table, for CONSTRUCT and DESCRIBE ttl",
    )
    command.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="set a variable of the query: a label, an alias, an IRI or a value, as the "
        "question declares it; * leaves it open; may be repeated",
    )
    command.add_argument(
        "--list", action="store_true", help="list the saved questions, or tell all of one"
    )
    command.set_defaults(run=_query)


def _add_serve(commands: Commands) -> None:
    command = commands.add_parser("serve", help="serve the page and a SPARQL endpoint on loopback")
    _add_graph(command)
    command.add_argument("--port", type=int, default=8000, help="default: %(default)s; 0 takes any")
    command.add_argument(
        "--host", default="127.0.0.1", help="a loopback address (default: %(default)s)"
    )
    command.add_argument(
        "--timeout",
        type=_seconds,
        default=30.0,
        metavar="SECONDS",
        help="longest evaluation of a query (default: 30)",
    )
    command.add_argument(
        "--cors",
        action="append",
        default=[],
        metavar="ORIGIN",
        help="let pages of another site ask (https://example.org, or *); may be repeated",
    )
    command.set_defaults(run=_serve)


def _add_load(commands: Commands) -> None:
    command = commands.add_parser(
        "load", help="push a graph's layers into a store (SPARQL Graph Store Protocol)"
    )
    command.add_argument(
        "store", metavar="STORE_URL", help="such as http://localhost:7878/store (Oxigraph)"
    )
    command.add_argument(
        "--graph",
        type=Path,
        default=Path("output"),
        metavar="FILE",
        help="a .nq .trig .ttl file or an output folder, whose graph.nq it is (default: output)",
    )
    command.add_argument(
        "--user", default="", metavar="NAME", help="with the password in GRAPHBUILD_PASSWORD"
    )
    command.add_argument(
        "--chunk", type=_count, default=20_000, metavar="N", help="triples a request (%(default)s)"
    )
    command.add_argument("--dry-run", action="store_true", help="tell what would be sent")
    command.set_defaults(run=_load)


def _add_explain(commands: Commands) -> None:
    command = commands.add_parser("explain", help="tell all that is known of an entity, and why")
    command.add_argument("entity", help="a label (case and accents aside) or an IRI")
    _add_graph(command)
    command.set_defaults(run=_explain)


def _add_diff(commands: Commands) -> None:
    command = commands.add_parser("diff", help="tell what changed between two builds")
    command.add_argument("old", type=Path, help="an output folder or a graph file")
    command.add_argument("new", type=Path, help="the one to compare with it")
    command.set_defaults(run=_diff)


def _settings(options: argparse.Namespace) -> Settings:
    from graphbuild.config import FILE_NAME, read_settings, replace

    path: Path | None = options.config
    if path is None and Path(FILE_NAME).is_file():
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
    from graphbuild.progress import formats_bar

    with formats_bar() as found:
        listing = list_posts(options.posts, settings, found=found)
    print(listing.render(options.format), end="")
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

    violations = validate_file(options.graph, ontology_folder() / "shapes.ttl")
    for violation in violations:
        print(visible(violation.focus), violation.path, visible(violation.message), sep="\t")
    verdict = f"{len(violations)} violations" if violations else "conforms to the shapes"
    print(f"{options.graph}: {verdict}", file=sys.stderr)
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
