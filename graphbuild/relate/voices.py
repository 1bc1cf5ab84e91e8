"""Whose words a post and its paragraphs are: the author, and who speaks in an interview."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphbuild.model import Mention, Post
from graphbuild.relate.line import Line
from graphbuild.words import fold


def author_of(post: Post, mentions: Sequence[Mention]) -> Mention | None:
    """The author's name where the layout signs it, else the same name in the text.

    A comment signed ``greg`` may have an author whose full name the post says.
    """
    if not post.author:
        return None
    wanted = fold(" ".join(post.author.split()))
    signed = {(s.start, s.end) for s in post.signatures}
    people = [m for m in mentions if m.type == "Person"]
    same = [m for m in people if fold(" ".join(m.surface.split())) == wanted]
    return next(iter(same or [m for m in people if (m.start, m.end) in signed]), None)


def heading_name(post: Post, lines: Sequence[Line]) -> Mention | None:
    """The name that stands alone on the line after the title: nobody else signs there."""
    if post.author or post.kind != "post" or post.title is None:
        return None
    for line in lines[1:3]:
        name = line.name_at(0)
        if name and name.type == "Person" and line.code.rstrip(".") == "P":
            return name
    return None


_LABEL = re.compile(r'P:"?(?=[^.]{3})')


def speakers_of(lines: Sequence[Line]) -> dict[int, tuple[int, Mention]]:
    """Return by paragraph who speaks there, from which line on, in an interview.

    ``Alexandre : Je suis ...``: paragraphs that begin with a name and a colon, one of
    them in the first person. A single one must go on with a capital, as what is said does:
    ``Alexandre : je l'ai vu hier`` are the author's words.
    """
    found: dict[int, tuple[int, Mention]] = {}
    says_i = quoted = False
    for line in lines:
        name = line.name_at(0)
        label = _LABEL.match(line.code) if name else None
        if name and label:
            found.setdefault(id(line.reading), (line.index, name))
            quoted = not line.items[label.end()].small
        says_i = says_i or (id(line.reading) in found and "j" in line.code)
    return found if says_i and (quoted or len(found) > 1) else {}
