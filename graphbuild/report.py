"""What a build did, as its caller and ``report.json`` are told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graphbuild.collect import Corpus
from graphbuild.model import Build, Failure, Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did: counts, failures and seconds by stage.

    ``unchanged`` tells that all was as the last build left it, and nothing was done.
    """

    posts: int
    comments: int
    entities: dict[str, int]
    relations: dict[str, int]
    mentions: int
    merges: int
    failures: tuple[Failure, ...]
    violations: int
    seconds: dict[str, float]
    encodings: dict[str, int]
    formats: dict[str, int]
    skipped: dict[str, int]
    copies: int = 0
    unchanged: bool = False


def reported(
    corpus: Corpus,
    knowledge: Knowledge,
    failures: Iterable[Failure],
    violations: int,
    seconds: dict[str, float],
) -> Report:
    """Return what a build did, from what it read and what it knows."""
    kinds = Counter(record.post.kind for record in knowledge.posts)
    return Report(
        posts=kinds["post"],
        comments=kinds["comment"],
        entities=_counted(entity.type for entity in knowledge.entities),
        relations=_counted(s.predicate for s in knowledge.statements if s.modality == "asserted"),
        mentions=len(knowledge.mentions),
        merges=len(knowledge.merges),
        failures=tuple(sorted(failures)),
        violations=violations,
        seconds=seconds,
        encodings=_counted(encoding for _, _, encoding in knowledge.sources),
        formats=corpus.formats,
        skipped=corpus.skipped,
        copies=corpus.copies,
    )


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def write_report(path: Path, report: Report, about: Build) -> None:
    """Write ``report.json``: everything but ``seconds`` is the same for the same input."""
    content = {
        "graphbuild": about.version,
        "model": about.model,
        "settings": about.settings_digest,
        "posts": report.posts,
        "comments": report.comments,
        "mentions": report.mentions,
        "entities": report.entities,
        "relations": report.relations,
        "merges": report.merges,
        "encodings": report.encodings,
        "formats": report.formats,
        "skipped": report.skipped,
        "copies": report.copies,
        "failures": [
            {"source": f.source, "reason": f.reason, "remedy": f.remedy} for f in report.failures
        ],
        "seconds": report.seconds,
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
