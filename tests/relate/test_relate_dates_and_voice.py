"""Dates of events, the first person of a named author, quotations."""

from __future__ import annotations

from dataclasses import replace

import pytest
import relate_samples

from graphbuild.relate import relate


def dates(text: str, posted: str | None = None) -> set[tuple[str, str, str]]:
    """Return the attributes that a marked text states."""
    post, mentions = relate_samples.marked(text)
    post = replace(post, date=posted)
    _, found = relate(post, relate_samples.readings(post), mentions, relate_samples.ontology())
    return {(a.subject, a.predicate, a.value) for a in found}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Le [[Salon X|Event]] aura lieu les 8 et 9 mai 2012.", "2012-05-08", "2012-05-09"),
        ("[[Salon X|Event]], du 14 au 16 avril 2012.", "2012-04-14", "2012-04-16"),
        ("[[Salon X|Event]], du 30 avril au 2 mai 2012.", "2012-04-30", "2012-05-02"),
        ("Le 1er juin 2012, [[Salon X|Event]].", "2012-06-01", "2012-06-01"),
        ("[[Salon X 2012|Event:Salon X]], le 3 juin.", "2012-06-03", "2012-06-03"),
    ],
)
def test_an_event_is_held_on_the_days_the_sentence_gives(text: str, first: str, last: str) -> None:
    assert dates(text) == {("Salon X", "startDate", first), ("Salon X", "endDate", last)}


def test_a_longer_name_of_the_event_gives_the_year_where_it_names_one_edition() -> None:
    short = "Le [[Salon X|Event]], les 8 et 9 octobre."
    one = "Au [[Salon X Lyon 2014|Event]] !"
    assert ("Salon X", "startDate", "2014-10-08") in dates(f"{one}\n\n{short}")
    two = f"{one}\n\nOu au [[Salon X Lyon 2015|Event]] ?"
    assert not any(subject == "Salon X" for subject, _, _ in dates(f"{two}\n\n{short}"))


def test_the_post_date_gives_the_year_nearest_to_it() -> None:
    found = dates("Rendez-vous le 8 janvier au [[Salon X|Event]].", posted="2011-12-20")
    assert ("Salon X", "startDate", "2012-01-08") in found


@pytest.mark.parametrize(
    "text",
    [
        "Le [[Salon X|Event]] aura lieu le 8 mai.",
        "Le [[Salon X|Event]] fut beau. Le 8 mai 2012, je dormais.",
        "[[Salon X|Event]], le 31 février 2012.",
        "Il a vendu 300 tickets du [[Salon X|Event]] en mars.",
    ],
)
def test_no_date_is_made_up(text: str) -> None:
    assert dates(text) == set()


def test_a_work_came_out_in_the_year_after_a_verb_of_publishing() -> None:
    assert dates("[[Le Fil|Work]], paru en 2008.") == {("Le Fil", "datePublished", "2008")}
    assert dates("J'ai lu [[Le Fil|Work]] en 2008.") == set()


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("Mon agence, [[Tempo|Organization]], recrute.", ("Léa", "worksFor", "Tempo")),
        ("[[Tempo|Organization]], dont je suis membre, vote.", ("Léa", "memberOf", "Tempo")),
        ("J'ai fondé [[Tempo|Organization]].", ("Léa", "founderOf", "Tempo")),
        ("Je milite pour la [[lenteur|Concept]].", ("Léa", "discusses", "lenteur")),
        ("Retour du [[Salon X|Event]].", ("Léa", "participantIn", "Salon X")),
        (
            "La [[course aux fans|Concept]] est une erreur.",
            ("Léa", "criticizes", "course aux fans"),
        ),
    ],
)
def test_the_first_person_is_the_named_author(text: str, triple: tuple[str, str, str]) -> None:
    assert triple in relate_samples.stated(f"[[Léa|Person]]\n{text}", author="Léa")


@pytest.mark.parametrize(
    "text",
    [
        "Notre partenaire canadien [[Nacre|Organization]] expose.",
        "[[Nacre|Organization]], notre partenaire, expose.",
        "Avec [[Nacre|Organization]] (une régie), notre partenaire, nous exposons.",
    ],
)
def test_our_partner_is_that_of_the_organization_the_author_founded(text: str) -> None:
    opening = "[[Léa|Person]] a fondé [[Tempo|Organization]]."
    found = relate_samples.stated(f"{opening} {text}", author="Léa")
    assert ("Tempo", "partnerOf", "Nacre") in found


def test_the_first_person_is_nobody_when_the_author_is_not_named() -> None:
    assert relate_samples.stated("[[Léa|Person]]\nJ'ai fondé [[Tempo|Organization]].") == set()


def test_a_quoted_first_person_is_not_the_author() -> None:
    text = "[[Léa|Person]]\nIl crie : « J'ai fondé [[Tempo|Organization]] »."
    assert relate_samples.stated(text, author="Léa") == set()


def test_a_quotation_is_credited_to_the_name_in_brackets() -> None:
    text = "« La [[tribu|Concept]] compte seule. » ([[Jo Stern|Person]], [[Vannes|Place]] 2009)."
    assert ("Jo Stern", "discusses", "tribu") in relate_samples.stated(text)
