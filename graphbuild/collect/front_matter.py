"""The head of a Markdown post, in YAML, TOML or JSON, and where each value stands in it.

The keys are those of Jekyll, Hugo, Eleventy and Hexo. YAML is read without making anything
but texts, lists and mappings of it: dates stay as written, nothing is constructed.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphbuild.collect.blobs import UnreadableError
from graphbuild.collect.decode import whole_letters

LONGEST = 65_536
"""Characters of front matter that are looked at."""

_FENCED = re.compile(
    r"\A\s*(?P<fence>---|\+\+\+|;;;)[ \t]*\r?\n(?P<inside>.*?)"
    r"^(?:(?P=fence)|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_UNFENCED = re.compile(
    r"\A(?P<inside>(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n|- [^\n]*\n)*+){2,}+)---[ \t]*(?:\r?\n|\Z)"
)
"""Hexo leaves the first line of dashes out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A text of the front matter and its span in the file, where it stands there as it is."""

    text: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The values by lower-case key, the text they stand in, and where the body begins."""

    values: Mapping[str, Any]
    text: str
    start: int
    end: int

    def first(self, *keys: str) -> Value | None:
        """Return the first of these keys that has a text, a list of texts or a name."""
        for key in keys:
            for value in self.all(key):
                return value
        return None

    def all(self, *keys: str) -> Iterator[Value]:
        """Yield the texts of these keys, those of lists and of ``{name: ...}`` one by one."""
        for key in keys:
            found = re.search(
                rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*[:=]", self.text, re.M | re.I
            )
            cursor = found.end() if found else 0
            for text in _texts(self.values.get(key)):
                at = self.text.find(text, cursor)
                if at >= 0:
                    cursor = at + len(text)
                    yield Value(text=text, start=self.start + at, end=self.start + cursor)
                else:
                    yield Value(text=text)

    def says(self, key: str, *texts: str) -> bool:
        """Tell whether a key has one of these values, such as ``true``."""
        return str(self.values.get(key, "")).strip().lower() in texts


def read_front_matter(text: str, name: str) -> FrontMatter:
    """Return the front matter of a file, an empty one where there is none.

    Raises ``UnreadableError`` naming the line where it is not what its fences say.
    """
    fenced = _FENCED.match(text, 0, LONGEST)
    found = fenced or _UNFENCED.match(text, 0, LONGEST)
    if found:
        inside, fence = found["inside"], fenced["fence"] if fenced else "---"
        values = {"---": _yaml, "+++": _toml, ";;;": _json}[fence](inside, name)
        return _front(values, inside, found.start("inside"), found.end())
    if re.match(r"\A\{\s*\"", text):
        return _json_head(text)
    return FrontMatter(values={}, text="", start=0, end=0)


def read_values(text: str, form: str, name: str) -> dict[str, Any]:
    """Return what a file in ``yaml``, ``toml`` or ``json`` says, by lower-case key.

    Empty where it is no mapping. Raises ``UnreadableError`` for what is none of them.
    """
    if form == "json":
        try:
            values = whole_letters(json.loads(text))
        except ValueError as error:
            raise UnreadableError(f"not JSON: {error}", "mend it there") from None
    else:
        values = {"yaml": _yaml, "toml": _toml}[form](text, name)
    return (
        {str(key).lower(): value for key, value in values.items()}
        if isinstance(values, dict)
        else {}
    )


def _front(values: Any, inside: str, start: int, end: int) -> FrontMatter:
    if not isinstance(values, dict):  # a rule, and no front matter
        return FrontMatter(values={}, text="", start=0, end=0)
    lower = {str(key).lower(): value for key, value in values.items()}
    for nested in ("taxonomies", "extra", "params"):  # Zola and Hugo keep some keys there
        if isinstance(lower.get(nested), dict):
            lower = {str(k).lower(): v for k, v in lower[nested].items()} | lower
    return FrontMatter(values=lower, text=inside, start=start, end=end)


def _yaml(inside: str, name: str) -> Any:
    import yaml

    try:
        values = yaml.load(inside, Loader=yaml.BaseLoader)  # noqa: S506 (it only makes texts)
        return whole_letters(values)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" at line {mark.line + 2}" if mark else ""
        problem = getattr(error, "problem", None) or "not YAML"
        raise UnreadableError(f"front matter: {problem}{line}", "mend it there") from None


def _toml(inside: str, name: str) -> Any:
    try:
        return tomllib.loads(inside.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableError(f"front matter: {error}", "mend it there") from None


def _json(inside: str, name: str) -> Any:
    try:
        return whole_letters(json.loads("{" + inside.strip().strip("{}") + "}"))
    except ValueError as error:
        raise UnreadableError(f"front matter: {error}", "mend it there") from None


def _json_head(text: str) -> FrontMatter:
    """Hugo's JSON: an object, then the body."""
    try:
        values, end = json.JSONDecoder().raw_decode(text[:LONGEST])
    except ValueError:
        return FrontMatter(values={}, text="", start=0, end=0)
    return _front(whole_letters(values), text[:end], 0, end)


def _texts(value: Any, *, deep: int = 0) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title")
    if isinstance(value, list):
        for item in value if deep < 2 else ():
            yield from _texts(item, deep=deep + 1)
    elif value is not None and str(value).strip():
        yield str(value).strip()
