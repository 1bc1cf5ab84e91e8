"""A client of the W3C Reconciliation Service API (version 0.2), the protocol of OpenRefine.

Used by ``graphbuild link`` alone: a batch of names goes out, candidates with scores come back.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphbuild import __version__
from graphbuild.config import WHOLE_IRI
from graphbuild.errors import InputError

TRIES = 4
"""Times that a request is made; the wait doubles from one second, or is what the service asks."""

LONGEST_WAIT = 60.0
TIMEOUT = 30.0
MOST_BYTES = 20_000_000

_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses after which the same request may succeed (RFC 9110)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A thing that the service offers; ``match`` when it is sure."""

    iri: str
    name: str
    score: float
    match: bool
    types: tuple[str, ...] = ()


class Service:
    """A reconciliation service at an address."""

    def __init__(self, url: str, *, wait: Callable[[float], object] = time.sleep) -> None:
        """Read the service's manifest; raises ``InputError`` when it is none."""
        if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
            raise InputError("is no address", place=url, remedy="name one with http:// or https://")
        self.url, self._wait = url, wait
        manifest = self._ask(None)
        if "name" not in manifest or "identifierSpace" not in manifest:
            raise InputError(
                "is no reconciliation service: it has no manifest",
                place=url,
                remedy="name the address that you would give OpenRefine",
            )
        self.name = str(manifest["name"])
        self._space = str(manifest["identifierSpace"])
        self._view = str((manifest.get("view") or {}).get("url", ""))

    def candidates(
        self, names: Sequence[tuple[str, str]], *, limit: int = 3
    ) -> list[list[Candidate]]:
        """Return, for each name and type identifier (or ``""``), the candidates, best first."""
        queries: dict[str, dict[str, object]] = {
            f"q{i}": {"query": name, "limit": limit} | ({"type": kind} if kind else {})
            for i, (name, kind) in enumerate(names)
        }
        answers = self._ask({"queries": json.dumps(queries, ensure_ascii=False)})
        return [self._read(answers.get(key, {})) for key in queries]

    def _read(self, answer: Any) -> list[Candidate]:
        found = answer.get("result", ()) if isinstance(answer, dict) else ()
        made = [self._candidate(one) for one in found if isinstance(one, dict) and "id" in one]
        return sorted((c for c in made if c), key=lambda c: (-c.score, c.iri))

    def _candidate(self, one: Mapping[str, Any]) -> Candidate | None:
        iri = self._iri(str(one["id"]))
        if iri is None:
            return None
        types = [t.get("name") or t.get("id", "") if isinstance(t, dict) else t
                 for t in one.get("type") or ()]  # fmt: skip
        return Candidate(
            iri=iri,
            name=str(one.get("name", "")),
            score=float(one.get("score") or 0),
            match=one.get("match") is True,
            types=tuple(map(str, types)),
        )

    def _iri(self, identifier: str) -> str | None:
        """The identifier space comes first: it names the thing, the view a page about it."""
        quoted = urllib.parse.quote(identifier, safe="/:")
        tries = [identifier]
        if self._space.endswith(("/", "#", "=")):
            tries.append(self._space + quoted)
        tries.append(self._view.replace("{{id}}", quoted))
        return next((iri for iri in tries if WHOLE_IRI.fullmatch(iri)), None)

    def _ask(self, form: Mapping[str, str] | None) -> dict[str, Any]:
        data = urllib.parse.urlencode(form).encode() if form else None
        for again in range(TRIES):
            try:
                return self._once(data)
            except urllib.error.HTTPError as error:
                if error.code not in _AGAIN or again == TRIES - 1:
                    raise self._failed(f"answers {error.code} {error.reason}") from None
                self._wait(_asked(error.headers.get("Retry-After"), 2.0**again))
            except (OSError, TimeoutError) as error:
                if again == TRIES - 1:
                    reason = getattr(error, "reason", None) or error
                    raise self._failed(f"does not answer: {reason}") from None
                self._wait(2.0**again)
        raise AssertionError("unreachable")

    def _once(self, data: bytes | None) -> dict[str, Any]:
        headers = {"Accept": "application/json", "User-Agent": f"graphbuild/{__version__}"}
        request = urllib.request.Request(self.url, data=data, headers=headers)  # noqa: S310
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310
            content = response.read(MOST_BYTES)
        try:
            answer = json.loads(content)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise self._failed("does not answer in JSON")
        return answer

    def _failed(self, reason: str) -> InputError:
        return InputError(reason, place=self.url, remedy="see to the address and the connection")


def _asked(header: str | None, otherwise: float) -> float:
    seconds = float(header) if header and header.isdecimal() else otherwise
    return min(seconds, LONGEST_WAIT)
