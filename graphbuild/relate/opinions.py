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
        for idea in _argued(post, line, lexicon, weights):
            key = (who.key, idea.mention.key)
            rank[key] = weights.of(idea)
            found.setdefault(key, _own(line, who, idea))
    most = MOST if post.kind == "post" else MOST_IN_COMMENT
    for who_key in dict.fromkeys(key[0] for key in found):
        own = sorted(
            (k for k in found.keys() - condemned if k[0] == who_key), key=lambda k: (-rank[k], k)
        )
        yield from (found[key] for key in own[:most])


def _own(line: Line, who: Mention, idea: IdeaAt) -> Found:
    return Found(
        line, who, "discusses", idea.mention, idea.first, _clause_end(line, idea.last),
        "own-opinion", "subject", at=idea.first,
    )  # fmt: skip


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
        if weighty and (asserted_of(line, idea) or _dislocated(line, idea)):
            yield idea
    for _ in lexicon.fixed(line, "opinion"):
        best = weights.best(line, ideas)
        if best is not None:
            yield best


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
