"""The gate on text that training never saw: fails when a figure falls below its floor.

The development split goes through the whole product, with and without the names
vocabulary; WiNER's year 2017, where the folder is given, through the recogniser alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import is_development, lines, read_own, read_winer
from scoring import strict_of
from train import HERE, STOCK_LABELS

from graphbuild.cli import main as graphbuild
from graphbuild.detect.pipelines import names

FLOORS = HERE.parent / "tests" / "evaluation" / "floors-development.json"
NO_FACTS = '{"concepts": [], "relations": [], "posts": [], "comments": []}'
WINER_TYPES = tuple(STOCK_LABELS)


def main() -> int:
    """Measure, print, and return 1 when a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--winer", type=Path, help="folder of winer-fr-*.spans.jsonl")
    parser.add_argument("--keep", type=Path, help="leave the split as a gold folder here")
    options = parser.parse_args()
    if options.keep:
        write_gold(options.keep)
        return 0
    with TemporaryDirectory() as folder:
        write_gold(Path(folder))
        arguments = ["evaluate", folder, "--floors", str(FLOORS)]
        missed = [graphbuild([*arguments, *more]) for more in ([], ["--no-names"])]
    if options.winer:
        missed.append(_winer(options.winer))
    return int(any(missed))


def write_gold(folder: Path) -> None:
    """Write the development split as ``graphbuild evaluate`` reads a gold standard."""
    folder.mkdir(parents=True, exist_ok=True)
    for text in read_own(HERE / "corpus"):
        if is_development(text):
            marked = (HERE / "corpus" / f"{text.name}.ann.txt").read_bytes()
            (folder / f"{text.name}.ann.txt").write_bytes(marked)
            (folder / f"{text.name}.txt").write_bytes(text.text.encode())
            (folder / f"{text.name}.facts.json").write_text(NO_FACTS, encoding="utf-8")


def _winer(folder: Path) -> int:
    year = [x for t in read_winer(folder / "winer-fr-2017.spans.jsonl") for x in lines(t)]
    found = strict_of(names(), year, STOCK_LABELS, WINER_TYPES)
    floor = json.loads(FLOORS.read_text(encoding="utf-8"))["winer_2017"]
    print(f"WiNER 2017, {', '.join(WINER_TYPES)}: strict F1 {found:.3f} (floor {floor})")
    return int(found < floor)


if __name__ == "__main__":
    sys.exit(main())
