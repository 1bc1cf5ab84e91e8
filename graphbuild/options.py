"""The commands and options of the command line: what ``cli.py`` runs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild import __version__

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def parser() -> argparse.ArgumentParser:
    """Return what reads the arguments; ``run`` of its result is the name of the command."""
    arguments = argparse.ArgumentParser(
        prog="graphbuild",
        description="Turn a folder of blog posts into a knowledge graph that can be trusted.",
        epilog="Start with: graphbuild build posts",
    )
    arguments.add_argument("--version", action="version", version=f"graphbuild {__version__}")
    commands = arguments.add_subparsers(title="commands", required=True, metavar="COMMAND")
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
    return arguments


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
    command.set_defaults(run="build")


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
    command.set_defaults(run="collect", no_names=False)


def _add_validate(commands: Commands) -> None:
    command = commands.add_parser("validate", help="check a graph against the SHACL shapes")
    command.add_argument(
        "graph",
        nargs="?",
        type=Path,
        default=Path("output/graph.ttl"),
        help="a Turtle or TriG file, or an output folder",
    )
    command.set_defaults(run="validate")


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
    command.set_defaults(run="review")


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
    command.set_defaults(run="link")


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
    command.set_defaults(run="evaluate")


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
    command.set_defaults(run="query")


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
    command.set_defaults(run="serve")


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
    command.set_defaults(run="load")


def _add_explain(commands: Commands) -> None:
    command = commands.add_parser("explain", help="tell all that is known of an entity, and why")
    command.add_argument("entity", help="a label (case and accents aside) or an IRI")
    _add_graph(command)
    command.set_defaults(run="explain")


def _add_diff(commands: Commands) -> None:
    command = commands.add_parser("diff", help="tell what changed between two builds")
    command.add_argument("old", type=Path, help="an output folder or a graph file")
    command.add_argument("new", type=Path, help="the one to compare with it")
    command.set_defaults(run="diff")
