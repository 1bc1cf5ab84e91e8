"""Links to quotes on their pages: what the browser that follows them can find."""

from __future__ import annotations

import pytest

from graphbuild.model import Post, Span
from graphbuild.write.fragments import fragment_node, quote_link

PAGE = "https://a.example/x"


def test_words_around_a_quote_tell_its_place() -> None:
    said = fragment_node(PAGE, "Wolton", "Le lendemain, au même micro, ", " répond à l'antenne.")
    assert (
        said
        == f"<{PAGE}#:~:text=au%20m%C3%AAme%20micro%2C-,Wolton,-r%C3%A9pond%20%C3%A0%20l%27antenne.>"
    )


def test_a_name_behind_an_elision_comes_with_it() -> None:
    assert fragment_node(PAGE, "Adetem", "d'") == f"<{PAGE}#:~:text=d%27-,Adetem>"


def test_what_has_a_meaning_of_its_own_is_encoded() -> None:
    said = fragment_node(PAGE, "R&D, dit-on, à 3 - 4 %")
    assert said == f"<{PAGE}#:~:text=R%26D%2C%20dit%2Don%2C%20%C3%A0%203%20%2D%204%20%25>"


def test_a_long_quote_is_linked_by_its_ends() -> None:
    said = fragment_node(PAGE, " ".join(f"mot-{n}" for n in range(40)))
    first = "mot%2D0%20mot%2D1%20mot%2D2%20mot%2D3"
    last = "mot%2D36%20mot%2D37%20mot%2D38%20mot%2D39"
    assert said == f"<{PAGE}#:~:text={first},{last}>"


def test_a_quote_over_two_paragraphs_is_linked_by_its_ends() -> None:
    assert (
        fragment_node(PAGE, "la fin.\n\nLe début") == f"<{PAGE}#:~:text=la%20fin.,Le%20d%C3%A9but>"
    )


def test_the_fragment_of_a_permalink_stays() -> None:
    assert fragment_node(f"{PAGE}#c5", "oui") == f"<{PAGE}#c5:~:text=oui>"


@pytest.mark.parametrize("quote", ["", " \n "])
def test_nothing_said_is_no_link(quote: str) -> None:
    assert fragment_node(PAGE, quote) is None


def test_what_is_no_web_address_is_not_linked() -> None:
    assert fragment_node("javascript:alert(1)", "oui") is None


def test_marks_of_the_text_are_no_words() -> None:
    text = "Lire *Les [Marges](https://b.example/)* ce soir."
    gaps = tuple(Span(start=a, end=b) for a, b in ((5, 6), (10, 11), (17, 39)))
    post = Post(id="p/1", source="p.md", start=0, end=len(text), text=text, gaps=gaps)
    start, end = text.index("Les"), text.index("](")
    said = quote_link(PAGE, post, start, end, text[start:end])
    assert said == f"<{PAGE}#:~:text=Lire-,Les%20Marges,-ce%20soir.>"


def test_a_byline_above_the_text_is_looked_up_alone() -> None:
    post = Post(id="p/1", source="p.txt", start=20, end=30, text="Bonjour à ")
    assert quote_link(PAGE, post, 3, 7, "Yves") == f"<{PAGE}#:~:text=Yves>"
