"""Processor time and memory of resolution alone: distinct made-up names, 10,000 to 100,000 of them.

    python tests/benchmarks/unify.py [--names 100000]

Each size runs in a process of its own, so that the peak memory is its own. Names share first
names, surnames and describing words as real ones do (drawn by Zipf's law), one in fifty is a
slip of another, and twenty stand in a post.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import subprocess
import sys
import time
from itertools import count

SYLLABLES = (
    "ba be bi bo bra ca ce chi co cre da de di dor du fa fi flo ga gre ha ja ke la le li lo lu "
    "ma mel mi mo na ni no pa pel pi po qui ra re ri ro sa sel si so ta te ti tor tu va ve vi vo"
).split()
HEADS = ("Institut", "Groupe", "Agence", "Salon", "Forum", "Baromètre", "Journal", "École")
KINDS = ("Person", "Person", "Person", "Organization", "Organization", "Product", "Place",
         "Event", "Work")  # fmt: skip
PER_POST = 20


def word(numbers: random.Random) -> str:
    """Return a made-up word of two to four syllables."""
    return "".join(numbers.choices(SYLLABLES, k=numbers.randint(2, 4))).capitalize()


def slip(name: str, numbers: random.Random) -> str:
    """Return the name with a letter doubled, left out or replaced."""
    at = numbers.randrange(1, len(name))
    return numbers.choice((name[:at] + name[at - 1 :], name[:at] + name[at + 1 :],
                           name[:at] + "x" + name[at + 1 :]))  # fmt: skip


def names(number: int) -> list[tuple[str, str]]:
    """Return so many distinct names with their types."""
    numbers = random.Random(7)
    firsts = [word(numbers) for _ in range(2000)]
    lasts = [word(numbers) for _ in range(number)]
    rank = [1 / (i + 10) for i in range(2000)]
    found: dict[str, str] = {}
    while len(found) < number:
        kind = numbers.choice(KINDS)
        first = numbers.choices(firsts, rank)[0]
        last = numbers.choice(lasts)
        if kind == "Person":
            form = f"{first} {last}"
        elif numbers.random() < 0.3:
            form = f"{numbers.choice(HEADS)} {last}"
        else:
            form = numbers.choice((last, f"{last} {first}", f"{last} de {first}"))
        found[form] = kind
        if numbers.random() < 0.02:
            found[slip(form, numbers)] = kind
    return list(found.items())[:number]


def run(number: int) -> None:
    """Resolve so many names and print seconds, peak megabytes and entities."""
    from graphbuild.config import Settings
    from graphbuild.model import Block, Facts, Mention, Post
    from graphbuild.ontology import Ontology
    from graphbuild.rdf import slug
    from graphbuild.unify.resolve import resolve
    from graphbuild.words import plain_name

    facts = []
    forms = names(number)
    for index, at in zip(count(), range(0, number, PER_POST)):
        text, mentions, source = "", [], f"{index}.txt"
        for form, kind in forms[at : at + PER_POST]:
            key = f"{kind}/{slug(plain_name(form))}"
            start = len(text)
            text += f"{form} est là. "
            mentions.append(
                Mention(post=f"{index}/1", source=source, start=start, end=start + len(form),
                        surface=form, type=kind, key=key, score=0.9, detector="made")
            )  # fmt: skip
        block = Block(start=0, end=len(text), kind="paragraph")
        post = Post(id=f"{index}/1", source=source, start=0, end=len(text), text=text,
                    blocks=(block,))  # fmt: skip
        facts.append(Facts(post=post, mentions=tuple(mentions)))
    before = time.process_time()
    resolved = resolve(facts, Ontology(), Settings())
    seconds = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(number, f"{seconds:.2f}", f"{peak:.0f}", len(set(resolved.heads.values())))


def main() -> None:
    """Print a line for each size, with how its time compares with n log n."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        run(options.one)
        return
    first = None
    for number in (options.names // 10, options.names // 3, options.names):
        command = [sys.executable, __file__, "--one", str(number)]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        size, seconds, peak, entities = out.split()
        share = float(seconds) / (number * math.log(number))
        first = first or share
        print(f"{size:>8} names  {seconds:>7} s  {peak:>6} MB  {entities:>7} entities  "
              f"{share / first:.2f} of n log n")  # fmt: skip


if __name__ == "__main__":
    main()
