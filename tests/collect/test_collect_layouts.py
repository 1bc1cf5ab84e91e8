"""Composed pages in the layouts of the common blog engines."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from graphbuild.collect import make_source, parse_posts
from graphbuild.model import PROSE, Post, Source

P1 = (
    "Ce matin, le facteur m'a apporté une étude sur les librairies de quartier, et je l'ai lue "
    "d'une traite. Les libraires y parlent de stocks, de retours et de lecteurs fidèles."
)
P2 = (
    "La semaine dernière, à Nantes, une fromagère expliquait comment l'affinage change le goût du "
    "comté. Les caves, la paille et la patience font le reste, disait la fromagère."
)


def read(text: str) -> tuple[Post, ...]:
    source = make_source(text.encode(), "page.txt")
    assert isinstance(source, Source)
    posts = parse_posts(source)
    check(source, posts)
    return posts


def check(source: Source, posts: tuple[Post, ...]) -> None:
    """What every post promises about its offsets."""
    for n, post in enumerate(posts, start=1):
        assert post.id.endswith(f"/{n}")
        assert post.text == source.text[post.start : post.end]
        ends = [0]
        for block in post.blocks:
            assert ends[-1] <= block.start < block.end
            ends.append(block.end)
            if block.kind in PROSE:
                assert post.start <= block.start < block.end <= post.end
        for signature in post.signatures:
            assert source.text[signature.start : signature.end] == signature.name


@pytest.mark.parametrize(
    ("line", "author", "date"),
    [
        ("Par Solène Castaing", "Solène Castaing", None),
        ("Posté par Zed, jeudi 15 février 2007, 23h10", "Zed", "2007-02-15"),
        ("Publié le 14 mars 2017 par Yacine Benhamou", "Yacine Benhamou", "2017-03-14"),
        ("par Anne-Laure Le Goff, le 1er février 2010", "Anne-Laure Le Goff", "2010-02-01"),
        ("Auteur : Tancrède Roubieu / 17 octobre 2012", "Tancrède Roubieu", "2012-10-17"),
        ("Posted by Moira Hathersage on March 22, 2009", "Moira Hathersage", "2009-03-22"),
        ("2009-02-10 | Thibault Verdeil | Lu 12 fois", "Thibault Verdeil", "2009-02-10"),
        ("gregfromparisAuteur: Grégory Pouy", "Grégory Pouy", None),
        ("mercredi 20 juillet 2011", None, "2011-07-20"),
        ("Strasbourg, le 14 octobre 2009", None, "2009-10-14"),
        ("le 3 mars 2009 à 10h30", None, "2009-03-03"),
        ("12 févr. 2012", None, "2012-02-12"),
        ("20/07/2011", None, "2011-07-20"),
    ],
)
def test_a_line_under_the_title_says_who_and_when(
    line: str, author: str | None, date: str | None
) -> None:
    (post,) = read(f"Une étude sur les librairies\n{line}\n\n{P1}\n")
    assert (post.title, post.author, post.date) == ("Une étude sur les librairies", author, date)


@pytest.mark.parametrize(
    ("under", "author"),
    [
        ("2009-01-15T23:24:00+01:00\n\nfrimousk", "frimousk"),
        ("frimousk\n\n2009-01-15T23:24:00+01:00", "frimousk"),
        ("lzoepi\n\n2009-01-15", "lzoepi"),
        ("Solène\n\n2009-01-15T22:24:00Z", "Solène"),
        ("cuisine\n\n2009-01-15", None),
        ("2009-01-15\n\nLes caves\n\nfrimousk", None),
    ],
)
def test_a_nickname_beside_the_day_under_the_title_signs(under: str, author: str | None) -> None:
    (post,) = read(f"Le facteur et les libraires\n\n{under}\n\n{P1}\n\n{P2}\n")
    assert (post.author, post.date) == (author, "2009-01-15")


def test_a_date_in_the_prose_is_not_the_posts() -> None:
    (post,) = read(f"Une étude\n\n{P1} [MAJ du 01/07/2015] Le 3 mars 2009, il neigeait.\n")
    assert post.date is None


def test_the_site_name_and_its_menu_stand_before_the_title() -> None:
    (post,) = read(f"La Souris Verte\nAccueil | À propos | Contact\n\nLibraires : la fin ?\n\n{P1}")
    assert post.title == "Libraires : la fin ?"


@pytest.mark.parametrize(
    "headers",
    [
        ("1. Marc wrote…", "2. Léa B. wrote…"),
        ("Marc dit :", "Léa B. dit :"),
        ("Marc a écrit :", "Léa B. a écrit :"),
        ("Marc says:", "Léa B. says:"),
        ("Marc | 12 mars 2010 at 10:12", "Léa B. | 13 mars 2010 at 8:00"),
        ("> Marc - 12 mars 2010", "> Léa B. - 13 mars 2010"),
        ("Le 12/03/2010, Marc a écrit :", "Le 13/03/2010, Léa B. a écrit :"),
        ("Marc\n12 mars 2010 à 10:12", "Léa B.\n13 mars 2010 à 8:00"),
    ],
)
def test_comment_headers_before_the_comment(headers: tuple[str, str]) -> None:
    one, two = headers
    page = f"Un titre\n\n{P1}\n\n2 commentaires\n\n{one}\nBravo pour ce billet !\n\n{two}\nPas d'accord.\n"
    post, first, second = read(page + "\nLaisser un commentaire\nNom / E-mail / Site web\n")
    assert [c.kind for c in (first, second)] == ["comment", "comment"]
    assert (first.author, first.text) == ("Marc", "Bravo pour ce billet !")
    assert (second.author, second.text) == ("Léa B.", "Pas d'accord.")
    assert first.parent == second.parent == post.id
    assert post.text.endswith("fidèles.")


@pytest.mark.parametrize("name", ["Paul Petit", "Anne-Laure Grand", "Rose Bon"])
def test_readers_whose_surname_is_a_word_comment_too(name: str) -> None:
    page = f"Un titre\n\n{P1}\n\n2 commentaires\n\nMarc dit :\nBravo !\n\n{name} dit :\nPas d'accord.\n"
    _, first, second = read(page)
    assert [(c.author, c.text) for c in (first, second)] == [
        ("Marc", "Bravo !"),
        (name, "Pas d'accord."),
    ]


def test_comment_headers_after_the_comment() -> None:
    page = (
        f"Un titre\n\n{P1}\n\nCommentaires\n\nBravo pour ce billet !\n\n"
        "Rédigé par : Marc | le 12 mars 2010 à 10:12\n\nPas d'accord.\n\n"
        "Rédigé par : Léa B. | le 13 mars 2010 à 8:00\n"
    )
    _, first, second = read(page)
    assert (first.author, first.text, first.date) == (
        "Marc",
        "Bravo pour ce billet !",
        "2010-03-12",
    )
    assert (second.author, second.text) == ("Léa B.", "Pas d'accord.")


def test_comments_of_one_line_each_and_the_author_answering() -> None:
    page = f"Un titre\npar Zoé Martin, le 3 mai 2011\n\n{P1}\n\n2 COMMENTAIRES\n\nabou: Merci !\nZoé: @abou de rien.\n"
    _, first, second = read(page)
    assert (first.author, first.text) == ("abou", "Merci !")
    assert (second.author, second.parent) == ("Zoé Martin", first.id)


def test_a_comment_form_is_no_comment() -> None:
    page = f"Un titre\n\n{P1}\n\nAucun commentaire:\n\nEnregistrer un commentaire\n\n1) Ecrivez votre texte\nVoilà : c'est fait.\n"
    assert len(read(page)) == 1


def test_reported_speech_is_no_comment() -> None:
    (post,) = read(f"Un titre\n\n{P1}\n\nComme Wolton dit : il faut se parler.\n\n{P2}")
    assert post.kind == "post"


def test_posts_of_an_archive_page_start_at_their_titles() -> None:
    page = f"lundi 3 mai 2010\n\nUn libraire heureux\n\n{P1}\n\nmardi 4 mai 2010\n\nLe comté de Nantes\n\n{P2}\n"
    first, second = read(page)
    assert (first.title, first.date) == ("Un libraire heureux", "2010-05-03")
    assert (second.title, second.date) == ("Le comté de Nantes", "2010-05-04")


def test_a_heading_does_not_start_a_post() -> None:
    more = (
        "Les libraires et les lecteurs de quartier tiennent bon, disent les libraires du quartier."
    )
    page = (
        f"Librairies de quartier : l'étude\n\n{P1}\n\nLe contexte\n\n{more}\n\nEt après ?\n\n{P1}\n"
    )
    (post,) = read(page)
    assert [
        post.text[b.start - post.start : b.end - post.start]
        for b in post.blocks
        if b.kind == "heading"
    ] == ["Le contexte", "Et après ?"]


@pytest.mark.parametrize(
    "line",
    ["s'inscrire gratuitement", "Tweet", "Facebook Twitter Google+ LinkedIn", "Lire la suite »", "IMG_2034.jpg",
     "http://exemple.fr/a/b_600x300.png", "ESCP_logo[1]", "Tags : livre, café", "Follow me", "Imprimer",
     "Articles similaires", "© 2012 Tous droits réservés"],
)  # fmt: skip
def test_page_furniture_is_kept_and_not_read(line: str) -> None:
    (post,) = read(f"Un titre\n\n{P1}\n\n{line}\n\n{P1}\n")
    kinds = {post.surface(b.start, b.end): b.kind for b in post.blocks}
    assert kinds[line] == "furniture"


def test_prose_that_speaks_of_newsletters_is_prose() -> None:
    line = "Il faut s'inscrire à la newsletter pour lire la suite de ce récit, dit-elle en riant."
    (post,) = read(f"Un titre\n\n{P1}\n\n{line}\n\n{P1}")
    assert line in [post.surface(b.start, b.end) for b in post.prose()]


def test_an_english_quotation_inside_a_paragraph_is_a_block_of_its_own() -> None:
    quote = '"the most important thing that we have learned is to listen to the people"'
    (post,) = read(f"Un titre\n\n{P1} Elle écrit : {quote} et j'approuve.\n")
    found = [
        post.surface(b.start, b.end)
        for b in post.blocks
        if b.kind == "quote" and b.language == "en"
    ]
    assert found == [quote]
    assert post.language == "fr"


@pytest.mark.parametrize(
    ("text", "offset"),
    [("la nécessité d'être précurseurEn 7e recommandation, prudence.", "En 7e"),
     ("le sujet des marketeurs.Barometre complet à lire.", "Barometre")],
)  # fmt: skip
def test_welded_words_are_marked(text: str, offset: str) -> None:
    (post,) = read(f"Un titre\n\n{P1} Et voici {text}")
    assert [post.surface(n, n + len(offset)) for n in post.breaks] == [offset]


@pytest.mark.parametrize(
    "brand",
    ["LinkedIn", "iPhone", "YouTube", "McAfee", "SlideShare", "eCRM", "visionarymarketing.com"],
)
def test_brands_are_not_cut(brand: str) -> None:
    (post,) = read(f"Un titre\n\n{P1} On y parle de {brand} et de {brand}, bien sûr.")
    assert post.breaks == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.replace("\n", "\r\n"),
        lambda t: t.replace(" ", "\u00a0"),
        lambda t: t.replace("é", "e\u0301"),
    ],
)
def test_typography_does_not_matter(change) -> None:  # type: ignore[no-untyped-def]
    page = change(
        f"Un été de libraire\nPosté par Zoé Martin, le 3 mai 2011\n\n{P1}\n\n1 commentaire\n\nMarc dit :\nBravo !\n"
    )
    source = make_source(page.encode(), "x.txt")
    assert isinstance(source, Source)
    post, comment = parse_posts(source)
    assert post.text == source.text[post.start : post.end]
    assert post.date == "2011-05-03"
    assert comment.text.replace("\u00a0", " ") == "Bravo !"


@pytest.mark.parametrize(
    "text",
    ["Jean Dupont est là. " * 100_000, "a" * 1_000_000, "aB" * 300_000, '«"' * 200_000, "Un titre court\n\n" * 5_000,
     "Jean dit :\nbla\n\n" * 3_000, "12 mars 2012\n" * 5_000, "ab : cd\n" * 5_000, "3 commentaires\n" * 5_000],
)  # fmt: skip
def test_pathological_pages_stay_fast(text: str) -> None:
    begun = time.perf_counter()
    source = make_source(text.encode(), "x.txt")
    assert isinstance(source, Source)
    parse_posts(source)
    assert time.perf_counter() - begun < 8


def test_every_sample_post_keeps_its_promises() -> None:
    for path in sorted((Path(__file__).parents[2] / "posts").glob("*.txt")):
        source = make_source(path.read_bytes(), path.name)
        assert isinstance(source, Source)
        posts = parse_posts(source)
        assert posts
        for post in posts:
            assert post.text == source.text[post.start : post.end]
            spans = [(b.start, b.end) for b in post.blocks]
            assert spans == sorted(spans)
            assert all(post.start <= b.start and b.end <= post.end for b in post.prose())
