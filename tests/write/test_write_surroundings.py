"""What stands around a mention."""

from __future__ import annotations

from graphbuild.model import Post
from graphbuild.write.surroundings import CONTEXT, surroundings

TEXT = "Titre\nHier, Zoé Lambert a parlé.\nFin"
POST = Post(id="a/1", source="a.txt", start=10, end=10 + len(TEXT), text=TEXT)


def around(text: str, name: str) -> tuple[str, str]:
    post = Post(id="a/1", source="a.txt", start=5, end=5 + len(text), text=text)
    start = 5 + text.index(name)
    return surroundings(post, start, start + len(name))


def test_context_stays_in_the_line_and_is_the_text_as_it_stands() -> None:
    assert around(TEXT, "Zoé Lambert") == ("Hier, ", " a parlé.")
    assert around(TEXT, "Titre") == ("", "")
    assert around(TEXT, "Fin") == ("", "")


def test_a_long_line_is_cut_at_spaces() -> None:
    words = " mot" * 40
    before, after = around(f"{words} Zoé{words}", "Zoé")
    assert 50 <= len(before) <= CONTEXT
    assert 50 <= len(after) <= CONTEXT
    assert before.startswith("mot ")
    assert after.endswith(" mot")


def test_a_span_outside_the_post_has_no_context() -> None:
    assert surroundings(POST, 0, 5) == ("", "")
    assert surroundings(POST, 12, 400) == ("", "")
    assert surroundings(None, 0, 5) == ("", "")
