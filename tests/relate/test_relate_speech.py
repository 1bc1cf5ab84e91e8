"""Who speaks of which idea, each turn of phrase beside a look-alike that states nothing."""

from __future__ import annotations

import pytest
import relate_samples

STATED = [
    ("« Le [[bouche-à-oreille|Concept]] gagne toujours », s'amuse [[Jo Stern|Person]].", "Jo Stern", "bouche-à-oreille"),
    ("« Sans [[relation client|Concept]], rien ne tient. », a répondu [[Jo Stern|Person]].", "Jo Stern", "relation client"),
    ("[[Jo Stern|Person]] ([[Mollusk|Organization]]) déclarait : « La [[publicité|Concept]] se meurt. »", "Jo Stern", "publicité"),
    ("Pour [[Jo Stern|Person]], potière à [[Vannes|Place]], « la [[relation client|Concept]] se soigne ».", "Jo Stern", "relation client"),
    ("[[Jo Stern|Person]] rappelle que, sans budget, la [[veille|Concept]] reste un vœu.", "Jo Stern", "veille"),
    ("[[Jo Stern|Person]] quant à elle s'est attardée sur la [[relation client|Concept]].", "Jo Stern", "relation client"),
    ("La conférence de [[Jo Stern|Person]] sur la [[relation client|Concept]] m'a réveillé.", "Jo Stern", "relation client"),
    ("[[Jo Stern|Person]] m'a plu. Sa conférence sur la [[relation client|Concept]] aussi.", "Jo Stern", "relation client"),
    ("Un atelier sur la [[relation client|Concept]] animé par [[Jo Stern|Person]].", "Jo Stern", "relation client"),
    ("[[Jo Stern|Person]] bougonne. Sa spécialité est la [[relation client|Concept]].", "Jo Stern", "relation client"),
    ("[[Jo Stern|Person]], formatrice en [[relation client|Concept]], bougonne.", "Jo Stern", "relation client"),
    ("[[Jo Stern|Person]] est « experte de la [[relation client|Concept]] ».", "Jo Stern", "relation client"),
]  # fmt: skip

SILENT = [
    "« Le [[bouche-à-oreille|Concept]] gagne toujours ». [[Jo Stern|Person]] bâille.",
    "[[Jo Stern|Person]] referme « Le [[bouche-à-oreille|Concept]] pour les nuls ».",
    "Pour [[Jo Stern|Person]], les [[internautes|Concept]] exagèrent.",
    "[[Jo Stern|Person]] rappelle sa tante, la [[veille|Concept]] attendra.",
    "[[Jo Stern|Person]] s'est attardée au buffet, la [[relation client|Concept]] aussi.",
    "J'ai fui une conférence sur la [[relation client|Concept]], [[Jo Stern|Person]] aussi.",
    "Ma spécialité est la [[relation client|Concept]].",
    "Il pleut, selon [[Jo Stern|Person]], ministre de la [[communication|Concept]].",
    "[[Jo Stern|Person]] a annoncé la [[réunion|Concept]] de demain.",
    "[[Jo Stern|Person]] explique qu'elle a vu passer une [[réunion|Concept]] et un train.",
    "[[Jo Stern|Person]], formatrice, ignore la [[relation client|Concept]].",
]


@pytest.mark.parametrize(("text", "who", "idea"), STATED)
def test_a_turn_of_phrase_says_who_speaks_of_what(text: str, who: str, idea: str) -> None:
    assert (who, "discusses", idea) in relate_samples.stated(text)


@pytest.mark.parametrize("text", SILENT)
def test_a_look_alike_makes_nobody_speak(text: str) -> None:
    assert not [r for r in relate_samples.stated(text) if r[1] in ("discusses", "criticizes")]


def test_what_the_post_keeps_coming_back_to_is_what_is_said() -> None:
    text = (
        "La [[veille|Concept]] me plaît, et la [[veille|Concept]] paie.\n"
        "[[Jo Stern|Person]] explique qu'à côté du [[café|Concept]] la [[veille|Concept]] perce."
    )
    assert relate_samples.stated(text) == {("Jo Stern", "discusses", "veille")}


INTERVIEW = (
    "Par [[Ida Roux|Person]]\n"
    "Qui êtes-vous ?\n"
    "[[Jo Stern|Person]] : Je suis directrice de [[Mollusk|Organization]].\n"
    "Et vous ?\n"
    "[[Ed Lang|Person]] : Je suis associé chez [[Tempo|Organization]]."
)


def test_in_an_interview_the_first_person_is_the_speaker() -> None:
    assert relate_samples.stated(INTERVIEW, author="Ida Roux") == {
        ("Jo Stern", "worksFor", "Mollusk"),
        ("Ed Lang", "worksFor", "Tempo"),
    }


def test_in_an_interview_the_first_person_outside_an_answer_is_nobody() -> None:
    text = INTERVIEW + "\nJe suis directeur de [[Vélibulle|Organization]]."
    assert not [r for r in relate_samples.stated(text, author="Ida Roux") if r[2] == "Vélibulle"]


@pytest.mark.parametrize(("said", "who"), [("Je suis", "Jo Stern"), ("je suis", "Ida Roux")])
def test_one_answer_alone_is_the_speakers_where_it_begins_with_a_capital(
    said: str, who: str
) -> None:
    text = (
        f"Par [[Ida Roux|Person]]\n[[Jo Stern|Person]] : {said} directrice de "
        "[[Mollusk|Organization]].\nJe suis associée chez [[Tempo|Organization]]."
    )
    assert relate_samples.stated(text, author="Ida Roux") == {
        (who, "worksFor", "Mollusk"),
        ("Ida Roux", "worksFor", "Tempo"),
    }


def test_a_list_with_colons_is_no_interview() -> None:
    text = (
        "Par [[Ida Roux|Person]]\n[[Jo Stern|Person]] : au micro.\n[[Ed Lang|Person]] : au bar.\n"
        "Je suis directrice de [[Mollusk|Organization]]."
    )
    assert relate_samples.stated(text, author="Ida Roux") == {("Ida Roux", "worksFor", "Mollusk")}


OPINIONS = [
    ("Faire du [[big data|Concept]] est une erreur.", "criticizes", "big data"),
    ("Il n'existe pas de « [[stratégie sociale|Concept]] ».", "criticizes", "stratégie sociale"),
    ("Le [[big data|Concept]] est un aveu d'échec.", "criticizes", "big data"),
    ("En ce sens la [[relation client|Concept]] change tout.", "discusses", "relation client"),
    ("Avoir une [[relation client|Concept]] soignée permet de dormir.", "discusses", "relation client"),
    ("La [[relation client|Concept]], ça se mérite.", "discusses", "relation client"),
]  # fmt: skip

NO_OPINIONS = [
    "Faire du [[big data|Concept]] est-il une erreur ?",
    "« Le [[big data|Concept]] est une erreur », dit-on.",
    "Il existe une « [[stratégie sociale|Concept]] » et un café.",
    "Les [[internautes|Concept]] changent tout.",
]


@pytest.mark.parametrize(("text", "predicate", "idea"), OPINIONS)
def test_an_author_argues_in_his_own_voice(text: str, predicate: str, idea: str) -> None:
    said = relate_samples.stated(f"Par [[Ida Roux|Person]]\n{text}", author="Ida Roux")
    assert ("Ida Roux", predicate, idea) in said


@pytest.mark.parametrize("text", NO_OPINIONS)
def test_a_question_or_a_quotation_is_not_the_authors_opinion(text: str) -> None:
    assert relate_samples.stated(f"Par [[Ida Roux|Person]]\n{text}", author="Ida Roux") == set()
