"""Posts made of noise and of what does harm elsewhere, and one build of them.

GRAPHBUILD_FUZZ sets the number of posts made of noise (more than CI has time for).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
FUZZ = int(os.environ.get("GRAPHBUILD_FUZZ", "24"))

SEED = 5

WATCHED = """
import sys

def hook(event, arguments):
    if event == "pickle.find_class":
        print("WATCHED", event, arguments, file=sys.stderr, flush=True)
    # Not socket.bind: urllib3, which spaCy imports, tries whether there is IPv6 on loopback.
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg") and len(arguments) > 1:
        address = arguments[1]
        if isinstance(address, tuple):  # a text is the name of a pipe on this machine
            print("WATCHED", event, address, file=sys.stderr, flush=True)
            raise PermissionError("no network")
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        print("WATCHED", event, arguments, file=sys.stderr, flush=True)
        raise PermissionError("no network")

sys.addaudithook(hook)
from graphbuild.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""The command line where a connection fails, and is told of."""

SENTINEL = "window.hacked=1"
HOSTILE = (
    f"<script>{SENTINEL}</script>",
    f"</script></textarea></title><img src=x onerror={SENTINEL}>",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\x1b[31mrouge\x1b[0m \x1b]0;titre\x07",
    "\u202egnirts desrever\u202c",
    f"]]> <![CDATA[ --> <!-- %s %n ${{{SENTINEL}}} {{{{x}}}}",
    f'" onmouseover="{SENTINEL}" autofocus onfocus="{SENTINEL}',
    "\\u0000 \x00 \ufffe \uffff \ud7ff",
    "a" * 1_000_000,
    "Zoé " * 2_000,
    "«" * 3_000 + "»" * 3_000,
    "(" * 3_000 + "-" * 3_000 + "." * 3_000,
    "(" * 90_000,
    "(a" * 4_000,
    '"mot ' * 1_000,
    "A-" * 4_000,
    "- - - " * 1_000,
    "@marc " * 1_000,
    "e" + "\u0301" * 50_000,
    "à la table " * 1_000,
    "!?" * 9_000,
    " \u00a0" * 30_000 + "x",
)
SHORT = HOSTILE[:9]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A build of noise: the folder written, and what was said on stderr."""

    output: Path
    said: str


@cache
def texts() -> tuple[bytes, ...]:
    """Return real posts to spoil: of the sample, of the gold standard and of the training."""
    folders = ("posts", "tests/evaluation/gold", "training/corpus")
    files = (path for name in folders for path in sorted((ROOT / name).glob("*.txt")))
    return tuple(path.read_bytes() for path in files)


def noise(chance: random.Random, number: int) -> bytes:
    """Return random bytes, random letters, or a real post with some of it changed.

    One in twenty is long: the parser needs most of the time.
    """
    most = 6_000 if number % 20 == 0 else 400
    if number % 3 == 0:
        return chance.randbytes(chance.randrange(1, most))
    if number % 3 == 1:
        points = (chance.randrange(1, 0x11_0000) for _ in range(chance.randrange(1, most // 2)))
        return "".join(map(chr, points)).encode("utf-8", "surrogatepass")
    whole = chance.choice(texts())
    begin = 0 if number % 2 else chance.randrange(len(whole))
    text = bytearray(whole[begin : begin + most])
    for _ in range(chance.randrange(1, 3 + most // 200)):
        at = chance.randrange(len(text))
        piece = chance.choice([*(h.encode() for h in SHORT), chance.randbytes(9), bytes(text[:99])])
        text[at : at + chance.randrange(1, 40)] = piece
    return bytes(text)


def charged() -> Iterator[tuple[str, str]]:
    """Yield files that hold a payload in each place of a post: title, byline, name, tag, link."""
    for number, payload in enumerate(HOSTILE):
        flat = payload.replace('"', "'")
        text = f"{payload}\n\nPar {payload[:80]}\n\nZoé Lambert travaille chez {payload} à Namur.\n"
        yield f"charge-{number:02}.txt", text
        yield (
            f"charge-{number:02}.md",
            f'---\ntitle: "{flat}"\nauthor: "{flat}"\ntags: ["{flat[:200]}"]\n---\n\n'
            f"Zoé Lambert dirige « {payload[:500]} » à [{payload[:99]}](http://x.example/{payload[:99]}).\n",
        )


def build_noise(folder: Path, count: int = FUZZ) -> Built:
    """Build noise and payloads with the models, where no connection can be opened."""
    posts = folder / "posts"
    posts.mkdir()
    chance = random.Random(SEED)
    for number in range(count):
        (posts / f"bruit-{number:05}.txt").write_bytes(noise(chance, number))
    for name, text in charged():
        (posts / name).write_text(text, encoding="utf-8", errors="surrogatepass")
    command = [sys.executable, "-c", WATCHED, "build", str(posts), "-o", str(folder / "out")]
    done = subprocess.run(
        [*command, "--jobs", "1"], capture_output=True, text=True, timeout=7_200, check=False
    )
    assert done.returncode in (0, 1), done.stderr[-2_000:]
    return Built(output=folder / "out", said=done.stderr)
