"""Ordinary sentences full of capitals, without a name: the real pipeline finds next to none."""

from __future__ import annotations

import pytest
from graph_samples import post_of

from graphbuild.config import Settings
from graphbuild.detect import Detector, read_post
from graphbuild.ontology import ontology_folder, read_ontology

MAX_FALSE_NAMES = 3

SENTENCES = """\
Bonjour à toutes et à tous !
Merci pour vos retours, ils nous aident beaucoup.
Bonne lecture et à très bientôt
Lire la suite
Partager cet article
Laisser un commentaire
Vous aimerez aussi
Articles les plus lus
Mots-clés
Catégories
Archives du mois de Mars
À propos de ce blog
Mentions légales
Tous droits réservés
Page d'accueil
Plan du site
Nous contacter
Abonnez-vous à la lettre d'information
Votre adresse de messagerie ne sera pas publiée
Les champs obligatoires sont indiqués avec une étoile
Précédent Suivant
Introduction
Première partie : Les Enjeux
Deuxième partie : Les Méthodes
Conclusion Générale
Quelques Chiffres Pour Commencer
Les Dix Erreurs À Éviter
Comment Bien Choisir Son Prestataire
Pourquoi Tout Le Monde En Parle
Nos Conseils Pratiques Pour Bien Démarrer
Étape 1 : Définir Vos Objectifs
Étape 2 : Connaître Votre Public
Étape 3 : Mesurer Les Résultats
Le ROI reste la question que pose toute Direction Générale.
La RSE n'est pas qu'une affaire de communication.
Le SEO et le SEA sont les deux jambes du référencement.
Un bon CRM ne remplace pas une bonne équipe.
Les RH et la DSI doivent apprendre à travailler ensemble.
Un KPI de trop, et plus personne ne regarde le tableau.
Le B2B n'échappe pas à la règle, le B2C non plus.
Les PME manquent de temps, les ETI manquent de méthode.
Le PDG a dit oui, le DRH a dit non.
Une FAQ bien faite évite dix appels au SAV.
Un RDV manqué coûte cher.
PS : pensez à éteindre la lumière.
NB : les inscriptions sont closes depuis Lundi.
MAJ du 12 Janvier : la liste est complète.
EDIT : merci pour la correction.
UPDATE : la vidéo est en ligne.
ATTENTION : places limitées.
NOUVEAU : le formulaire est plus court.
GRATUIT ET SANS ENGAGEMENT
INSCRIVEZ-VOUS DÈS MAINTENANT
EN SAVOIR PLUS
TÉLÉCHARGER LE DOCUMENT
Lundi, nous parlerons de contenu.
Mardi, place à la mesure.
Mercredi, repos pour tout le monde.
En Septembre, la rentrée sera chargée.
Le Printemps arrive et les projets aussi.
Les Français lisent moins de journaux qu'avant.
Les Anglais ont pris de l'avance sur la question.
Les Américains adorent les tableaux de bord.
Elle parle Espagnol et un peu de Chinois.
Le Directeur Marketing attend ses chiffres.
Le Community Manager n'est pas un stagiaire.
La Chef de Projet relit tout deux fois.
Le Responsable Communication prépare la suite.
Un Digital Strategist coûte plus cher qu'un graphiste.
Notre Social Media Manager part en congé.
La Transformation Digitale fait peur aux managers.
Le Marketing Relationnel ne date pas d'hier.
L'Intelligence Collective demande du temps.
Le Big Data promet beaucoup et tient un peu.
L'Inbound Marketing séduit les petites structures.
Le Content Marketing remplace peu à peu la publicité.
Les Médias Sociaux ont changé la donne.
Le Web est devenu une grande place de marché.
L'Entreprise doit écouter avant de parler.
Le Client a toujours raison, sauf le vendredi.
La Relation Client se joue au téléphone.
Le Bouche-à-Oreille reste le meilleur des médias.
• Écouter
• Comprendre
• Agir
• Mesurer, puis recommencer
1. Fixer un cap
2. Former les équipes
3. Tenir la distance
Bref, Rien de neuf sous le soleil.
Alors, Prêts à vous lancer ?
Oui. Non. Peut-être. Tout dépend du budget.
Franchement, Qui lit encore les conditions générales ?
Dommage. Vraiment dommage.
Bravo ! Continuez comme ça.
Amitiés, et bonne année à tous
Cordialement
Voilà, c'est tout pour aujourd'hui.
Et vous, Qu'en pensez-vous ?
Rendez-vous la semaine prochaine pour la suite.
"""


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector(read_ontology(ontology_folder()), Settings())


def test_a_hundred_ordinary_sentences_hold_three_false_names_at_most(detector: Detector) -> None:
    lines = SENTENCES.splitlines()
    assert len(lines) == 100
    found = []
    for line in lines:
        post = post_of(line)
        (candidates,) = detector.detect([(post, read_post(post))])
        found += [(c.surface, c.type, line) for c in candidates if c.type != "Concept"]
    assert len(found) <= MAX_FALSE_NAMES, found
