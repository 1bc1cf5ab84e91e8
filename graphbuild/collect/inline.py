"""What is markup inside a paragraph of Markdown, by markdown-it's own rules.

markdown-it gives no offsets inside a paragraph. Its rules do know where they are when they
fire, so each is wrapped to note what it takes: the letters stay where they are in the file,
and what only marks them up becomes gaps. The only place that loads markdown-it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    html_inline,
    image,
    link,
    strikethrough,
)
from markdown_it.token import Token

Rule = Callable[[StateInline, bool], bool]

MAX_NESTING = 40


@dataclass(slots=True)
class Notes:
    """Gaps, links and lost spaces in one paragraph's content; offsets in it."""

    gaps: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    marks: list[tuple[int, int, Token]] = field(default_factory=list)

    def cut(self, sizes: tuple[int, int, int, int]) -> None:
        """Forget what was noted since ``sizes``."""
        del self.gaps[sizes[0] :], self.links[sizes[1] :]
        del self.breaks[sizes[2] :], self.marks[sizes[3] :]

    def sizes(self) -> tuple[int, int, int, int]:
        """Return how much is noted."""
        return len(self.gaps), len(self.links), len(self.breaks), len(self.marks)


class Parser:
    """markdown-it with rules that take notes."""

    def __init__(self) -> None:
        """Wrap the rules, once."""
        self._md = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
        self._md.enable(["table", "strikethrough"])
        self._md.disable("inline")
        self._notes = Notes()
        wrapped: list[tuple[str, Rule, Callable[[StateInline, int], None]]] = [
            ("escape", escape, self._escape),
            ("backticks", backtick, self._code),
            ("strikethrough", strikethrough.tokenize, self._marks),
            ("emphasis", emphasis.tokenize, self._marks),
            ("link", link, self._link),
            ("image", image, self._whole),
            ("autolink", autolink, self._autolink),
            ("html_inline", html_inline, self._whole),
            ("entity", entity, self._entity),
        ]
        for name, rule, note in wrapped:
            self._md.inline.ruler.at(name, self._noting(rule, note))
        self._md.inline.ruler2.before("fragments_join", "notes", self._settle)

    def blocks(self, text: str) -> tuple[list[Token], dict[str, Any]]:
        """Return the block tokens of a text, and what its paragraphs may refer to."""
        env: dict[str, Any] = {}
        return self._md.parse(text, env), env

    def notes(self, content: str, env: dict[str, Any]) -> Notes:
        """Return what is markup in the content of one inline token."""
        self._notes = Notes()
        self._md.inline.parse(content, self._md, env, [])
        return self._notes

    def _noting(self, rule: Rule, note: Callable[[StateInline, int], None]) -> Rule:
        def noted(state: StateInline, silent: bool) -> bool:
            start, sizes = state.pos, self._notes.sizes()
            if not rule(state, silent):
                return False
            if not silent:
                if note == self._whole:
                    self._notes.cut(sizes)
                note(state, start)
            return True

        return noted

    def _whole(self, state: StateInline, start: int) -> None:
        self._notes.gaps.append((start, state.pos))
        if state.src[start : start + 3].lower() == "<br":
            self._notes.breaks.append(state.pos)

    def _escape(self, state: StateInline, start: int) -> None:
        if state.src[start + 1 : start + 2] != "\n":
            self._notes.gaps.append((start, start + 1))

    def _code(self, state: StateInline, start: int) -> None:
        code = state.src[start : state.pos]
        fence = len(code) - len(code.lstrip("`"))
        if fence < len(code):
            self._notes.gaps += [(start, start + fence), (state.pos - fence, state.pos)]

    def _autolink(self, state: StateInline, start: int) -> None:
        first, last = start + 1, state.pos - 1
        self._notes.links.append((first, last, state.src[first:last]))
        self._notes.gaps += [(start, first), (last, state.pos)]

    def _entity(self, state: StateInline, start: int) -> None:
        shown = state.pending[-1:] or (state.tokens[-1].content[-1:] if state.tokens else "")
        if shown == "&":  # the letter that the reference begins with
            start += 1
        elif shown.isspace():
            self._notes.breaks.append(state.pos)
        elif shown.isalpha():
            return
        self._notes.gaps.append((start, state.pos))

    def _marks(self, state: StateInline, start: int) -> None:
        end = state.pos
        for token in reversed(state.tokens):
            if end <= start:
                break
            self._notes.marks.append((end - len(token.content), end, token))
            end -= len(token.content)

    def _settle(self, state: StateInline) -> None:
        """Now that pairs are matched: a mark that became a tag is markup, others are text."""
        self._notes.gaps += [
            (start, end)
            for start, end, token in self._notes.marks
            if token.type != "text" or not token.content
        ]
        self._notes.marks.clear()

    def _link(self, state: StateInline, start: int) -> None:
        label = state.md.helpers.parseLinkLabel(state, start, True)
        opened = next((t for t in reversed(state.tokens) if t.type == "link_open"), None)
        url = str(opened.attrs.get("href", "")) if opened else ""
        self._notes.links.append((start + 1, label, url))
        self._notes.gaps += [(start, start + 1), (label, state.pos)]


@cache
def parser() -> Parser:
    """Return the parser, made once."""
    return Parser()
