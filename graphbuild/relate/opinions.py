"""What the named author of a post, a comment or an answer argues about, in his own voice.

Weaker than the other patterns (see ``scores.py``): nobody says ``I discuss``. An idea
counts when it is the subject of a sentence that the author asserts without quoting
(``Le bouche-à-oreille n'a pas besoin de ...``) or stands in a sentence of the first
person (``je trouve que ...``), and the post comes back to it or has it in its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.model import Mention, Post
from graphbuild.relate.found import Found
from graphbuild.relate.lexicon import Lexicon
from graphbuild.relate.line import IdeaAt, Line
from graphbuild.relate.reach import right_ideas
from graphbuild.relate.referents import Referents
from graphbuild.relate.weights import Weights, known

MOST = 4
"""Ideas an author is said to discuss in one post."""

MOST_IN_COMMENT = 2

MOST_PASSING = 2
"""Mentions of a single word that do not yet make it an idea that the author argues about."""

TOPIC = 7.0
"""Weight from which the idea of a post's title is its topic: its own form, and named again."""

HEAD = re.compile(r"(?:[rcib&][^vP]{0,6},|i[dan]{1,3}(?=d))?[r&c]?(?:i?[vx](?=[de]))?[de]?a?\"?")
"""``En ce sens, [les médias sociaux]``, ``Avoir [une stratégie] permet``."""

TAIL = re.compile(r"\"?(?:[ae]d?[an]{0,2})?,?[orz]*[xv]")
ASIDE = re.compile(r"[r&c]?d?a?"), re.compile(r"(?:,[rogz]|[.]*$)")
"""``Le droit à la lenteur, oh oui !``, ``La visibilité locale, ça se paie``."""


def opinion_relations(
    post: Post, lines: Sequence[Line], referents: Referents, lexicon: Lexicon, weights: Weights
) -> Iterator[Found]:
    """Yield the ideas that the author makes statements about, the surest first."""
    found: dict[tuple[str, str], Found] = {}
    rank: dict[tuple[str, str], float] = {}
    condemned: set[tuple[str, str]] = set()
    for line in lines:
        who = referents.first_person(line, 0)
        if who is None or _not_own(line):
            continue
        for against in _condemned(line, who, lexicon):
            condemned.add((who.key, against.object.key))
            yield against
        for idea in (*_argued(post, line, lexicon, weights), *_headed(line, weights)):
            key = (who.key, idea.mention.key)
            rank[key] = weights.of(idea)
            found.setdefault(key, _own(line, who, idea))
    topic = _topic(post, lines, referents, weights)
    if topic is not None:
        key = (topic.subject.key, topic.object.key)
        rank[key] = TOPIC
        found.setdefault(key, topic)
    most = MOST if post.kind == "post" else MOST_IN_COMMENT
    for who_key in dict.fromkeys(key[0] for key in found):
        own = sorted(
            (k for k in found.keys() - condemned if k[0] == who_key), key=lambda k: (-rank[k], k)
        )
        yield from (found[key] for key in own[:most])


def _topic(
    post: Post, lines: Sequence[Line], referents: Referents, weights: Weights
) -> Found | None:
    """What the title names and the author comes back to most, where he first does so."""
    held: dict[str, tuple[float, Line, IdeaAt]] = {}
    for line in lines:
        for idea in line.ideas:
            key = idea.mention.key
            if key not in weights.title or key in held or weights.counts[key] < 2:
                continue
            who = referents.first_person(line, idea.first)
            said = who is not None and not _not_own(line) and not _quoted(line, idea)
            if said and weights.worth(line, idea) and weights.of(idea) >= TOPIC:
                held[key] = (weights.of(idea), line, idea)
    if post.kind != "post" or not held:
        return None
    _, line, idea = max(held.values(), key=lambda at: (at[0], -at[1].index))
    who = referents.first_person(line, idea.first)
    assert who is not None
    return Found(
        line, who, "discusses", idea.mention, idea.first, _clause_end(line, idea.last),
        "own-topic", "title", at=idea.first,
    )  # fmt: skip


def _own(line: Line, who: Mention, idea: IdeaAt) -> Found:
    return Found(
        line, who, "discusses", idea.mention, idea.first, _clause_end(line, idea.last),
        "own-opinion", "subject", at=idea.first,
    )  # fmt: skip


def _headed(line: Line, weights: Weights) -> Iterator[IdeaAt]:
    """A heading of the author's that is an idea, or begins with one: ``L'expérience client``."""
    if line.reading.block.kind == "heading" and not line.asks:
        for idea in line.ideas[:1]:
            alone = re.fullmatch(r"[d:n.]{0,3}", line.code[: idea.first])
            if alone and idea.last > idea.first and weights.worth(line, idea):
                yield idea


def _not_own(line: Line) -> bool:
    return line.asks or line.reading.block.kind in ("quote", "title")


def _argued(post: Post, line: Line, lexicon: Lexicon, weights: Weights) -> Iterator[IdeaAt]:
    roles = {at.first for at in lexicon.nouns(line, "role-noun")}
    ideas = [
        i for i in line.ideas
        if i.first not in roles and weights.worth(line, i) and not _quoted(line, i)
    ]  # fmt: skip
    for idea in ideas:
        weighty = weights.strong(idea) or (known(idea.mention) and post.kind == "comment")
        weighty = weighty and _own_word(idea, weights)
        if weighty and (asserted_of(line, idea) or _dislocated(line, idea)):
            yield idea
    for idea in ideas:
        if known(idea.mention) and _named(line, idea):
            yield idea
    for _ in lexicon.fixed(line, "opinion"):
        best = weights.best(line, ideas)
        if best is not None:
            yield best


NAMED = re.compile(r"(?:^|[.,(:])[r&c]*(?:ok)?[ogj]z?[rx]*(?P<v>[vn])r?(?:o|e)?d?a?\"?$")
"""``On appelle cela [la garde partagée]``, ``(on parle de [microblogging])``."""


def _named(line: Line, idea: IdeaAt) -> bool:
    match = NAMED.search(line.code[: idea.first])
    if match is None:
        return False
    before = line.items[idea.first - 1]
    parle = line.verb_in(match.start("v"), frozenset({"parler"})) and before.letter == "e"
    return parle or line.verb_in(match.start("v"), frozenset({"appeler", "nommer", "surnommer"}))


def _own_word(idea: IdeaAt, weights: Weights) -> bool:
    """One word (``la communication``) is said in passing, but where the post insists on it."""
    key = idea.mention.key
    return (
        idea.last > idea.first
        or key in weights.title
        or weights.counts[key] > MOST_PASSING
        or idea.mention.surface.isupper()
    )


def _dislocated(line: Line, idea: IdeaAt) -> bool:
    before, after = ASIDE
    return bool(
        before.fullmatch(line.code[: idea.first]) and after.match(line.code[idea.last + 1 :])
    )


def _quoted(line: Line, idea: IdeaAt) -> bool:
    return line.code[: idea.first].count('"') % 2 == 1


def _condemned(line: Line, author: Mention, lexicon: Lexicon) -> Iterator[Found]:
    """``X est une erreur``, ``il n'existe pas de X``: the author criticizes X."""
    for at in lexicon.fixed(line, "rejection"):
        for idea in right_ideas(line, at.last, re.compile(r"[ed]?\"?"), most=2):
            if not _quoted(line, idea) or line.code[idea.first - 1] == '"':
                yield Found(
                    line, author, "criticizes", idea.mention, at.first, idea.last,
                    "own-criticism", at.name, weight=at.cue.score, at=at.first,
                )  # fmt: skip
    for at in lexicon.fixed(line, "evaluation"):
        for idea in line.ideas:
            gap = line.code[idea.last + 1 : at.first]
            if asserted_of(line, idea) and re.fullmatch(
                r"(?:[ae]d?[an]{0,2})?,?[orzx]*[da]{0,2}", gap
            ):
                yield Found(
                    line, author, "criticizes", idea.mention, idea.first, at.last,
                    "own-criticism", at.name, weight=at.cue.score, at=idea.last,
                )  # fmt: skip


def asserted_of(line: Line, idea: IdeaAt) -> bool:
    """Tell whether an idea is the subject of a sentence that asserts something of it."""
    if _not_own(line) or _quoted(line, idea):
        return False
    return bool(HEAD.fullmatch(line.code[: idea.first]) and TAIL.match(line.code[idea.last + 1 :]))


def _clause_end(line: Line, last: int) -> int:
    end = last
    while end + 1 < len(line.code) and line.code[end + 1] not in ",.:(" and end - last < 14:
        end += 1
    return end
