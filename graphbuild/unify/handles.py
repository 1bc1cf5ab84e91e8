"""People under a handle: ``mclefur`` beside the whole name, ``greg`` under one's own post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graphbuild.model import Facts, Post
from graphbuild.on_disk import by_name, field_of
from graphbuild.unify.names import Name
from graphbuild.unify.proposal import Names, Proposal, propose
from graphbuild.words import fold, plain_name

_WORD = re.compile(r"[^\W_]+")


LEAST = 5
"""Letters of a name run together."""


def handles(names: Names, persons: Sequence[Name], facts: Sequence[Facts]) -> Iterator[Proposal]:
    """Yield what the two rules for handles propose."""
    yield from _run_together(persons)
    yield from _of_authors(names, facts)


def _run_together(persons: Sequence[Name]) -> Iterator[Proposal]:
    """``mclefur``, ``cmontjoie`` and ``delatour`` beside the whole name, in one file."""
    handled = [(fold(name.form.strip("@ ")), name) for name in persons]
    handled = [(h, n) for h, n in handled if len(h) >= LEAST and h.isalnum()]
    wholes: dict[tuple[str, str], dict[str, Name]]
    wholes = {(source, handle): {} for handle, name in handled for source in name.sources}
    known = {handle for handle, _ in handled}
    for name in persons:
        for handle in _handles_of(name.form) & known:
            for source in name.sources:
                if (source, handle) in wholes:
                    wholes[source, handle][name.key] = name
    for handle, name in handled:
        found = {k: n for s in sorted(name.sources) for k, n in wholes[s, handle].items()}
        for other in found.values():
            yield propose("name run together in the same file", name, other, among=len(found))


def _handles_of(form: str) -> set[str]:
    words = [fold(word) for word in _WORD.findall(form)]
    cuts = range(1, len(words))
    initials = {"".join(w[0] for w in words[:cut]) + "".join(words[cut:]) for cut in cuts}
    firsts = {words[0][0] + "".join(words[cut:]) for cut in cuts}
    surnames = {"".join(words[cut:]) for cut in cuts if len(words) - cut > 1}
    return initials | firsts | surnames


def _of_authors(names: Names, facts: Sequence[Facts]) -> Iterator[Proposal]:
    """A comment signed ``greg`` under a post by ``Grégory Pouy`` is its author's.

    The handle is one of the author's bylines, the beginning (three letters or more) of the
    first name, or initial and surname. Whoever greets ``Sophie`` is another Sophie.
    """
    every = field_of(facts, "post")
    posts = by_name(every, (post.id for post in every))
    said = by_name(facts, posts)
    for identifier in sorted(post.id for post in every if post.kind == "comment"):
        post = posts[identifier]
        root = _root(post, posts)
        if root is None or not post.author or not root.author:
            continue
        handle = plain_name(post.author)
        if len(handle) < 3 or " " in handle or handle == plain_name(root.author):
            continue
        known_as = [plain_name(s.name) for s in root.signatures] + [plain_name(root.author)]
        if any(_handle_of(handle, form) for form in known_as) and not _greets(post, handle):
            left = _person(names, said[post.id], handle)
            right = _person(names, said[root.id], plain_name(root.author))
            if left and right and left.key != right.key:
                yield propose("handle of the post's author", left, right)


def _person(names: Names, fact: Facts, form: str) -> Name | None:
    """Return who is called by a form in a post, where it is last."""
    persons = (m for m in reversed(fact.mentions) if names[m.key].type == "Person")
    return next((names[m.key] for m in persons if plain_name(m.surface) == form), None)


def _handle_of(handle: str, form: str) -> bool:
    words = form.split()
    return form.startswith(handle) or (len(words) > 1 and handle == words[0][0] + words[-1])


def _greets(post: Post, handle: str) -> bool:
    """Tell whether the handle stands in what the comment says, not just above or below it."""
    signed = [(s.start, s.end) for s in post.signatures]
    for block in post.prose():
        text = post.surface(block.start, block.end)
        for word in _WORD.finditer(text):
            at = block.start + word.start()
            outside = any(start <= at < end for start, end in signed)
            if fold(word[0]) == handle != plain_name(text) and not outside:
                return True
    return False


def _root(post: Post, posts: Mapping[str, Post]) -> Post | None:
    while post.parent is not None and post.parent in posts:
        post = posts[post.parent]
    return post if post.kind == "post" else None
