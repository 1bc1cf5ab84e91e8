"""Rules that say two keys are one thing. Each gives proposals, none decides.

Every rule works on blocks (names that share a word, a prefix or a source), so that the
work stays close to linear in the number of names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from graphbuild.model import Facts, Post
from graphbuild.rdf import fold
from graphbuild.unify.names import Name

Names = Mapping[str, Name]

LARGEST_BLOCK = 200
"""Names that share a block are compared two by two up to this many: a word shared by
more of them tells nothing."""

_WORDS = re.compile(r"[^\W_]+(?:[+#]+(?!\w))?")

_LIGHT = frozenset(
    [
        "le",
        "la",
        "les",
        "l",
        "de",
        "des",
        "du",
        "d",
        "un",
        "une",
        "et",
        "en",
        "au",
        "aux",
        "dans",
        "sur",
        "pour",
        "par",
        "the",
        "of",
        "a",
        "and",
        "in",
        "on",
        "for",
    ]
)

_HEADS = frozenset(
    [
        "institut",
        "agence",
        "cabinet",
        "groupe",
        "societe",
        "compagnie",
        "association",
        "ecole",
        "universite",
        "magazine",
        "journal",
        "site",
        "blog",
        "plateforme",
        "reseau",
        "fondation",
        "institute",
        "agency",
        "group",
        "company",
        "research",
        "school",
    ]
)
"""Words that describe an organisation in front of or behind its name."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Proposal:
    """Two keys that may be one thing, the rule that says so, and how sure it is."""

    score: float
    left: str
    right: str
    rule: str
    evidence: str


@lru_cache(maxsize=200_000)
def words_of(form: str) -> tuple[str, ...]:
    """Return the folded words of a form without articles and prepositions."""
    return tuple(word for word in _WORDS.findall(fold(form)) if word not in _LIGHT)


def proposals(names: Names, facts: Sequence[Facts]) -> Iterator[Proposal]:
    """Yield the proposals of every rule."""
    yield from _same_words(names)
    yield from _misspelt(names)
    yield from _descriptive_head(names)
    yield from _person_in_thread(names)
    yield from _handle_of_author(names, facts)
    yield from _without_year(names)
    yield from _title_and_subtitle(names)
    yield from _longer_title(names)
    yield from _same_study(names)
    yield from _site_of_organization(names)


def _proposal(score: float, rule: str, left: Name, right: Name) -> Proposal:
    one, other = sorted((left, right), key=lambda name: name.key)
    evidence = f"{one.form} = {other.form}"
    return Proposal(score=score, left=one.key, right=other.key, rule=rule, evidence=evidence)


def _blocks(names: Iterable[tuple[str, Name]]) -> Iterator[list[Name]]:
    """Yield the names that share a block; a name without words (``^^``) shares none."""
    found: dict[str, dict[str, Name]] = defaultdict(dict)
    for block, name in names:
        if block:
            found[block][name.key] = name
    for _, block_names in sorted(found.items()):
        if 1 < len(block_names) <= LARGEST_BLOCK:
            yield list(block_names.values())


def _compatible(left: Name, right: Name) -> bool:
    """Ideas are only ever merged with ideas, people with people."""
    kinds = {left.type, right.type}
    return len(kinds) == 1 or kinds <= {"Organization", "Product"} or kinds <= {"Work", "Event"}


def _same_words(names: Names) -> Iterator[Proposal]:
    """One form written together, with hyphens or spaces, or seen as two types."""
    for block in _blocks(
        ("".join(words_of(form)), name) for name in names.values() for form in sorted(name.forms)
    ):
        for left, right in combinations(block, 2):
            if _compatible(left, right):
                yield _proposal(0.95, "same words", left, right)
            elif "Concept" not in (left.type, right.type) and _outweighed(left, right):
                yield _proposal(0.8, "same name, other type", left, right)


def _outweighed(left: Name, right: Name) -> bool:
    """One of two types of a form is an error when it is rare beside the other."""
    low, high = sorted((sum(left.weight.values()), sum(right.weight.values())))
    return low * 3 <= high


def _misspelt(names: Names) -> Iterator[Proposal]:
    """A rare form one slip away from a common or known one, in the same type.

    Optimal string alignment distance: 1 from six letters, 2 from eleven (Damerau 1964:
    80% of slips are one edit). Numbers must agree, and the first letter.
    """
    spelt: dict[str, _Spelt] = {}
    blocks: list[tuple[str, Name]] = []
    for name in names.values():
        words = words_of(name.form)
        if name.type == "Concept" or len(name.form) < 6 or not 0 < len(words) <= 6:
            continue
        spelt[name.key] = _Spelt.of(name, words)
        # What must agree goes into the block, so that blocks stay small.
        kind = "Organization" if name.type == "Product" else name.type
        must = f"{kind}:{words[0][0]}{len(words)}"
        blocks += [(f"{must}:{word}", name) for word in words if len(word) > 2]
        blocks.append((f"{must}:^{words[0][:3]}", name))
    found: set[tuple[str, str]] = set()
    for block in _blocks(blocks):
        for left, right in combinations(block, 2):
            pair = (left.key, right.key)
            if _one_slip(spelt[left.key], spelt[right.key]) and pair not in found:
                found.add(pair)
                yield _proposal(0.8, "misspelling", left, right)


@dataclass(frozen=True, slots=True)
class _Spelt:
    """What the comparison of a name needs, worked out once a name and not once a pair."""

    words: tuple[str, ...]
    text: str
    numbers: tuple[str, ...]
    count: int
    known: bool

    @classmethod
    def of(cls, name: Name, words: tuple[str, ...]) -> _Spelt:
        text = " ".join(words)
        numbers = tuple(re.findall(r"\d+", text))
        return cls(words, text, numbers, sum(name.forms.values()), name.known)


def _one_slip(left: _Spelt, right: _Spelt) -> bool:
    """Tell whether two spellings of as many words are close enough.

    Short words that differ are other words.
    """
    allowed = 2 if min(len(left.text), len(right.text)) >= 11 else 1
    if abs(len(left.text) - len(right.text)) > allowed or left.numbers != right.numbers:
        return False
    if left.known and right.known:
        return False
    if OSA.distance(left.text, right.text, score_cutoff=allowed) > allowed:
        return False
    pairs = zip(left.words, right.words, strict=True)
    if any(one != other and min(len(one), len(other)) < 5 for one, other in pairs):
        return False
    return left.known or right.known or left.count != right.count or len(left.words) > 1


def _descriptive_head(names: Names) -> Iterator[Proposal]:
    """``Institut Forrester`` is ``Forrester``: a describing word beside the same name."""
    organizations = [n for n in names.values() if n.type == "Organization"]
    cores: list[tuple[str, Name]] = []
    for name in organizations:
        words = words_of(name.form)
        core = [word for word in words if word not in _HEADS]
        if core and len(core) >= len(words) - 1 and len("".join(core)) > 2:
            cores.append((" ".join(core), name))
    for block in _blocks(cores):
        bare = [n for n in block if not set(words_of(n.form)) & _HEADS]
        dressed = [n for n in block if set(words_of(n.form)) & _HEADS]
        if len(bare) == 1:
            for name in dressed:
                yield _proposal(0.8, "descriptive head", bare[0], name)


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
            yield _proposal(0.75, "part of a name in the same file", name, names[found.pop()])


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
                yield _proposal(0.8, "handle of the post's author", left, right)


def _root(post: Post, posts: Mapping[str, Post]) -> Post | None:
    while post.parent is not None and post.parent in posts:
        post = posts[post.parent]
    return post if post.kind == "post" else None


_YEAR = re.compile(r"^(?:19|20)\d\d$")


def _without_year(names: Names) -> Iterator[Proposal]:
    """An event or work with its year, and the same without, in one file."""
    dated = [n for n in names.values() if n.type in ("Event", "Work")]
    for block in _blocks(
        (f"{source}:{core}", n)
        for n in dated
        if (core := " ".join(w for w in words_of(n.form) if not _YEAR.match(w)))
        for source in sorted(n.sources)
    ):
        years = {w for n in block for w in words_of(n.form) if _YEAR.match(w)}
        if len(years) <= 1:
            for left, right in combinations(block, 2):
                yield _proposal(0.75, "with and without its year", left, right)


def _same_study(names: Names) -> Iterator[Proposal]:
    """A study under several names, anywhere: the same first word (``baromètre``) and most
    of at least three other words in common, years apart."""
    titled = [(words_of(n.form), n) for n in names.values() if n.type == "Work"]
    for block in _blocks((words[0], n) for words, n in titled if len(words) > 3):
        for left, right in combinations(block, 2):
            one, other = _core(left), _core(right)
            if len(one & other) >= 3 and len(one & other) >= 0.75 * min(len(one), len(other)):
                yield _proposal(0.7, "one study under two names", left, right)


def _core(name: Name) -> frozenset[str]:
    """The words of a title after the first, in the singular, without its year."""
    return frozenset(w.rstrip("sx") for w in words_of(name.form)[1:] if not _YEAR.match(w))


def _longer_title(names: Names) -> Iterator[Proposal]:
    """One title whose words all stand in the other, both ending alike, in one file."""
    titled = [n for n in names.values() if n.type in ("Event", "Work")]
    for block in _blocks(
        (f"{source}:{words_of(n.form)[-1]}", n)
        for n in titled
        if len(words_of(n.form)) > 1
        for source in sorted(n.sources)
    ):
        for left, right in combinations(block, 2):
            one, other = set(words_of(left.form)), set(words_of(right.form))
            if one < other or other < one:
                yield _proposal(0.7, "longer form of a title", left, right)


def _title_and_subtitle(names: Names) -> Iterator[Proposal]:
    """``Wave`` beside ``Wave - ...`` in one file: a title and its beginning.

    Also a study under several names: the same first word (``baromètre``) and half of
    the other words in common.
    """
    titled = [n for n in names.values() if n.type in ("Event", "Work")]
    for block in _blocks(
        (f"{source}:{words_of(n.form)[0]}", n)
        for n in titled
        if words_of(n.form)
        for source in sorted(n.sources)
    ):
        for left, right in combinations(block, 2):
            if _one_title(left, right):
                yield _proposal(0.7, "title and short title", left, right)


def _one_title(left: Name, right: Name) -> bool:
    first, second = words_of(left.form), words_of(right.form)
    years = {w for w in first if _YEAR.match(w)}, {w for w in second if _YEAR.match(w)}
    if years[0] and years[1] and years[0] != years[1]:
        return False
    short, whole = sorted((first, second), key=len)
    if whole[: len(short)] == short and len(short) < len(whole):
        longer = left.form if words_of(left.form) == whole else right.form
        return len(short) > 1 or bool(re.match(r"\W*\w+\s*[–—:-]\s", longer))
    rest = {w for w in short[1:] if not _YEAR.match(w)}
    return len(rest) >= 2 and len(rest & set(whole)) * 2 > len(rest)


def _site_of_organization(names: Names) -> Iterator[Proposal]:
    """``visionarymarketing.com`` is the site of ``Visionary Marketing``."""
    for block in _blocks(
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
                yield _proposal(0.8, "site of an organization", left, right)
