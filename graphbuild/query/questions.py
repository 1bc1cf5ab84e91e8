"""Saved questions: ``*.rq`` files whose first comments say what they ask.

    # title@en: Who works where
    # description@en: One sentence.
    # group: people
    # param: person Person "Andrew McAfee"
    # param: organization Organization *

A parameter is a variable of the query; its value is bound, never written into the text.
``*`` leaves it open.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from graphbuild.errors import QueryError
from graphbuild.query.lookup import KINDS, Names
from graphbuild.rdf import PREFIXES, expand

GROUPS: Mapping[str, Mapping[str, str]] = {
    "people": {"en": "People", "fr": "Personnes"},
    "organizations": {"en": "Organizations and places", "fr": "Organisations et lieux"},
    "ideas": {"en": "Ideas", "fr": "Idées"},
    "works": {"en": "Works and events", "fr": "Œuvres et événements"},
    "posts": {"en": "Posts and comments", "fr": "Billets et commentaires"},
    "entities": {"en": "One entity", "fr": "Une entité"},
    "trust": {"en": "How far to trust the graph", "fr": "La confiance à faire au graphe"},
    "": {"en": "Others", "fr": "Autres"},
}
"""Headings of the list of questions, in its order."""

ANY = "*"
"""The value that leaves a parameter open."""

_HEADER = re.compile(r"#\s*(title|description|group|param)(?:@([a-z-]+))?\s*:\s*(\S(?:.*\S)?)\s*$")
_DATATYPES = {
    "integer": r"[+-]?\d+",
    "decimal": r"[+-]?\d*\.?\d+",
    "date": r"\d{4}-\d\d-\d\d",
    "boolean": r"true|false",
}
TYPES = ("string", "iri", *_DATATYPES, *KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A variable that a caller may set; ``default`` as written after the type."""

    name: str
    type: str
    default: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A saved query; ``titles`` and ``descriptions`` by language, ``group`` one of ``GROUPS``."""

    name: str
    text: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    group: str = ""
    parameters: tuple[Parameter, ...] = ()

    def title(self, language: str) -> str:
        """Return the title in a language, else in any."""
        return self.titles.get(language) or next(iter(self.titles.values()), "")

    def description(self, language: str) -> str:
        """Return the description in a language, else in any."""
        return self.descriptions.get(language) or next(iter(self.descriptions.values()), "")


def parse_question(name: str, text: str) -> Question:
    """Read the first comments of a query; a query without any is a question too."""
    titles: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    parameters: list[Parameter] = []
    group = ""
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        found = _HEADER.match(line)
        if found is None:
            continue
        kind, language, value = found[1], found[2] or "en", found[3]
        if kind == "param":
            parameters.append(_parameter(name, value))
        elif kind == "group":
            group = value if value in GROUPS else ""
        else:
            (titles if kind == "title" else descriptions)[language] = value
    return Question(
        name=name,
        text=text,
        titles=titles,
        descriptions=descriptions,
        group=group,
        parameters=tuple(parameters),
    )


def _parameter(place: str, text: str) -> Parameter:
    name, kind, default = (*text.split(None, 2), "", "", "")[:3]
    if not re.fullmatch(r"\w+", name) or kind not in TYPES or not default:
        raise QueryError(
            f"param {text!r} is not name, type and default",
            place=place,
            remedy=f'such as: # param: person Person "Ada"; types: {" ".join(TYPES)}',
        )
    if len(default) > 1 and default[0] == default[-1] == '"':
        default = default[1:-1]
    return Parameter(name=name, type=kind, default=default)


def saved_questions(folder: Path) -> list[Question]:
    """Read every ``*.rq`` of a folder, by group and name."""
    order = {group: number for number, group in enumerate(GROUPS)}
    found = [_read(path, path.stem) for path in folder.glob("*.rq")]
    return sorted(found, key=lambda question: (order[question.group], question.name))


def find_question(name: str, folder: Path) -> Question:
    """Return the question of a file, or the saved one of that name.

    Raises ``QueryError`` naming the nearest saved ones.
    """
    path = Path(name)
    if path.is_file():
        return _read(path, str(path))
    saved = {found.stem: found for found in folder.glob("*.rq")}
    key = name.lower().removesuffix(".rq")
    if key in saved:
        return _read(saved[key], key)
    near = difflib.get_close_matches(key, saved, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}? " if near else ""
    raise QueryError(
        "is no file and no saved question",
        place=name,
        remedy=f"{hint}`graphbuild query --list` shows them; -q takes the text of a query",
    )


def _read(path: Path, name: str) -> Question:
    try:
        return parse_question(name, path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise QueryError(f"cannot be read: {reason}", place=str(path)) from None


def bindings(
    question: Question, given: Sequence[str], names: Callable[[], Names]
) -> dict[str, NamedNode | Literal]:
    """Return the value of each parameter from ``name=value`` texts and the defaults.

    ``names`` gives the names of the graph, for the parameters that are an entity or a post.
    In a query without declared parameters any variable may be set, to a string or, in
    angle brackets, to an IRI.
    """
    declared = {parameter.name: parameter for parameter in question.parameters}
    chosen = {name: (item, item.default) for name, item in declared.items()}
    for text in given:
        name, equals, value = text.partition("=")
        name = name.lstrip("?$")
        if not equals or not re.fullmatch(r"\w+", name):
            raise QueryError(f"--param {text!r} is not name=value", place=question.name)
        if declared and name not in declared:
            valid = ", ".join(declared)
            raise QueryError(
                f"there is no parameter {name}", place=question.name, remedy=f"valid: {valid}"
            )
        kind = "iri" if re.fullmatch(r"<[^<>]*>", value) else "string"
        chosen[name] = declared.get(name) or Parameter(name=name, type=kind, default=""), value
    return {
        name: _term(parameter, value, names)
        for name, (parameter, value) in chosen.items()
        if not (value == ANY and name in declared)
    }


def _term(parameter: Parameter, value: str, names: Callable[[], Names]) -> NamedNode | Literal:
    kind, place = parameter.type, f"parameter {parameter.name}"
    if kind == "string":
        return Literal(value)
    if kind in KINDS:
        try:
            return names().best(value, kind)
        except QueryError as error:
            raise QueryError(error.message, place=place, remedy=error.remedy) from None
    if kind in _DATATYPES and re.fullmatch(_DATATYPES[kind], value):
        return Literal(value, datatype=NamedNode(expand(f"xsd:{kind}")))
    iri = value.removeprefix("<").removesuffix(">")
    prefix, _, local = iri.partition(":")
    try:
        if kind == "iri":
            return NamedNode(PREFIXES[prefix] + local if prefix in PREFIXES else iri)
    except ValueError:
        pass
    raise QueryError(f"{value!r} is no {kind}", place=place)
