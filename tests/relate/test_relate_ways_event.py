"""Who is at which event, where it is held, and who speaks of what: ways to say it, and look-alikes."""

from __future__ import annotations

import pytest
import relate_samples

STATED = [
    ("[[Jo Stern|Person]] interviendra au [[Salon Z|Event]] en mai.", "Jo Stern participantIn Salon Z"),
    ("[[Jo Stern|Person]] était l'invité du [[Salon Z|Event]].", "Jo Stern participantIn Salon Z"),
    ("[[Jo Stern|Person]], invitée du [[Salon Z|Event]], sourit.", "Jo Stern participantIn Salon Z"),
    ("[[Jo Stern|Person]] a donné une conférence au [[Salon Z|Event]].", "Jo Stern participantIn Salon Z"),
    ("[[Jo Stern|Person]] a présenté son robot lors du [[Salon Z|Event]].", "Jo Stern participantIn Salon Z"),
    ("Lors du [[Salon Z|Event]], [[Jo Stern|Person]] a présenté son robot.", "Jo Stern participantIn Salon Z"),
    ("Au [[Salon Z|Event]], [[Jo Stern|Person]] a fait le show.", "Jo Stern participantIn Salon Z"),
    ("[[Jo Stern|Person]] a ouvert le [[Salon Z|Event]].", "Jo Stern participantIn Salon Z"),
    ("[[Jo Stern|Person]] a clôturé le [[Salon Z|Event]] avec brio.", "Jo Stern participantIn Salon Z"),
    ("Le [[Salon Z|Event]] accueillera [[Jo Stern|Person]] et [[Ida Roux|Person]].", "Jo Stern participantIn Salon Z; Ida Roux participantIn Salon Z"),
    ("Le [[Salon Z|Event]] a reçu [[Jo Stern|Person]].", "Jo Stern participantIn Salon Z"),
    ("J'ai vu [[Jo Stern|Person]] au [[Salon Z|Event]].", "Jo Stern participantIn Salon Z"),
    ("J'ai rencontré [[Jo Stern|Person]] lors du [[Salon Z|Event]].", "Jo Stern participantIn Salon Z"),
    ("[[Fablune|Organization]] tient un stand au [[Salon Z|Event]].", "Fablune participantIn Salon Z"),
    ("[[Fablune|Organization]] sera présente au [[Salon Z|Event]].", "Fablune participantIn Salon Z"),
    ("[[Fablune|Organization]] exposera au [[Salon Z|Event]].", "Fablune participantIn Salon Z"),
    ("[[Fablune|Organization]], exposant au [[Salon Z|Event]], recrute.", "Fablune participantIn Salon Z"),
    ("[[Fablune|Organization]] sponsorise le [[Salon Z|Event]].", "Fablune participantIn Salon Z"),
    ("Le [[Salon Z|Event]], organisé par [[Fablune|Organization]], ferme.", "Fablune organizerOf Salon Z"),
    ("[[Fablune|Organization]] organise le [[Salon Z|Event]] en mai.", "Fablune organizerOf Salon Z"),
    ("Le [[Salon Z|Event]] de [[Fablune|Organization]] a fermé.", "Fablune organizerOf Salon Z"),
    ("[[Jo Stern|Person]], organisatrice du [[Salon Z|Event]], sourit.", "Jo Stern organizerOf Salon Z"),
    ("[[Jo Stern|Person]], à l'origine du [[Salon Z|Event]], sourit.", "Jo Stern organizerOf Salon Z"),
    ("Le [[Salon Z|Event]] est né à l'initiative de [[Fablune|Organization]].", "Fablune organizerOf Salon Z"),
    ("À l'initiative de [[Fablune|Organization]], le [[Salon Z|Event]] revient.", "Fablune organizerOf Salon Z"),
    ("Le [[Salon Z|Event]] se tiendra à [[Vannes|Place]] du 3 au 5 mai.", "Salon Z locatedIn Vannes"),
    ("Le [[Salon Z|Event]] a lieu chaque année à [[Vannes|Place]].", "Salon Z locatedIn Vannes"),
    ("Le [[Salon Z|Event]] pose ses valises à [[Vannes|Place]].", "Salon Z locatedIn Vannes"),
    ("Rendez-vous à [[Vannes|Place]] pour le [[Salon Z|Event]].", "Salon Z locatedIn Vannes"),
    ("C'est à [[Vannes|Place]] que se tenait le [[Salon Z|Event]].", "Salon Z locatedIn Vannes"),
    ("[[Vannes|Place]] accueille le [[Salon Z|Event]].", "Salon Z locatedIn Vannes"),
    ("Retour du [[Salon Z|Event]]\nLa première édition s'était déroulée à [[Vannes|Place]].", "Salon Z locatedIn Vannes"),
    ("Retour du [[Salon Z|Event]]\nCette journée, dédiée à la [[relation client|Concept]], m'a plu.", "Salon Z discusses relation client"),
    ("Compte-rendu du [[Salon Z|Event]]\n[[Jo Stern|Person]] a ouvert la matinée.", "Jo Stern participantIn Salon Z"),
    ("Compte-rendu du [[Salon Z|Event]]\nLa table ronde était animée par [[Jo Stern|Person]].", "Jo Stern participantIn Salon Z"),
    ("Compte-rendu du [[Salon Z|Event]]\nPuis [[Jo Stern|Person]] est montée sur scène.", "Jo Stern participantIn Salon Z"),
    ("Compte-rendu du [[Salon Z|Event]]\n[[Jo Stern|Person]], dans « [[Le froid|Work]] », a secoué la salle.", "Jo Stern participantIn Salon Z"),
    ("Compte-rendu du [[Salon Z|Event]]\n[[Jo Stern|Person]] était oratrice cette année.", "Jo Stern participantIn Salon Z"),
    ("Compte-rendu du [[Salon Z 2015|Event]]\nJ'aime le [[Salon Z|Event]].\nLa keynote de [[Jo Stern|Person]] m'a plu.", "Jo Stern participantIn Salon Z 2015"),
    ("Merci à l'équipe de [[Fablune|Organization]] pour l'organisation du [[Salon Z|Event]].", "Fablune organizerOf Salon Z"),
    ("[[Jo Stern|Person]] écrit que la [[relation client|Concept]] va mal.", "Jo Stern discusses relation client"),
    ("[[Jo Stern|Person]] consacre un billet à la [[relation client|Concept]].", "Jo Stern discusses relation client"),
    ("[[Jo Stern|Person]] a travaillé sur la question de la [[relation client|Concept]].", "Jo Stern discusses relation client"),
    ("[[Jo Stern|Person]] est revenue sur les bases de la [[relation client|Concept]].", "Jo Stern discusses relation client"),
    ("[[Jo Stern|Person]] nous a parlé de [[relation client|Concept]].", "Jo Stern discusses relation client"),
    ("[[Jo Stern|Person]] a tenté d'expliquer la [[relation client|Concept]].", "Jo Stern discusses relation client"),
    ("[[Jo Stern|Person]] a pris le parti de sensibiliser son auditoire à la [[relation client|Concept]].", "Jo Stern discusses relation client"),
    ("[[Jo Stern|Person]], experte en [[relation client|Concept]], sourit.", "Jo Stern discusses relation client"),
    ("[[Jo Stern|Person]] était là. Ses travaux sur la [[relation client|Concept]] font autorité.", "Jo Stern discusses relation client"),
    ("Les travaux de [[Jo Stern|Person]] sur la [[relation client|Concept]] font autorité.", "Jo Stern discusses relation client"),
    ("L'objectif de [[Fablune|Organization]] est de promouvoir la [[relation client|Concept]].", "Fablune discusses relation client"),
    ("[[Fablune|Organization]] a pour mission de défendre la [[relation client|Concept]].", "Fablune discusses relation client"),
    ("[[Fablune|Organization]] se bat contre la [[publicité en ligne|Concept]].", "Fablune criticizes publicité en ligne"),
    ("[[Jo Stern|Person]] pose sur son blog une question :\nPourquoi si peu de [[relation client|Concept]] ?", "Jo Stern discusses relation client"),
    ("[[Jo Stern|Person]] résume :\nLa [[relation client|Concept]] est morte.", "Jo Stern discusses relation client"),
    ("Je remercie [[Jo Stern|Person]] pour son éclairage sur la [[relation client|Concept]].", "Jo Stern discusses relation client"),
    ("Comme l'explique très bien [[Jo Stern|Person]], la [[relation client|Concept]] va mal.", "Jo Stern discusses relation client"),
    ("La [[relation client|Concept]] vue par [[Jo Stern|Person]]", "Jo Stern discusses relation client"),
    ("La [[relation client|Concept]] selon [[Jo Stern|Person]]", "Jo Stern discusses relation client"),
    ("Interview de [[Jo Stern|Person]] sur la [[relation client|Concept]]", "Jo Stern discusses relation client"),
    ("Le concept de [[relation client|Concept]] cher à [[Jo Stern|Person]]", "Jo Stern discusses relation client"),
    ("Pour [[Jo Stern|Person]], la [[publicité en ligne|Concept]] est un fléau.", "Jo Stern criticizes publicité en ligne"),
    ("[[Jo Stern|Person]] s'en prend à la [[publicité en ligne|Concept]].", "Jo Stern criticizes publicité en ligne"),
    ("[[Jo Stern|Person]] met en garde contre la [[publicité en ligne|Concept]].", "Jo Stern criticizes publicité en ligne"),
    ("[[Jo Stern|Person]] tire à boulets rouges sur la [[publicité en ligne|Concept]].", "Jo Stern criticizes publicité en ligne"),
    ("Le [[Prix Z|Event]], que décernent [[Les Mollusques|Organization]], a son lauréat.", "Les Mollusques organizerOf Prix Z"),
    ("• [[Salon Z|Event]], [[Vannes|Place]], par l'agence [[Brivael|Organization]]", "Salon Z locatedIn Vannes"),
    ("• [[Salon Z|Event]], du 3 au 5 mai, [[Vannes|Place]]", "Salon Z locatedIn Vannes"),
    ("• [[Salon Z|Event]], mai, à l'initiative de la [[Brivael|Organization]]", "Brivael organizerOf Salon Z"),
    ("[[Brivael|Organization]] fait souvent office de pionnier en matière de [[relation client|Concept]].", "Brivael discusses relation client"),
    ("[[Jo Stern|Person]] veut sensibiliser son public à la [[relation client|Concept]].", "Jo Stern discusses relation client"),
]  # fmt: skip

STATED_IN_ENGLISH = [
    ("[[Jo Stern|Person]] spoke at [[Cold Summit|Event]].", "Jo Stern participantIn Cold Summit"),
    ("[[Cold Summit|Event]] takes place in [[Vannes|Place]].", "Cold Summit locatedIn Vannes"),
    ("[[Cold Summit|Event]], organized by [[Fablune|Organization]], was great.", "Fablune organizerOf Cold Summit"),
    ("[[Jo Stern|Person]]'s keynote at [[Cold Summit|Event]] was great.", "Jo Stern participantIn Cold Summit"),
]  # fmt: skip

SILENT = [
    "[[Jo Stern|Person]] n'ira pas au [[Salon Z|Event]].",
    "[[Jo Stern|Person]] ne participera pas au [[Salon Z|Event]].",
    "[[Jo Stern|Person]] a manqué le [[Salon Z|Event]].",
    "[[Jo Stern|Person]] m'a parlé du [[Salon Z|Event]].",
    "Avant le [[Salon Z|Event]], [[Jo Stern|Person]] a présenté son robot.",
    "Depuis le [[Salon Z|Event]], [[Jo Stern|Person]] dort mal.",
    "Le [[Salon Z|Event]] aurait dû se tenir à [[Vannes|Place]].",
    "Le [[Salon Z|Event]] quitte [[Vannes|Place]].",
    "Le [[Salon Z|Event]] n'aura pas lieu à [[Vannes|Place]].",
    "De [[Vannes|Place]] au [[Salon Z|Event]], il y a une heure de train.",
    "[[Fablune|Organization]] rêve d'exposer au [[Salon Z|Event]].",
    "[[Fablune|Organization]] a boudé le [[Salon Z|Event]].",
    "Compte-rendu du [[Salon Z|Event]]\nLe livre de [[Jo Stern|Person]] m'attendait à la maison.",
    "Compte-rendu du [[Salon Z|Event]]\nComme le disait [[Jo Stern|Person]] en 1970, tout passe.",
    "Compte-rendu du [[Salon Z|Event]]\n[[Jo Stern|Person]] a ouvert un restaurant à côté.",
    "Compte-rendu du [[Salon Z|Event]]\nDommage que [[Jo Stern|Person]] n'ait pas été là.",
    "[[Jo Stern|Person]] a acheté une voiture. La [[relation client|Concept]] était absente.",
    "[[Jo Stern|Person]] ne parle pas de [[relation client|Concept]].",
    "[[Jo Stern|Person]] a fermé la porte du service [[relation client|Concept]].",
    "[[Jo Stern|Person]] arrive. Son bus passe devant l'agence [[relation client|Concept]].",
    "Malgré [[Jo Stern|Person]], la [[relation client|Concept]] va mal.",
    "L'objectif de [[Fablune|Organization]] est de doubler son chiffre grâce à la [[relation client|Concept]].",
    "[[Jo Stern|Person]] se bat avec sa [[boîte mail|Concept]].",
    "Le [[Salon Z|Event]], les bus, [[Vannes|Place]], le bruit : tout m'a plu.",
    "[[Brivael|Organization]] fait le bureau de la [[relation client|Concept]].",
    "Pendant la [[Guerre Z|Event]], [[Jo Stern|Person]] est connue de tous.",
]  # fmt: skip


def _found(text: str, language: str) -> set[str]:
    return {" ".join(triple) for triple in relate_samples.stated(text, language=language)}


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_a_french_turn_of_phrase_states_this(text: str, expected: str) -> None:
    assert set(expected.split("; ")) <= _found(text, "fr")


@pytest.mark.parametrize(("text", "expected"), STATED_IN_ENGLISH)
def test_an_english_turn_of_phrase_states_this(text: str, expected: str) -> None:
    assert set(expected.split("; ")) <= _found(text, "en")


@pytest.mark.parametrize("text", SILENT)
def test_a_french_look_alike_states_nothing(text: str) -> None:
    assert _found(text, "fr") == set()
