"""Speed and memory of a build: ``make bench``.

Nothing is asserted: figures depend on the machine, ratios much less. All is measured in
one process and one run, with the models already loaded, on the sample posts repeated
under other names so that no cache can answer twice.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

POSTS = Path(__file__).parents[2] / "posts"
FULL_NAME = re.compile(r"\b([A-ZÉÈÀ][a-zéèêëàâîïôûüç]+) ([A-ZÉÈÀ][a-zéèêëàâîïôûüç]{3,})\b")
SURNAMES = (
    "Aubertin", "Bellanger", "Carpentras", "Delmotte", "Escoffier", "Fontanel", "Grandin",
    "Hautecloque", "Jouvenel", "Kermadec", "Lamoureux", "Montvallon", "Normandin", "Pellegrin",
    "Quemener", "Rochambeau", "Saintonge", "Tavernier", "Vauquelin", "Wattignies",
)  # fmt: skip
YEAR = re.compile(r"\b20(0[6-9]|1[0-7])\b")

ROUNDS = 3
"""Times that two recognisers are run in turn, the best counts: other programs disturb one run."""


def varied(text: str, copy: int) -> str:
    """Give a copy of a post other surnames, other years and its paragraphs turned round."""
    if copy == 0:
        return text

    def renamed(match: re.Match[str]) -> str:
        at = zlib.crc32(f"{match[0]}{copy}".encode()) % len(SURNAMES)
        return f"{match[1]} {SURNAMES[at]}"

    text = FULL_NAME.sub(renamed, text)
    text = YEAR.sub(lambda match: str(2006 + (int(match[1]) + copy) % 12), text)
    head, *body = text.split("\n\n")
    turn = copy % len(body) if body else 0
    return "\n\n".join([head, *body[turn:], *body[:turn]])


def write_posts(folder: Path, count: int) -> None:
    """Write the sample files, then varied copies of them, until ``count`` files are there."""
    files = sorted(POSTS.glob("*.txt"))
    for number in range(count):
        file, copy = files[number % len(files)], number // len(files)
        text = varied(file.read_text(encoding="utf-8"), copy)
        (folder / f"{file.stem}-{copy}.txt").write_text(text, encoding="utf-8")


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def exhaust(items: Iterable[object]) -> int:
    """Take all of a generator, keeping nothing."""
    return sum(1 for _ in items)


def peak_megabytes() -> float:
    """Return the most memory this process has held so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000)


def line(name: str, value: object, note: str = "") -> None:
    """Print one figure."""
    print(f"{name:<34}{value:>12}  {note}".rstrip(), flush=True)


def measure(folder: Path) -> None:
    """Print all figures for a folder of posts."""
    from graphbuild.collect import collect
    from graphbuild.config import Settings
    from graphbuild.detect.pipelines import BATCH, french, names
    from graphbuild.pipeline import build
    from graphbuild.reading import view

    posts = [p for item in collect([folder]) if isinstance(item, tuple) for p in item[1]]
    blocks = [(block, view(post, block).text) for post in posts for block in post.prose()]
    texts = [text for _, text in blocks]
    words = sum(len(text.split()) for text in texts)
    kinds = [sum(post.kind == kind for post in posts) for kind in ("post", "comment")]
    line("posts, comments", f"{kinds[0]}, {kinds[1]}")
    line("words in prose", words)

    def loaded() -> None:
        exhaust(names().pipe(french().pipe(texts[:50])))

    line("load the models, first words", f"{seconds(loaded):.1f} s")

    def bare() -> None:
        # As in detect: English blocks are not parsed, names are looked for in all.
        read = french().pipe((t for b, t in blocks if b.language != "en"), batch_size=BATCH)
        rest = (names().make_doc(t) for b, t in blocks if b.language == "en")
        exhaust(names().pipe((doc for docs in (read, rest) for doc in docs), batch_size=BATCH))

    bare_speed = words / seconds(bare)
    line("bare nlp.pipe", f"{bare_speed:.0f} w/s", "same components, same texts, nothing else")
    reports = []
    with tempfile.TemporaryDirectory() as output:
        took = seconds(lambda: reports.append(build([folder], Path(output), Settings())))
    line("whole build", f"{words / took:.0f} w/s", f"{words / took / bare_speed:.2f} of bare")
    for stage, spent in reports[0].seconds.items():
        line(f"  {stage}", f"{spent:.1f} s", f"{spent / took:.0%}")
    line("peak memory", f"{peak_megabytes():.0f} MB", "after the build")
    compare_names(texts, words)


def compare_names(texts: Sequence[str], words: int) -> None:
    """Print the speed of our recogniser of names beside the one of the stock pipeline."""
    import spacy

    from graphbuild.detect.pipelines import BATCH, FRENCH, names

    stock = spacy.load(FRENCH)
    stock.select_pipes(enable=["ner"] if not _listens(stock) else ["tok2vec", "ner"])
    best = {"ours": float("inf"), "stock": float("inf")}
    for _ in range(ROUNDS):
        for name, nlp in (("ours", names()), ("stock", stock)):
            spent = seconds(partial(exhaust, nlp.pipe(texts, batch_size=BATCH)))
            best[name] = min(best[name], spent)
    speed = {name: words / spent for name, spent in best.items()}
    line("names alone, stock ner", f"{speed['stock']:.0f} w/s")
    ratio = speed["ours"] / speed["stock"]
    line("names alone, ours", f"{speed['ours']:.0f} w/s", f"{ratio:.2f} of stock")


def _listens(nlp: object) -> bool:
    """Tell whether the stock ``ner`` reads vectors that another component computes."""
    tok2vec = nlp.config["components"]["ner"]["model"]["tok2vec"]  # type: ignore[attr-defined]
    return "Listener" in str(tok2vec["@architectures"])


def main() -> None:
    """Read the options, make the posts, print the figures."""
    parser = argparse.ArgumentParser(description="Measure speed and memory of a build.")
    parser.add_argument("--posts", type=int, default=100, help="files to build (default: 100)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "posts"
        folder.mkdir()
        write_posts(folder, options.posts)
        measure(folder)


if __name__ == "__main__":
    main()
