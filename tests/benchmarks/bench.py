"""Speed and memory of a build, beside bare spaCy: ``make bench``.

Nothing is asserted: figures depend on the machine, ratios much less. Seconds are those of
the processor, which other programs on the machine disturb least; only what several
processes do is told by the clock on the wall. Each size is one build from nothing in this
process, with the models already loaded, then rebuilds as a user runs them.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path
from unittest.mock import patch

from varied_posts import write_posts

ROUNDS = 3
"""Times that two recognisers are run in turn, the best counts: other programs disturb one run."""


PARTS = 60
"""Files of about the size of a post that the texts are parted into."""


def seconds(work: Callable[[], object]) -> float:
    """Return how many seconds of the processor ``work`` takes, in this process."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def beside(work: Callable[[], float]) -> float:
    """Return what ``work`` does in a process of its own, whose memory is not counted as ours."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(work)


def bare(texts: Sequence[tuple[str, str]]) -> float:
    """Return the seconds that spaCy alone takes for texts, each with its language.

    The pipelines are as ``spacy.load`` gives them, warmed by a sentence. As in detect,
    English texts are not parsed, names are looked for in all.
    """
    import spacy

    from graphbuild.detect.pipelines import BATCH, FRENCH, NAMES_MODEL

    french = spacy.load(FRENCH, exclude=["ner"])
    french.max_length = sys.maxsize
    names = spacy.load(NAMES_MODEL, vocab=french.vocab)

    def read(texts: Sequence[tuple[str, str]]) -> None:
        parsed = french.pipe((t for t, language in texts if language != "en"), batch_size=BATCH)
        rest = (names.make_doc(t) for t, language in texts if language == "en")
        exhaust(names.pipe((doc for docs in (parsed, rest) for doc in docs), batch_size=BATCH))

    read([("Une phrase pour commencer.", "fr")])
    return seconds(partial(read, texts))


def run(*arguments: str | Path) -> tuple[float, float]:
    """Run the command; return the seconds of the processor and on the wall."""
    before, begin = os.times(), time.perf_counter()
    subprocess.run([sys.executable, "-m", "graphbuild", *map(str, arguments)], check=False, stderr=subprocess.DEVNULL)  # fmt: skip
    after = os.times()
    cpu = sum(after[2:4]) - sum(before[2:4])
    return cpu, time.perf_counter() - begin


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


def measure(folder: Path, output: Path) -> float:
    """Print the figures of a cold build of a folder of posts, and of bare spaCy before it.

    Return the milliseconds a post.
    """
    from graphbuild import pipeline
    from graphbuild.collect import collect
    from graphbuild.config import Settings
    from graphbuild.reading import view

    posts = [p for item in collect([folder]) if isinstance(item, tuple) for p in item[1]]
    blocks = [(block, view(post, block).text) for post in posts for block in post.prose()]
    words = sum(len(text.split()) for _, text in blocks)
    line("words in prose", words)

    floor = beside(partial(bare, [(text, block.language) for block, text in blocks]))
    line("bare nlp.pipe", f"{words / floor:.0f} w/s", f"{floor:.1f} s: same components, same texts")
    reports = []
    with patch.object(pipeline, "perf_counter", time.process_time):
        took = seconds(
            lambda: reports.append(pipeline.build([folder], output, Settings(), jobs=1, cache=True))
        )
    line("build from nothing", f"{words / took:.0f} w/s", f"{took / floor:.2f} times bare nlp.pipe")
    for stage, spent in reports[0].seconds.items():
        line(f"  {stage}", f"{spent:.1f} s", f"{spent / floor:.2f}")
    line("peak memory", f"{peak_megabytes():.0f} MB", "of this process so far")
    return 1000 * took / len(posts)


def measure_rebuilds(folder: Path, output: Path) -> None:
    """Print what the command takes for all, nothing and one post in a hundred."""
    build = partial(run, "build", folder)
    cold, wall = build("-o", output.with_name("one"), "--jobs", "1")
    line("the command, from nothing", f"{cold:.1f} s", f"{wall:.1f} s on the wall")
    cpu, two = build("-o", output.with_name("two"), "--jobs", "2")
    note = f"on the wall: {wall / two:.2f} times as fast; {cpu:.1f} s of processors"
    line("  --jobs 2", f"{two:.1f} s", note)
    cpu, _ = build("-o", output)
    line("  again, nothing changed", f"{cpu:.1f} s", f"{cpu / cold:.1%}")
    for number, path in enumerate(sorted(folder.iterdir())):
        if number % 100 == 0:
            path.write_text(path.read_text(encoding="utf-8") + "\nEt voilà.\n", encoding="utf-8")
    cpu, _ = build("-o", output)
    line("  again, one post in 100 changed", f"{cpu:.1f} s", f"{cpu / cold:.1%}")


def compare_names(texts: Sequence[str]) -> None:
    """Print the speed of our recogniser of names beside the one of the stock pipeline."""
    import spacy

    from graphbuild.detect.matrices import one_thread
    from graphbuild.detect.pipelines import BATCH, FRENCH, names

    stock = spacy.load(FRENCH)
    stock.select_pipes(enable=["ner"] if not _listens(stock) else ["tok2vec", "ner"])
    best = {"ours": float("inf"), "stock": float("inf")}
    for _ in range(ROUNDS):
        for name, nlp in (("ours", names()), ("stock", stock)):
            with one_thread():
                spent = seconds(partial(exhaust, nlp.pipe(texts, batch_size=BATCH)))
            best[name] = min(best[name], spent)
    speed = {name: sum(len(t.split()) for t in texts) / spent for name, spent in best.items()}
    line("names alone, stock ner", f"{speed['stock']:.0f} w/s")
    ratio = speed["ours"] / speed["stock"]
    line("names alone, ours", f"{speed['ours']:.0f} w/s", f"{ratio:.2f} of stock")
    judging = seconds_of_judging(texts)
    judged = 1 / (1 / speed["ours"] + judging)
    note = f"{judged / speed['stock']:.2f} of stock, ideas included"
    line("names with all evidence weighed", f"{judged:.0f} w/s", note)


def seconds_of_judging(texts: Sequence[str]) -> float:
    """Return the seconds a word that ``detect`` takes when the text has been read and parsed."""
    from graphbuild.config import Settings
    from graphbuild.detect import Detector, read_post
    from graphbuild.model import Block, Post
    from graphbuild.ontology import ontology_folder, read_ontology

    detector = Detector(read_ontology(ontology_folder(), with_names=True), Settings())
    text = "\n".join(texts)
    ends = list(accumulate(len(text) + 1 for text in texts))
    blocks = [
        Block(start=end - len(text) - 1, end=end - 1, kind="paragraph")
        for text, end in zip(texts, ends, strict=True)
    ]
    size = len(blocks) // PARTS + 1
    posts = [
        Post(
            id=f"bench/{n}",
            source=f"bench/{n}",
            start=part[0].start,
            end=part[-1].end,
            text=text[part[0].start : part[-1].end],
            blocks=tuple(part),
        )
        for n in range(PARTS)
        if (part := blocks[n * size : (n + 1) * size])
    ]
    read = [(post, read_post(post)) for post in posts]
    detector.detect_and_doubt(read[:1])
    spent = min(
        seconds(lambda: [detector.detect_and_doubt([one]) for one in read]) for _ in range(ROUNDS)
    )
    return spent / sum(len(text.split()) for text in texts)


def _listens(nlp: object) -> bool:
    """Tell whether the stock ``ner`` reads vectors that another component computes."""
    tok2vec = nlp.config["components"]["ner"]["model"]["tok2vec"]  # type: ignore[attr-defined]
    return "Listener" in str(tok2vec["@architectures"])


def load_models() -> None:
    """Load the models and let them read a sentence: the first use is slow."""
    from graphbuild.detect.pipelines import french, names

    exhaust(names().pipe(french().pipe(["Une phrase pour commencer."])))


def main() -> None:
    """Read the options, make the posts, print the figures."""
    parser = argparse.ArgumentParser(description="Measure speed and memory of a build.")
    parser.add_argument(
        "--posts",
        type=int,
        nargs="+",
        default=[100, 1000],
        help="sizes (default: 100 1000; 10000 takes half an hour)",
    )
    parser.add_argument("--rebuilds", action="store_true", help="measure --jobs and rebuilds too")
    options = parser.parse_args()
    line("load the models, first words", f"{seconds(load_models):.1f} s")
    before: float | None = None
    for count in options.posts:
        with tempfile.TemporaryDirectory() as name:
            folder, output = Path(name) / "posts", Path(name) / "output"
            folder.mkdir()
            write_posts(folder, count)
            print()
            line("posts", count)
            a_post = measure(folder, output)
            beside = f"{a_post / before:.2f} times that of the size before" if before else ""
            line("  a post", f"{a_post:.1f} ms", beside)
            before = a_post
            if options.rebuilds:
                measure_rebuilds(folder, output)
            texts = [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())[:100]]
    print()
    compare_names([line for text in texts for line in text.splitlines() if line])


if __name__ == "__main__":
    main()
