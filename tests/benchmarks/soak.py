"""Many clients at once on one server: errors, answers a second, and how long one waits.

    python tests/benchmarks/soak.py --graph output --clients 20 --seconds 60 --hostile

Starts ``graphbuild serve`` on a free port of this machine, asks it questions, pages and now and
then what it must refuse, then stops it. Exit 1 when anything was answered otherwise than it should.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

QUERIES = Path(__file__).parents[2] / "ontology" / "queries"
ASKED = ("organisations-by-posts", "who-works-where", "ideas-by-year", "statements-by-layer")
REFUSED = {
    "update": ("CLEAR ALL", 400),
    "load": ("LOAD <file:///etc/passwd>", 400),
    "service": ("SELECT * {SERVICE <http://127.0.0.1:1/> {?s ?p ?o}}", 400),
    "file": ("SELECT * FROM <file:///etc/passwd> {?s ?p ?o}", 400),
    "large": ("ASK {} #" + "x" * 10_000_000, 413),
    "syntax": ("SELECT {", 400),
}


@dataclass(slots=True)
class Tally:
    """What happened, from all clients."""

    seconds: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    refused: int = 0


def requests(address: str, *, hostile: bool) -> list[tuple[str, str, bytes | None, int]]:
    """Return name, address, body and expected status of what is asked in turn."""
    found: list[tuple[str, str, bytes | None, int]] = [
        (name, f"{address}sparql", form((QUERIES / f"{name}.rq").read_text(encoding="utf-8")), 200)
        for name in ASKED
    ]
    found += [(page, f"{address}{page}", None, 200) for page in ("ask", "questions", "sparql")]
    if hostile:
        for name, (query, status) in REFUSED.items():
            found.append((name, f"{address}sparql", form(query), status))
        found.append(("traversal", f"{address}%2e%2e/%2e%2e/etc/passwd", None, 404))
        found.append(("utf-8", f"{address}sparql?query=%ff", None, 400))
    return found


def form(query: str) -> bytes:
    """Return a query as the body of a form."""
    return urlencode({"query": query}).encode()


def status_of(address: str, body: bytes | None) -> int:
    """Return the status of a request whose answer is read to its end."""
    try:
        with urllib.request.urlopen(address, data=body, timeout=60) as reply:
            reply.read()
            return int(reply.status)
    except urllib.error.HTTPError as error:
        error.read()
        return error.code


def client(
    number: int, asked: list[tuple[str, str, bytes | None, int]], until: float, tally: Tally
) -> None:
    """Ask in turn until the time is over."""
    for turn in count(number):
        if time.monotonic() > until:
            return
        name, address, body, wanted = asked[turn % len(asked)]
        begin = time.monotonic()
        try:
            status: object = status_of(address, body)
        except OSError as error:
            # A body that is refused by its announced length is not read to its end.
            status = wanted if wanted == 413 else repr(error)
        if status == wanted:
            tally.seconds.append(time.monotonic() - begin)
            tally.refused += wanted >= 400
        else:
            tally.wrong[f"{name}: {status} instead of {wanted}"] += 1


def soak(address: str, *, clients: int, seconds: float, hostile: bool) -> Tally:
    """Let the clients ask."""
    tally, until = Tally(), time.monotonic() + seconds
    asked = requests(address, hostile=hostile)
    threads = [
        threading.Thread(target=client, args=(number, asked, until, tally))
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def main() -> int:
    """Start the server, soak it, print the figures."""
    parser = argparse.ArgumentParser(description="Soak the server with clients.")
    parser.add_argument("--graph", default="output")
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--hostile", action="store_true", help="mix in what must be refused")
    options = parser.parse_args()
    command = [sys.executable, "-m", "graphbuild", "serve", "--port", "0", "--graph", options.graph]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        address = next(word for word in server.stderr.readline().split() if word.startswith("http"))
        try:
            tally = soak(
                address,
                clients=options.clients,
                seconds=options.seconds,
                hostile=options.hostile,
            )
            alive = status_of(f"{address}sparql", form("ASK {}"))
        finally:
            server.terminate()
    done = len(tally.seconds)
    print(f"{options.clients} clients, {options.seconds:g} s: {done} answered as they should")
    print(f"  {done / options.seconds:.0f} a second, {tally.refused} of them refused")
    if done > 1:
        waits = statistics.quantiles(tally.seconds, n=100)
        print(f"  wait: median {waits[49]:.3f} s, 99th percentile {waits[98]:.3f} s")
    print(f"  afterwards the server answers {alive}")
    for wrong, times in tally.wrong.most_common():
        print(f"  {times} x {wrong}")
    return 1 if tally.wrong or alive != 200 else 0


if __name__ == "__main__":
    sys.exit(main())
