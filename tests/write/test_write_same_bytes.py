"""The same facts give the same bytes, whatever their order and the hash seed."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from functools import partial
from pathlib import Path

from graph_samples import BUILD, TESTS, small_facts, small_knowledge

from graphbuild.ontology import ontology_folder, read_ontology
from graphbuild.unify import knowledge_graph
from graphbuild.write import write_all

FILES = 13
"""Five RDF files, GraphML, the page and five tables."""


def digests(folder: Path, *, seed: int) -> dict[str, str]:
    """Write everything from facts shuffled by the seed, and return each file's digest."""
    facts = list(small_facts())
    random.Random(seed).shuffle(facts)
    knowledge = small_knowledge(facts=facts)
    ontology = read_ontology(ontology_folder())
    folder.mkdir()
    graph = partial(knowledge_graph, knowledge)
    write_all(folder, knowledge, graph, BUILD, ontology, rdf12=True)
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def in_another_process(folder: Path, *, hash_seed: str) -> str:
    code = (
        "import sys; from pathlib import Path; sys.path[:0] = sys.argv[1:3]\n"
        "from test_write_same_bytes import digests\n"
        "print(digests(Path(sys.argv[3]), seed=int(sys.argv[4])))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(TESTS), str(TESTS / "write"), str(folder), hash_seed],
        env=os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(TESTS.parent)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_order_of_facts_changes_no_byte(tmp_path: Path) -> None:
    one, other = (digests(tmp_path / str(seed), seed=seed) for seed in (1, 2))
    assert one == other
    assert len(one) == FILES


def test_the_hash_seed_changes_no_byte(tmp_path: Path) -> None:
    found = {in_another_process(tmp_path / seed, hash_seed=seed) for seed in ("0", "1")}
    assert found == {str(digests(tmp_path / "here", seed=3))}
