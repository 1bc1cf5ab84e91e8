"""Instructions of a site's templates inside Markdown, and who says something above a comment."""

from __future__ import annotations

import pytest

from graphbuild.collect.markdown_body import read_body
from graphbuild.collect.page_comments import _header

KEPT = {
    "{% raw %}Zoé {{ x }}{% endraw %} Namur": "Namur",
    "{%- highlight ruby -%}\nputs\n{%- endhighlight -%}\n\nNamur": "Namur",
    "{{< highlight go >}}\nx\n{{< /highlight >}}\n\nNamur": "Namur",
    "{% raw %} Namur {{ site.title }} Liège": "Namur  Liège",
    "Namur {% include a.html x='}' %}": "Namur",
    "Namur {{ a {{ b }} Liège": "Namur {{ a  Liège",
    "Namur {% a": "Namur {% a",
}


@pytest.mark.parametrize("text", KEPT)
def test_instructions_and_the_code_between_them_are_no_text(text: str) -> None:
    body = read_body(text, 0)
    left_out = {n for gap in body.gaps for n in range(gap.start, gap.end)}
    read = [n for b in body.blocks if b.kind != "code" for n in range(b.start, b.end)]
    assert "".join(text[n] for n in read if n not in left_out).strip() == KEPT[text]


@pytest.mark.parametrize(
    ("text", "author"),
    [("Marc a dit…", "Marc"), ("Lise says :", "Lise"), ("Judit", "Judit"), ("J. Dit, ", "J.")],
)
def test_who_says_something_above_a_comment(text: str, author: str) -> None:
    assert _header(text) == (author, None)
