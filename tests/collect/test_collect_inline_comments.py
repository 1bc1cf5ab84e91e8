"""Comments that begin with a name and a colon, in a section that has no other layout."""

from __future__ import annotations

import pytest

from graphbuild.collect.comments import inline_header, says_header
from graphbuild.collect.lines import split_lines
from graphbuild.collect.roles import Mark, mark_lines


def mark(text: str) -> Mark:
    return next(iter(mark_lines(split_lines(text))))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("abou_lyna: merci !", "abou_lyna"),
        ("M. F. : merci pour cet entretien", "M. F."),
        ("J.P. : merci", "J.P."),
        ("Marc P. dit : merci", "Marc P."),
        ("J.P. a écrit : merci", "J.P."),
        ("Marc. : merci", "Marc"),
    ],
)
def test_the_name_is_before_the_colon_and_before_who_says_it(line: str, name: str) -> None:
    header = inline_header(mark(line))
    assert header is not None
    assert (header.name, header.style) == (name, "inline")
    assert header.body is not None
    assert line[header.body :].startswith("merci")


def test_initials_keep_their_last_full_stop() -> None:
    header = says_header(mark("J.-P. B. dit :"), strict=True)
    assert header is not None
    assert header.name == "J.-P. B."
