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

MAX_FURNITURE = 240
"""Longer lines are prose; no furniture line of the pages looked at came near."""

_N = r"(?:\(?\d{1,4}\)?|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix)"
_COMMENTS = (
    r"(?:commentaires?|comments?|reactions?|reponses?|responses?|replies|avis|thoughts?|comms?)"
)
_BULLET = r"[\W_]{0,4}"
_TAIL = r"[\W_]{0,4}"

_RULES: tuple[tuple[str, str], ...] = (
    (
        "empty",
        rf"(?:aucune?|pas de|pas encore de|0|no|zero) {_COMMENTS}(?: pour (?:le moment"
        rf"|l'instant))?",
    ),
    (
        "empty",
        r"(?:commentaires? (?:fermes?|desactives?)|comments? (?:are )?(?:closed"
        r"|off))(?: sur .{1,100})?",
    ),
    ("empty", r"(?:les )?commentaires (?:sont )?(?:fermes|clos|desactives).{0,60}"),
    ("section", rf"{_N} {_COMMENTS}(?: (?:sur|to|on|a|au|pour|de|about|suscitee?s?) .{{1,140}})?"),
    (
        "section",
        rf"(?:(?:les|vos|derniers|tous les|voir les|afficher les|show) )?{_COMMENTS}"
        rf"(?: des (?:lecteurs|internautes|visiteurs)| sur cet article| de cet article)?"
        rf"(?: ?[(:] ?{_N} ?\)?)?",
    ),
    (
        "section",
        rf"(?:vos|les) {_COMMENTS}(?: ?\(.{{1,40}}\))?|{_N} (?:messages?|mots) de .{{3,20}}"
        rf"|vos (?:messages|mots|lettres)(?: doux)?(?: ?\(\d+\))?|ils ont (?:reagi"
        rf"|commente).{{0,10}}|la parole aux lecteurs",
    ),
    (
        "form",
        r"(?:laisser?|laissez|poster|postez|publier|publiez|ajouter|ajoutez|ecrire|ecrivez"
        r"|enregistrer|deposer"
        r"|leave|post|add|write|rediger|faire) (?:un|une|votre|a|your|le|ton) (?:nouveau )?"
        r"(?:commentaire|comment|reponse|reply|message|avis|trackback).{0,40}",
    ),
    (
        "form",
        r"(?:commenter|reagir(?: a (?:cet|ce) (?:article|billet))?|reagissez"
        r"|repondre a cet article|leave a reply|poster|envoyer le commentaire"
        r"|post comment|submit comment|donnez votre avis|a vous de jouer|commenter cet article"
        r"|annuler la reponse"
        r"|apercu|previsualiser|cancel reply|verifiez votre commentaire|publier)",
    ),
    (
        "form",
        r"votre (?:adresse )?(?:e-?mail|de messagerie|adresse).{0,40}(?:pas|jamais) (?:etre )?"
        r"(?:publie|diffuse|affiche|visible|rendu).{0,60}",
    ),
    ("form", r"your email (?:address )?will not be.{0,80}|required fields are marked.{0,10}"),
    (
        "form",
        r"les champs (?:obligatoires|requis|marques).{0,60}|\* ?champs? (?:obligatoires?|requis)",
    ),
    (
        "form",
        r"(?:votre )?(?:nom|name|pseudo|prenom)(?: ?\*| ?\(?(?:obligatoire|requis|required)\)?)?"
        r"(?:[ ,/|:*]{1,4}(?:url|e-?mail|adresse e-?mail|adresse|courriel|mail|site|site web"
        r"|website|web|message"
        r"|commentaire|obligatoire|requis|required|non publie))*",
    ),
    (
        "form",
        r"(?:e-?mail|courriel|site web|site internet|website|adresse e-?mail|adresse web|url)"
        r"(?: ?\*| ?\(.{1,40}\))?",
    ),
    ("form", r"(?:enregistrer|save) (?:mon|my) (?:nom|name).{5,120}"),
    (
        "form",
        r"(?:prevenez-moi|m'avertir|avertissez-moi|me notifier|notify me"
        r"|recevoir un (?:e-?)?mail).{5,120}",
    ),
    (
        "form",
        r"vous pouvez utiliser (?:ces|les) balises.{0,120}|envie de reagir ?\?.{0,60}"
        r"|pour vous aider a publier votre message.{0,60}",
    ),
    (
        "form",
        r"(?:se connecter|connectez-vous|vous devez etre connecte|identifiez-vous|log in"
        r"|you must be logged in)"
        r".{0,60}(?:commentaire|comment|reponse|publier|commenter)s?",
    ),
    (
        "form",
        r"(?:inscription a|s'inscrire a|s'abonner a|inscription :"
        r"|s'abonner aux) ?:? ?(?:publier les commentaires"
        r"|commentaires du message|ce fil|commentaires|articles) ?(?:\(atom\)|\(rss\))?.{0,20}",
    ),
    (
        "closing",
        r"(?:tags?|mots?[- ]?cle?f?s?|etiquettes?|libelles?|keywords|labels?|classe dans"
        r"|publie dans|filed under"
        r"|poste dans|posted in|tagged(?: with)?|tagge|rubriques?|themes?|dans la categorie"
        r"|range dans) ?:.{0,200}",
    ),
    (
        "closing",
        r"(?:(?:dernier|prochain|autre)e?s? (?:billet|article|note|episode|numero|post"
        r"|semaine)s?|la prochaine fois"
        r"|la semaine prochaine|autres pages|liens amis|pages|billets? lies?|a (?:lire|voir"
        r"|relire) ensuite) ?:.{1,200}",
    ),
    ("closing", r"(?:classe dans|filed under|posted in|publie dans|tagged|range dans) .{2,160}"),
    ("nav", r"(?:categories?|rubriques?|section) ?:.{0,160}"),
    (
        "closing",
        r"(?:lire|voir|afficher|read|continue|continuer) (?:la |the )?"
        r"(?:suite|more|plus|reading|rest|l'article|la lecture|l'article complet|le billet)"
        r"(?: de .{1,120}| \W{0,4}| »| →| on .{1,60})?",
    ),
    (
        "closing",
        r"(?:plus|more|la suite|suite|en savoir plus|learn more)(?: »| >+| →|\.\.\.|…|…? ?\[\+\])",
    ),
    (
        "closing",
        r"(?:lien permanent|permalien|permalink|trackbacks?|retroliens?|ping(?:s|backs?)?)"
        r"(?: ?\(?\d*\)?)?(?:[ |·•,-]{1,5}.{0,80})?",
    ),
    (
        "closing",
        r"(?:billet|article|note|message|post|page)s? (?:plus )?(?:precedent|suivant|ancien"
        r"|recent)e?s?"
        r"(?: ?:.{0,140}| ?[»→>].{0,5})?",
    ),
    (
        "closing",
        r"(?:previous|next|older|newer) (?:post|article|entry|entries|page)s?(?: ?:.{0,140})?",
    ),
    (
        "closing",
        r"(?:navigation (?:de l'article|des articles)|post navigation|haut de page"
        r"|retour en haut(?: de (?:la )?page)?"
        r"|bouton retour en haut de la page|back to top|retour a l'accueil|accueil|home)",
    ),
    (
        "related",
        r"(?:articles?|billets?|posts?|sujets?|contenus?|lectures?) (?:similaires?|relatifs?"
        r"|lies?|connexes?"
        r"|associes?|recents?|populaires?|en relation|les plus lus|recommandes?)",
    ),
    (
        "related",
        r"(?:related (?:posts?|articles?|stories)|recent posts|popular posts|similaire"
        r"|sur le meme (?:sujet|theme)"
        r"|a lire aussi|a lire egalement|vous aimerez (?:peut-etre )?aussi|you (?:may"
        r"|might) also like|dans la meme rubrique"
        r"|derniers (?:articles|billets|commentaires)|blogroll|blogoliste|mes liens|liens amis"
        r"|archives)",
    ),
    ("nav", r"(?:lire|voir|a lire|lisez) (?:aussi|egalement) ?:.{1,160}"),
    (
        "signup",
        r"(?:s'inscrire(?: (?:gratuitement|maintenant|ici|a|au).{0,50})?"
        r"|inscription(?: gratuite)?|s'abonner(?: a .{1,60}| par .{1,40})?"
        r"|je m'(?:inscris|abonne)|inscrivez-vous(?: (?:a|ici|gratuitement|maintenant).{0,60})?"
        r"|abonnez-vous(?: (?:a|au|gratuitement|par).{0,60})?|subscribe(?: .{1,40})?"
        r"|sign up(?: .{1,30})?"
        r"|recevoir (?:les|nos|la|mes) .{3,60}(?:mail|newsletter|articles|courriel)"
        r"|(?:notre |la |ma )?newsletter|flux rss|rss|telecharger(?: (?:le|la|l').{1,60})?"
        r"|download)",
    ),
    (
        "signup",
        r"(?:follow (?:me|us)(?: on .{1,30})?|suivez[- ](?:moi|nous)(?: sur .{1,40})?|suivre"
        r"|follow|retrouvez-(?:moi|nous) sur .{1,40})",
    ),
    (
        "signup",
        r"partagez (?:cet article|ce billet|cette page|sur).{0,40}|share (?:this|on|the).{0,40}"
        r"|partager (?:sur|cet|ce|cette|l'article|via|avec|:).{0,60}|j'aime (?:ca|cette page"
        r"|chargement).{0,20}"
        r"|(?:envoyer|recommander) (?:a un ami|par e-?mail|cet article).{0,30}"
        r"|imprimer(?: (?:cet article|ce billet))?"
        r"|version imprimable|print|articles par .{3,40}|voir (?:son profil|tous ses articles"
        r"|tous les articles de .{3,40})",
    ),
    (
        "reply",
        r"(?:repondre|reply|supprimer|delete|reponses|signaler(?: (?:un abus|ce commentaire))?"
        r"|citer|quote|like|report"
        r"|repondresupprimer|repondre supprimer|modifier|editer|edit"
        r"|repondre a ce commentaire)(?: ?[|·/] ?.{0,30})?",
    ),
    (
        "legal",
        r"(?:©|copyright|\(c\) ?\d{4}|tous droits reserves|all rights reserved|mentions legales"
        r"|propulse par|powered by"
        r"|fierement propulse|theme(?: :| by)|plan du site|politique de confidentialite"
        r"|conditions generales d'utilisation$"
        r"|creative commons).{0,140}",
    ),
    (
        "legal",
        r"(?:en poursuivant (?:votre|la) navigation|ce site utilise (?:des|les) cookies"
        r"|nous utilisons des cookies"
        r"|this (?:site|website) uses cookies|j'accepte|tout accepter|accepter(?: et fermer)?"
        r"|avertir le moderateur"
        r"|en savoir plus(?: et gerer.{0,40})?).{0,160}",
    ),
    (
        "nav",
        r"(?:vous etes ici|you are here) ?:.{1,160}|affichage des articles.{5,120}"
        r"|afficher tous les articles"
        r"|aller au contenu(?: principal)?|skip to content|menu|rechercher ?:?|search ?:?"
        r"|page \d+ (?:sur|of|/) ?\d+",
    ),
    ("nav", r"(?:accueil|home|blog) ?[>»/›].{1,140}"),
    ("nav", r"[^.!?>»›:]{2,40}(?: [>›»] [^.!?>»›]{2,60}){2,5}"),
    ("nav", r"(?:accueil|home|blog) ?[|·•-] .{1,140}"),
    ("section", r"\[?0\]? commentaires?.{0,40}soyez.{3,40}"),
    (
        "nav",
        r"(?:ce (?:billet|texte|contenu|message|article) a ete (?:publie|poste) (?:dans|le"
        r"|par)) .{3,160}",
    ),
    (
        "image",
        r"\[? ?(?:image|photo|img|illustration|video|logo) ?:? [^\]]{0,160}\]|\[(?:image"
        r"|photo)[^\]]{0,160}\]",
    ),
    ("image", r"(?:https?://|www\.)\S{3,200}\.(?:jpe?g|png|gif|svg|webp|bmp)\S{0,60}"),
    ("image", r"[\w() %@+.,-]{1,120}\.(?:jpe?g|png|gif|svg|webp|bmp|tiff?)"),
    (
        "image",
        r"(?=\S*[_\d-])[^\W_]+(?:[_-][\w.-]+){1,20}\[\d+\]|(?:img|dsc|dscn|dscf|capture"
        r"|screenshot|photo)[_-]?\d[\w-]{2,40}",
    ),
    ("image", r"(?=[\w.-]*_)[^\W_]{2,30}(?:_[\w.-]{1,30}){1,12}"),
    ("rule", r"[-=_*~.#•·—–─━ ]{3,200}|\* ?\* ?\*"),
    (
        "share",
        r"tweet(?:er)?|j'aime|like|partager|share|\+1|\d{1,6} (?:j'aime|partages?|shares?|likes?"
        r"|tweets?|vues?|lectures?)",
    ),
)
_COMPILED = tuple((role, re.compile(rf"{_BULLET}(?:{rule}){_TAIL}")) for role, rule in _RULES)

_SHARE_WORDS_TEXT = """
tweet tweeter tweetez twitter facebook linkedin google pinterest viadeo whatsapp pocket email
e-mail mail digg delicious reddit tumblr stumbleupon scoop.it buffer wikio fuzz technorati
evernote flipboard instagram youtube rss imprimer print partager partagez share j'aime like +1
g+ google+ plusone skype telegram xing myspace netvibes
"""
_SHARE_WORDS = frozenset(_SHARE_WORDS_TEXT.split())
_SHARE_GLUE = frozenset(
    [
        "sur",
        "on",
        "via",
        "par",
        "cette",
        "page",
        "article",
        "ce",
        "cet",
        "billet",
        "this",
        "post",
        "a",
        "un",
        "ami",
        "envoyer",
        "plus",
        "more",
        "to",
        "in",
        "de",
        "et",
        "with",
    ]
)
_SHARE_SPLIT = re.compile(r"[\s|·•,:;/()\[\]>»«-]+")

_COUNT = re.compile(
    rf"(?<!\w)(?!0 )({_N}) (?:commentaires?|comments?|reactions?)\b"
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
    for role, rule in _COMPILED:
        if rule.fullmatch(folded):
            return role
    return None


def is_share_bar(folded: str) -> bool:
    """Tell whether a folded line is only names of networks and words of sharing (two at least)."""
    words = [word for word in _SHARE_SPLIT.split(folded) if word and not word.isdigit()]
    known = sum(word in _SHARE_WORDS for word in words)
    return known >= 2 and all(word in _SHARE_WORDS or word in _SHARE_GLUE for word in words)


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
_LEFT = re.compile(r"[\W_\d]+")
MAX_LEFTOVER = 0.3
"""Share of a footer line's letters that may lie outside known phrases: names of days, sites."""


def is_footer(folded: str) -> bool:
    """Tell whether a folded line is mostly navigation phrases: two at least, even welded."""
    if len(_PHRASE.findall(folded)) < 2:
        return False
    left = len(_LEFT.sub("", _PHRASE.sub("", folded)))
    return left <= MAX_LEFTOVER * len(_LEFT.sub("", folded))


def counts_comments(text: str) -> bool:
    """Tell whether a short line says that there are comments (``Permalien - 3 commentaires``)."""
    return len(text) <= MAX_FURNITURE and bool(_COUNT.search(fold(text)))


NETWORKS = _SHARE_WORDS
"""A single one of these on a line is furniture only next to other furniture."""
