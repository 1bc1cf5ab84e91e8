"""Names that their own wording gives away, and the lists that names stand in."""

from __future__ import annotations

import pytest
from graph_samples import post_of, reading_of
from spacy.tokens import Doc

from graphbuild.detect.context import in_lists, next_in_list
from graphbuild.detect.names import from_model
from graphbuild.detect.shapes import from_shapes, inner_type
from graphbuild.model import Candidate, Post
from graphbuild.reading import Reading

INNER = {"agency": "Organization", "salon": "Event", "guide": "Work"}


def shapes(text: str, *, start: int = 30) -> list[tuple[str, str]]:
    post = post_of(text, start=start)
    found = list(from_shapes(post, reading_of(post)))
    assert all(c.surface == post.surface(c.start, c.end) for c in found)
    return [(c.surface, c.type) for c in found]


def tagged(text: str, tags: str) -> tuple[Post, Reading]:
    """Return a reading whose words have these parts of speech."""
    post = post_of(text, start=5)
    reading = reading_of(post)
    pos = tags.split()
    words = [token.text for token in reading.doc]
    assert len(words) == len(pos), words
    spaces = [bool(token.whitespace_) for token in reading.doc]
    doc = Doc(reading.doc.vocab, words=words, spaces=spaces, pos=pos)
    return post, Reading(block=reading.block, view=reading.view, doc=doc)


@pytest.mark.parametrize(
    ("text", "tags", "study"),
    [
        ("le baromètre des métiers du livre sort", "DET NOUN ADP NOUN ADP NOUN VERB", None),
        ("un observatoire 2012 de la lecture", "DET NOUN NUM ADP DET NOUN", None),
        ("ce baromètre montre tout", "DET NOUN VERB PRON", ""),
        ("le palmarès du mécénat de Zorgon", "DET NOUN ADP NOUN ADP PROPN", "palmarès du mécénat"),
    ],
)
def test_a_study_is_named_by_its_subject(text: str, tags: str, study: str | None) -> None:
    expected = {
        "le baromètre des métiers du livre sort": "baromètre des métiers du livre",
        "un observatoire 2012 de la lecture": "observatoire 2012 de la lecture",
    }.get(text, study)
    post, reading = tagged(text, tags)
    found = [(c.surface, c.type) for c in from_shapes(post, reading)]
    assert found == ([(expected, "Work")] if expected else [])


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("un Mastère Commerce et Territoires", "Mastère Commerce et Territoires", "Work"),
        ("à la salle Violette Mirgue. Entrée libre", "salle Violette Mirgue", "Place"),
        ("au parc de la Tourelle. Personne ne vient", "parc de la Tourelle", "Place"),
        ("étudiante à l’ESC de Vauvert, elle rit", "ESC de Vauvert", "Organization"),
        (
            "avec la Chambre de Commerce de Vauvert",
            "Chambre de Commerce de Vauvert",
            "Organization",
        ),
        (
            "au Forum Lecture et Gouvernance de l’Eau",
            "Forum Lecture et Gouvernance de l’Eau",
            "Event",
        ),
        ("les Assises du Commerce 2011 ouvrent", "Assises du Commerce 2011", "Event"),
        ("une enquête du ZORGIF sur le livre", "ZORGIF", "Organization"),
        ("merci @zelie_75 pour le lien", "zelie_75", "Person"),
        ("Petites fictions (n°6)", "Petites fictions", "Work"),
        ("il cite The Quiet Garden of Numbers ici", "The Quiet Garden of Numbers", "Work"),
    ],
)
def test_wording_tells_a_name_and_its_type(text: str, name: str, kind: str) -> None:
    assert (name, kind) in shapes(text)


@pytest.mark.parametrize(
    "text",
    [
        "la salle est pleine, le parc aussi",
        "le salon du coin, une conférence de plus",
        "écrire à zelie@exemple.fr ou à zelie@exemple",
        "la VRAIE question, le BON moment",
        "Recommend, Buy, Inform, Express, Collect",
        "Une école, un institut, une chambre",
    ],
)
def test_common_nouns_lists_and_addresses_are_no_names(text: str) -> None:
    assert shapes(text) == []


def test_a_word_inside_a_name_tells_its_type_the_first_before_the_last() -> None:
    assert inner_type("Tamarin Agency", INNER) == "Organization"
    assert inner_type("Salon Tamarin Agency", INNER) == "Event"
    assert inner_type("Agency", INNER) is None
    assert inner_type("Grand Tamarin", INNER) is None


def marked(text: str, *ents: tuple[str, str]) -> tuple[Post, Reading, list[Candidate]]:
    post = post_of(text, start=12)
    reading = reading_of(post, ents=ents)
    return post, reading, list(from_model(post, reading))


def test_the_word_that_closes_a_list_of_organizations_is_one() -> None:
    ents = (("Zorgon", "ORG"), ("Plumétis", "ORG"))
    found = list(next_in_list(*marked("Chez Zorgon, Plumétis et Tamarin Bleu, oui", *ents)))
    assert [(c.surface, c.type) for c in found] == [("Tamarin Bleu", "Organization")]
    assert found[0].start == 12 + len("Chez Zorgon, Plumétis et ")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chez Zorgon, Plumétis et d’autres", "ORG"),
        ("Chez Zorgon puis Plumétis et Tamarin", "ORG"),
        ("Avec Zorgon, Plumétis et Tamarin", "PER"),
    ],
)
def test_what_closes_no_list_of_organizations_is_left(text: str, kind: str) -> None:
    assert list(next_in_list(*marked(text, ("Zorgon", kind), ("Plumétis", kind)))) == []


def test_an_unknown_member_of_a_list_is_like_most_of_the_others() -> None:
    ents = (("Zélie", "PER"), ("Bastien", "PER"))
    found = list(in_lists(*marked("Il y avait Zélie, Plumétis, Bastien et moi", *ents)))
    assert [(c.surface, c.type) for c in found] == [("Plumétis", "Person")]


def test_a_short_or_doubtful_list_says_nothing() -> None:
    assert list(in_lists(*marked("Voici Zélie, Plumétis", ("Zélie", "PER")))) == []
    assert list(in_lists(*marked("Voici Zélie, Plumétis, Tamarin", ("Zélie", "PER")))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CRUZ2014 : impressions", [("CRUZ2014", "Event")]),
        ("Retour de WebCamp'09 hier", [("WebCamp'09", "Event")]),
        ("sur #CRUZ2014 et @CRUZ2014", []),
        ("la route CRUZ2814 et LOT14", []),
    ],
)
def test_a_year_welded_to_a_name_tells_an_event(text: str, expected: list[tuple[str, str]]) -> None:
    assert [found for found in shapes(text) if found[1] == "Event"] == expected


def test_somebody_s_talk_is_no_meeting() -> None:
    assert ("Conférence de Jeanne Morel", "Event") not in shapes("Conférence de Jeanne Morel")
    assert ("Conférence de Bandung", "Event") in shapes("la Conférence de Bandung a duré")
    assert ("Festival de Saint-Malo", "Event") in shapes("le Festival de Saint-Malo a duré")
