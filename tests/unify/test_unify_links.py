"""What links say: which post cites which, whose site a name's anchor leads to."""

from __future__ import annotations

import pytest

from graphbuild.addresses import same_address
from graphbuild.model import Link, Mention, Metadata, Post
from graphbuild.relate.sites import front_page, site_attributes
from graphbuild.unify.citations import citations, permalink


def post(name: str, *urls: str, url: str | None = None, home: str | None = None) -> Post:
    text = "a" * 40
    links = tuple(Link(start=n, end=n + 1, url=u) for n, u in enumerate(urls))
    meta = Metadata(url=url, home=home, links=links)
    return Post(id=f"{name}/1", source=f"{name}.md", start=0, end=40, text=text, meta=meta)


@pytest.mark.parametrize(
    "link",
    ["https://v.example/2010/b/", "http://www.v.example/2010/b?utm_source=x#c", "/2010/b/",
     "../2010/b", "b.md", "../_posts/b.md"],
)  # fmt: skip
def test_a_link_to_a_post_of_the_corpus_is_a_citation(link: str) -> None:
    one = post("_posts/a", link, url="https://v.example/2010/a", home="https://v.example/")
    two = post("_posts/b", url="https://v.example/2010/b/", home="https://v.example/")
    assert citations([one, two]) == {"_posts/a/1": ("_posts/b/1",)}


@pytest.mark.parametrize(
    "link", ["https://autre.example/2010/b", "#b", "mailto:b@v.example", "", "c"]
)
def test_other_links_cite_nothing(link: str) -> None:
    one = post("a", link, url="https://v.example/a")
    assert citations([one, post("b", url="https://v.example/2010/b")]) == {}


def test_a_post_does_not_cite_itself() -> None:
    assert citations([post("a", "https://v.example/a#suite", url="https://v.example/a")]) == {}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("http://www.a.example/x/", "https://a.example/x", True),
     ("https://a.example/?p=1", "https://a.example/?p=2", False),
     ("https://a.example/x/index.html", "https://a.example/x?utm_medium=m&fbclid=3", True),
     ("https://a.example/é", "https://a.example/%C3%A9", True),
     ("https://a.example/x", "https://b.example/x", False)],
)  # fmt: skip
def test_spellings_of_one_address(one: str, other: str, same: bool) -> None:
    assert (same_address(one) == same_address(other)) is same


@pytest.mark.parametrize("url", ["http://[x", "javascript:alert(1)", "ftp://a/b", "//", ""])
def test_what_is_no_address_has_no_form(url: str) -> None:
    assert same_address(url) == ""
    assert same_address(url, "https://v.example/") in ("", "v.example")


@pytest.mark.parametrize("link", ["//[x", "//[::1", "//a]b", "http://["])
def test_half_an_address_is_no_link_and_no_permalink(link: str) -> None:
    one = post("a", link, url=link, home="https://v.example/")
    assert permalink(one) in (None, link)
    assert citations([one]) == {}


def test_an_anchor_that_is_a_name_gives_its_site() -> None:
    text = "Régie Bleue et Zoé"
    links = (
        Link(start=0, end=11, url="https://www.regie.example/"),
        Link(start=15, end=18, url="https://v.example/zoe/billet"),
    )
    meta = Metadata(links=links)
    said = Post(id="a/1", source="a", start=0, end=18, text=text, meta=meta)
    spans = (("Régie Bleue", 0, "Organization"), ("Zoé", 15, "Person"))
    mentions = [
        Mention(
            post="a/1", source="a", start=start, end=start + len(name), surface=name, type=kind,
            key=f"{kind}/{name}", score=1.0, detector="test",
        )
        for name, start, kind in spans
    ]  # fmt: skip
    (site,) = site_attributes(said, mentions)
    assert (site.subject, site.value) == ("Organization/Régie Bleue", "https://www.regie.example/")
    assert front_page("https://a.example/x") is None
