"""Regular expressions mean the same when their sets of characters are worked out once."""

from __future__ import annotations

import re

from graphbuild.detect.charsets import charsets_once

PATTERNS = (r"(?iu)(?:[a-zà-ÿ]+|[^a-zà-ÿ]+)-[A-ZÀ-Ÿ]", r"(?u)[a-zà-ÿ]+", r"[\\w.-]+", r"(?i)[k-t]+")

TEXTS = ("arc-en-ciel", "ARC-EN-CIEL", "\u212a", "ſt", "İi", "a.b-c", "", "日本", "œuvre-Été")


def test_matches_are_the_same() -> None:
    def matches() -> list[list[list[str]]]:
        re.purge()
        return [[re.findall(pattern, text) for text in TEXTS] for pattern in PATTERNS * 2]

    before = matches()
    with charsets_once():
        assert matches() == before
    assert matches() == before


def test_the_function_is_put_back_when_something_fails() -> None:
    usual = getattr(getattr(re, "_compiler", None), "_optimize_charset", None)
    try:
        with charsets_once():
            re.compile("[a-c")
    except re.error:
        pass
    assert getattr(getattr(re, "_compiler", None), "_optimize_charset", None) is usual
