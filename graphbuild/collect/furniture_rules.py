"""The lines that blog pages print around posts, as ``(role, pattern)`` over folded lines.

Data only, in the order in which they are tried; ``furniture`` says what the roles mean.
Gathered from pages of the common blog engines in French and English.
"""

from __future__ import annotations

NUMBER = r"(?:\(?\d{1,4}\)?|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix)"
_COMMENTS = (
    r"(?:commentaires?|comments?|reactions?|reponses?|responses?|replies|avis|thoughts?|comms?)"
)

RULES: tuple[tuple[str, str], ...] = (
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
    (
        "section",
        rf"{NUMBER} {_COMMENTS}(?: (?:sur|to|on|a|au|pour|de|about|suscitee?s?) .{{1,140}})?",
    ),
    (
        "section",
        rf"(?:(?:les|vos|derniers|tous les|voir les|afficher les|show) )?{_COMMENTS}"
        rf"(?: des (?:lecteurs|internautes|visiteurs)| sur cet article| de cet article)?"
        rf"(?: ?[(:] ?{NUMBER} ?\)?)?",
    ),
    (
        "section",
        rf"(?:vos|les) {_COMMENTS}(?: ?\(.{{1,40}}\))?|{NUMBER} (?:messages?|mots) de .{{3,20}}"
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
        r"[^\W_]+[_-][\w.-]+\[\d+\]|(?:img|dsc|dscn|dscf|capture"
        r"|screenshot|photo)[_-]?\d[\w-]{2,40}",
    ),
    ("image", r"[^\W_]{2,30}_[\w.-]{1,200}"),
    ("rule", r"[-=_*~.#•·—–─━ ]{3,200}|\* ?\* ?\*"),
    (
        "share",
        r"tweet(?:er)?|j'aime|like|partager|share|\+1|\d{1,6} (?:j'aime|partages?|shares?|likes?"
        r"|tweets?|vues?|lectures?)",
    ),
)
