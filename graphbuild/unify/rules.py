"""Rules that say two keys are one thing. Each gives proposals, none decides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from graphbuild.model import Facts, Post
from graphbuild.unify.names import Name
from graphbuild.unify.proposal import Names, Proposal, blocks, propose, words_of
from graphbuild.unify.spelling import misspelt
from graphbuild.unify.titles import longer_title, same_study, title_and_subtitle, without_year
from graphbuild.words import fold

_HEADS = frozenset(
    "institut agence cabinet groupe societe compagnie association ecole universite magazine "
    "journal site blog plateforme reseau fondation institute agency group company research "
    "school".split()
)
"""Words that describe an organisation in front of or behind its name."""


def proposals(names: Names, facts: Sequence[Facts]) -> Iterator[Proposal]:
    """Yield the proposals of every rule."""
    yield from _same_words(names)
    yield from misspelt(names)
    yield from _descriptive_head(names)
    yield from _person_in_thread(names)
    yield from _handle_of_author(names, facts)
    yield from without_year(names)
    yield from title_and_subtitle(names)
    yield from longer_title(names)
    yield from same_study(names)
    yield from _site_of_organization(names)


def _compatible(left: Name, right: Name) -> bool:
    """Ideas are only ever merged with ideas, people with people."""
    kinds = {left.type, right.type}
    return len(kinds) == 1 or kinds <= {"Organization", "Product"} or kinds <= {"Work", "Event"}


def _same_words(names: Names) -> Iterator[Proposal]:
    """One form written together, with hyphens or spaces, or seen as two types."""
    for block in blocks(
        ("".join(words_of(form)), name) for name in names.values() for form in sorted(name.forms)
    ):
        for left, right in combinations(block, 2):
            if _compatible(left, right):
                yield propose(0.95, "same words", left, right)
            elif "Concept" not in (left.type, right.type) and _outweighed(left, right):
                yield propose(0.8, "same name, other type", left, right)


def _outweighed(left: Name, right: Name) -> bool:
    """One of two types of a form is an error when it is rare beside the other."""
    low, high = sorted((sum(left.weight.values()), sum(right.weight.values())))
    return low * 3 <= high


def _descriptive_head(names: Names) -> Iterator[Proposal]:
    """``Institut Forrester`` is ``Forrester``: a describing word beside the same name."""
    organizations = [n for n in names.values() if n.type == "Organization"]
    cores: list[tuple[str, Name]] = []
    for name in organizations:
        words = words_of(name.form)
        core = [word for word in words if word not in _HEADS]
        if core and len(core) >= len(words) - 1 and len("".join(core)) > 2:
            cores.append((" ".join(core), name))
    for block in blocks(cores):
        bare = [n for n in block if not set(words_of(n.form)) & _HEADS]
        dressed = [n for n in block if set(words_of(n.form)) & _HEADS]
        if len(bare) == 1:
            for name in dressed:
                yield propose(0.8, "descriptive head", bare[0], name)


def _person_in_thread(names: Names) -> Iterator[Proposal]:
    """A surname or first name in one file where one whole name holds it."""
    people = [n for n in names.values() if n.type == "Person"]
    wholes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in people:
        words = words_of(name.form)
        for source in name.sources:
            for word in words if len(words) > 1 else ():
                wholes[source, word].add(name.key)
    for name in people:
        words = words_of(name.form)
        if len(words) != 1 or len(words[0]) < 3:
            continue
        found = {key for source in name.sources for key in wholes.get((source, words[0]), ())}
        if len(found) == 1:
            yield propose(0.75, "part of a name in the same file", name, names[found.pop()])


def _handle_of_author(names: Names, facts: Sequence[Facts]) -> Iterator[Proposal]:
    """A comment signed ``greg`` under a post by ``Grégory Pouy`` is its author's.

    The short name must be the beginning (three letters or more) of the author's first
    name or handle.
    """
    posts = {fact.post.id: fact.post for fact in facts}
    person_at = {
        (mention.post, fold(mention.surface)): names[mention.key]
        for fact in facts
        for mention in fact.mentions
        if names[mention.key].type == "Person"
    }
    for post in sorted(posts.values(), key=lambda p: p.id):
        root = _root(post, posts)
        if post.kind != "comment" or root is None or not post.author or not root.author:
            continue
        handle = fold(post.author)
        known_as = [fold(s.name) for s in root.signatures] + [fold(root.author)]
        if len(handle) < 3 or " " in handle:
            continue
        if any(form.startswith(handle) and form != handle for form in known_as):
            left = person_at.get((post.id, handle))
            right = person_at.get((root.id, fold(root.author)))
            if left and right and left.key != right.key:
                yield propose(0.8, "handle of the post's author", left, right)


def _root(post: Post, posts: Mapping[str, Post]) -> Post | None:
    while post.parent is not None and post.parent in posts:
        post = posts[post.parent]
    return post if post.kind == "post" else None


def _site_of_organization(names: Names) -> Iterator[Proposal]:
    """``visionarymarketing.com`` is the site of ``Visionary Marketing``."""
    for block in blocks(
        (
            re.sub(r"^www|(?:com|fr|net|org|info|eu|be|ch|ca)$", "", fold(form).replace(".", "")),
            name,
        )
        if "." in form
        else ("".join(words_of(form)), name)
        for name in names.values()
        if name.type in ("Organization", "Product")
        for form in sorted(name.forms)
        if " " not in form or "." not in form
    ):
        for left, right in combinations(block, 2):
            if ("." in left.form) != ("." in right.form):
                yield propose(0.8, "site of an organization", left, right)
