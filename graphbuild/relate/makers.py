"""Who makes, wrote or took over what, where no single cue between two names says so.

``X, le logiciel de Y``, ``l'iPhone d'Apple``, ``Y annonce le rachat de Z``, ``Dans W, X
raconte``, ``Y a confié à Z la refonte de son site``, ``Y et Z s'associent``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from graphbuild.ontology import Ontology
from graphbuild.relate.found import Found
from graphbuild.relate.letters import word_parts
from graphbuild.relate.lexicon import Lexicon
from graphbuild.relate.line import Line
from graphbuild.relate.nouns import class_of
from graphbuild.relate.reach import left_names, right_names
from graphbuild.relate.referents import Referents
from graphbuild.relate.roles import governed_by
from graphbuild.relate.verbs import SUBJECT

NETWORKS = frozenset(
    "facebook twitter linkedin instagram youtube pinterest tumblr viadeo snapchat tiktok myspace "
    "flickr google foursquare vine periscope whatsapp telegram skype wikipedia slack internet "
    "web powerpoint excel word rss css html java javascript php mooc x".split()
)
"""What everybody has an account on, or uses: ``le Twitter de Y`` was not made by Y."""

PRODUCT_BY = re.compile(r"(?P<d>D)\"?,d(?P<n>[an]{1,4})(?P<l>[eb])d?(?P<m>n?)(?P<o>O)")
"""``X, le logiciel de Y``."""

PRODUCT_OF = re.compile(r"d(?:a?n)?\"?(?P<d>D)\"?(?P<l>e)d?(?P<m>n?)(?P<o>O)(?!W)")
"""``l'iPhone d'Apple``, ``la tablette X de l'opérateur Y``."""

AND_ITS = re.compile(r"(?P<o>O),?[&w](?P<s>s)a?\"?(?P<d>D)")
"""``Y et son X``."""

ANNOUNCING = frozenset(
    "annoncer officialiser confirmer finaliser boucler signer celebrer feter conclure realiser "
    "achever reussir prononcer lancer proclamer announce confirm complete close".split()
)
"""Verbs whose subject does what the noun after them says; ``commenter``, ``démentir`` do not."""

ANNOUNCED = re.compile(r"(?P<v>v)r{0,2}da?$")

OF = re.compile(r"[rna]{0,2}e[dsa]{0,3}n?")

WITH_BOOK = re.compile(
    r"(?:^|[.:]|,&?|&)[r&c,]*(?P<i>[iw])d?(?P<n>n?)\"?(?P<w>W)[\".!?]{0,2},"
    r"(?P<p>P)(?:,[^,vx.]{1,14},|\([^()]{1,12}\))?[rzo]*x?[rxz]*(?P<v>[vna])"
)
"""``Dans W, X raconte``, ``Avec W, X signe``."""

SIGNED_WITH = re.compile(r"(?P<p>P)[rz]*x?[rz]*(?P<v>[vna])[r,]?(?P<i>w)\"?(?P<w>W)")
"""``X signe avec W son meilleur roman``."""

TELLING = frozenset(
    "raconter expliquer decrire demontrer montrer analyser explorer defendre evoquer revenir "
    "ecrire affirmer soutenir retracer denoncer imaginer relater livrer proposer resumer rappeler "
    "detailler decortiquer developper etudier interroger plaider dresser brosser parler pointer "
    "aborder exposer tell describe explain argue explore show write claim recall".split()
)
SIGNING = frozenset(
    "signer livrer publier offrir proposer ecrire reussir donner nous livre sortir".split()
)

TOLD_IN = re.compile(
    r"(?P<p>P)(?:,[^,vx.]{1,14},|\([^()]{1,12}\))?[rzo]*x?[rxz]*(?P<v>v)[^.;POWqk]{0,8}(?P<i>i)\"?(?P<w>W)"
)
"""``X démontre dans W``."""

WHOSE_BOOK = re.compile(r"(?P<p>P)(?:,k|,?&)(?P<s>[ds])(?P<n>[an]{0,3})\"?(?P<w>W)")
"""``X, dont le livre W``, ``X et son W``."""

BY_TITLE = re.compile(r"^[:.n]{0,2}(?P<p>P),\"?(?P<w>W)\"?[.]?$")
"""``X, W.``: a reference without a house, alone on its line."""

OWES = re.compile(r"(?P<v>v)[r,]{0,2}d?[an]{0,2}\"?(?P<w>W)")
"""``On lui doit W``, ``X, à qui l'on doit W``."""

AMONG_HIS = re.compile(r"(?P<y>y)(?P<s>s)a?(?P<n>n)a?,?[rv]{0,2}[:,]?\"?(?P<w>W)")
"""``Parmi ses livres, citons W``."""

IN_REFERENCE = re.compile(r"(?P<p>P)\(\"?(?P<w>W)\"?,(?:d?n?(?P<o>O)(?:,n)?|n)[,.]?\)")
"""``X (W, Y, 2009)``."""

OUT_AT = re.compile(r"(?P<w>W)\"?[,.]?[rzo]*x?[rzxa]*(?P<v>v)[^POLEWD.qkvx\"]{0,6}?h(?P<o>O)")
"""``W est sorti chez Y``."""
_OUT = ("sort", "par", "publi", "edit", "reedit")

GROUP = re.compile(r"(?P<a>O)\((?:d?a?)(?P<n>n)(?:ed?)?(?P<b>O)\)")
"""``Z (groupe Y)``."""

ENGLISH_OWN = re.compile(r"(?P<s>[PO])e[an]{0,2}\"?(?P<w>[WD])(?!n)")
ENGLISH_BY = re.compile(r"(?P<w>D)\"?b(?P<s>O)")

TASKS = frozenset(
    "refonte developpement creation gestion realisation conception mission budget campagne "
    "production construction organisation hebergement communication exploitation distribution "
    "renovation fabrication maintenance animation strategie accompagnement deploiement pilotage "
    "habillage identite".split()
)
ENTRUSTED = re.compile(
    r"(?:i(?P<a>O(?:(?:,O)*&O)?)(?=[dsea]{1,2}n)|[ds]a?(?P<t>n)[^.vxqkPOLEWD]{0,8}?id?n?(?P<b>O))"
)
"""``a confié [à Z] la refonte``, ``a confié [la refonte de son site à Z]``."""

TOGETHER = re.compile(r"(?P<o>O(?:,d?O)*,?&d?O)[r,]*[rz]*x?[rzx]*$")


def maker_relations(
    line: Line, lexicon: Lexicon, ontology: Ontology, referents: Referents
) -> Iterator[Found]:
    """Yield who makes, wrote or took over what in a line."""
    code = line.code
    if "D" in code and "O" in code:
        yield from _products(line)
    if "W" in code:
        yield from _books(line)
        yield from _owed(line, referents)
    if "O" in code:
        yield from _announced(line, lexicon, ontology)
        yield from _entrusted(line)
        yield from _together(line, lexicon)
        for match in GROUP.finditer(code):
            if line.items[match.start("n")].parts[-1] in ("groupe", "filiale", "propriete"):
                yield _found(line, match, "b", "ownerOf", "a", "group-bracket", "groupe")
    if line.english:
        yield from _english(line)


def _products(line: Line) -> Iterator[Found]:
    for match in PRODUCT_BY.finditer(line.code):
        nouns = [line.items[i].parts[-1] for i in range(*match.span("n"))]
        if any(class_of(noun) == "Product" for noun in nouns) and _company(line, match):
            yield _found(line, match, "o", "offers", "d", "class-noun", "de")
    for pattern in (PRODUCT_OF, AND_ITS):
        for match in pattern.finditer(line.code):
            if not _used_by_all(line.items[match.start("d")].text) and _company(line, match):
                yield _found(line, match, "o", "offers", "d", "product-of", "de")


def _company(line: Line, match: re.Match[str]) -> bool:
    noun = "m" in match.groupdict() and match["m"]
    return not noun or class_of(line.items[match.start("m")].parts[-1]) == "Organization"


def _used_by_all(text: str) -> bool:
    return bool(NETWORKS & set(word_parts(text)))


def _books(line: Line) -> Iterator[Found]:
    for match in WITH_BOOK.finditer(line.code):
        link = line.items[match.start("i")]
        noun = match["n"] and line.items[match.start("n")].parts[-1]
        verbs = SIGNING if match["i"] == "w" else TELLING
        leads = link.text in ("dans", "avec", "in", "with")
        book = not noun or class_of(noun) == "Work"
        if leads and book and _says(line, match.start("v"), verbs):
            yield _found(line, match, "p", "authorOf", "w", "in-book", link.text, at="v")
    for match in SIGNED_WITH.finditer(line.code):
        if line.verb_in(match.start("v"), frozenset({"signer", "livrer"})):
            yield _found(line, match, "p", "authorOf", "w", "in-book", "signer", at="v")
    for match in TOLD_IN.finditer(line.code):
        inside = line.items[match.start("i")].text in ("dans", "in")
        if inside and _says(line, match.start("v"), TELLING):
            yield _found(line, match, "p", "authorOf", "w", "in-book", "dans", at="v")
    for match in WHOSE_BOOK.finditer(line.code):
        nouns = [line.items[i].parts[-1] for i in range(*match.span("n")) if line.code[i] == "n"]
        his = match["s"] == "s" and line.items[match.start("s")].parts[0] in (
            "son",
            "sa",
            "his",
            "her",
        )
        whose = "k" in match[0] and line.items[match.start() + 2].parts[-1] in ("dont", "whose")
        work = any(class_of(noun) == "Work" for noun in nouns)
        if (whose and work) or (his and "&" in match[0] and (work or not nouns)):
            yield _found(line, match, "p", "authorOf", "w", "in-book", "son")
    titled = BY_TITLE.match(line.code)
    if titled:
        yield _found(line, titled, "p", "authorOf", "w", "reference", ",")
    for match in IN_REFERENCE.finditer(line.code):
        yield _found(line, match, "p", "authorOf", "w", "reference", "()")
        if match["o"]:
            yield _found(line, match, "o", "publisherOf", "w", "reference", "()")
    for match in OUT_AT.finditer(line.code):
        if line.items[match.start("v")].parts[-1].startswith(_OUT):
            yield _found(line, match, "o", "publisherOf", "w", "imprint", "chez")


def _owed(line: Line, referents: Referents) -> Iterator[Found]:
    """``On lui doit W``, ``Parmi ses livres, W``: of the one person named before."""
    for pattern in (OWES, AMONG_HIS):
        for match in pattern.finditer(line.code):
            if pattern is OWES:
                words = [line.items[i].text for i in range(max(0, match.start() - 4), match.end())]
                to_him = "lui" in words or ("à" in words and "qui" in words)
                right = line.items[match.start("v")].lemma == "devoir" and to_him
            else:
                right = line.items[match.start("y")].parts[-1] in ("parmi", "entre") and (
                    class_of(line.items[match.start("n")].parts[-1]) == "Work"
                )
            who = referents.before(line, match.start(), frozenset({"Person"})) if right else None
            work = line.name_at(match.start("w"))
            if who is not None and work is not None:
                yield Found(
                    line, who, "authorOf", work, match.start(), match.end() - 1, "possessive-work",
                    "devoir", at=match.start(),
                )  # fmt: skip


def _says(line: Line, index: int, verbs: frozenset[str]) -> bool:
    word = line.items[index].parts[-1]
    return line.verb_in(index, verbs) or (line.english and word.removesuffix("s") in verbs)


def _announced(line: Line, lexicon: Lexicon, ontology: Ontology) -> Iterator[Found]:
    """``Y annonce le rachat de Z``, ``Y annonce la sortie de X``."""
    for at in lexicon.nouns(line, "nominalization"):
        if at.cue.predicate not in ("ownerOf", "offers", "organizerOf", "publisherOf"):
            continue
        before = ANNOUNCED.search(line.code[: at.first])
        predicate = ontology.predicates.get(at.cue.predicate)
        if before is None or predicate is None:
            continue
        if line.items[before.start("v")].lemma not in ANNOUNCING:
            continue
        prepositions = at.cue.prepositions

        def of(first: int, last: int, wanted: tuple[str, ...] = prepositions) -> bool:
            return governed_by(line, first, last, wanted, frozenset())

        what = right_names(line, at.last, predicate.range, OF, check=of)
        who = left_names(line, before.start("v"), frozenset({"Organization"}), SUBJECT)
        if what is None or who is None or "b" in line.code[what.last + 1 : what.last + 2]:
            continue
        for one in who.mentions[-1:]:
            for obj in what.mentions:
                yield Found(
                    line, one, predicate.name, obj, who.first, what.last, "announced", at.name,
                    weight=at.cue.score, at=before.start("v"),
                )  # fmt: skip


def _entrusted(line: Line) -> Iterator[Found]:
    """``Y a confié à Z la refonte de son site``."""
    for index, item in enumerate(line.items):
        if item.letter != "v" or item.lemma != "confier":
            continue
        match = ENTRUSTED.match(line.code, index + 1)
        who = left_names(line, index, frozenset({"Organization"}), SUBJECT)
        if match is None or who is None:
            continue
        group = "a" if match["a"] else "b"
        after = range(match.end(), min(match.end() + 4, len(line.items)))
        span = after if match["a"] else range(match.start("t"), match.start("t") + 1)
        if not any(line.items[i].parts[-1] in TASKS for i in span):
            continue
        for i in range(*match.span(group)):
            other = line.name_at(i)
            if other is not None:
                yield Found(
                    line, who.mentions[-1], "partnerOf", other, who.first, i, "entrusted",
                    "confier", at=index,
                )  # fmt: skip


def _together(line: Line, lexicon: Lexicon) -> Iterator[Found]:
    """``Y et Z s'associent``: each other, where nobody else is named with them."""
    for at in lexicon.verbs(line, "verb"):
        if at.cue.predicate != "partnerOf" or "avec" not in at.cue.prepositions:
            continue
        match = TOGETHER.search(line.code[: at.first])
        if match is None or line.code[at.last + 1 : at.last + 2] in tuple("wi"):
            continue
        names = [i for i in range(*match.span("o")) if line.name_at(i)]
        for one, two in pairwise(names):
            left, right = line.name_at(one), line.name_at(two)
            if left and right:
                yield Found(
                    line, left, "partnerOf", right, one, max(two, at.last), "together", at.name,
                    weight=at.cue.score, at=at.first,
                )  # fmt: skip


def _english(line: Line) -> Iterator[Found]:
    """``X's book W``, ``Y's X``, ``X by Y``."""
    for match in ENGLISH_OWN.finditer(line.code):
        person, work = match["s"] == "P", match["w"] == "W"
        if person and work:
            yield _found(line, match, "s", "authorOf", "w", "work-by", "'s")
        elif not person and not _used_by_all(line.items[match.start("w")].text):
            name = "publisherOf" if work else "offers"
            yield _found(line, match, "s", name, "w", "product-of", "'s")
    for match in ENGLISH_BY.finditer(line.code):
        yield _found(line, match, "s", "offers", "w", "product-of", "by")


def _found(
    line: Line, match: re.Match[str], subject: str, predicate: str, obj: str, pattern: str,
    cue: str, *, at: str = "",
) -> Found:  # fmt: skip
    one, two = line.name_at(match.start(subject)), line.name_at(match.start(obj))
    assert one is not None
    assert two is not None
    return Found(
        line, one, predicate, two, match.start(), match.end() - 1, pattern, cue,
        at=match.start(at) if at else match.start(),
    )  # fmt: skip
