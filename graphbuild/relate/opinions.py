"""What the named author of a post argues about, in his own voice.

Weaker than the other patterns (see ``scores.py``): nobody says ``I discuss``. An idea
counts when it is the subject of a sentence that the author asserts without quoting
(``Le bouche-à-oreille n'a pas besoin de ...``), and stands in the title too, or is an
idea of several words that the vocabulary knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from graphbuild.model import Mention, Post
from graphbuild.relate.found import Found
from graphbuild.relate.lexicon import Lexicon
from graphbuild.relate.line import IdeaAt, Line
from graphbuild.relate.nouns import class_of
from graphbuild.relate.referents import Referents

MOST = 3
"""Ideas an author is said to discuss in one post."""

HEAD = re.compile(r"(?:[rcib&][^vP]{0,6},)?[r&c]?d?a?")
TAIL = re.compile(r"(?:[ae]d?[an]{0,2})?,?[orz]*[xv]")


def opinion_relations(
    post: Post,
    lines: Sequence[Line],
    mentions: Sequence[Mention],
    referents: Referents,
    lexicon: Lexicon,
) -> Iterator[Found]:
    """Yield the ideas that the author makes statements about, the surest first."""
    author = referents.author
    if author is None:
        return
    for line in lines:
        yield from _condemned(line, author, lexicon)
    if post.kind == "comment":
        return
    title = {m.key for m in mentions if m.type == "Concept" and _in_title(post, m)}
    roles = {(line.index, at.first) for line in lines for at in lexicon.nouns(line, "role-noun")}
    counts = Counter(m.key for m in mentions if m.type == "Concept")
    found: dict[str, tuple[Line, IdeaAt]] = {}
    for line in lines:
        for idea in line.ideas:
            if (line.index, idea.first) in roles or _made_thing(line, idea):
                continue
            if _asserted_of(line, idea) and _matters(idea, title):
                found.setdefault(idea.mention.key, (line, idea))
    ranked = sorted(found, key=lambda key: (key not in title, -counts[key], key))
    for key in ranked[:MOST]:
        line, idea = found[key]
        yield Found(
            line, author, "discusses", idea.mention, idea.first,
            _clause_end(line, idea.last), "own-opinion", "subject", at=idea.first,
        )  # fmt: skip


def _condemned(line: Line, author: Mention, lexicon: Lexicon) -> Iterator[Found]:
    """``X est une erreur``, ``X n'existe pas``: the author criticizes X."""
    for at in lexicon.fixed(line, "evaluation"):
        for idea in line.ideas:
            gap = line.code[idea.last + 1 : at.first]
            if _asserted_of(line, idea) and re.fullmatch(
                r"(?:[ae]d?[an]{0,2})?,?[orzx]*[da]{0,2}", gap
            ):
                yield Found(
                    line, author, "criticizes", idea.mention, idea.first, at.last,
                    "own-criticism", at.name, weight=at.cue.score, at=idea.last,
                )  # fmt: skip


def _made_thing(line: Line, idea: IdeaAt) -> bool:
    """A white paper or a thesis is a thing, not an idea argued about."""
    words = range(idea.first, idea.last + 1)
    return any(class_of(line.items[i].parts[-1]) in ("Work", "Person", "Event") for i in words)


def _in_title(post: Post, mention: Mention) -> bool:
    return post.title is not None and mention.end <= post.start + len(post.title) + 2


def _matters(idea: IdeaAt, title: set[str]) -> bool:
    known = "://" in idea.mention.key or idea.mention.detector == "concepts"
    return idea.mention.key in title or (known and idea.last > idea.first)


def _asserted_of(line: Line, idea: IdeaAt) -> bool:
    if (
        line.asks
        or line.code[: idea.first].count('"') % 2
        or line.reading.block.kind in ("quote", "title")
    ):
        return False
    return bool(HEAD.fullmatch(line.code[: idea.first]) and TAIL.match(line.code[idea.last + 1 :]))


def _clause_end(line: Line, last: int) -> int:
    end = last
    while end + 1 < len(line.code) and line.code[end + 1] not in ",.:(" and end - last < 14:
        end += 1
    return end
