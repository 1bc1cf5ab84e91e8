"""Turtle for people: short names, one predicate a line, a list where there are many.

Turtle 1.1 (https://www.w3.org/TR/turtle/). Written here and not by a library: pyoxigraph's
writer knows no blank line, heading or line width and escapes names in ways that other
parsers refuse (``person:a\\.``), rdflib's takes 40 s for a million triples (this one 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from graphbuild.rdf import expand
from graphbuild.write.compact import Names
from graphbuild.write.described import TYPE, Said

WIDTH: Final = 96
"""Longest line of several objects; beyond it each gets a line of its own."""

_PARTS = tuple(f"<{expand(f'rdf:{part}')}>" for part in ("subject", "predicate", "object"))
_REIFIES = f"<{expand('rdf:reifies')}>"


def blocks(said: Iterable[Said], names: Names) -> Iterator[tuple[str, str]]:
    """Yield each subject and, as Turtle, all that is said of it in a row.

    A block starts with a blank line, unless it describes a part of the one before
    (an annotation's target). What has the same predicate is expected to come together.
    """
    subject = predicate = verb = head = " "
    terms: list[str] = []
    lines: list[str] = []
    for node, link, obj in said:
        term = names.term(obj) if obj[-1] == ">" else obj
        if link == predicate and node == subject:
            terms.append(term)
            continue
        if terms:
            lines.append(f"{verb} {terms[0]}" if len(terms) == 1 else _list(verb, terms))
        if node != subject:
            if lines:
                space, head = _space(subject, head)
                yield subject, _block(subject, lines, names, space)
            subject, lines = node, []
        predicate, terms = link, [term]
        verb = "a" if link == TYPE else names.term(link)
    if terms:
        lines.append(_list(verb, terms))
        yield subject, _block(subject, lines, names, _space(subject, head)[0])


def _space(subject: str, head: str) -> tuple[str, str]:
    return ("", head) if subject.startswith(head) else ("\n", f"{subject[:-1]}/")


def _block(subject: str, lines: list[str], names: Names, space: str) -> str:
    return f"{space}{names.term(subject)} " + " ;\n    ".join(lines) + " .\n"


def _list(verb: str, terms: list[str]) -> str:
    line = f"{verb} {', '.join(terms)}"
    if len(terms) == 1 or len(line) <= WIDTH:
        return line
    return f"{verb}\n        " + ",\n        ".join(terms)


def reifying(said: Iterable[Said], names: Names) -> Iterator[Said]:
    """Yield what is said with RDF 1.2's one triple term for a statement's three parts.

    https://www.w3.org/TR/rdf12-turtle/
    """
    parts: list[str] = []
    for node, link, obj in said:
        if link not in _PARTS:
            yield node, link, obj
            continue
        parts.append(names.term(obj) if obj[-1] == ">" else obj)
        if len(parts) == len(_PARTS):
            yield node, _REIFIES, f"<<( {' '.join(parts)} )>>"
            parts = []


def header(comments: Iterable[str], names: Names, prefixes: Mapping[str, str]) -> str:
    """Return the comments, the base and the prefixes that were used."""
    lines = [f"# {' '.join(comment.split())}" for comment in comments]
    if names.base:
        lines.append(f"@base <{names.base}> .")
    used = (name for name in prefixes if name in names.used)
    lines += [f"@prefix {name}: <{prefixes[name]}> ." for name in used]
    return "\n".join(lines) + "\n"
