"""Speed and memory of ``graphbuild collect`` on a generated WordPress export.

    python tests/benchmarks/bench_collect.py [POSTS]

Each post has about 300 words, two comments and three tags. The aim is 500 posts a second of
processor time and less than 300 MB for 10,000 posts.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

WORDS = """le la un une de phare gardien mer vent pointe printemps goéland village boutique cahier
lumière matin rue église travail marché client message conseil réunion projet route bateau""".split()

HEAD = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0" '
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">'
    "<channel><title>Vents</title><link>https://vents.example</link>"
)


def sentence(number: int) -> str:
    """A sentence that no other number gives."""
    words = [WORDS[(number * step + step) % len(WORDS)] for step in range(1, 14)]
    return f"{words[0].capitalize()} {' '.join(words[1:])} numéro {number}."


def item(n: int) -> str:
    paragraphs = (
        "<p>"
        + " ".join(sentence(n * 100 + k * 4 + s) for s in range(4))
        + ' <a href="/x">ici</a></p>'
        for k in range(5)
    )
    comments = "".join(
        f"<wp:comment><wp:comment_id>{n}{c}</wp:comment_id><wp:comment_author>Lise</wp:comment_author>"
        f"<wp:comment_date>2019-05-07 08:00:00</wp:comment_date><wp:comment_content>{sentence(n + c)}"
        "</wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_parent>0"
        "</wp:comment_parent></wp:comment>"
        for c in (1, 2)
    )
    return (
        f"<item><title>Billet {n}</title><link>https://vents.example/billet-{n}/</link>"
        f"<dc:creator>Maël Kervran</dc:creator><content:encoded><![CDATA[{''.join(paragraphs)}]]>"
        f"</content:encoded><wp:post_date>2019-05-06 10:00:00</wp:post_date><wp:post_name>billet-{n}"
        "</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
        '<category domain="post_tag" nicename="mer"><![CDATA[mer]]></category>'
        f"{comments}</item>\n"
    )


def main(count: int) -> None:
    """Write the export, list it, print posts a second and peak memory."""
    from graphbuild.collect.listing import list_posts
    from graphbuild.config import Settings

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xml"
        with path.open("w", encoding="utf-8") as file:
            file.write(HEAD)
            file.writelines(item(n) for n in range(count))
            file.write("</channel></rss>")
        size = path.stat().st_size / 1e6
        wall, processor = time.perf_counter(), time.process_time()
        listing = list_posts([path], Settings())
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1e6 if sys.platform == "darwin" else 1e3
    )
    print(f"{len(listing.rows)} posts, {size:.0f} MB: {count / processor:.0f} posts/s of processor "
          f"time ({count / wall:.0f} on the clock), peak {peak:.0f} MB")  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
