"""Saved pages in the layouts of twenty blog engines and themes: text, title, author, date."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from graphbuild.collect import collect
from graphbuild.collect.markup import parse_page
from graphbuild.collect.page_comments import read_comments
from graphbuild.collect.page_marks import Marks
from graphbuild.model import PROSE, Failure, Post, Source

LAYOUTS = Path(__file__).parent / "layouts"
TEXT_FLOOR = 0.95
FIELDS_FLOOR = 18
"""Of the layouts, how many must give title, date and author, each."""

BODIES = (
    """<p>Samedi dernier, j'ai pris le premier train avec un carnet, deux crayons et l'envie de
comprendre pourquoi <a href="https://exemple.example/">tout le monde</a> en parle. La gare était
vide, le café tiède, et le contrôleur d'humeur bavarde.</p>
<h2>Ce que disent les anciens</h2>
<p>Ils disent qu'il faut du temps, beaucoup de temps, et que personne n'en a plus. <strong>Marthe
Lubin</strong>, qui tient la boutique depuis 1974, m'a montré ses registres : vingt-deux cahiers,
une écriture penchée, pas une rature.</p>
<ul><li>un cahier pour les entrées ;</li><li>un cahier pour les dettes ;</li>
<li>un cahier pour les anniversaires des clients.</li></ul>
<p>On me demande souvent si cela rapporte. Non. Mais on revient, et c'est peut-être cela qui
compte, au bout du compte, quand la lumière baisse sur la place.</p>""",
    """<p>Il y a des questions qu'on ne pose qu'une fois la porte fermée. Celle-ci en est une :
à quoi bon continuer quand la machine fait mieux, plus vite, sans se plaindre ?</p>
<figure><img src="photo.jpg" alt=""/><figcaption>L'établi, un soir de novembre.</figcaption></figure>
<p>J'ai posé la question à trois personnes. La première a ri. La deuxième a haussé les épaules.
La troisième, Élie Vasseur, m'a répondu par une autre question, et je n'ai pas encore trouvé.</p>
<blockquote><p>Tu ne travailles pas pour finir, tu travailles pour commencer encore.</p></blockquote>
<p>Depuis, je commence chaque matin par balayer. C'est peu de chose, un balai ; mais le sol est
propre, la tête aussi, et les copeaux font un tas dont on peut être fier.</p>
<p>Merci à celles et ceux qui écrivent pour me contredire : j'ai besoin de vous.</p>""",
    """<p>Reprenons depuis le début. En mars, nous étions douze autour de la table ; en avril,
quarante ; en juin il a fallu pousser les murs et emprunter des chaises à la paroisse.</p>
<h3>La méthode</h3>
<p>Rien d'extraordinaire : une affiche, un gâteau, un sujet par semaine. Le premier qui coupe la
parole fait la vaisselle. On n'a jamais autant écouté, ni cassé autant d'assiettes.</p>
<h3>Les chiffres</h3>
<ol><li>Cent onze inscrits sur la liste.</li><li>Neuf séances, une seule annulée par la neige.</li></ol>
<p>La suite ? Une deuxième salle, à l'autre bout du canton, que <em>Nolwenn Pirou</em> veut bien
ouvrir le jeudi. Il manque un poêle, un tableau et quelqu'un qui sache faire du café.</p>""",
)

EXPECTED = {
    "wordpress-twentyten": ("Le marché couvert fait peau neuve", "Odile Tanguy", "2010-09-14", 2),
    "wordpress-block-theme": (
        "Apprendre le violon à quarante ans", "Mireille Hostens", "2022-11-03", 1,
    ),
    "wordpress-kubrick": ("Trottoirs : le débat", "Roch Kerautret", "2007-05-21", 1),
    "blogger-classic": ("La bouillabaisse du lundi", "Armelle Le Dantec", "2009-02-16", 2),
    "blogger-contempo": ("Le jardin de février", "Wladimir Rossignol", "2021-02-07", 2),
    "typepad": ("Le retour du ticket de caisse", "Clotilde Maubert", "2008-03-11", 2),
    "overblog": ("Trois jours à vélo dans le Vercors", "Ulysse Berthod", "2014-07-21", 1),
    "canalblog": ("Tricoter en train", "Zélie Vasseur", "2011-12-05", 1),
    "ghost-casper": ("Pourquoi nos forêts se taisent", "Ysaline Crochemore", "2023-04-18", 0),
    "hugo-papermod": ("Sauvegarder ses photos sans nuage", "Eudes Pelissier", "2020-01-12", 0),
    "jekyll-minima": ("Réparer une machine à écrire", "Fulgence Aubry", "2019-06-30", 0),
    "medium-like": ("Ce que la poterie m’a appris du silence", "Apolline Guerry", "2021-09-02", 0),
    "spip": ("Un lavoir pour mémoire", "Guénolé Rivoal", "2016-03-08", 1),
    "drupal7": ("La bibliothèque à sac à dos", "Philibert Roux", "2013-10-22", 1),
    "dotclear": ("Un wiki au village", "Barnabé Gicquel", "2006-11-19", 2),
    "squarespace": ("Boulangers de nuit", "Séverin Lhoste", "2018-05-09", 0),
    "substack-like": ("La leçon du phare", "Corentin Mahé", "2024-02-11", 0),
    "handmade-table": ("Souvenirs du bal des pompiers", "Fernande Coulomb", "2004-07-20", 0),
    "plain-article": ("Marcher sous la pluie", "Tiphaine Delorge", "2017-11-30", 0),
    "nuxt-custom": ("Une radio de quartier", "Isaure Montfort", "2020-10-05", 0),
    "old-joomla": ("Le cinéma du foyer rural", "Maïwenn Olivo", "2015-01-17", 0),
}  # fmt: skip
"""Title, author, day and number of comments."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Source, tuple[Post, ...]]]:
    folder = tmp_path_factory.mktemp("pages")
    for n, name in enumerate(EXPECTED):
        page = (LAYOUTS / f"{name}.html").read_text(encoding="utf-8")
        (folder / f"{name}.html").write_text(
            page.replace("%BODY%", BODIES[n % 3]), encoding="utf-8"
        )
    found = {}
    for item in collect([folder]):
        assert isinstance(item, tuple), item
        found[item[0].path.removesuffix(".html")] = item
    return found


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def body_of(source: Source, post: Post) -> str:
    blocks = (b for b in post.blocks if b.kind in PROSE and b.kind != "title")
    return " ".join(source.text[b.start : b.end] for b in blocks)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_main_text_and_little_else_is_read(
    name: str, pages: dict[str, tuple[Source, tuple[Post, ...]]]
) -> None:
    source, posts = pages[name]
    want = words(re.sub(r"<[^>]+>", " ", BODIES[list(EXPECTED).index(name) % 3]))
    have = words(body_of(source, posts[0]))
    right = (want & have).total()
    f1 = 2 * right / (want.total() + have.total())
    assert f1 >= TEXT_FLOOR, (f1, have - want, want - have)


@pytest.mark.parametrize("name", EXPECTED)
def test_comments_of_a_page_are_found(
    name: str, pages: dict[str, tuple[Source, tuple[Post, ...]]]
) -> None:
    _, (_, *comments) = pages[name]
    assert len(comments) == EXPECTED[name][3]
    assert all(comment.kind == "comment" and comment.parent for comment in comments)


@pytest.mark.parametrize(("field", "place"), [("title", 0), ("author", 1), ("date", 2)])
def test_title_author_and_date_are_right_on_nearly_all(
    field: str, place: int, pages: dict[str, tuple[Source, tuple[Post, ...]]]
) -> None:
    wrong = {
        name: got
        for name, (_, posts) in pages.items()
        if (got := getattr(posts[0], field)) != EXPECTED[name][place]
    }
    assert len(EXPECTED) >= 20
    assert len(EXPECTED) - len(wrong) >= max(FIELDS_FLOOR, len(EXPECTED) - 1), wrong


def test_answers_lie_under_what_they_answer(
    pages: dict[str, tuple[Source, tuple[Post, ...]]],
) -> None:
    for name in ("wordpress-twentyten", "blogger-contempo"):
        _, (post, first, answer) = pages[name]
        assert (first.parent, answer.parent) == (post.id, first.id)
        assert answer.author == post.author
        assert answer.signatures == ()


def test_what_the_head_says_is_kept(pages: dict[str, tuple[Source, tuple[Post, ...]]]) -> None:
    meta = pages["wordpress-block-theme"][1][0].meta
    assert (meta.url, meta.modified) == ("https://notes.example/apprendre-le-violon/", "2022-11-05")
    assert (meta.blog, meta.home) == ("Notes tardives", "https://notes.example/")
    assert [(t.name, t.category) for t in meta.tags] == [
        ("Musique", True), ("violon", False), ("adultes", False),
    ]  # fmt: skip


def test_links_keep_their_anchors(pages: dict[str, tuple[Source, tuple[Post, ...]]]) -> None:
    source, (post, *_) = pages["wordpress-twentyten"]
    ((anchor, url),) = [(source.text[k.start : k.end], k.url) for k in post.meta.links]
    assert (anchor, url) == ("tout le monde", "https://exemple.example/")


def test_a_page_of_several_posts_is_divided(tmp_path: Path) -> None:
    posts = "".join(
        f'<div class="post hentry"><h2 class="entry-title"><a href="https://b.example/{n}/">Billet '
        f'{n}</a></h2><abbr class="published" title="2011-0{n}-02">x</abbr>'
        f'<div class="entry-content">{BODIES[n % 3]}</div></div>'
        for n in (1, 2, 3)
    )
    (tmp_path / "accueil.html").write_text(f"<html><body>{posts}</body></html>", encoding="utf-8")
    found = [item for item in collect([tmp_path]) if isinstance(item, tuple)]
    assert [source.path for source, _ in found] == [
        "accueil.html/billet-1", "accueil.html/billet-2", "accueil.html/billet-3",
    ]  # fmt: skip
    assert [post.date for _, (post,) in found] == ["2011-01-02", "2011-02-02", "2011-03-02"]
    assert found[1][1][0].meta.url == "https://b.example/2/"


def test_scripts_and_what_is_hidden_say_nothing(tmp_path: Path) -> None:
    body = BODIES[0] + '<script>alert("Zoé")</script><p style="display:none">Zoé Caché</p>'
    page = f'<html><body><h1>Un titre</h1><div class="entry-content">{body}</div></body></html>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (item,) = collect([tmp_path])
    assert isinstance(item, tuple)
    assert "Zoé" not in item[0].text


def test_a_page_without_a_text_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body></body></html>", encoding="utf-8")
    (item,) = collect([tmp_path])
    assert isinstance(item, Failure)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-8", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "x-unheard-of"])
def test_a_wrong_declared_encoding_does_no_harm(
    encoding: str, declared: str, tmp_path: Path
) -> None:
    page = (
        f'<html><head><meta charset="{declared}"></head><body><h1>Un été</h1>'
        f'<div class="entry-content">{BODIES[0]}</div></body></html>'
    )
    (tmp_path / "a.html").write_bytes(page.encode(encoding))
    (item,) = collect([tmp_path])
    assert isinstance(item, tuple)
    assert "l'envie de" in item[0].text
    assert item[1][0].title == "Un été"


def test_an_answer_in_a_list_of_its_own_is_to_the_comment_before_it() -> None:
    said = "<p>Merci pour ce billet, la Régie Bleue en prend note.</p>"
    one = "<div class='comment'><cite>{}</cite>" + said + "</div>"
    html = one.format("Ana") + "<hr>" + one.format("Bob") + "<p>…</p>"
    html += "<div class='replies'><div>" + one.format("Cid") + "</div></div>"
    html += "<div class='row'>" + one.format("Dan") + "</div>"
    marks = Marks(parse_page(f"<html><body><div id='comments'>{html}</div></body></html>"))
    replies = read_comments(marks)
    assert [(r.author, r.parent) for r in replies] == [
        ("Ana", ""), ("Bob", ""), ("Cid", "2"), ("Dan", ""),
    ]  # fmt: skip


def test_who_comments_keeps_his_initial() -> None:
    names = {"Hervé Q.": "Hervé Q.", "M. F. :": "M. F.", "Ana dit :": "Ana", "Bob...": "Bob"}
    said = "<p>Merci pour ce billet, la Régie Bleue en prend note.</p>"
    html = "".join(f"<div class='comment'><cite>{name}</cite>{said}</div>" for name in names)
    marks = Marks(parse_page(f"<html><body><div id='comments'>{html}</div></body></html>"))
    assert [reply.author for reply in read_comments(marks)] == list(names.values())
