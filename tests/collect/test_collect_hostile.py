"""What may come from anywhere: each case is refused or read, in little time and memory, with a
clear line, and the posts beside it are read all the same."""

from __future__ import annotations

import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graphbuild.collect import collect
from graphbuild.config import Settings
from graphbuild.model import Failure, Skipped

LONGEST = 20.0
"""Seconds on a busy machine; each case takes well under one when it is alone."""
MOST_MEMORY = 500_000_000

GOOD = (
    "Un billet tranquille\n\nLe phare de la pointe a été repeint au printemps, et c'est heureux.\n"
)
ITEM = "<item><title>Un</title><description>{}</description></item>"
RSS = '<rss version="2.0"><channel><title>V</title>{}</channel></rss>'
P = "Le phare de la pointe a été repeint au printemps, et les goélands n'en reviennent pas."


def laughs(root: str) -> str:
    entities = "".join(
        f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "ha"}'
        f'{("&l" + str(n - 1) + ";") * 9 if n else ""}">'
        for n in range(10)
    )
    return f'<?xml version="1.0"?><!DOCTYPE {root} [{entities}]>'


def bomb(folder: Path) -> None:
    with (
        zipfile.ZipFile(folder / "bombe.zip", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.txt", "w", force_zip64=True) as member,
    ):
        for _ in range(300):
            member.write(b"\0" * 1_000_000)


def escape(folder: Path) -> None:
    with zipfile.ZipFile(folder / "fuite.zip", "w") as archive:
        archive.writestr("../../dehors.txt", GOOD)
        archive.writestr("/etc/dehors.txt", GOOD)
        archive.writestr("dedans.txt", GOOD.replace("tranquille", "du zip"))


def nested_zip(folder: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w") as inner:
        inner.writestr("a.txt", GOOD)
    with zipfile.ZipFile(folder / "poupees.zip", "w") as outer:
        outer.write(folder / "a.zip", "a.zip")
    (folder / "a.zip").unlink()


def huge(name: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        with (folder / name).open("wb") as file:  # sparse: no disk is used
            file.write(b"<rss><channel>" if name.endswith("xml") else b"Bonjour")
            file.truncate(1_100_000_000)

    return make


def text(name: str, content: str | bytes) -> Callable[[Path], None]:
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    return lambda folder: (folder / name).write_bytes(data) and None


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "entity bomb": (text("a.xml", laughs("rss") + RSS.format(ITEM.format("&l9;"))), "XML entities"),
    "external entity": (
        text("a.xml", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
             + RSS.format(ITEM.format("&x;"))), "XML entities",
    ),
    "deep XML": (text("a.xml", RSS.format("<a>" * 100_000)), "broken off"),
    "deep HTML": (
        text("a.html", "<html><body><h1>A</h1>" + "<div>" * 50_000 + f"<p>{P}</p>"),
        "nested too deeply",
    ),
    "deep lists": (
        text("a.html", f"<html><body><article><p>{P}</p>" + "<ul><li>" * 20_000),
        "nested too deeply",
    ),
    "unclosed HTML": (
        text("a.html", f"<html><body><article><h1>A<p>{P}" + "<b><i>" * 20_000),
        "nested too deeply",
    ),
    "broken XML": (text("a.xml", '<rss version="2.0"><channel><item><title>a'), ""),
    "zip bomb": (bomb, "unpacks to 300 MB"),
    "zip path": (escape, "leads out of the archive"),
    "zip in a zip": (nested_zip, "not opened"),
    "half a zip": (text("a.zip", b"PK\x03\x04" + b"\0" * 40), "not a usable zip"),
    "1 GB of text": (huge("a.txt"), "too long"),
    "1 GB of XML": (huge("a.xml"), "too long"),
    "null bytes": (text("a.txt", b"a\x00b" * 100), "binary file"),
    "deep JSON": (text("a.jsonl", "[" * 200_000 + "\n"), "not JSON"),
    "deep JSON file": (text("a.json", '[{"a":' * 100_000), ""),
    "endless field": (text("a.csv", 'title,text\na,"' + "b" * 11_000_000), "field larger"),
    "line ends in columns": (text("a.csv", '"a\nb","c' + "d" * 9_000 + '"\n1,2\n'), "a b, cddd"),
    "front matter": (text("a.md", "---\ntitle: [a\n---\n\n" + P), "front matter"),
    "deep front matter": (text("a.md", "---\ntitle: " + "[" * 20_000 + "\n---\n\n" + P), ""),
}  # fmt: skip

READ: dict[str, Callable[[Path], None]] = {
    "deep comments": text(
        "a.html", f"<html><body><article><p>{P}</p></article>" + '<li class="comment">a' * 5_000
    ),
    "scripts": text("a.html", f"<html><body><script>{'x' * 500_000}</script><h1>A</h1><p>{P}</p>"),
    "attributes": text("a.html", f"<html><body><p {'a=1 ' * 50_000}>{P}</p>"),
    "null in XML": text("a.xml", RSS.format(ITEM.format("\x00\x01" + P))),
    "wrong encoding": text(
        "a.xml", b'<?xml version="1.0" encoding="utf-8"?>' + RSS.format(ITEM.format(P)).encode("cp1252")
    ),
    "many entities": text("a.xml", RSS.format(ITEM.format(P + "&amp;" * 200_000))),
    "brackets": text("a.md", "# A\n\n" + P + "\n\n" + "[" * 20_000),
    "quotes": text("a.md", "# A\n\n" + P + "\n\n" + ">" * 5_000 + " a"),
    "stars": text("a.md", "# A\n\n" + P + "\n\n" + "*a **b " * 5_000),
    "YAML anchors": text(
        "a.md", "---\na: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\ntags: *c\ntitle: A\n---\n" + P
    ),
    "half an address": text(
        "a.html",
        f'<html><head><link rel="canonical" href="http://[x"></head><body><h1>A</h1><p>{P} '
        '<a href="//[y">b</a></p></body></html>',
    ),
    "long line": text("a.txt", "Titre\n\n" + "mot " * 300_000),
}  # fmt: skip


@pytest.fixture(autouse=True)
def little_memory_and_time() -> object:
    """No case may take long or make the process grow much."""
    begun, before = time.perf_counter(), most_memory()
    yield
    assert most_memory() - before < MOST_MEMORY
    assert time.perf_counter() - begun < LONGEST


def most_memory() -> int:
    """The most bytes this process ever had; 0 on Windows, where Python cannot tell."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (
        1 if sys.platform == "darwin" else 1024
    )


@pytest.mark.parametrize("case", REFUSED)
def test_hostile_input_is_refused_with_a_clear_line(case: str, tmp_path: Path) -> None:
    make, reason = REFUSED[case]
    make(tmp_path)
    (tmp_path / "z-sage.txt").write_text(GOOD, encoding="utf-8")
    items = list(collect([tmp_path]))
    failures = [item for item in items if isinstance(item, Failure)]
    assert failures
    assert all("\n" not in failure.reason and len(failure.reason) < 300 for failure in failures)
    assert all(reason in failure.reason for failure in failures)
    titles = [item[1][0].title for item in items if isinstance(item, tuple)]
    assert "Un billet tranquille" in titles


@pytest.mark.parametrize("case", READ)
def test_hostile_input_is_read_for_what_it_holds(case: str, tmp_path: Path) -> None:
    READ[case](tmp_path)
    (item,) = [item for item in collect([tmp_path]) if not isinstance(item, Skipped)]
    assert isinstance(item, tuple), item
    assert "\x00" not in item[0].text
    if case != "long line":
        assert P in item[0].text


def test_a_circle_of_links_is_not_walked(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    try:
        (tmp_path / "a" / "b").symlink_to(tmp_path)
    except OSError:
        pytest.skip("links need a privilege on this system")
    (tmp_path / "soi").symlink_to(tmp_path / "soi")
    (tmp_path / "a" / "c.txt").write_text(GOOD, encoding="utf-8")
    items = list(collect([tmp_path]))
    assert sum(isinstance(item, tuple) for item in items) == 1
    assert [i.source for i in items if isinstance(i, Skipped)] == ["a/b"]
    assert [i.source for i in items if isinstance(i, Failure)] == ["soi"]


def test_an_endless_feed_on_standard_input_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless:
        def read(self, size: int) -> bytes:
            return b"<item/>" * (size // 7)

    class Stdin:
        buffer = Endless()

    monkeypatch.setattr(sys, "stdin", Stdin())
    (failure,) = collect([Path("-")], Settings(max_export_megabytes=5))
    assert isinstance(failure, Failure)
    assert "over 5 MB" in failure.reason


HALF = "\\ud83d moitié"
CUT_EMOJI = {
    "a.jsonl": f'{{"title": "{HALF}", "author": "Zoé {HALF}", "text": "{P} {HALF}"}}\n',
    "a.json": f'[{{"title": "{HALF}", "author": "Zoé {HALF}", "text": "{P} {HALF}"}}]',
    "a.md": f'---\ntitle: "{HALF}"\ntags: ["{HALF}"]\n---\n\n{P}\n',
    "b.md": f'{{"title": "{HALF}", "tags": ["{HALF}"]}}\n\n{P}\n',
    "a.html": '<html><head><script type="application/ld+json">{"@type": "BlogPosting", '
    f'"headline": "{HALF}", "author": {{"name": "Zoé {HALF}"}}}}</script></head>'
    f"<body><article><p>{P}</p><p>{P}</p></article></body></html>",
}


@pytest.mark.parametrize("name", CUT_EMOJI)
def test_half_an_emoji_is_a_sign_that_files_can_hold(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(CUT_EMOJI[name], encoding="utf-8")
    ((source, (post, *_)),) = [item for item in collect([tmp_path], Settings())
                               if isinstance(item, tuple)]  # fmt: skip
    assert "moitié" in (post.title or "")
    repr_of_all = f"{source.text}{post}{source}".encode()  # fails on half a pair
    assert "\ufffd" in repr_of_all.decode()
