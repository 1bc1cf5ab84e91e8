"""Who works where, who heads or belongs to what: the ways in which blogs say it, and look-alikes."""

from __future__ import annotations

import pytest
import relate_samples

STATED = [
    ("[[Lise Morand|Person]] est la nouvelle patronne de [[Brivael|Organization]].", "Lise Morand worksFor Brivael"),
    ("La patronne de [[Brivael|Organization]], [[Lise Morand|Person]], n'a pas caché sa joie.", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]], patronne de [[Brivael|Organization]] depuis 2009, n'a pas caché sa joie.", "Lise Morand worksFor Brivael"),
    ("Le big boss de [[Brivael|Organization]], [[Lise Morand|Person]], était dans la salle.", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]] (directrice du digital, [[Brivael|Organization]]) a ouvert le bal.", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]] ([[Brivael|Organization]]) et [[Karim Oudin|Person]] ([[Fablune|Organization]]) ont débattu.", "Lise Morand worksFor Brivael; Karim Oudin worksFor Fablune"),
    ("[[Lise Morand|Person]] de chez [[Brivael|Organization]] m'a raconté ça hier.", "Lise Morand worksFor Brivael"),
    ("J'ai croisé [[Lise Morand|Person]] de [[Brivael|Organization]] au bar.", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]], qui dirige [[Brivael|Organization]], n'en revient pas.", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]], qui bosse chez [[Brivael|Organization]], n'en revient pas.", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]], qui pilote le digital chez [[Brivael|Organization]], n'en revient pas.", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]], en charge des réseaux sociaux chez [[Brivael|Organization]], n'en revient pas.", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]] s'occupe de la com chez [[Brivael|Organization]].", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]] travaille aujourd'hui au sein de [[Brivael|Organization]].", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]] occupe le poste de directrice technique au sein de [[Brivael|Organization]].", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]] est à la tête de [[Brivael|Organization]] depuis dix ans.", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]], à la tête de [[Brivael|Organization]] depuis dix ans, sourit.", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]] prend la tête de [[Brivael|Organization]].", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]] vient d'être nommée directrice de [[Brivael|Organization]].", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]] a été nommée à la tête de [[Brivael|Organization]].", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]] a rejoint [[Brivael|Organization]] en janvier comme data scientist.", "Lise Morand worksFor Brivael"),
    ("[[Brivael|Organization]] a recruté [[Lise Morand|Person]] pour monter son labo.", "Lise Morand worksFor Brivael"),
    ("[[Brivael|Organization]] vient de nommer [[Lise Morand|Person]] à la direction financière.", "Lise Morand worksFor Brivael"),
    ("Chez [[Brivael|Organization]], [[Lise Morand|Person]] gère les partenariats.", "Lise Morand worksFor Brivael"),
    ("Du côté de [[Brivael|Organization]], c'est [[Lise Morand|Person]] qui gère le blog.", "Lise Morand worksFor Brivael"),
    ("Pour [[Lise Morand|Person]], directrice générale de l'agence [[Brivael|Organization]], c'est plié.", "Lise Morand worksFor Brivael"),
    ("Selon [[Lise Morand|Person]], la présidente du groupe [[Brivael|Organization]], c'est plié.", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]], consultante pour le cabinet [[Brivael|Organization]], sourit.", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]] - Responsable e-commerce - [[Brivael|Organization]]", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]], [[Brivael|Organization]]", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]]\nDirectrice de la marque chez [[Brivael|Organization]]", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]] @ [[Brivael|Organization]]", "Lise Morand worksFor Brivael"),
    ("Le directeur marketing d'[[Orlune|Organization]] [[Karim Oudin|Person]] l'a dit.", "Karim Oudin worksFor Orlune"),
    ("Le journaliste [[Karim Oudin|Person]] ([[Orlune|Organization]]) l'a dit.", "Karim Oudin worksFor Orlune"),
    ("L'ex-patron d'[[Orlune|Organization]] [[Karim Oudin|Person]] l'a dit.", "Karim Oudin worksFor Orlune"),
    ("[[Karim Oudin|Person]], fondateur et CEO de [[Fablune|Organization]], était là.", "Karim Oudin founderOf Fablune; Karim Oudin worksFor Fablune"),
    ("[[Fablune|Organization]] a levé deux millions. [[Karim Oudin|Person]], le fondateur de la société, se frotte les mains.", "Karim Oudin founderOf Fablune"),
    ("[[Fablune|Organization]] a levé deux millions. Le PDG du groupe, [[Karim Oudin|Person]], se frotte les mains.", "Karim Oudin worksFor Fablune"),
    ("[[Fablune|Organization]] recrute. [[Karim Oudin|Person]], qui dirige l'entreprise, cherche des devs.", "Karim Oudin worksFor Fablune"),
    ("[[Fablune|Organization]] et son patron [[Karim Oudin|Person]] ont gagné.", "Karim Oudin worksFor Fablune"),
    ("[[Karim Oudin|Person]] a longtemps travaillé pour [[Fablune|Organization]].", "Karim Oudin worksFor Fablune"),
    ("[[Karim Oudin|Person]] a passé dix ans chez [[Fablune|Organization]].", "Karim Oudin worksFor Fablune"),
    ("[[Karim Oudin|Person]], ancien de [[Fablune|Organization]], se souvient.", "Karim Oudin worksFor Fablune"),
    ("[[Karim Oudin|Person]], un ancien de chez [[Fablune|Organization]], se souvient.", "Karim Oudin worksFor Fablune"),
    ("[[Karim Oudin|Person]] enseigne à l'[[université d'Ardec|Organization]].", "Karim Oudin worksFor université d'Ardec"),
    ("[[Karim Oudin|Person]], chercheur au [[CRTL|Organization]], a publié ses chiffres.", "Karim Oudin worksFor CRTL"),
    ("[[Karim Oudin|Person]] est prof à [[Sup Ardec|Organization]].", "Karim Oudin worksFor Sup Ardec"),
    ("[[Karim Oudin|Person]], l'un des cadres de [[Fablune|Organization]], sourit.", "Karim Oudin worksFor Fablune"),
    ("[[Karim Oudin|Person]], numéro deux de [[Fablune|Organization]], sourit.", "Karim Oudin worksFor Fablune"),
    ("[[Karim Oudin|Person]] est membre de l'association [[Les Mollusques|Organization]].", "Karim Oudin memberOf Les Mollusques"),
    ("[[Fablune|Organization]], membre du réseau [[Les Mollusques|Organization]], recrute.", "Fablune memberOf Les Mollusques"),
    ("[[Fablune|Organization]] a adhéré aux [[Mollusques|Organization]].", "Fablune memberOf Mollusques"),
    ("[[Fablune|Organization]] fait partie du collectif [[Les Mollusques|Organization]].", "Fablune memberOf Les Mollusques"),
    ("[[Fablune|Organization]] est une filiale de [[Brivael|Organization]].", "Brivael ownerOf Fablune"),
    ("[[Fablune|Organization]], filiale à 60 % de [[Brivael|Organization]], recrute.", "Brivael ownerOf Fablune"),
    ("[[Jo Stern|Person]], [[Brivael|Organization]] : « Venez donc. »", "Jo Stern worksFor Brivael"),
    ("[[Jo Stern|Person]], directrice du trading ([[Brivael|Organization]]), sourit.", "Jo Stern worksFor Brivael"),
    ("[[Jo Stern|Person]] (du [[Brivael|Organization]]) a parlé.", "Jo Stern worksFor Brivael"),
    ("[[Jo Stern|Person]] (de l'agence [[Brivael|Organization]]) a parlé.", "Jo Stern worksFor Brivael"),
    ("[[Jo Stern|Person]] quitte [[Fablune|Organization]] pour [[Brivael|Organization]].", "Jo Stern worksFor Brivael"),
    ("On annonce l'arrivée de [[Jo Stern|Person]] chez [[Brivael|Organization]].", "Jo Stern worksFor Brivael"),
    ("La nomination de [[Jo Stern|Person]] à l'agence [[Brivael|Organization]] surprend.", "Jo Stern worksFor Brivael"),
]  # fmt: skip

STATED_IN_ENGLISH = [
    ("[[Lise Morand|Person]], CEO of [[Brivael|Organization]], was there.", "Lise Morand worksFor Brivael"),
    ("[[Brivael|Organization]] CEO [[Lise Morand|Person]] was there.", "Lise Morand worksFor Brivael"),
    ("[[Brivael|Organization]]'s CEO [[Lise Morand|Person]] was there.", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]] joined [[Brivael|Organization]] last year.", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]] from [[Brivael|Organization]] gave a talk.", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]], who runs [[Brivael|Organization]], was there.", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]] is head of design at [[Brivael|Organization]].", "Lise Morand worksFor Brivael"),
    ("[[Lise Morand|Person]] works at [[Brivael|Organization]].", "Lise Morand worksFor Brivael"),
]  # fmt: skip

SILENT = [
    "[[Lise Morand|Person]] est cliente de [[Brivael|Organization]] depuis dix ans.",
    "[[Lise Morand|Person]] a acheté un canapé chez [[Brivael|Organization]].",
    "[[Lise Morand|Person]] a refusé de travailler chez [[Brivael|Organization]].",
    "[[Lise Morand|Person]] n'a jamais travaillé pour [[Brivael|Organization]].",
    "[[Lise Morand|Person]] rêve de diriger [[Brivael|Organization]].",
    "Et si [[Lise Morand|Person]] dirigeait [[Brivael|Organization]] ?",
    "[[Lise Morand|Person]] a postulé chez [[Brivael|Organization]].",
    "[[Lise Morand|Person]] parle du patron de [[Brivael|Organization]].",
    "[[Lise Morand|Person]] a rencontré la directrice de [[Brivael|Organization]].",
    "[[Lise Morand|Person]] déteste le directeur de [[Brivael|Organization]].",
    "[[Lise Morand|Person]] et le patron de [[Brivael|Organization]] se sont croisés.",
    "[[Lise Morand|Person]] raconte l'histoire de [[Brivael|Organization]].",
    "[[Lise Morand|Person]] cite l'exemple de [[Brivael|Organization]].",
    "[[Lise Morand|Person]] s'est fait voler son vélo devant [[Brivael|Organization]].",
    "Chez [[Brivael|Organization]], on adore [[Lise Morand|Person]].",
    "Chez [[Brivael|Organization]], les livres de [[Lise Morand|Person]] se vendent bien.",
    "[[Fablune|Organization]] a levé deux millions. [[Karim Oudin|Person]], le fondateur d'une autre société, se frotte les mains.",
    "[[Fablune|Organization]] et [[Brivael|Organization]] ont souffert. Le PDG d'un groupe, [[Karim Oudin|Person]], s'en moque.",
    "[[Karim Oudin|Person]] a pris la tête d'un cortège devant [[Fablune|Organization]].",
    "[[Karim Oudin|Person]] a quitté la salle avant [[Fablune|Organization]].",
    "[[Karim Oudin|Person]] espère rejoindre [[Fablune|Organization]].",
    "[[Karim Oudin|Person]], ancien concurrent de [[Fablune|Organization]], se souvient.",
    "[[Karim Oudin|Person]] a passé dix minutes chez [[Fablune|Organization]].",
    "[[Jo Stern|Person]], [[Brivael|Organization]] et [[Fablune|Organization]] se disputent.",
    "[[Jo Stern|Person]], lectrice assidue ([[Brivael|Organization]] l'ignore), sourit.",
    "[[Jo Stern|Person]] (loin de [[Brivael|Organization]]) a parlé.",
    "[[Jo Stern|Person]] quitte [[Fablune|Organization]] pour un congé sans [[Brivael|Organization]].",
    "L'arrivée de [[Jo Stern|Person]] fait rire [[Brivael|Organization]].",
    "La veuve de l'ancien président de [[Brivael|Organization]], [[Jo Stern|Person]], sourit.",
]  # fmt: skip

SILENT_IN_ENGLISH = [
    "[[Lise Morand|Person]] from [[Vannes|Place]] gave a talk about [[Brivael|Organization]].",
    "[[Lise Morand|Person]] never worked at [[Brivael|Organization]].",
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


@pytest.mark.parametrize("text", SILENT_IN_ENGLISH)
def test_an_english_look_alike_states_nothing(text: str) -> None:
    assert _found(text, "en") == set()
