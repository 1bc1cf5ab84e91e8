"""Who founded, owns, makes, wrote or publishes what, and where it is: ways to say it, and look-alikes."""

from __future__ import annotations

import pytest
import relate_samples

STATED = [
    ("[[Karim Oudin|Person]] a fondé [[Fablune|Organization]] en 2004.", "Karim Oudin founderOf Fablune"),
    ("[[Karim Oudin|Person]] a lancé [[Fablune|Organization]] dans son garage.", "Karim Oudin founderOf Fablune"),
    ("[[Karim Oudin|Person]] a monté sa boîte, [[Fablune|Organization]], à vingt ans.", "Karim Oudin founderOf Fablune"),
    ("[[Karim Oudin|Person]] est à l'origine de [[Fablune|Organization]].", "Karim Oudin founderOf Fablune"),
    ("[[Karim Oudin|Person]], à l'origine de [[Fablune|Organization]], sourit.", "Karim Oudin founderOf Fablune"),
    ("La création de [[Fablune|Organization]] par [[Karim Oudin|Person]] date de 2004.", "Karim Oudin founderOf Fablune"),
    ("[[Fablune|Organization]] a été fondée en 2004 par [[Karim Oudin|Person]] et [[Lise Morand|Person]].", "Karim Oudin founderOf Fablune; Lise Morand founderOf Fablune"),
    ("[[Fablune|Organization]], créée par [[Karim Oudin|Person]], recrute.", "Karim Oudin founderOf Fablune"),
    ("[[Fablune|Organization]], la start-up de [[Karim Oudin|Person]], recrute.", "Karim Oudin worksFor Fablune"),
    ("La start-up de [[Karim Oudin|Person]], [[Fablune|Organization]], recrute.", "Karim Oudin worksFor Fablune"),
    ("[[Fablune|Organization]], la boîte que [[Karim Oudin|Person]] a montée, recrute.", "Karim Oudin founderOf Fablune"),
    ("Le papa de [[Fablune|Organization]], [[Karim Oudin|Person]], sourit.", "Karim Oudin founderOf Fablune"),
    ("[[Karim Oudin|Person]], créateur de la plateforme [[Miriloc|Product]], sourit.", "Karim Oudin founderOf Miriloc"),
    ("[[Karim Oudin|Person]] et [[Lise Morand|Person]], les deux fondateurs de [[Fablune|Organization]], sourient.", "Karim Oudin founderOf Fablune; Lise Morand founderOf Fablune"),
    ("[[Brivael|Organization]] a racheté [[Fablune|Organization]] pour trois fois rien.", "Brivael ownerOf Fablune"),
    ("[[Brivael|Organization]] met la main sur [[Fablune|Organization]].", "Brivael ownerOf Fablune"),
    ("[[Brivael|Organization]] s'offre [[Fablune|Organization]].", "Brivael ownerOf Fablune"),
    ("[[Brivael|Organization]] croque [[Fablune|Organization]].", "Brivael ownerOf Fablune"),
    ("[[Fablune|Organization]] passe sous le contrôle de [[Brivael|Organization]].", "Brivael ownerOf Fablune"),
    ("[[Fablune|Organization]] tombe dans l'escarcelle de [[Brivael|Organization]].", "Brivael ownerOf Fablune"),
    ("[[Fablune|Organization]] vient d'être rachetée par [[Brivael|Organization]].", "Brivael ownerOf Fablune"),
    ("Le rachat de [[Fablune|Organization]] par [[Brivael|Organization]] fait jaser.", "Brivael ownerOf Fablune"),
    ("[[Fablune|Organization]] (groupe [[Brivael|Organization]]) recrute.", "Brivael ownerOf Fablune"),
    ("[[Fablune|Organization]], propriété de [[Brivael|Organization]], recrute.", "Brivael ownerOf Fablune"),
    ("[[Fablune|Organization]], une marque du groupe [[Brivael|Organization]], recrute.", "Brivael ownerOf Fablune"),
    ("[[Fablune|Organization]], qui appartient à [[Brivael|Organization]], recrute.", "Brivael ownerOf Fablune"),
    ("[[Brivael|Organization]], la maison mère de [[Fablune|Organization]], recrute.", "Brivael ownerOf Fablune"),
    ("[[Brivael|Organization]], propriétaire de [[Miriloc|Product]], recrute.", "Brivael ownerOf Miriloc"),
    ("[[Brivael|Organization]] annonce le rachat de [[Fablune|Organization]].", "Brivael ownerOf Fablune"),
    ("[[Brivael|Organization]] annonce l'acquisition de [[Fablune|Organization]] pour 3 millions.", "Brivael ownerOf Fablune"),
    ("[[Miriloc|Product]], le logiciel de [[Fablune|Organization]], est gratuit.", "Fablune offers Miriloc"),
    ("Le nouveau logiciel de [[Fablune|Organization]], [[Miriloc|Product]], est gratuit.", "Fablune offers Miriloc"),
    ("[[Fablune|Organization]] lance [[Miriloc|Product]], une appli de troc.", "Fablune offers Miriloc"),
    ("[[Fablune|Organization]] édite le logiciel [[Miriloc|Product]].", "Fablune offers Miriloc"),
    ("[[Fablune|Organization]] vient de sortir [[Miriloc|Product]].", "Fablune offers Miriloc"),
    ("[[Fablune|Organization]] commercialise [[Miriloc|Product]] depuis mai.", "Fablune offers Miriloc"),
    ("[[Fablune|Organization]] a dévoilé hier [[Miriloc|Product]].", "Fablune offers Miriloc"),
    ("Le [[Miriloc|Product]] de [[Fablune|Organization]] est gratuit.", "Fablune offers Miriloc"),
    ("[[Miriloc|Product]], développé par [[Fablune|Organization]], est gratuit.", "Fablune offers Miriloc"),
    ("[[Fablune|Organization]], l'éditeur de [[Miriloc|Product]], recrute.", "Fablune offers Miriloc"),
    ("[[Fablune|Organization]], le fabricant du [[Miriloc|Product]], recrute.", "Fablune offers Miriloc"),
    ("[[Fablune|Organization]] et son [[Miriloc|Product]] séduisent.", "Fablune offers Miriloc"),
    ("La sortie de [[Miriloc|Product]] par [[Fablune|Organization]] approche.", "Fablune offers Miriloc"),
    ("[[Fablune|Organization]] annonce la sortie de [[Miriloc|Product]].", "Fablune offers Miriloc"),
    ("[[Le froid|Work]] de [[Jo Stern|Person]] m'a plu.", "Jo Stern authorOf Le froid"),
    ("Le dernier livre de [[Jo Stern|Person]], [[Le froid|Work]], m'a plu.", "Jo Stern authorOf Le froid"),
    ("Le dernier bouquin de [[Jo Stern|Person]] (« [[Le froid|Work]] ») m'a plu.", "Jo Stern authorOf Le froid"),
    ("[[Jo Stern|Person]] a écrit [[Le froid|Work]] en trois mois.", "Jo Stern authorOf Le froid"),
    ("[[Jo Stern|Person]] est l'auteure du livre « [[Le froid|Work]] ».", "Jo Stern authorOf Le froid"),
    ("[[Jo Stern|Person]] signe avec [[Le froid|Work]] son meilleur roman.", "Jo Stern authorOf Le froid"),
    ("Avec [[Le froid|Work]], [[Jo Stern|Person]] signe son meilleur roman.", "Jo Stern authorOf Le froid"),
    ("[[Jo Stern|Person]] ([[Le froid|Work]], [[Orlune|Organization]], 2009) sourit.", "Jo Stern authorOf Le froid"),
    ("[[Le froid|Work]], [[Jo Stern|Person]], éditions [[Orlune|Organization]]", "Jo Stern authorOf Le froid; Orlune publisherOf Le froid"),
    ("[[Le froid|Work]], publié chez [[Orlune|Organization]], m'a plu.", "Orlune publisherOf Le froid"),
    ("[[Le froid|Work]] est sorti chez [[Orlune|Organization]].", "Orlune publisherOf Le froid"),
    ("[[Orlune|Organization]] publie [[Le froid|Work]], un guide pratique.", "Orlune publisherOf Le froid"),
    ("[[Jo Stern|Person]] habite Vannes. Parmi ses livres, citons [[Le froid|Work]].", "Jo Stern authorOf Le froid"),
    ("[[Jo Stern|Person]] vit à Vannes. On lui doit [[Le froid|Work]].", "Jo Stern authorOf Le froid"),
    ("[[Jo Stern|Person]], à qui l'on doit [[Le froid|Work]], sourit.", "Jo Stern authorOf Le froid"),
    ("Dans [[Le froid|Work]], [[Jo Stern|Person]] raconte son enfance.", "Jo Stern authorOf Le froid"),
    ("L'auteur de [[Le froid|Work]], [[Jo Stern|Person]], sourit.", "Jo Stern authorOf Le froid"),
    ("J'ai lu [[Le froid|Work]] ([[Jo Stern|Person]]).", "Jo Stern authorOf Le froid"),
    ("L'étude [[Le froid|Work]] menée par [[Orlune|Organization]] le montre.", "Orlune publisherOf Le froid"),
    ("Selon l'étude [[Le froid|Work]] d'[[Orlune|Organization]], tout va bien.", "Orlune publisherOf Le froid"),
    ("D'après le [[Baromètre du froid|Work]] ([[Orlune|Organization]]), tout va bien.", "Orlune publisherOf Baromètre du froid"),
    ("[[Le froid|Work]], le blog de [[Jo Stern|Person]], ferme.", "Jo Stern authorOf Le froid"),
    ("[[Brivael|Organization]] et [[Fablune|Organization]] s'associent pour lancer un labo.", "Brivael partnerOf Fablune"),
    ("[[Brivael|Organization]] s'allie à [[Fablune|Organization]].", "Brivael partnerOf Fablune"),
    ("[[Brivael|Organization]], partenaire de [[Fablune|Organization]], recrute.", "Brivael partnerOf Fablune"),
    ("[[Brivael|Organization]] travaille main dans la main avec [[Fablune|Organization]].", "Brivael partnerOf Fablune"),
    ("[[Brivael|Organization]] a fait appel à l'agence [[Fablune|Organization]] pour son site.", "Brivael partnerOf Fablune"),
    ("[[Brivael|Organization]] a confié à [[Fablune|Organization]] la refonte de son site.", "Brivael partnerOf Fablune"),
    ("[[Brivael|Organization]] a confié la refonte de son site à [[Fablune|Organization]].", "Brivael partnerOf Fablune"),
    ("[[Fablune|Organization]], basée à [[Vannes|Place]], recrute.", "Fablune locatedIn Vannes"),
    ("[[Fablune|Organization]] est installée à [[Vannes|Place]].", "Fablune locatedIn Vannes"),
    ("[[Fablune|Organization]] a ouvert des bureaux à [[Vannes|Place]].", "Fablune locatedIn Vannes"),
    ("Le siège de [[Fablune|Organization]] est à [[Vannes|Place]].", "Fablune locatedIn Vannes"),
    ("La start-up vannetaise [[Fablune|Organization]], dont le siège est à [[Vannes|Place]], recrute.", "Fablune locatedIn Vannes"),
    ("[[Fablune|Organization]] ([[Vannes|Place]]) recrute.", "Fablune locatedIn Vannes"),
    ("[[Jo Stern|Person]] conseille [[Le froid|Work]] de [[Ida Roux|Person]].", "Ida Roux authorOf Le froid"),
    ("[[Jo Stern|Person]] démontre dans « [[Le froid|Work]] » que tout gèle.", "Jo Stern authorOf Le froid"),
    ("[[Jo Stern|Person]], [[Le froid|Work]].", "Jo Stern authorOf Le froid"),
    ("[[Le froid|Work]], enquête belge conduite par [[Jo Stern|Person]] et [[Ida Roux|Person]].", "Jo Stern authorOf Le froid"),
    ("Mon compte rendu du [[Froid|Work]], paru dans [[L'Écho|Organization]].", "L'Écho publisherOf Froid"),
    ("La série [[Le froid|Work]], diffusée sur [[Zed|Organization]], m'a plu.", "Zed publisherOf Le froid"),
    ("[[Jo Stern|Person]], dont le livre [[Le froid|Work]] circule, sourit.", "Jo Stern authorOf Le froid"),
    ("[[Jo Stern|Person]] et son [[Le froid|Work]] font salle comble.", "Jo Stern authorOf Le froid"),
]  # fmt: skip

STATED_IN_ENGLISH = [
    ("[[Karim Oudin|Person]] founded [[Fablune|Organization]] in 2004.", "Karim Oudin founderOf Fablune"),
    ("[[Fablune|Organization]], founded by [[Karim Oudin|Person]], is hiring.", "Karim Oudin founderOf Fablune"),
    ("[[Fablune|Organization]] founder [[Karim Oudin|Person]] smiled.", "Karim Oudin founderOf Fablune"),
    ("[[Brivael|Organization]] acquired [[Fablune|Organization]] in May.", "Brivael ownerOf Fablune"),
    ("[[Fablune|Organization]] is owned by [[Brivael|Organization]].", "Brivael ownerOf Fablune"),
    ("[[Brivael|Organization]] bought [[Fablune|Organization]].", "Brivael ownerOf Fablune"),
    ("[[Fablune|Organization]] released [[Miriloc|Product]] today.", "Fablune offers Miriloc"),
    ("[[Fablune|Organization]]'s [[Miriloc|Product]] is free.", "Fablune offers Miriloc"),
    ("[[Miriloc|Product]] by [[Fablune|Organization]] is free.", "Fablune offers Miriloc"),
    ("[[Miriloc|Product]], made by [[Fablune|Organization]], is free.", "Fablune offers Miriloc"),
    ("[[Jo Stern|Person]] wrote [[Cold Ideas|Work]].", "Jo Stern authorOf Cold Ideas"),
    ("[[Cold Ideas|Work]] by [[Jo Stern|Person]] is great.", "Jo Stern authorOf Cold Ideas"),
    ("[[Jo Stern|Person]]'s book [[Cold Ideas|Work]] is great.", "Jo Stern authorOf Cold Ideas"),
    ("In [[Cold Ideas|Work]], [[Jo Stern|Person]] explains everything.", "Jo Stern authorOf Cold Ideas"),
    ("[[Jo Stern|Person]], author of [[Cold Ideas|Work]], smiled.", "Jo Stern authorOf Cold Ideas"),
    ("[[Fablune|Organization]], based in [[Vannes|Place]], is hiring.", "Fablune locatedIn Vannes"),
    ("[[Vannes|Place]]-based [[Fablune|Organization]] is hiring.", "Fablune locatedIn Vannes"),
]  # fmt: skip

SILENT = [
    "Parmi ses livres, [[Le froid|Work]].",
    "[[Fablune|Organization]] utilise [[Miriloc|Product]] tous les jours.",
    "[[Fablune|Organization]] est sur [[Twitter|Product]].",
    "Le [[Twitter|Product]] de [[Fablune|Organization]] est drôle.",
    "La page [[Facebook|Product]] de [[Fablune|Organization]] est drôle.",
    "Le compte [[Instagram|Product]] de [[Fablune|Organization]] est drôle.",
    "[[Fablune|Organization]] a lancé un concours sur [[Facebook|Product]].",
    "[[Fablune|Organization]] et [[Miriloc|Product]] font bon ménage.",
    "Avec [[Facebook|Product]], [[Fablune|Organization]] a perdu du temps.",
    "Grâce à [[Miriloc|Product]], [[Fablune|Organization]] gagne du temps.",
    "[[Brivael|Organization]] voulait racheter [[Fablune|Organization]].",
    "[[Brivael|Organization]] pourrait racheter [[Fablune|Organization]].",
    "[[Brivael|Organization]] dément le rachat de [[Fablune|Organization]].",
    "[[Brivael|Organization]] a renoncé à acquérir [[Fablune|Organization]].",
    "[[Brivael|Organization]] commente le rachat de [[Fablune|Organization]] par un Chinois.",
    "[[Brivael|Organization]] est le concurrent de [[Fablune|Organization]].",
    "[[Karim Oudin|Person]] n'a pas fondé [[Fablune|Organization]].",
    "[[Karim Oudin|Person]] a fondé de grands espoirs sur [[Fablune|Organization]].",
    "[[Karim Oudin|Person]] a fondé une famille avant [[Fablune|Organization]].",
    "[[Karim Oudin|Person]] connaît le fondateur de [[Fablune|Organization]].",
    "[[Karim Oudin|Person]] a lancé un défi à [[Fablune|Organization]].",
    "[[Karim Oudin|Person]] est à l'origine d'une plainte contre [[Fablune|Organization]].",
    "[[Jo Stern|Person]] a lu [[Le froid|Work]] en trois heures.",
    "[[Jo Stern|Person]] m'a offert [[Le froid|Work]].",
    "Dans [[Le froid|Work]], [[Jo Stern|Person]] joue le rôle du père.",
    "Dans [[Le froid|Work]], on croise [[Jo Stern|Person]].",
    "Avec [[Le froid|Work]], [[Jo Stern|Person]] s'est endormi.",
    "[[Jo Stern|Person]] est le héros du roman « [[Le froid|Work]] ».",
    "[[Fablune|Organization]] a livré un colis à [[Vannes|Place]].",
    "[[Fablune|Organization]] a confié ses doutes à [[Brivael|Organization]].",
    "[[Fablune|Organization]] a fait appel du jugement contre [[Brivael|Organization]].",
    "[[Fablune|Organization]] travaille avec acharnement contre [[Brivael|Organization]].",
    "Le siège de [[Fablune|Organization]] est plus beau que celui de [[Vannes|Place]].",
    "[[Fablune|Organization]] quitte [[Vannes|Place]].",
    "[[Jo Stern|Person]] apparaît dans « [[Le froid|Work]] ».",
    "[[Jo Stern|Person]] chante dans « [[Le froid|Work]] ».",
    "[[Jo Stern|Person]], [[Le froid|Work]], [[Le chaud|Work]], [[Ida Roux|Person]].",
    "[[Le froid|Work]], lu sur [[Zed|Organization]], m'a plu.",
    "[[Jo Stern|Person]], dont le chien déteste [[Le froid|Work]], sourit.",
    "[[Jo Stern|Person]] et leur [[Le froid|Work]] s'ignorent.",
]  # fmt: skip

SILENT_IN_ENGLISH = [
    "[[Fablune|Organization]] uses [[Miriloc|Product]] every day.",
    "[[Brivael|Organization]] wants to acquire [[Fablune|Organization]].",
    "[[Fablune|Organization]]'s [[Facebook|Product]] page is fun.",
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
