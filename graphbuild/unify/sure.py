"""What many posts are sure of is believed of the one that is not.

A name that posts name for certain is a name where another left it in doubt, and of one
type where that post took it for another: the corpus knows more than a sentence tells
("one sense per discourse", Gale, Church and Yarowsky 1992, over a whole corpus).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

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


@dataclass(slots=True)
class _Form:
    """What posts call a form: the posts and the keys by type."""

    posts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    keys: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


Agreed = tuple[str, str, frozenset[str]]
"""What posts agree that a form is: its type, its commonest key, the posts."""

_NOTHING: Agreed = ("", "", frozenset())


def believed(facts: Sequence[Facts]) -> Sequence[Facts]:
    """Return the facts with doubts lifted, and types put right, by what other posts say."""
    sure = _sure(facts)
    return kept(Facts, (_believed(fact, sure) for fact in facts), like=facts, together=1)


def _sure(facts: Iterable[Facts]) -> Mapping[str, Agreed]:
    """Return the forms that posts agree on."""
    forms: dict[str, _Form] = defaultdict(_Form)
    for fact in facts:
        for mention in fact.mentions:
            if mention.type != "Concept" and mention.score >= SURE:
                form = forms[plain_name(mention.surface)]
                form.posts[mention.type].add(mention.post)
                form.keys[mention.type][mention.key] += 1
    agreed = {}
    for text, form in forms.items():
        kind = min(form.posts, key=lambda k: (-len(form.posts[k]), k))
        others = sum(len(posts) for k, posts in form.posts.items() if k != kind)
        if len(form.posts[kind]) >= MAJORITY * others:
            keys = form.keys[kind]
            key = min(keys, key=lambda k: (-keys[k], k))
            agreed[text] = (kind, key, frozenset(form.posts[kind]))
    return agreed


def _believed(fact: Facts, sure: Mapping[str, Agreed]) -> Facts:
    lifted = []
    for doubt in fact.doubts:
        kind, key, posts = sure.get(plain_name(doubt.surface), _NOTHING)
        if kind and _others(posts, doubt) >= _least(doubt):
            detector = f"{doubt.detector}+corpus"
            lifted.append(replace(doubt, type=kind, key=key, score=LIFTED_SCORE, detector=detector))
    keys: dict[str, tuple[str, str]] = {}
    for mention in fact.mentions:
        if mention.type == "Concept" or mention.score >= UNSURE:
            continue
        kind, key, posts = sure.get(plain_name(mention.surface), _NOTHING)
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
