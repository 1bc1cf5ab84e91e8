"""Whatever a file holds, every reader ends, and what it gives keeps its promises.

No file takes over five seconds (the deadline), all together under 500 MB. Seeded and short.
Longer: ``GRAPHBUILD_FUZZ=4000`` and this file alone, over ten minutes.
"""

from __future__ import annotations

import io
import os
import resource
import sys
import zipfile
from collections.abc import Iterator

import pytest
from format_samples import SAMPLES
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from graphbuild.collect.blobs import Blob
from graphbuild.collect.readers import read_blob
from graphbuild.config import Settings
from graphbuild.model import PROSE, Failure, Skipped
from graphbuild.reading import view

EXAMPLES = int(os.environ.get("GRAPHBUILD_FUZZ", "40"))
SUFFIX = {"csv": ".csv", "markdown": ".md", "json": ".json"}

PAGE = (
    "<!DOCTYPE html><html><head><title>Le phare</title></head><body><article class='post'><h1>Le phare"
    "</h1><div class='entry-content'><p>Le phare de la pointe a été <b>repeint</b> au printemps, et les "
    "<a href='/x'>goélands</a> n'en reviennent pas du tout.</p><ul><li>un</li></ul></div></article>"
    "<ol class='commentlist'><li class='comment' id='comment-1'><cite class='fn'>Lise</cite><p>Bien !</p>"
    "</li></ol></body></html>"
)
SEEDS = {form: [content.encode() for _, content, _ in samples] for form, samples in SAMPLES.items()}
SEEDS["html"] = [PAGE.encode()]

_BITS = [b"<", b">", b"&", b"]]>", b"\x00", b"\xff", b"---\n", b"\n", b"\r\n", b'"', b"'", b"{", b"}", b"[", b"]",
         b"(", b")", b"*", b"`", b"\\", b"#", b"<!--", b"<p>", b"</div>", b"&#x0;", b"&amp;", b"\xe2\x80\x8b", b"  ",
         b"<li class=comment>", b"![", b"](", b"<b", b"|", b"{%", b"%}", b"<![CDATA["]  # fmt: skip


MOST_MEMORY = 500_000_000


@pytest.fixture(autouse=True, scope="module")
def little_memory() -> Iterator[None]:
    read(b"un mot", "a.html")  # what readers load is no growth
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown * (1 if sys.platform == "darwin" else 1024) < MOST_MEMORY


@st.composite
def spoilt(draw: st.DrawFn, form: str) -> bytes:
    """A good file with a few pieces cut, doubled or put in."""
    data = draw(st.sampled_from(SEEDS[form]))
    for _ in range(draw(st.integers(1, 6))):
        a, b = sorted(draw(st.tuples(st.integers(0, len(data)), st.integers(0, len(data)))))
        piece = draw(st.sampled_from([b"", data[a:b], *_BITS])) * draw(st.integers(1, 3))
        data = data[:a] + piece + data[draw(st.sampled_from([a, b])) :]
    return data


def read(data: bytes, name: str) -> None:
    blob = Blob(name=name, size=len(data), open=lambda: io.BytesIO(data))
    for item in read_blob(blob, Settings()):
        if isinstance(item, Failure | Skipped):
            assert "\n" not in item.reason
            continue
        source, posts = item
        assert posts
        for post in posts:
            assert post.text == source.text[post.start : post.end]
            ends = [0]
            for block in post.blocks:
                assert ends[-1] <= block.start < block.end <= len(source.text)
                ends.append(block.end)
                if block.kind in PROSE:
                    assert post.start <= block.start < block.end <= post.end
                    seen = view(post, block)
                    assert len(seen.offsets) == len(seen.text) + 1
                    assert list(seen.offsets) == sorted(seen.offsets)
            for signature in post.signatures:
                assert source.text[signature.start : signature.end] == signature.name


@pytest.mark.parametrize("form", SEEDS)
def test_no_reader_falls_over_spoilt_files(form: str) -> None:
    @seed(20091)
    @settings(
        max_examples=EXAMPLES, deadline=5000, database=None, derandomize=False,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(spoilt(form))
    def run(data: bytes) -> None:
        read(data, "a" + SUFFIX.get(form, ".xml"))

    run()


@seed(20092)
@settings(
    max_examples=EXAMPLES, deadline=5000, database=None, suppress_health_check=list(HealthCheck)
)
@given(st.sampled_from(["markdown", "rss", "html"]), st.data())
def test_no_reader_falls_over_spoilt_zips(form: str, data: st.DataObject) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a" + SUFFIX.get(form, ".xml"), data.draw(spoilt(form)))
    whole = packed.getvalue()
    at = data.draw(st.integers(0, len(whole)))
    read(whole[:at] + data.draw(st.sampled_from([b"", b"\x00", *_BITS])) + whole[at:], "a.zip")


@seed(20093)
@settings(
    max_examples=EXAMPLES, deadline=5000, database=None, suppress_health_check=list(HealthCheck)
)
@given(st.binary(max_size=300), st.sampled_from([".txt", ".md", ".csv", ".json", ".html", ""]))
def test_no_reader_falls_over_noise(data: bytes, suffix: str) -> None:
    read(data, f"a{suffix}")
