"""Does a string look like a person's name? Shape and a few word lists, no model.

Only used where the layout already suggests a name (a byline, a signature), so the
lists are short: what is written there in capitals and is not a name.
"""

from __future__ import annotations

import re

from graphbuild.collect.fold import key
from graphbuild.words import zipf

MAX_NAME_TOKENS = 5
RARE_ZIPF = 2.9
USUAL_ZIPF = 3.7
"""Of the words of a name unknown to us one is rarer than the first, none commoner than the second
(wordfreq, French): ``Lescure`` 3.0, ``Eustache`` 3.1, ``Maréchaux`` 2.4, ``social`` 5.2."""

PARTICLES = frozenset(
    "de du des d' le la l' von van der den del della di da dos do el al ben bint ibn y".split()
)

_NAME_WORD = r"(?:(?:[dDlLO]['’])?[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’-][^\W\d_]+)*\.?(?:-[^\W\d_]\.)?)"
_PARTICLE = (
    r"(?:de la|de|du|des|le|la|von|van|der|den|del|della|di|da|dos|do|el|al|ben|y|d['’]|l['’])"
)
NAME = rf"{_NAME_WORD}(?:[ \u00a0\u202f]{{1,2}}(?:{_PARTICLE}[ \u00a0]?){{0,2}}{_NAME_WORD}){{0,4}}"
"""Regex text of a capitalised name: ``Anne-Laure Le Goff``, ``J.-P. B.``, ``Marie d'Argentré``."""

_NAME = re.compile(NAME)

NOT_NAMES = frozenset(
    """
le la les un une des du de au aux mon ma mes ton ta tes son sa ses notre nos votre vos leur
leurs ce cet cette ces je tu il elle on nous vous ils elles qui que quoi quand comment pourquoi
ou et mais donc or ni car si non oui pas plus moins tres bien bon bonne bonjour bonsoir salut
merci bravo hello hi thanks dear cher chere chers cordialement amicalement bises bisous lundi
mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout
septembre octobre novembre decembre monday tuesday wednesday thursday friday saturday sunday
january february march april may june july august september october november december
introduction conclusion sommaire resume sources source note notes annexe bibliographie
references suite fin intro partie chapitre edition exclusif interview dossier etude enquete
rapport billet article articles blog blogue post posts page pages accueil contact archives
categories categorie tags commentaire commentaires reponse reponses reaction reactions auteur
auteurs author autrice invite invitee admin administrateur redaction redacteur partager imprimer
tweet share facebook twitter linkedin google pinterest viadeo youtube instagram medium email
mail newsletter rss abonnez inscription marketing communication digital numerique social sociaux
media medias business web internet mobile strategie entreprise entreprises client clients marque
marques luxe innovation management exposition conference salon forum festival concours livre
livres video videos photo photos image images musique cinema culture politique economie societe
sport sante voyage voyages premier premiere deuxieme troisieme nouveau nouvelle nouveaux grand
grande petit petite mode emploi top best the and for with new more read how why what my your our
this about
    """.split()
)

SURNAMES = frozenset("avril best bon grand janvier may more nouveau page petit".split())
"""Ordinary words that are surnames behind a first name: ``Paul Petit``, ``George Best``."""

FIRST_NAMES = frozenset(
    """
adele adrien agathe agnes ahmed aicha aime alain alan albert alex alexandra alexandre alexis
alice aline amandine amelie aminata ana andre andrea andrew angela anissa anna anne annie anouk
antoine antony arnaud arthur astrid aude audrey aurelie aurelien axel aymeric baptiste barbara
bastien beatrice ben benedicte benjamin benoit bernadette bernard bertrand blaise boris brice
brigitte bruno camille carine carla carlos carole caroline catherine cecile cedric celine
chantal charles charlotte chloe chris christel christelle christian christine christophe claire
clara claude claudine clemence clement colette coralie corentin corinne cyril cyrille damien
daniel daniele danielle david deborah delphine denis denise diane didier dimitri dominique
dorothee edith edouard elena eleonore eliane elisabeth elise elodie eloise emeric emilie emma
emmanuel emmanuelle eric erwan estelle esther etienne eva eve evelyne fabien fabienne fabrice
fanny farid fatima fatou fatoumata felix flavien florence florent florian francesca francis
franck francois francoise fred frederic frederique gabriel gael gaelle gaetan gautier genevieve
geoffrey george georges gerald gerard gerardine ghislain gilbert gilles giovanni gisele greg
gregoire gregory guillaume gustave guy gwenael gwenaelle gwenole hamid hassan helene henri herve
hugo hugues ibrahim idriss igor ines ingrid irene isabelle ivan jack jacqueline jacques james
jan jane jean jeanne jennifer jeremie jeremy jerome jessica jim joachim joan joel joelle joffrey
john jonathan jordan jose joseph josephine juan judith jules julia julian julie julien juliette
justine karim karine katia kevin khadija kim laetitia laure laurence laurent lea leila leo leon
leonard leslie lila lilian lionel lise loic lorenzo lou louis louise luc lucas lucie lucien
lucille ludovic lydia lydie madeleine mael maelle magali mamadou manon manuel marc marcel
margaux margot marguerite maria marianne marie marina marine marion marius mark marta marthe
martin martine mathias mathieu mathilde matthieu maud maurice max maxime mehdi melanie melissa
michael michel michele michelle miguel mireille mohamed mohammed monique morgan morgane mounir
mounira moussa murielle mustapha myriam nadege nadia nadine nancy natacha nathalie nathan
nicolas nicole nina noel noelle noemie nora odile olga oliver olivia olivier omar oscar oskar
pablo pascal pascale patrice patricia patrick paul paula pauline pedro perrine peter philip
philippe pierre pierrick quentin rachel rachid rafael raphael raphaelle raymond regine regis
remi remy renaud rene renee richard robert robin rodolphe roger roland rolande romain roman
romuald rosalie roxane ruben sabine sabrina salim sam samia samir samira samuel sandra sandrine
sara sarah sebastien serge severine sidonie simon simone sofia solange solene sonia sophie
stefan stella stephane stephanie stephen steve steven sylvain sylvaine sylvestre sylvette sylvia
sylviane sylvie tanguy tania tatiana thibaud thibault thierry thomas tiphaine tom tony tristan
valentin valerie vanessa veronique victor victoire vincent violaine virginie vivien vladimir
walter warren wilfried william xavier yacine yael yann yannick yasmina yassine yves yvette yvon
yvonne zoe achille adeline adelaide ambroise amaury anatole angele angelique anselme apolline
ariane armand armelle auguste augustin aurore axelle balthazar barnabe bartholome berenice
berengere blanche blandine capucine casimir celestin cecilia charline cleo clotilde clovis come
cosme cyprien diana dorian edgar edwige eglantine elea elsa emeline enzo ernest eugene eugenie
eulalie eustache faustine felicie ferdinand fernand fiona firmin flora flore francine gaspard
gaston germain gersende ghislaine gildas gontran guenole gwen hector helena henriette hermine
hippolyte honore honorine hortense hubert hyacinthe irma isaac isaline isidore jean-loup
jocelyne jonas josette josiane justin kenza lambert laurie lazare leonie leopold lilou line lisa
lison loan loane lola loriane louane lubin lucette ludivine luna maelys maia maiwenn marcelin
marcelle marin marjolaine marjorie marlene mathurin mauricette melchior melina mickael mina
modeste nathanael nestor nino ninon norbert octave odette odilon ophelie orane oriane pacome
perrette philibert philomene prosper prune quitterie rafaela reine roch rodrigue romane romy
ronan rosa rose roselyne rosine salome samantha sasha selma servane severin sixtine soazig
soizic suzanne suzon sybille tancrede tess theo theodore theophile thibaut timothee titouan
toussaint ulysse urbain ursule valere valentine victorine vianney wandrille yasmine yolande
youssef yse zacharie zelie
    """.split()
)


def is_name_shaped(text: str) -> bool:
    """Tell whether all of ``text`` has the shape of a person's name and no ordinary word in it."""
    if not 2 <= len(text) <= 50 or not _NAME.fullmatch(text):
        return False
    tokens = _tokens(text)
    if not 1 <= len(tokens) <= MAX_NAME_TOKENS:
        return False
    words = [token for token in tokens if token not in PARTICLES]
    if len(words) == 2 and words[0].split("-")[0] in FIRST_NAMES and words[1] in SURNAMES:
        return True
    return bool(words) and not any(word.strip(".") in NOT_NAMES for word in words)


def is_full_name(text: str) -> bool:
    """Tell whether ``text`` is a name of at least two words (``P. Lanz`` counts)."""
    return is_name_shaped(text) and len(_tokens(text)) >= 2


def is_likely_person(text: str) -> bool:
    """Tell whether a bare line is a person's name: full, with a first name or a rare surname."""
    if not is_full_name(text) or text.isupper():
        return False
    tokens = [token for token in _tokens(text) if token not in PARTICLES]
    if tokens[0].split("-")[0] in FIRST_NAMES:
        return True
    zipfs = [zipf(token) for token in tokens if len(token.strip(".")) > 1]
    return bool(zipfs) and max(zipfs) < USUAL_ZIPF and min(zipfs) < RARE_ZIPF


def is_first_name(text: str) -> bool:
    """Tell whether ``text`` is one known first name (``Anne-Laure`` counts)."""
    return key(text).split("-")[0] in FIRST_NAMES and " " not in text.strip()


def _tokens(text: str) -> list[str]:
    spaced = key(text).replace("d'", "d' ").replace("l'", "l' ")
    return spaced.split()
