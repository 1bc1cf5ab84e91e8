"""What many posts are sure of is believed of the one that is not.

A name that posts name for certain is a name where another left it in doubt, and of one
type where that post took it for another: the corpus knows more than a sentence tells
("one sense per discourse", Gale, Church and Yarowsky 1992, over a whole corpus).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from graphbuild.model import Facts, Mention
from graphbuild.on_disk import kept
from graphbuild.words import plain_name

SURE = 0.9
"""Least score of a mention that speaks for others."""

LEAST_POSTS = 2
"""Posts that have to be sure of a single word; of several words one is enough."""

MAJORITY = 3
"""How many times as many posts have to be sure of a type as of all others together."""

UNSURE = 0.9
"""Score below which a mention takes the type that the others are sure of."""

LIFTED_SCORE = 0.6
"""Score of a doubt that other posts lift."""

Said = tuple[str, str, str]
"""A type and a key that a form has, and the post."""

Agreed = tuple[str, str, frozenset[str]]
"""What posts agree that a form is: its type, its commonest key, the posts."""

_NOTHING: Agreed = ("", "", frozenset())


def believed(facts: Sequence[Facts]) -> Sequence[Facts]:
    """Return the facts with doubts lifted, and types put right, by what other posts say."""
    sure = _sure(facts)
    agreed = cache(lambda form: _agreed(sure.get(form, ())))  # of few forms is it asked
    return kept(Facts, (_believed(fact, agreed) for fact in facts), like=facts, together=1)


def _sure(facts: Iterable[Facts]) -> Mapping[str, Sequence[Said]]:
    """Return what posts are sure of, by forms."""
    sure: defaultdict[str, list[Said]] = defaultdict(list)
    for fact in facts:
        for mention in fact.mentions:
            if mention.type != "Concept" and mention.score >= SURE:
                said = (mention.type, mention.key, mention.post)
                sure[plain_name(mention.surface)].append(said)
    return sure


def _agreed(sure: Sequence[Said]) -> Agreed:
    """Return what posts agree on that are sure of a form."""
    posts: defaultdict[str, set[str]] = defaultdict(set)
    for kind, _, post in sure:
        posts[kind].add(post)
    if not posts:
        return _NOTHING
    kind = min(posts, key=lambda k: (-len(posts[k]), k))
    others = sum(len(said) for k, said in posts.items() if k != kind)
    if len(posts[kind]) < MAJORITY * others:
        return _NOTHING
    keys = Counter(key for known_as, key, _ in sure if known_as == kind)
    return kind, min(keys, key=lambda k: (-keys[k], k)), frozenset(posts[kind])


def _believed(fact: Facts, agreed: Callable[[str], Agreed]) -> Facts:
    lifted = []
    for doubt in fact.doubts:
        kind, key, posts = agreed(plain_name(doubt.surface))
        if kind and _others(posts, doubt) >= _least(doubt):
            detector = f"{doubt.detector}+corpus"
            lifted.append(replace(doubt, type=kind, key=key, score=LIFTED_SCORE, detector=detector))
    keys: dict[str, tuple[str, str]] = {}
    for mention in fact.mentions:
        if mention.type == "Concept" or mention.score >= UNSURE:
            continue
        kind, key, posts = agreed(plain_name(mention.surface))
        least = max(LEAST_POSTS, _least(mention))
        if kind not in ("", mention.type) and _others(posts, mention) >= least:
            keys[mention.key] = (kind, key)
    if not lifted and not keys:
        return fact
    mentions = [_retyped(mention, keys) for mention in fact.mentions]
    return replace(
        fact,
        mentions=tuple(sorted([*mentions, *lifted], key=lambda m: (m.start, m.end, m.type))),
        relations=tuple(
            replace(
                relation,
                subject=keys.get(relation.subject, ("", relation.subject))[1],
                object=keys.get(relation.object, ("", relation.object))[1],
            )
            for relation in fact.relations
        ),
        attributes=tuple(
            replace(one, subject=keys.get(one.subject, ("", one.subject))[1])
            for one in fact.attributes
        ),
    )


def _others(posts: frozenset[str], mention: Mention) -> int:
    return len(posts) - (mention.post in posts)


def _least(mention: Mention) -> int:
    return 1 if " " in mention.surface.strip() else LEAST_POSTS


def _retyped(mention: Mention, keys: Mapping[str, tuple[str, str]]) -> Mention:
    if mention.key not in keys:
        return mention
    kind, key = keys[mention.key]
    return replace(mention, type=kind, key=key, detector=f"{mention.detector}+corpus")
