"""How blogs state who works where, who gives which talk, and who argues about what.

Each turn of phrase stands beside look-alikes that state nothing.
"""

from __future__ import annotations

import pytest
import relate_samples

Triple = tuple[str, str, str]

STATED = [
    # talks and books
    ("« [[Les idées froides|Work]] ? » de [[Jo Stern|Person]] (le début seulement)", "Jo Stern authorOf Les idées froides"),
    ('"[[Les idées froides|Work]]" - par [[Jo Stern|Person]]', "Jo Stern authorOf Les idées froides"),
    ("[[Jo Stern|Person]], libraire : « [[Les idées froides|Work]] »", "Jo Stern authorOf Les idées froides"),
    ("[[Jo Stern|Person]] et [[Ida Roux|Person]] : « [[Les idées froides|Work]] »", "Ida Roux authorOf Les idées froides"),
    ("Dans son livre [[Les idées froides|Work]], [[Jo Stern|Person]] raconte sa vie.", "Jo Stern authorOf Les idées froides"),
    ("Le reportage de [[Canal Z|Organization]] nommé [[Ma vie|Work]].", "Canal Z publisherOf Ma vie"),
    # jobs
    ("Nous invitons [[Jo Stern|Person]], animatrice de l'association [[Mollusk|Organization]].", "Jo Stern worksFor Mollusk"),
    ("[[Jo Stern|Person]], ergonome chez [[Mollusk|Organization]], sourit.", "Jo Stern worksFor Mollusk"),
    ("[[Jo Stern|Person]], chargée des relations presse de [[Mollusk|Organization]], sourit.", "Jo Stern worksFor Mollusk"),
    ("[[Jo Stern|Person]] | Directrice marketing | [[Mollusk|Organization]]", "Jo Stern worksFor Mollusk"),
    ("[[Jo Stern|Person]], directrice marketing, [[Mollusk|Organization]] : « Bonjour. »", "Jo Stern worksFor Mollusk"),
    # places and partners
    ("Le [[Salon Z|Event]] de [[Vannes|Place]] ferme.", "Salon Z locatedIn Vannes"),
    ("Le [[Salon Z|Event]] ouvre ses portes à [[Vannes|Place]].", "Salon Z locatedIn Vannes"),
    ("La [[Soirée Z|Event]] organisée par [[Mollusk|Organization]] à la [[Ruche|Place]] a plu.", "Soirée Z locatedIn Ruche"),
    ("[[Mollusk|Organization]] et [[Orque|Organization]] ont signé un accord.", "Mollusk partnerOf Orque"),
    # ideas
    ("[[Jo Stern|Person]] a écrit un billet sur la [[relation client|Concept]].", "Jo Stern discusses relation client"),
    ("[[Jo Stern|Person]] vient de publier une réflexion sur la [[relation client|Concept]].", "Jo Stern discusses relation client"),
    ("[[Jo Stern|Person]] monte. Elle nous propose un résumé sur l'évolution de la [[relation client|Concept]].", "Jo Stern discusses relation client"),
    ("[[Jo Stern|Person]] a dressé un état des lieux de la [[relation client|Concept]].", "Jo Stern discusses relation client"),
    ("[[Jo Stern|Person]] nous a interpellés sur les coulisses de la [[relation client|Concept]].", "Jo Stern discusses relation client"),
    ("Le combat de [[Mollusk|Organization]] pour la [[neutralité du net|Concept]] continue.", "Mollusk discusses neutralité du net"),
    ("Le [[Salon Z|Event]], consacré à la [[relation client|Concept]], ferme.", "Salon Z discusses relation client"),
    ("[[Jo Stern|Person]] veut montrer les limites du [[web social|Concept]].", "Jo Stern criticizes web social"),
    ("[[Jo Stern|Person]] pointe les dérives de la [[publicité en ligne|Concept]].", "Jo Stern criticizes publicité en ligne"),
    ("[[Jo Stern|Person]] s'inquiète de la [[publicité en ligne|Concept]].", "Jo Stern criticizes publicité en ligne"),
]  # fmt: skip

SILENT = [
    "[[Les idées froides|Work]] - de [[Jo Stern|Person]] à [[Ida Roux|Person]]",
    "[[Jo Stern|Person]] : « [[Les idées froides|Work]] m'ont plu. »",
    "Dans son salon, [[Jo Stern|Person]] relit [[Les idées froides|Work]].",
    "[[Jo Stern|Person]], lectrice de [[Mollusk|Organization]], s'indigne.",
    "[[Jo Stern|Person]], cliente fidèle de [[Mollusk|Organization]], s'indigne.",
    "[[Jo Stern|Person]], animatrice du forum de [[Vannes|Place]], croise [[Mollusk|Organization]].",
    "[[Jo Stern|Person]] pense. Directrice marketing ? [[Mollusk|Organization]] hésite.",
    "Le [[Salon Z|Event]] ouvre ses portes à tous, [[Vannes|Place]] aussi.",
    "[[Mollusk|Organization]] et [[Orque|Organization]] ont signé un chèque.",
    "[[Jo Stern|Person]] a lu un billet sur la [[relation client|Concept]].",
    "[[Jo Stern|Person]] publie un billet chez [[Ida Roux|Person]], la [[relation client|Concept]] attendra.",
    "[[Jo Stern|Person]] a fixé les dates du [[web social|Concept]].",
    "Le [[Salon Z|Event]], ouvert à la [[relation client|Concept]], ferme.",
]  # fmt: skip


def _triples(text: str) -> set[str]:
    return {" ".join(triple) for triple in relate_samples.stated(text)}


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_a_turn_of_phrase_of_blogs_states_this_relation(text: str, expected: str) -> None:
    assert expected in _triples(text)


@pytest.mark.parametrize("text", SILENT)
def test_a_look_alike_of_it_states_nothing(text: str) -> None:
    assert _triples(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "J'ai découvert le [[Salon Z|Event]] cette année.",
        "Hier, j'ai eu la chance d'assister au [[Salon Z|Event]].",
        "Je reviens du [[Salon Z|Event]].",
    ],
)
def test_an_author_who_was_there_took_part(text: str) -> None:
    stated = relate_samples.stated(f"[[Jo Stern|Person]]\n{text}", author="Jo Stern")
    assert ("Jo Stern", "participantIn", "Salon Z") in stated


def test_an_author_who_only_writes_of_an_event_took_no_part() -> None:
    text = "[[Jo Stern|Person]]\nJ'ai découvert hier l'affiche du [[Salon Z|Event]]."
    assert relate_samples.stated(text, author="Jo Stern") == set()


def test_who_gives_a_talk_takes_part_in_the_event_that_the_post_reports() -> None:
    text = (
        "Retour du [[Salon Z|Event]]\n"
        "[[Jo Stern|Person]] : « [[La relation client en panne|Work]] »\n"
        "« [[Le froid|Work]] » - par [[Ida Roux|Person]]"
    )
    stated = relate_samples.stated(text)
    assert {("Jo Stern", "participantIn", "Salon Z"), ("Ida Roux", "participantIn", "Salon Z")} <= (
        stated
    )


def test_an_idea_in_a_title_is_what_its_author_speaks_of() -> None:
    text = (
        "« [[La relation client en panne|Work]] » de [[Jo Stern|Person]]\n"
        "La [[relation client|Concept]] m'attend."
    )
    assert ("Jo Stern", "discusses", "relation client") in relate_samples.stated(text)


def test_an_author_discusses_the_topic_of_the_title_but_not_what_the_title_names_once() -> None:
    title = "La [[relation client|Concept]] au [[marché couvert|Concept]]"
    text = f"{title}\nQue fait-on de cette [[relation client|Concept]] ici, le samedi matin.\n"
    post, mentions = relate_samples.marked(
        f"{text}Par [[Jo Stern|Person]]", author="Jo Stern", title="La relation client au marché"
    )
    relations, _ = relate_samples.relate(
        post, relate_samples.readings(post), mentions, relate_samples.ontology()
    )
    stated = {(r.subject, r.predicate, r.object) for r in relations}
    assert stated == {("Jo Stern", "discusses", "relation client")}
