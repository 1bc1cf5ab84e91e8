"""What the stages that look at all posts cost: time and memory with generated facts.

    python tests/benchmarks/reduce.py [--posts 1000 10000] [--pairs 1000000]
        [--on-disk 10000 1000000 [--mentions 10]]

Facts are made up, no text is read: 43 mentions in 2,700 characters, as our generated posts
have, of things that are drawn by Zipf's law from a vocabulary that grows with the posts, and
a relation. ``--pairs`` simulates the counting of pairs alone, for as many posts as wanted,
``--on-disk`` unify and the documents with facts on disk, as those of many posts are;
``--mentions`` makes its posts shorter. Each size is run in a process of its own, whose peak
is told.
"""

from __future__ import annotations

import argparse
import gc
import math
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from threading import Thread

SYLLABLES = "ba cor dé fan gri jou lan mé nor pel quin rou sau tri val zé mu bri clo ter".split()

KINDS = ("Concept",) * 7 + ("Person",) * 6 + ("Organization", "Place") * 3 + ("Work",) * 2

MENTIONS, SENTENCES = 43, 25


def vocabulary(posts: int, mentions: int = MENTIONS) -> int:
    """Return how many things so many posts can name (Heaps' law, by our generated posts)."""
    return int(60 * (posts * mentions / MENTIONS) ** 0.8)


def drawn(chance: random.Random, size: int) -> int:
    """Return the number of a thing: 0 is the commonest (Zipf's law)."""
    return int(math.exp(chance.random() * math.log(size))) - 1


@lru_cache(maxsize=100_000)
def name(number: int) -> str:
    """Return a name that no other number has."""
    words = []
    for base in (0, 1):
        rest = number * 2654435761 % 4294967291 if base else number
        word = ""
        for _ in range(3 + base):
            rest, digit = divmod(rest, len(SYLLABLES))
            word += SYLLABLES[digit]
        words.append(word.title())
    return " ".join(words)


def facts(posts: int, named: int = MENTIONS) -> Iterator[object]:
    """Yield the facts of so many posts, each of which names something so many times."""
    from graphbuild.model import Block, Evidence, Facts, Mention, Post, Relation
    from graphbuild.rdf import slug

    size, sentences = vocabulary(posts, named), max(1, named * SENTENCES // MENTIONS)
    key_of = lru_cache(maxsize=100_000)(slug)
    for index in range(posts):
        chance = random.Random(index)
        text, mentions, source = f"Billet {index}\n\n", [], f"p/{index:08}.txt"
        body = len(text)
        for sentence in range(sentences):
            for _ in range(named // sentences + (sentence < named % sentences)):
                number = drawn(chance, size)
                shown, kind = name(number), KINDS[number % len(KINDS)]
                mentions.append(
                    Mention(
                        post=f"{index:08}/1", source=source, start=len(text),
                        end=len(text) + len(shown), surface=shown, type=kind,
                        key=f"{kind}/{key_of(shown)}", score=0.9, detector="model",
                    )
                )  # fmt: skip
                text += shown + " en a parlé hier avec les autres "
            text += "et tout le monde s'en souvient encore.\n"
        blocks = (Block(start=body, end=len(text), kind="paragraph"),)
        post = Post(id=f"{index:08}/1", source=source, start=0, end=len(text), text=text, title=f"Billet {index}", date="2012-03-12", blocks=blocks)  # fmt: skip
        relations = []
        who = next((m for m in mentions if m.type == "Person"), None)
        what = next((m for m in mentions if m.type == "Concept"), None)
        if who and what:
            start, end = min(who.start, what.start), max(who.end, what.end)
            quote = Evidence(source=source, start=start, end=end, quote=text[start:end], post=post.id)  # fmt: skip
            relations.append(Relation(subject=who.key, predicate="discusses", object=what.key, score=0.7, evidence=quote))  # fmt: skip
        yield Facts(post=post, mentions=tuple(mentions), relations=tuple(relations))


def line(what: str, value: object, note: str = "") -> None:
    """Print one figure."""
    print(f"{what:<34}{value:>14}  {note}".rstrip(), flush=True)


def peak() -> float:
    """Return the megabytes this process has held at most."""
    peaked = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peaked / (1_000_000 if sys.platform == "darwin" else 1_000)


def reduce(posts: int) -> None:
    """Print what each stage takes for so many posts."""
    from graphbuild.config import Settings
    from graphbuild.model import Build, Source
    from graphbuild.ontology import ontology_folder, read_ontology
    from graphbuild.unify import knowledge_graph, unify
    from graphbuild.write import write_all

    settings, ontology = Settings(), read_ontology(ontology_folder())
    line("posts", f"{posts:,}")
    base = peak()
    said = list(facts(posts))
    sources = [Source(path=f.post.source, text=f.post.text, encoding="utf-8", digest="0" * 64) for f in said]  # fmt: skip
    line("  facts", "", f"{1000 * (peak() - base) / posts:.0f} kB a post")
    results: list[object] = []

    def stage(what: str, work: Callable[[], object]) -> None:
        begin = time.process_time()
        results.append(work())
        spent = time.process_time() - begin
        more = 1000 * (peak() - base) / posts
        line(f"  {what}", f"{spent:.1f} s", f"{1000 * spent / posts:.1f} ms, {more:.0f} kB a post")

    stage("unify", lambda: unify(said, sources, ontology, settings))
    knowledge = results[0]
    stage("graph", lambda: knowledge_graph(knowledge))
    about = Build(base_iri=settings.base_iri, version="0", model="", settings_digest="")
    with tempfile.TemporaryDirectory() as folder:
        stage(
            "write", lambda: write_all(Path(folder), knowledge, lambda: results[1], about, ontology)
        )
        disk = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    line("  written", f"{disk / 1e6:.0f} MB", f"{disk / 1000 / posts:.0f} kB a post")
    line("  peak", f"{peak():.0f} MB")


def disk() -> int:
    """Return the bytes of the files without a name that this process has open (Linux)."""
    size = 0
    for link in Path("/proc/self/fd").iterdir():
        try:
            if str(link.readlink()).endswith("(deleted)"):
                size += link.stat().st_size
        except OSError:
            pass
    return size


def on_disk(posts: int, mentions: int) -> None:
    """Print what unify, and documents, take for so many posts whose facts are on disk."""
    from graphbuild.config import Settings
    from graphbuild.model import Build, Facts
    from graphbuild.on_disk import OnDisk
    from graphbuild.ontology import ontology_folder, read_ontology
    from graphbuild.unify import unify
    from graphbuild.write.documents import documents

    settings, ontology = Settings(), read_ontology(ontology_folder())
    base, most, over = peak(), 0, False

    def watch() -> None:
        nonlocal most
        while not over:
            most = max(most, disk())
            time.sleep(1)

    watching = Thread(target=watch)
    watching.start()
    gc.disable()  # as in a build
    begin = time.process_time()
    said = OnDisk(Facts, facts(posts, mentions))
    line("posts", f"{posts:,}", f"{mentions} mentions each")
    line("  facts made", f"{time.process_time() - begin:.0f} s", f"{disk() / 1000 / posts:.1f} kB a post on disk")  # fmt: skip
    begin = time.process_time()
    knowledge = unify(said, (), ontology, settings)
    spent = time.process_time() - begin
    line("  unify", f"{spent:.0f} s", f"{1000 * spent / posts:.2f} ms a post")
    counts = (knowledge.entities, knowledge.mentions, knowledge.statements)
    line("  things, mentions, statements", " ".join(f"{len(found):,}" for found in counts))
    line("  memory at the peak", f"{peak() - base:.0f} MB", f"{1000 * (peak() - base) / posts:.1f} kB a post")  # fmt: skip
    gc.enable()
    begin = time.process_time()
    about = Build(base_iri=settings.base_iri, version="0", model="", settings_digest="")
    documented = sum(1 for _ in documents(knowledge, about, ontology))
    spent = time.process_time() - begin
    line("  documents", f"{documented:,}", f"{1000 * spent / posts:.2f} ms a post")
    over = True
    watching.join()
    line("  memory at the peak", f"{peak() - base:.0f} MB", f"{1000 * (peak() - base) / posts:.1f} kB a post")  # fmt: skip
    line("  temporary disk", f"{most / 1e6:.0f} MB", f"{most / 1000 / posts:.1f} kB a post")


def pairs(posts: int) -> None:
    """Print what it takes to count which things meet in so many posts."""
    from graphbuild.unify.pairs import PairCounts

    size = vocabulary(posts)
    begin, base = time.process_time(), peak()
    added = 0
    with PairCounts() as counted:
        for index in range(posts):
            chance = random.Random(index)
            named = {drawn(chance, size): None for _ in range(MENTIONS)}
            found = sorted(list(named)[:20])
            added += len(found) * (len(found) - 1) // 2
            counted.add_all(found)
        often = sum(1 for _ in counted.at_least(2))
    spent = time.process_time() - begin
    line("posts", f"{posts:,}")
    line("  pairs added", f"{added:,}", f"{often:,} of them twice or more")
    line("  seconds", f"{spent:.0f}", f"{1e6 * spent / posts:.0f} s a million posts")
    line("  memory", f"{peak() - base:.0f} MB")


def main() -> None:
    """Read the options and run each size by itself."""
    parser = argparse.ArgumentParser(description="Measure the stages that look at all posts.")
    parser.add_argument("--posts", type=int, nargs="*", default=[])
    parser.add_argument("--pairs", type=int, nargs="*", default=[])
    parser.add_argument("--on-disk", type=int, nargs="*", default=[])
    parser.add_argument("--mentions", type=int, default=MENTIONS)
    options = parser.parse_args()
    for work, sizes, more in (
        (reduce, options.posts, ()),
        (pairs, options.pairs, ()),
        (on_disk, options.on_disk, (options.mentions,)),
    ):
        for size in sizes:
            process = multiprocessing.get_context("spawn").Process(target=work, args=(size, *more))
            process.start()
            process.join()


if __name__ == "__main__":
    main()
