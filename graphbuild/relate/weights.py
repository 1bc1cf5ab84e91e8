"""Which ideas of a post are worth naming as what somebody speaks about.

A reported clause holds several noun groups; the one that matters is the one the post
keeps coming back to, in its title first. People and bodies (``les internautes``) are
known to the vocabulary but are seldom the subject of a talk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from graphbuild.model import Mention, Post
from graphbuild.relate.letters import word_parts
from graphbuild.relate.line import IdeaAt, Line
from graphbuild.relate.nouns import class_of
from graphbuild.words import singular

TITLE, KNOWN, LONG = 3.0, 1.0, 1.0
"""What a place in the title, in the vocabulary, and a second word add to the count."""

INSISTED = 3
"""Mentions after which a single new word counts outside the title too."""


@cache
def _actors() -> frozenset[str]:
    text = resources.files(__package__).joinpath("actors.txt").read_text(encoding="utf-8")
    rows = (row for row in text.splitlines() if not row.startswith("#"))
    return frozenset(singular(word_parts(word)[-1]) for row in rows for word in row.split())


class Weights:
    """How much each idea of one post weighs, and whether it is worth naming."""

    def __init__(self, post: Post, mentions: Sequence[Mention]) -> None:
        """Count the ideas of a post; ``title`` holds the keys of those in its title."""
        ideas = [m for m in mentions if m.type == "Concept"]
        self.title = {m.key for m in ideas if _in_title(post, m)}
        self.counts = Counter(m.key for m in ideas)

    def of(self, idea: IdeaAt) -> float:
        """Return the weight of an idea: its mentions, and more for its place and form."""
        return (
            self.counts[idea.mention.key]
            + TITLE * (idea.mention.key in self.title)
            + KNOWN * known(idea.mention)
            + LONG * (idea.last > idea.first)
        )

    def worth(self, line: Line, idea: IdeaAt) -> bool:
        """Tell whether an idea can be what somebody speaks about.

        Single new words (``débandade``) only where the post insists on them.
        """
        if _is_actor(line, idea) or _is_verb(line, idea) or _is_counted(line, idea):
            return False
        key = idea.mention.key
        if known(idea.mention):
            return True
        if idea.last > idea.first:
            return key in self.title or self.counts[key] > 1
        return self.counts[key] > (1 if key in self.title else INSISTED)

    def strong(self, idea: IdeaAt) -> bool:
        """Tell whether the post makes much of an idea: in its title, again, or in full."""
        key = idea.mention.key
        full = known(idea.mention) and idea.last > idea.first
        return key in self.title or full or self.counts[key] > 1

    def best(self, line: Line, ideas: Iterable[IdeaAt]) -> IdeaAt | None:
        """Return the idea of the greatest weight, the first one among equals."""
        worthy = [idea for idea in ideas if self.worth(line, idea)]
        return max(worthy, key=lambda idea: (self.of(idea), -idea.first), default=None)


def known(mention: Mention) -> bool:
    """Tell whether an idea is of the vocabulary, not one found in the post."""
    return "://" in mention.key or mention.detector == "concepts"


def _in_title(post: Post, mention: Mention) -> bool:
    return post.title is not None and mention.end <= post.start + len(post.title) + 2


def _is_verb(line: Line, idea: IdeaAt) -> bool:
    """``X et Y partagent``: the vocabulary knows ``partage``."""
    return idea.first == idea.last and line.items[idea.first].pos == "VERB"


def _is_counted(line: Line, idea: IdeaAt) -> bool:
    """``sept chèques``: what is counted is things, not what is spoken of."""
    return idea.first > 0 and line.items[idea.first - 1].pos == "NUM"


def _is_actor(line: Line, idea: IdeaAt) -> bool:
    words = [line.items[i].parts[-1] for i in range(idea.first, idea.last + 1)]
    return singular(words[0]) in _actors() or class_of(words[0]) in ("Work", "Person", "Event")
