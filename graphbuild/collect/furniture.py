"""What a blog page prints around its posts, line by line, in French and English.

Each rule matches a *whole* folded line, never a part of one: real prose mentions
newsletters and comments too. The role tells what the line means for the layout:

- ``section``  opens the readers' comments (``3 commentaires``)
- ``empty``    says there are none (``Aucun commentaire``)
- ``form``     the comment form; what follows up to prose is its instructions
- ``closing``  ends a post (tags, category, "read more", permalink, next post)
- ``share``, ``signup``, ``nav``, ``image``, ``legal``, ``rule``, ``reply``: may stand anywhere
"""

from __future__ import annotations

import re

from graphbuild.collect.fold import fold
from graphbuild.collect.furniture_rules import NUMBER, RULES

MAX_FURNITURE = 240
"""Longer lines are prose; no furniture line of the pages looked at came near."""

_EDGE = r"[\W_]{0,4}"
"""Bullets, dashes and arrows around what a line says."""

_ANY = re.compile(rf"{_EDGE}(?:{'|'.join(f'(?:{rule})' for _, rule in RULES)}){_EDGE}")
"""One look for all rules, which nearly every line fails."""

_COMPILED = tuple((role, re.compile(rf"{_EDGE}(?:{rule}){_EDGE}")) for role, rule in RULES)

NETWORKS = frozenset(
    """
tweet tweeter tweetez twitter facebook linkedin google pinterest viadeo whatsapp pocket email
e-mail mail digg delicious reddit tumblr stumbleupon scoop.it buffer wikio fuzz technorati
evernote flipboard instagram youtube rss imprimer print partager partagez share j'aime like +1
g+ google+ plusone skype telegram xing myspace netvibes
    """.split()
)
"""Names of networks and words of sharing: a single one on a line is furniture only next to
other furniture."""

_SHARE_GLUE = frozenset(
    "sur on via par cette page article ce cet billet this post a un ami envoyer plus more to in "
    "de et with".split()
)
_SHARE_SPLIT = re.compile(r"[\s|·•,:;/()\[\]>»«-]+")

_COUNT = re.compile(
    rf"(?<!\w)(?!0 )({NUMBER}) (?:commentaires?|comments?|reactions?)\b"
    rf"|\bcommentaires? ?[(:] ?[1-9]\d{{0,3}}\b"
)


def furniture_role(text: str) -> str | None:
    """Return the role of a line of page furniture, ``None`` for anything else."""
    if len(text) > MAX_FURNITURE:
        return None
    folded = " ".join(fold(text).split())
    if is_share_bar(folded):
        return "share"
    if is_footer(folded):
        return "closing"
    for role, rule in _COMPILED if _ANY.fullmatch(folded) else ():
        if rule.fullmatch(folded):
            return role
    return None


def is_share_bar(folded: str) -> bool:
    """Tell whether a folded line is only names of networks and words of sharing (two at least)."""
    words = [word for word in _SHARE_SPLIT.split(folded) if word and not word.isdigit()]
    known = sum(word in NETWORKS for word in words)
    return known >= 2 and all(word in NETWORKS or word in _SHARE_GLUE for word in words)


_PHRASE = re.compile(
    r"(?:s'abonner(?: au(?:x)? \w+| a la \w+| par \w+)?|se desabonner|me desabonner"
    r"|desinscription|transferer a un ami"
    r"|envoyer(?: a un (?:ami|collegue)| par e-?mail)?|recommander|ajouter (?:a"
    r"|aux) [\w.]+(?: \w+)?|citer|partager(?: sur (?:facebook|twitter|linkedin|viadeo))?"
    r"|imprimer(?: cette page| cet article)?|commenter|reagir(?: a cet article)?(?: ?\(\d+\))?"
    r"|laissez? un (?:commentaire|mot)"
    r"|poster un commentaire|retour (?:en haut(?: de page)?|a l'accueil|au sommaire|aux \w+)"
    r"|haut(?: de page)?|remonter|accueil"
    r"|archives(?: \d{4})?|infolettre|newsletter|contact|qui sommes-nous ?\??|mentions legales"
    r"|plan du site|fil rss|flux rss|rss"
    r"|permalien|lien permanent|permalink|trackbacks?|\d+ retroliens?|(?:\d+ )?(?:commentaires?"
    r"|reactions?|comments?|vues|avis)"
    r"(?: ?\(\d+\))?|lire la suite|lire aussi|lire les avis|a voir aussi|article precedent"
    r"|article suivant|precedent|suivant"
    r"|signaler (?:un abus|une (?:erreur|faute)|un contenu)|telecharger|documentation"
    r"|nous ecrire|version pdf|suivre ce blog"
    r"|consulter les archives|tous les liens|recevoir la \w+|voir en ligne"
    r"|s'inscrire(?: gratuitement)?|devenez fan|courrier"
    r"|nous suivre sur \w+|facebook|twitter|linkedin|viadeo|google ?\+|mots?-clef?s?|tags"
    r"|categories|rubriques?|soyez le premier a reagir"
    r"|licence creative commons|propulse par \w+|page \d+ sur \d+|j'aime|tweet"
    r"|mot de passe oublie ?\??)"
)
_IN_PHRASE = tuple(
    "abonner,desinscription,transferer,envoyer,recommander,ajouter,citer,partager,imprimer,comment,"
    "reagi,reaction,laisse,poster,retour,haut,remonter,accueil,archives,infolettre,newsletter,"
    "contact,qui sommes,legales,plan du,rss,permal,permanent,trackback,retrolien,vues,avis,lire la,"
    "lire aussi,lire les,voir aussi,recevoir la,voir en,precedent,suivant,signaler,telecharger,"
    "documentation,ecrire,version,suivre,tous les,inscrire,devenez,courrier,facebook,twitter,"
    "linkedin,viadeo,google,mot-c,mots-c,mot de passe,tags,categories,rubrique,licence,propulse,"
    "page ,j'aime,tweet".split(",")
)
"""Letters that each of the phrases has some of: to count them is quicker by far."""

_LEFT = re.compile(r"[\W_\d]+")
MAX_LEFTOVER = 0.3
"""Share of a footer line's letters that may lie outside known phrases: names of days, sites."""


def is_footer(folded: str) -> bool:
    """Tell whether a folded line is mostly navigation phrases: two at least, even welded."""
    if sum(map(folded.count, _IN_PHRASE)) < 2 or len(_PHRASE.findall(folded)) < 2:
        return False
    left = len(_LEFT.sub("", _PHRASE.sub("", folded)))
    return left <= MAX_LEFTOVER * len(_LEFT.sub("", folded))


def counts_comments(text: str) -> bool:
    """Tell whether a short line says that there are comments (``Permalien - 3 commentaires``)."""
    return len(text) <= MAX_FURNITURE and bool(_COUNT.search(fold(text)))
