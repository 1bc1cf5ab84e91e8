"""Turtle for people: short names, one predicate a line, a list where there are many.

Turtle 1.1 (https://www.w3.org/TR/turtle/). Written here and not by a library: pyoxigraph's
writer knows no blank line, heading or line width and escapes names in ways that other
parsers refuse (``person:a\\.``), rdflib's takes 40 s for a million triples (this one 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from graphbuild.write.compact import Names
from graphbuild.write.document import Properties
from graphbuild.write.terms import node

WIDTH: Final = 96
"""Longest line of several objects; beyond it each gets a line of its own."""

TYPE: Final = node("rdf:type")


def block(subject: str, said: Properties, names: Names) -> str:
    """Return all that is said of a subject."""
    lines = [listed("a" if verb == TYPE else names.term(verb),
                    [names.term(obj) if obj[-1] == ">" else obj for obj in objects])
             for verb, objects in said.items()]  # fmt: skip
    return f"{names.term(subject)} " + " ;\n    ".join(lines) + " .\n"


def listed(verb: str, terms: Sequence[str]) -> str:
    """Return a predicate with its objects, on lines of their own where one is too short."""
    line = f"{verb} {', '.join(terms)}"
    if len(terms) == 1 or len(line) <= WIDTH:
        return line
    return f"{verb}\n        " + ",\n        ".join(terms)


def spaced(blocks: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the blocks, each behind its subject, a blank line before all but a part's.

    A part is a node whose IRI goes on from the one before it.
    """
    head = " "
    for subject, text in blocks:
        if subject.startswith(head):
            yield subject, text
        else:
            head = f"{subject[:-1]}/"
            yield subject, f"\n{text}"


def header(comments: Iterable[str], names: Names, prefixes: Mapping[str, str]) -> str:
    """Return the comments, the base and the prefixes that were used."""
    lines = [f"# {' '.join(comment.split())}" for comment in comments]
    if names.base:
        lines.append(f"@base <{names.base}> .")
    used = (name for name in prefixes if name in names.used)
    lines += [f"@prefix {name}: <{prefixes[name]}> ." for name in used]
    return "\n".join(lines) + "\n"
