"""Show scores: a table for people, flat named figures for programs and floors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from graphbuild.evaluate.measures import (
    Counts,
    Figures,
    Mistake,
    PostCounts,
    Scores,
    Share,
)

_DIGITS = 4


def figures(scores: Scores) -> dict[str, float]:
    """Flatten scores to ``{"mentions.strict.f1": 0.7, ...}``, the names floors use."""
    flat: dict[str, float] = {}
    for name, value in _rows(scores):
        flat[f"{name}.precision"] = value.precision
        flat[f"{name}.recall"] = value.recall
        flat[f"{name}.f1"] = value.f1
    for name, counts in (("posts", scores.posts), ("comments", scores.comments)):
        for part, share in _shares(counts):
            flat[f"{name}.{part}.accuracy"] = share
    flat["ideas.per_thousand_words"] = scores.ideas_per_thousand_words
    return {name: round(value, _DIGITS) for name, value in flat.items()}


def _shares(counts: PostCounts) -> Iterator[tuple[str, float]]:
    yield "author", counts.author.value
    yield "named_author", counts.named.value
    yield "date", counts.date.value


def _rows(scores: Scores) -> Iterator[tuple[str, Figures]]:
    """Name every precision and recall in the order they are shown."""
    yield "mentions.strict", scores.strict.figures
    for name, counts in scores.types.items():
        yield f"mentions.{name}", counts.figures
    yield "mentions.untyped", scores.untyped.figures
    for name, value in scores.clusters.items():
        yield f"entities.{name}", value
    yield "ideas", scores.ideas.figures
    yield "relations", scores.relations.figures
    for name, counts in scores.predicates.items():
        yield f"relations.{name}", counts.figures
    yield "posts.start", scores.posts.start.figures
    yield "comments.start", scores.comments.start.figures


def _counted(scores: Scores) -> dict[str, Counts]:
    """Name the rows that have counts of right, spurious and missed."""
    return {
        "mentions.strict": scores.strict,
        **{f"mentions.{name}": counts for name, counts in scores.types.items()},
        "mentions.untyped": scores.untyped,
        "relations": scores.relations,
        **{f"relations.{name}": counts for name, counts in scores.predicates.items()},
        "posts.start": scores.posts.start,
        "comments.start": scores.comments.start,
    }


def render_text(scores: Scores, *, errors: bool = False) -> str:
    """Lay scores out as a table of fixed width; ``errors`` adds every mistake."""
    lines = [
        f"{scores.documents} documents, {scores.words} words",
        "",
        f"{'':28}{'P':>7}{'R':>7}{'F1':>7}{'right':>8}{'spurious':>10}{'missed':>8}",
        *_table(scores),
        "",
    ]
    for name, counts in (("posts", scores.posts), ("comments", scores.comments)):
        lines.append(
            f"{name:28}author {_share(counts.author)}, named author {_share(counts.named)},"
            f" date {_share(counts.date)}"
        )
    lines.append(f"{'ideas per 1,000 words':28}{scores.ideas_per_thousand_words:.1f}")
    if errors:
        lines += ["", *_listing(scores.mistakes)]
    return "\n".join(lines) + "\n"


def _table(scores: Scores) -> Iterator[str]:
    counted = _counted(scores)
    for name, value in _rows(scores):
        line = f"{name:28}{value.precision:7.3f}{value.recall:7.3f}{value.f1:7.3f}"
        if counts := counted.get(name):
            line += f"{counts.right:8}{counts.spurious:10}{counts.missed:8}"
        elif name == "ideas":
            ideas = scores.ideas
            line += f"{ideas.right:8}{ideas.wrong:10}{ideas.core_missed:8}"
        yield line


def render_curve(points: Mapping[float, Scores], shipped: float) -> str:
    """Lay out who is who at several thresholds of merging, the shipped one marked."""
    names = {"bcubed": "B-cubed", "pairwise": "pairwise", "ceaf_e": "CEAF-e"}
    lines = [
        "",
        f"{'merge_threshold':18}" + "".join(f"{name:^24}" for name in names.values()).rstrip(),
        " " * 18 + "".join(f"{'P':>6}{'R':>7}{'F1':>7}    " for _ in names).rstrip(),
    ]
    for threshold, scores in points.items():
        line = f"{threshold:<5.2f}{'shipped' if threshold == shipped else '':13}"
        for name in names:
            value = scores.clusters[name]
            line += f"{value.precision:6.3f}{value.recall:7.3f}{value.f1:7.3f}    "
        lines.append(line.rstrip())
    return "\n".join(lines) + "\n"


def _share(share: Share) -> str:
    return f"{share.right}/{share.total}"


def _listing(mistakes: tuple[Mistake, ...]) -> Iterator[str]:
    """List mistakes by category, each with its document and offset."""
    for category in dict.fromkeys(mistake.category for mistake in mistakes):
        group = [mistake for mistake in mistakes if mistake.category == category]
        yield f"{category} ({len(group)})"
        for mistake in group:
            place = mistake.document + ("" if mistake.offset is None else f":{mistake.offset}")
            detail = f"  {mistake.detail}" if mistake.detail else ""
            yield f"  {place}  {mistake.text!r}{detail}"
        yield ""


def render_json(scores: Scores, *, errors: bool = False) -> str:
    """Give scores as one JSON object: figures, counts and, asked for, mistakes."""
    record: dict[str, object] = {
        "documents": scores.documents,
        "words": scores.words,
        "figures": figures(scores),
        "counts": {
            name: {"right": c.right, "spurious": c.spurious, "missed": c.missed}
            for name, c in _counted(scores).items()
        },
    }
    if errors:
        record["errors"] = [
            {
                "category": mistake.category,
                "document": mistake.document,
                "offset": mistake.offset,
                "text": mistake.text,
                "detail": mistake.detail,
            }
            for mistake in scores.mistakes
        ]
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"
