"""The trap list: names that must become one thing, and names that must not."""

from __future__ import annotations

from collections import Counter

import pytest
from trap_list import FOLDER, Trap, resolved, traps

KNOWN_WRONG = {
    "one letter in a short name": "GeoNames has Lyons as an English name of Lyon, as it once was",
    "prefixes of one another": "with names: CNRS is in the vocabulary, and CNR looks like its singular",
}
"""Traps that are fallen into, and why; three at most."""


def test_the_list_is_long_and_its_known_errors_few() -> None:
    sides = Counter(trap.same for trap in traps())
    assert min(sides.values()) >= 80
    assert len(KNOWN_WRONG) <= 3
    assert KNOWN_WRONG.keys() <= {trap.why for trap in traps()}
    assert len({trap.why for trap in traps()}) == len(traps()), "each is told by its reason"
    assert len(list(FOLDER.glob("*.txt"))) == 4


@pytest.mark.parametrize("with_names", [False, True], ids=["no names", "names"])
@pytest.mark.parametrize("trap", traps(), ids=lambda trap: trap.place)
def test_trap(trap: Trap, with_names: bool) -> None:
    found = resolved(trap, with_names=with_names)
    if trap.why in KNOWN_WRONG and found.same != trap.same:
        pytest.xfail(KNOWN_WRONG[trap.why])
    merges = [f"{m.rule}: {m.evidence}" for m in found.knowledge.merges]
    assert found.same == trap.same, f"{trap.why}: {merges}"
