"""Sentences that state a relation, and look-alikes that state none: French, then English.

Each sentence is written for this table. It states exactly the relations beside it (a
name's key is its surface) and no other; a look-alike states nothing.
"""

from __future__ import annotations

import pytest
import relate_samples

Triple = tuple[str, str, str]


def _triples(text: str) -> set[Triple]:
    """Read ``A worksFor B; C offers D`` with ``_`` for the spaces of a name."""
    found = set()
    for part in filter(None, (p.strip() for p in text.split(";"))):
        subject, predicate, obj = part.split()
        found.add((subject.replace("_", " "), predicate, obj.replace("_", " ")))
    return found


STATED = [
    # appositions and roles
    ("[[Léa Morvan|Person]], directrice du marketing de [[Vélibulle|Organization]], arrive.", "Léa_Morvan worksFor Vélibulle"),
    ("La directrice générale de [[Vélibulle|Organization]], [[Léa Morvan|Person]], arrive.", "Léa_Morvan worksFor Vélibulle"),
    ("[[Léa Morvan|Person]] ([[Vélibulle|Organization]]) a ouvert le bal.", "Léa_Morvan worksFor Vélibulle"),
    ("[[Léa Morvan|Person]], de chez [[Vélibulle|Organization]], a ri.", "Léa_Morvan worksFor Vélibulle"),
    ("[[Léa Morvan|Person]] et [[Jo Stern|Person]] de l'agence [[Vélibulle|Organization]] ont ri.", "Léa_Morvan worksFor Vélibulle; Jo_Stern worksFor Vélibulle"),
    ("[[Léa Morvan|Person]] est chargée de mission à la [[Région Ouest|Organization]].", "Léa_Morvan worksFor Région_Ouest"),
    ("[[Léa Morvan|Person]], qui est aussi trésorière de [[Tempo|Organization]], compte.", "Léa_Morvan worksFor Tempo"),
    ("[[Léa Morvan|Person]], fondatrice de [[Vélibulle|Organization]], sourit.", "Léa_Morvan founderOf Vélibulle"),
    ("[[Léa Morvan|Person]] est la fondatrice de [[Vélibulle|Organization]].", "Léa_Morvan founderOf Vélibulle"),
    ("Les deux cofondateurs de [[Vélibulle|Organization]], [[Léa Morvan|Person]] et [[Jo Stern|Person]], sont là.", "Léa_Morvan founderOf Vélibulle; Jo_Stern founderOf Vélibulle"),
    ("[[Léa Morvan|Person]], membre de [[Tempo|Organization]], vote.", "Léa_Morvan memberOf Tempo"),
    ("[[Jo Stern|Person]] est l'auteur de « [[Le Fil rouge|Work]] ».", "Jo_Stern authorOf Le_Fil_rouge"),
    ("[[Mollusk|Organization]], filiale de [[Grand Large|Organization]], grandit.", "Grand_Large ownerOf Mollusk"),
    ("[[Tempo|Organization]], organisatrice du [[Salon du Buvard|Event]], respire.", "Tempo organizerOf Salon_du_Buvard"),
    ("[[Mollusk|Organization]] est partenaire de [[Tempo|Organization]].", "Mollusk partnerOf Tempo"),
    # works
    ("J'ai relu « [[Le Fil rouge|Work]] » de [[Jo Stern|Person]].", "Jo_Stern authorOf Le_Fil_rouge"),
    ("Le livre de [[Jo Stern|Person]], [[Le Fil rouge|Work]], m'a plu.", "Jo_Stern authorOf Le_Fil_rouge"),
    ("[[Jo Stern|Person]] a écrit [[Le Fil rouge|Work]].", "Jo_Stern authorOf Le_Fil_rouge"),
    ("[[Jo Stern|Person]] et [[Léa Morvan|Person]] ont publié l'an dernier [[Le Fil rouge|Work]].", "Jo_Stern authorOf Le_Fil_rouge; Léa_Morvan authorOf Le_Fil_rouge"),
    ("[[Le Fil rouge|Work]], écrit par [[Jo Stern|Person]], se vend.", "Jo_Stern authorOf Le_Fil_rouge"),
    ("[[Jo Stern|Person]] bougonne. Il a écrit [[Le Fil rouge|Work]].", "Jo_Stern authorOf Le_Fil_rouge"),
    ("Le [[Baromètre du Buvard|Work]], publié par [[Tempo|Organization]], [[Mollusk|Organization]] et [[Vélibulle|Organization]], est sorti.", "Tempo publisherOf Baromètre_du_Buvard; Mollusk publisherOf Baromètre_du_Buvard; Vélibulle publisherOf Baromètre_du_Buvard"),
    ("Le [[Baromètre du Buvard|Work]] a été réalisé par l'institut [[Tempo|Organization]].", "Tempo publisherOf Baromètre_du_Buvard"),
    ("[[Tempo|Organization]] publie le [[Baromètre du Buvard|Work]].", "Tempo publisherOf Baromètre_du_Buvard"),
    ("Le [[Baromètre du Buvard|Work]] de [[Tempo|Organization]] est sorti.", "Tempo publisherOf Baromètre_du_Buvard"),
    ("Relire [[Le Fil rouge|Work]] (chez [[Grand Large|Organization]]).", ""),
    ("J'entre au [[Mastère Buvard|Work]] de l'[[École du Lin|Organization]].", "École_du_Lin offers Mastère_Buvard"),
    # verbs
    ("[[Léa Morvan|Person]] travaille depuis deux ans pour [[Vélibulle|Organization]].", "Léa_Morvan worksFor Vélibulle"),
    ("[[Léa Morvan|Person]], qui dirige [[Vélibulle|Organization]], arrive.", "Léa_Morvan worksFor Vélibulle"),
    ("Le syndicat [[Tempo|Organization]], que préside [[Léa Morvan|Person]], attend.", "Léa_Morvan worksFor Tempo"),
    ("[[Léa Morvan|Person]] a fondé [[Vélibulle|Organization]] en 2009.", "Léa_Morvan founderOf Vélibulle"),
    ("[[Léa Morvan|Person]] a quitté son poste pour fonder [[Vélibulle|Organization]].", "Léa_Morvan founderOf Vélibulle"),
    ("[[Vélibulle|Organization]], fondée par [[Léa Morvan|Person]], grandit.", "Léa_Morvan founderOf Vélibulle"),
    ("[[Grand Large|Organization]] rachète [[Mollusk|Organization]].", "Grand_Large ownerOf Mollusk"),
    ("Le rachat de [[Mollusk|Organization]] par [[Grand Large|Organization]] surprend.", "Grand_Large ownerOf Mollusk"),
    ("[[Mollusk|Organization]] appartient à [[Grand Large|Organization]].", "Grand_Large ownerOf Mollusk"),
    ("[[Mollusk|Organization]] lance [[Bigorno|Product]].", "Mollusk offers Bigorno"),
    ("[[Mollusk|Organization]] fait partie du réseau [[Tempo|Organization]].", "Mollusk memberOf Tempo"),
    ("[[Mollusk|Organization]] collabore avec [[Tempo|Organization]].", "Mollusk partnerOf Tempo"),
    ("[[Tempo|Organization]] organise la cinquième édition du [[Salon du Buvard|Event]].", "Tempo organizerOf Salon_du_Buvard"),
    ("Le [[Salon du Buvard|Event]] est organisé par [[Tempo|Organization]] et [[Mollusk|Organization]].", "Tempo organizerOf Salon_du_Buvard; Mollusk organizerOf Salon_du_Buvard"),
    ("[[Léa Morvan|Person]] participe au [[Salon du Buvard|Event]].", "Léa_Morvan participantIn Salon_du_Buvard"),
    # places
    ("Le [[Salon du Buvard|Event]] se tiendra les 8 et 9 mai à [[Vannes|Place]].", "Salon_du_Buvard locatedIn Vannes"),
    ("[[Salon du Buvard|Event]], à [[Vannes|Place]].", "Salon_du_Buvard locatedIn Vannes"),
    ("[[Mollusk|Organization]] est basée à [[Vannes|Place]].", "Mollusk locatedIn Vannes"),
    (
        "Merci à [[Mollusk|Organization]], la plus ancienne agence de marketing en "
        "[[Bretagne|Place]].",
        "Mollusk locatedIn Bretagne",
    ),
    (
        'D\'autres osent, comme [[Mollusk|Organization]] (avec leur série web "[[Les Vases|Work]]", '
        "toujours drôle).",
        "Mollusk publisherOf Les_Vases",
    ),
    ("[[Mollusk|Organization]] ([[Vannes|Place]]) recrute.", "Mollusk locatedIn Vannes"),
    ("L'agence [[Mollusk|Organization]] à [[Vannes|Place]], voilà.", "Mollusk locatedIn Vannes"),
    ("Rendez-vous à [[Vannes|Place]], en [[Bretagne|Place]].", "Vannes locatedIn Bretagne"),
    # ideas
    ("Selon [[Jo Stern|Person]], le [[bouche-à-oreille|Concept]] gagne.", "Jo_Stern discusses bouche-à-oreille"),
    ("[[Jo Stern|Person]] explique que le [[bouche-à-oreille|Concept]] gagne.", "Jo_Stern discusses bouche-à-oreille"),
    ("[[Jo Stern|Person]] plaide pour la [[relation client|Concept]].", "Jo_Stern discusses relation_client"),
    ("[[Jo Stern|Person]] défend le [[marketing de contenu|Concept]].", "Jo_Stern discusses marketing_de_contenu"),
    ("[[Jo Stern|Person]] critique la [[publicité|Concept]].", "Jo_Stern criticizes publicité"),
    ("[[Jo Stern|Person]] se méfie du [[big data|Concept]].", "Jo_Stern criticizes big_data"),
    ("Pour [[Jo Stern|Person]], le [[numérique|Concept]] isole.", "Jo_Stern discusses numérique"),
    ("[[Le Fil rouge|Work]], paru en 2008, sur le [[leadership|Concept]].", "Le_Fil_rouge discusses leadership"),
    ("Le [[Salon du Buvard|Event]] s'est tenu sur le thème du [[web temps réel|Concept]].", "Salon_du_Buvard discusses web_temps_réel"),
]  # fmt: skip

SILENT = [
    # negation
    "[[Léa Morvan|Person]] n'est pas directrice de [[Vélibulle|Organization]].",
    "[[Léa Morvan|Person]] n'a jamais travaillé pour [[Vélibulle|Organization]].",
    "[[Grand Large|Organization]] ne rachètera pas [[Mollusk|Organization]].",
    "[[Jo Stern|Person]] n'a pas écrit [[Le Fil rouge|Work]].",
    "[[Tempo|Organization]] n'organise plus le [[Salon du Buvard|Event]].",
    "Le [[Salon du Buvard|Event]] ne se tiendra pas à [[Vannes|Place]].",
    "[[Mollusk|Organization]] ne fait pas partie de [[Tempo|Organization]].",
    "[[Léa Morvan|Person]] n'a pas fondé [[Vélibulle|Organization]].",
    "[[Le Fil rouge|Work]] n'a pas été écrit par [[Jo Stern|Person]].",
    "[[Jo Stern|Person]] ne parle jamais de la [[publicité|Concept]].",
    "[[Mollusk|Organization]] n'appartient pas à [[Grand Large|Organization]].",
    "[[Léa Morvan|Person]] refuse de rejoindre [[Vélibulle|Organization]].",
    # question
    "[[Grand Large|Organization]] va-t-il racheter [[Mollusk|Organization]] ?",
    "Est-ce que [[Léa Morvan|Person]] travaille pour [[Vélibulle|Organization]] ?",
    "[[Jo Stern|Person]] a-t-il écrit [[Le Fil rouge|Work]] ?",
    "[[Tempo|Organization]] organise-t-il le [[Salon du Buvard|Event]] ?",
    "[[Léa Morvan|Person]] est-elle directrice de [[Vélibulle|Organization]] ?",
    "Qui sait si [[Mollusk|Organization]] appartient à [[Grand Large|Organization]] ?",
    # hypothesis and hearsay
    "Si [[Grand Large|Organization]] rachète [[Mollusk|Organization]], je pars.",
    "[[Grand Large|Organization]] voudrait racheter [[Mollusk|Organization]].",
    "[[Grand Large|Organization]] envisage de racheter [[Mollusk|Organization]].",
    "[[Grand Large|Organization]] pourrait racheter [[Mollusk|Organization]].",
    "Il paraît que [[Grand Large|Organization]] rachète [[Mollusk|Organization]].",
    "[[Léa Morvan|Person]] rêve de fonder [[Vélibulle|Organization]].",
    "[[Jo Stern|Person]] espère publier [[Le Fil rouge|Work]].",
    "[[Grand Large|Organization]] aurait racheté [[Mollusk|Organization]].",
    "[[Tempo|Organization]] a renoncé à organiser le [[Salon du Buvard|Event]].",
    # mere co-presence
    "[[Léa Morvan|Person]] a croisé [[Jo Stern|Person]] devant [[Vélibulle|Organization]].",
    "[[Vélibulle|Organization]], [[Mollusk|Organization]] et [[Tempo|Organization]] grandissent.",
    "[[Léa Morvan|Person]] aime [[Vannes|Place]] et [[Lorient|Place]].",
    "À [[Vannes|Place]], à [[Lorient|Place]] et à [[Brest|Place]], il pleut.",
    "J'ai parlé de [[Vélibulle|Organization]] avec [[Léa Morvan|Person]].",
    "[[Jo Stern|Person]] a lu [[Le Fil rouge|Work]].",
    "[[Léa Morvan|Person]] m'a prêté [[Le Fil rouge|Work]].",
    "[[Mollusk|Organization]] et [[Tempo|Organization]] sont sur [[Bigorno|Product]].",
    "Entre [[Mollusk|Organization]] et [[Grand Large|Organization]], j'hésite.",
    "[[Léa Morvan|Person]] tweete pendant que [[Tempo|Organization]] dort.",
    "Merci à [[Léa Morvan|Person]], merci à [[Vélibulle|Organization]] !",
    "[[Jo Stern|Person]] sirote un café, la [[publicité|Concept]] défile.",
    "Le café de [[Jo Stern|Person]] refroidit, [[Tempo|Organization]] aussi.",
    "Le directeur a reçu [[Léa Morvan|Person]] puis [[Tempo|Organization]].",
    "[[Mollusk|Organization]] recrute un directeur marketing, écrit [[Léa Morvan|Person]].",
    "Je prends le train [[Vannes|Place]] [[Lorient|Place]].",
    # another holder, another object, the wrong direction
    "[[Léa Morvan|Person]], son directeur et [[Vélibulle|Organization]] se taisent.",
    "Le mari de [[Léa Morvan|Person]] dirige [[Vélibulle|Organization]].",
    "La page Facebook de [[Léa Morvan|Person]] cite [[Vélibulle|Organization]].",
    "[[Léa Morvan|Person]], responsable de la page [[Bigorno|Product]], rit.",
    "[[Jo Stern|Person]] a écrit une critique de [[Le Fil rouge|Work]].",
    "[[Jo Stern|Person]] a écrit à [[Tempo|Organization]].",
    "[[Mollusk|Organization]] lance une application pour [[Bigorno|Product]].",
    "Un ami du directeur de [[Vélibulle|Organization]] connaît [[Léa Morvan|Person]].",
    "J'ai écouté le [[Salon du Buvard|Event]] depuis [[Vannes|Place]].",
    "[[Tempo|Organization]] organise un concours à [[Vannes|Place]].",
    "[[Léa Morvan|Person]] a photographié le fondateur de [[Vélibulle|Organization]].",
    "[[Jo Stern|Person]] travaille avec le cousin de [[Tempo|Organization]].",
    "[[Vélibulle|Organization]] m'écrit, je réponds à [[Léa Morvan|Person]].",
    "La marque se cherche ; [[Mollusk|Organization]] note, [[Tempo|Organization]] aussi.",
    "Le livre que je dois à [[Léa Morvan|Person]] parle de [[Vannes|Place]].",
    "Contrairement à [[Mollusk|Organization]], [[Tempo|Organization]] existe.",
    "[[Léa Morvan|Person]] née à [[Vannes|Place]], installée à [[Lorient|Place]].",
    "On cherche un membre de [[Tempo|Organization]] pour aider [[Léa Morvan|Person]].",
    "Le fondateur de [[Vélibulle|Organization]] a embauché [[Léa Morvan|Person]] hier.",
]

ENGLISH = [
    ("[[Ann Lowe|Person]] works for [[Quillworks|Organization]].", "Ann_Lowe worksFor Quillworks"),
    ("[[Ann Lowe|Person]], director at [[Quillworks|Organization]], smiled.", "Ann_Lowe worksFor Quillworks"),
    ("[[Ann Lowe|Person]], who founded [[Quillworks|Organization]], smiled.", "Ann_Lowe founderOf Quillworks"),
    ("[[The Long Ink|Work]], the book by [[Ann Lowe|Person]].", "Ann_Lowe authorOf The_Long_Ink"),
    ("[[Bigbox|Organization]] acquired [[Quillworks|Organization]].", "Bigbox ownerOf Quillworks"),
    ("[[Ann Lowe|Person]] never worked for [[Quillworks|Organization]].", ""),
    ("Did [[Bigbox|Organization]] acquire [[Quillworks|Organization]]?", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_a_sentence_states_exactly_these_relations(text: str, expected: str) -> None:
    assert relate_samples.stated(text) == _triples(expected)


@pytest.mark.parametrize("text", SILENT)
def test_a_look_alike_states_nothing(text: str) -> None:
    assert relate_samples.stated(text) == set()


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_an_english_sentence_states_exactly_these_relations(text: str, expected: str) -> None:
    assert relate_samples.stated(text, language="en") == _triples(expected)


def test_the_tables_hold_sixty_sentences_each() -> None:
    assert len(SILENT) >= 60
    assert len([row for row in STATED + ENGLISH if row[1]]) >= 60
