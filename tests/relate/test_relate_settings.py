"""References to works, partnerships, places and who was there, each beside a look-alike."""

from __future__ import annotations

import pytest
import relate_samples

STATED = [
    # references to works
    ("[[Le Fil rouge|Work]], [[Jo Stern|Person]], éd. [[Grand Large|Organization]]", "Jo Stern authorOf Le Fil rouge;Grand Large publisherOf Le Fil rouge"),
    ("[[Jo Stern|Person]] a publié [[Le Fil rouge|Work]] aux éditions [[Grand Large|Organization]].", "Jo Stern authorOf Le Fil rouge;Grand Large publisherOf Le Fil rouge"),
    ("Le livre, [[Le Fil rouge|Work]], a été écrit par [[Jo Stern|Person]], rédactrice chez [[Mollusk|Organization]], et [[Ed Lang|Person]].", "Jo Stern authorOf Le Fil rouge;Ed Lang authorOf Le Fil rouge;Jo Stern worksFor Mollusk"),
    ("J'ai fini [[Le Fil rouge|Work]]. Il a été écrit par [[Jo Stern|Person]].", "Jo Stern authorOf Le Fil rouge"),
    ("[[Jo Stern|Person]] et [[Ed Lang|Person]] récidivent. Leur essai, [[Le Fil rouge|Work]], gratte.", "Jo Stern authorOf Le Fil rouge;Ed Lang authorOf Le Fil rouge"),
    ("Dans une enquête de [[Tempo|Organization]] intitulée [[Le Fil rouge|Work]], on compte.", "Tempo publisherOf Le Fil rouge"),
    # offers
    ("[[Mollusk|Organization]] et sa gamme [[Bigorno|Product]] s'affichent.", "Mollusk offers Bigorno"),
    ("[[Mollusk|Organization]] pour ses routeurs [[Bigorno|Product]], [[Tempo|Organization]] pour sa montre [[Tictac|Product]].", "Mollusk offers Bigorno;Tempo offers Tictac"),
    # partners
    ("Le partenariat entre [[Mollusk|Organization]] et [[Tempo|Organization]] tient.", "Mollusk partnerOf Tempo"),
    ("[[Mollusk|Organization]] a signé un accord avec [[Tempo|Organization]].", "Mollusk partnerOf Tempo"),
    ("Un café offert par [[Mollusk|Organization]], en partenariat avec [[Tempo|Organization]].", "Mollusk partnerOf Tempo"),
    # places
    ("À [[Vannes|Place]] se tenait la première édition du [[Salon du Buvard|Event]].", ""),
    ("Hier se tenait à [[Vannes|Place]] la première édition du [[Salon du Buvard|Event]].", "Salon du Buvard locatedIn Vannes"),
    ("On était au [[Réservoir|Place]] pour la rencontre [[Salon du Buvard|Event]].", "Salon du Buvard locatedIn Réservoir"),
    ("J'arrive à [[Vannes|Place]], [[France|Place]], ce soir.", "Vannes locatedIn France"),
    ("À [[Vannes|Place]], où siège [[Mollusk|Organization]], il pleut.", "Mollusk locatedIn Vannes"),
    ("[[Le Fil rouge|Work]] paraît ces jours-ci aux [[Éditions du Lin|Organization]].", "Éditions du Lin publisherOf Le Fil rouge"),
    # roles
    ("On a parlé avec [[Jo Stern|Person]] en charge du numérique chez [[Mollusk|Organization]].", "Jo Stern worksFor Mollusk"),
    ("C'est [[Jo Stern|Person]], blogueuse-potière et fondatrice de [[Mollusk|Organization]].", "Jo Stern founderOf Mollusk"),
]  # fmt: skip

SILENT = [
    "[[Le Fil rouge|Work]] attend, [[Jo Stern|Person]] aussi.",
    "Les éditions [[Grand Large|Organization]] n'ont pas lu [[Le Fil rouge|Work]].",
    "J'ai vu [[Bigorno|Product]] et la gamme de [[Mollusk|Organization]] ailleurs.",
    "[[Mollusk|Organization]] et sa page [[Bigorno|Product]] s'affichent.",
    "Entre [[Mollusk|Organization]] et [[Tempo|Organization]], pas de partenariat.",
    "[[Mollusk|Organization]] cherche un accord, [[Tempo|Organization]] aussi.",
    "Je pars à [[Vannes|Place]] pour dormir, pas pour le [[Salon du Buvard|Event]].",
    "J'ai vu [[Vannes|Place]], [[Lorient|Place]] et la mer.",
    "Dans le [[Morbihan|Place]] ([[Vannes|Place]]), il pleut.",
    "Bouchons sur l'[[A82|Place]] ([[Vannes|Place]]).",
    "À [[Vannes|Place]] ([[carrefour du Port|Place]]), il pleut.",
    "On propose à [[Jo Stern|Person]], hélas, le poste de directrice de [[Mollusk|Organization]].",
    "Une coalition du parti de [[Jo Stern|Person]], de la [[Ligue du Lin|Organization]] et des autres.",
    "[[Jo Stern|Person]] rit. « Il a rejoint [[Mollusk|Organization]] », dit-on.",
    "Le programme de [[Mollusk|Organization]] ([[Bigorno|Work]]) avance.",
    "Je dors à [[Vannes|Place]], où passe le camion de [[Mollusk|Organization]].",
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_a_setting_states_exactly_these_relations(text: str, expected: str) -> None:
    wanted = set(filter(None, expected.split(";")))
    assert {" ".join(r) for r in relate_samples.stated(text)} == wanted


@pytest.mark.parametrize("text", SILENT)
def test_a_look_alike_setting_states_nothing(text: str) -> None:
    assert relate_samples.stated(text) == set()


EVENT = "Retour sur le [[Salon du Buvard|Event]].\n"

THERE = [
    ("[[Jo Stern|Person]] était là, [[Mollusk|Organization]] aussi.", "Jo Stern"),
    ("[[Jo Stern|Person]] a pris la parole.", "Jo Stern"),
    ("La keynote de [[Jo Stern|Person]] a plu.", "Jo Stern"),
    ("Intervenants : [[Jo Stern|Person]] ([[Mollusk|Organization]]), [[Ed Lang|Person]].", "Ed Lang"),
]  # fmt: skip

ELSEWHERE = [
    "[[Jo Stern|Person]] était absente, [[Mollusk|Organization]] aussi.",
    "[[Jo Stern|Person]] a pris la parole au [[Forum du Lin|Event]].",
    "[[Jo Stern|Person]] a pris le train.",
    "« [[Jo Stern|Person]] était là », dit la rumeur.",
]


@pytest.mark.parametrize(("text", "who"), THERE)
def test_those_present_take_part_in_the_only_event(text: str, who: str) -> None:
    assert (who, "participantIn", "Salon du Buvard") in relate_samples.stated(EVENT + text)


@pytest.mark.parametrize("text", ELSEWHERE)
def test_others_do_not_take_part_in_it(text: str) -> None:
    said = relate_samples.stated(EVENT + text)
    assert not [r for r in said if r[1:] == ("participantIn", "Salon du Buvard")]


def test_with_two_events_nobody_knows_where_one_was() -> None:
    text = EVENT + "Le [[Forum du Lin|Event]] suivait.\n[[Jo Stern|Person]] était là."
    assert not [r for r in relate_samples.stated(text) if r[0] == "Jo Stern"]
