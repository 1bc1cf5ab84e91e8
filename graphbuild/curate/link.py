"""The command ``graphbuild link``: ask a reconciliation service for things without a link.

Only names (and type identifiers, where they are given) leave the machine. What comes back
goes into ``corrections.toml`` as ``[[link]]``: a sure match holds at once, any other is
``proposed`` and holds when a person takes that line out.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from graphbuild.corrections import plain
from graphbuild.curate.ledger import Ledger, Table
from graphbuild.curate.reconcile import Candidate, Service
from graphbuild.errors import SettingsError
from graphbuild.harmless import visible
from graphbuild.model import ENTITY_TYPES
from graphbuild.output import write_atomically
from graphbuild.tables import read_table
from graphbuild.words import words_in

CACHE = ".graphbuild-links.json"
"""Answers of services, beside the build: a name is asked once. May be deleted at any time."""

BATCH = 10
"""Names in one request: what OpenRefine sends, and public services expect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A thing of the build and the best candidate; ``sure`` when the service says so and the
    name is the same."""

    label: str
    type: str
    candidate: Candidate
    sure: bool


def run_link(
    output: Path,
    corrections: Path,
    url: str,
    *,
    kinds: Mapping[str, str],
    limit: int,
    dry_run: bool,
) -> int:
    """Ask for the things without a link, print what comes back and keep it; return how many."""
    ledger = Ledger(corrections)
    wanted = unlinked(output, ledger, kinds)[:limit]
    service = Service(url)
    found = list(_proposals(wanted, service, Answers(output / CACHE, url), kinds))
    for one in found:
        c = one.candidate
        said = "sure" if one.sure else "proposed"
        told = (one.label, one.type, c.iri, c.name, f"{c.score:g}", said)
        print(*map(visible, told), sep="\t")
    if found and not dry_run:
        ledger.add_all(_table(one, service.name) for one in found)
    kept = "nothing is written" if dry_run else f"in {corrections}"
    print(f"{len(found)} of {len(wanted)} names found in {service.name}; {kept}", file=sys.stderr)
    return len(found)


def types_of(options: Sequence[str]) -> dict[str, str]:
    """Return the service's type identifiers given as ``Place=Q618123``, by our types."""
    found = {}
    for option in options:
        kind, equals, identifier = option.partition("=")
        if kind not in ENTITY_TYPES or not equals or not identifier:
            raise SettingsError(
                f"--type {option!r} names no type",
                place="options",
                remedy=f"write TYPE=ID, TYPE one of {', '.join(ENTITY_TYPES)}",
            )
        found[kind] = identifier
    return found


def unlinked(output: Path, ledger: Ledger, kinds: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return label and type of the things without a link, the most mentioned first.

    Ideas are asked for only where ``kinds`` gives their type.
    """
    linked = {(plain(c.names[0]), c.type) for c in ledger.corrections.of("link")}
    path = output / "tables" / "entities.csv"
    columns = ("entity", "type", "label", "mentions", "same_as")
    rows = list(read_table(path, columns, numbers={"mentions": int}))
    rows.sort(key=lambda row: (-int(row["mentions"]), row["entity"]))
    return [
        (row["label"], row["type"])
        for row in rows
        if not row["same_as"]
        and (row["type"] != "Concept" or "Concept" in kinds)
        and not linked & {(plain(row["label"]), row["type"]), (plain(row["label"]), "")}
    ]


def _proposals(
    wanted: Sequence[tuple[str, str]], service: Service, answers: Answers, kinds: Mapping[str, str]
) -> Iterator[Proposal]:
    asked = [(label, kinds.get(kind, "")) for label, kind in wanted]
    new = [query for query in dict.fromkeys(asked) if query not in answers]
    for at in range(0, len(new), BATCH):
        batch = new[at : at + BATCH]
        answers.keep(dict(zip(batch, service.candidates(batch), strict=True)))
    for (label, kind), query in zip(wanted, asked, strict=True):
        candidates = [c for c in answers[query] if c.match or _alike(c.name, label)]
        if candidates:
            best = candidates[0]
            alone = sum(c.match for c in candidates) == 1
            sure = best.match and alone and plain(best.name) == plain(label)
            yield Proposal(label=label, type=kind, candidate=best, sure=sure)


def _alike(name: str, label: str) -> bool:
    """Services return the nearest thing, however far: a word must not be another's."""
    one, other = set(words_in(name)), set(words_in(label))
    return bool(one and other) and (one <= other or other <= one)


def _table(one: Proposal, service: str) -> tuple[str, Table, str]:
    c = one.candidate
    table: dict[str, str | list[str] | bool] = {"name": one.label, "type": one.type, "iri": c.iri}
    table |= {"called": c.name} | ({} if one.sure else {"proposed": True})
    kinds = f" ({', '.join(c.types)})" if c.types else ""
    return "link", table, f"{service}: score {c.score:g}{kinds}"


class Answers:
    """What a service has answered before, by name and type."""

    def __init__(self, path: Path, url: str) -> None:
        """Read the cache; one that cannot be read counts as empty."""
        self._path, self._url = path, url
        try:
            self._known = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._known = {}

    def __contains__(self, query: tuple[str, str]) -> bool:
        """Tell whether the service has been asked this."""
        return self._key(query) in self._known

    def __getitem__(self, query: tuple[str, str]) -> list[Candidate]:
        """Return what it answered."""
        return [
            Candidate(**(found | {"types": tuple(found["types"])}))
            for found in self._known[self._key(query)]
        ]

    def keep(self, found: Mapping[tuple[str, str], Sequence[Candidate]]) -> None:
        """Add answers and write the cache."""
        for query, candidates in found.items():
            self._known[self._key(query)] = [asdict(candidate) for candidate in candidates]
        text = json.dumps(self._known, ensure_ascii=False, sort_keys=True, indent=1)
        write_atomically(self._path, text.encode("utf-8"))

    def _key(self, query: tuple[str, str]) -> str:
        return hashlib.sha256("\n".join((self._url, *query)).encode()).hexdigest()
