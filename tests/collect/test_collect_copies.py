"""The same post in several places is kept once, whole, and others are never taken for it."""

from __future__ import annotations

from pathlib import Path

from graphbuild.collect import read_corpus
from graphbuild.config import Settings

BODY = [
    "Le phare de la pointe a été repeint au printemps, et les goélands n'en reviennent pas.",
    "Le gardien regrette l'ancien blanc, celui qui tirait sur le jaune les soirs d'orage.",
    "On viendra de loin pour le voir, dit la mairie, qui a fait imprimer douze mille cartes.",
]
FEED = (
    '<rss version="2.0"><channel><title>Vents</title><link>https://vents.example/</link><item><title>'
    "Le phare</title><link>{url}</link><description>{body}</description></item></channel></rss>"
)


def write(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    return folder


def test_a_page_and_its_feed_share_an_address(tmp_path: Path) -> None:
    page = (
        '<html><head><link rel="canonical" href="http://www.vents.example/phare/"></head><body><article>'
        f"<h1>Le phare</h1><p>{BODY[0]}</p><p>{BODY[1]}</p></article></body></html>"
    )
    feed = FEED.format(
        url="https://vents.example/phare?utm_source=rss", body="Un résumé tout autre."
    )
    corpus = read_corpus([write(tmp_path, a_html=page, b_xml=feed)], Settings())
    (post,) = corpus.posts
    assert (post.source, post.meta.copies, corpus.copies) == ("a.html", ("b.xml/phare",), 1)
    assert (post.meta.blog, post.meta.home) == ("Vents", "https://vents.example/")


def test_an_excerpt_is_a_copy_of_the_whole(tmp_path: Path) -> None:
    text = "Le phare\n\n" + "\n\n".join(BODY) + "\n"
    feed = FEED.format(url="https://vents.example/p", body=f"{BODY[0]} {BODY[1][:40]} […]")
    (post,) = read_corpus([write(tmp_path, a_txt=text, b_xml=feed)], Settings()).posts
    assert (post.source, post.meta.url) == ("a.txt", "https://vents.example/p")


def test_a_post_that_quotes_another_is_none_of_its_copies(tmp_path: Path) -> None:
    text = "Le phare\n\n" + "\n\n".join(BODY) + "\n"
    other = (
        f"Réponse au gardien\n\nJe lis ceci : « {BODY[1]} »\n\n"
        + "\n\n".join(
            f"Je ne suis pas d'accord, pour la raison numéro {n} de ma longue liste."
            for n in range(9)
        )
        + "\n"
    )
    corpus = read_corpus([write(tmp_path, a_txt=text, b_txt=other)], Settings())
    assert (len(corpus.posts), corpus.copies) == (2, 0)


def test_two_posts_of_one_title_and_a_common_formula_stay_apart(tmp_path: Path) -> None:
    formula = "Merci de votre fidélité, et rendez-vous la semaine prochaine pour un nouveau billet."
    one = f"La semaine\n\n{BODY[0]}\n\n{BODY[1]}\n\n{formula}\n"
    two = f"La semaine\n\n{BODY[2]}\n\nRien d'autre à dire de ce mardi où la brume ne s'est pas levée.\n\n{formula}\n"
    assert len(read_corpus([write(tmp_path, a_txt=one, b_txt=two)], Settings()).posts) == 2


def test_posts_whose_feed_gives_them_all_the_blogs_address_stay_apart(tmp_path: Path) -> None:
    item = "<item><title>{}</title><link>https://vents.example/accueil</link><description>{}</description></item>"
    feed = (
        '<rss version="2.0"><channel><title>Vents</title>'
        + "".join(item.format(f"Billet {n}", body) for n, body in enumerate(BODY))
        + "</channel></rss>"
    )
    assert len(read_corpus([write(tmp_path, a_xml=feed)], Settings()).posts) == 3


def test_comments_of_a_copy_are_kept_under_the_post(tmp_path: Path) -> None:
    rows = 'id,parent,title,author,text\n1,,Le phare,Zoé,"{}"\n{}'
    one = rows.format(
        " ".join(BODY), "2,1,,Lise,Bravo au peintre !\n3,1,,Marc,Et la corne de brume ?\n"
    )
    two = rows.format(" ".join(BODY), "2,1,,Lise,Bravo au peintre !\n")
    two += "3,2,,Paul,Bravo à la mairie aussi.\n"
    corpus = read_corpus([write(tmp_path, a_csv=one, b_csv=two)], Settings())
    post, *comments = corpus.posts
    assert [c.text for c in comments] == [
        "Bravo au peintre !", "Et la corne de brume ?", "Bravo à la mairie aussi.",
    ]  # fmt: skip
    assert [c.parent for c in comments] == [post.id, post.id, comments[0].id]


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    text = "Le phare\n\n" + "\n\n".join(BODY) + "\n"
    write(
        tmp_path, a_txt=text, b_txt=text, c_xml=FEED.format(url="https://v.example/p", body=BODY[0])
    )
    paths = sorted(tmp_path.iterdir())
    forward, backward = (read_corpus(p, Settings()).posts for p in (paths, paths[::-1]))
    assert forward == backward
    assert len(forward) == 1
