"""Jobs that no cue names: ``X, animatrice de l'association Y``, ``X, ergonome à Y``.

French forms the names of trades with few endings; a noun with one of them that follows a
person after a comma, and leads to an organization, says where that person works.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.relate.found import Found
from graphbuild.relate.letters import word_parts
from graphbuild.relate.lexicon import Lexicon
from graphbuild.relate.line import Line
from graphbuild.relate.nouns import class_of

JOB = re.compile(
    r"(?P<p>P)(?:\([^()]{1,12}\))?,a?(?P<j>[nv])(?P<w>[na&]{0,3}(?:(?:e|f)d?[na&]{1,4}?|y[na]{1,2})??)"
    r"(?P<l>[ehi])d?(?P<c>n?)a?(?P<o>O)(?=[,.):;\"&xqvrzb]|$)"
)
"""A person, a comma, a trade, what it is of, and ``de``, ``chez`` or ``à`` an organization."""

_ENDINGS = re.compile(
    r"(?:teur|trice|ieur|[gcvmn]eure?|euse|iste|nome|logue|icien(?:ne)?|arien(?:ne)?|ecte|orien(?:ne)?"
    r"|aire|iere?|cher|chere|gere?|ant|ante|chef|charge|chargee|attache|attachee|delegue|deleguee"
    r"|officer|manager|juriste|avocate?|elue?|cadre|interprete|concierge|cto|cio|ceo|cfo|coo)$"
)

_NO_TRADES = frozenset(
    "lecteur lectrice amateur amatrice acteur actrice successeur predecesseur concurrent "
    "concurrente heritier heritiere habitant habitante gagnant gagnante adversaire partenaire "
    "locataire consommateur consommatrice utilisateur utilisatrice client actionnaire "
    "beneficiaire titulaire admirateur admiratrice dissidente dissident transfuge visiteur "
    "visiteuse passant rival rivale createur creatrice inventeur fournisseur vendeur "
    "prestataire acheteur adherent adherente candidat candidate laureat laureate vainqueur "
    "joueur joueuse chanteur chanteuse anniversaire supporter compatriote signataire "
    "destinataire defenseur detracteur temoin porteur instigateur instigatrice initiateur "
    "initiatrice participant participante intervenant intervenante sympathisant representant "
    "enfant geant voyageur voyageuse resident locuteur pere mere donateur donatrice "
    "investisseur importateur exportateur distributeur proprietaire".split()
)
"""What has such an ending and is no trade, or ties one to others than an employer."""

_ELSEWHERE = frozenset(
    "founderOf authorOf ownerOf memberOf partnerOf criticizes publisherOf offers "
    "organizerOf".split()
)


def job_relations(line: Line, lexicon: Lexicon) -> Iterator[Found]:
    """Yield who works where by trades that the vocabulary of cues does not hold."""
    if "P" not in line.code or "O" not in line.code:
        return
    other = {
        at.first for at in lexicon.nouns(line, "role-noun") if at.cue.predicate in _ELSEWHERE
    }  # fmt: skip
    for match in JOB.finditer(line.code):
        job, who = line.items[match.start("j")], line.name_at(match.start("p"))
        target = line.name_at(match.start("o"))
        if who is None or target is None or other & set(range(*match.span())):
            continue
        if not is_trade(job.text) or _of_work(line, match) or _of_another(line, match):
            continue
        if not _held_with(line, match):
            continue
        yield Found(
            line, who, "worksFor", target, match.start(), match.end() - 1, "job", job.text,
            at=match.start("j"),
        )  # fmt: skip


BYLINE = re.compile(
    r"^[:.\"]{0,2}(?P<p>P)[,:(]{0,2}a{0,2}(?P<j>[nv])(?P<w>[na&]{0,4}(?:[efi]d?[na&]{1,4}?)?)"
    r"(?:[,:|]+d?n?|h)(?P<o>O)\)?(?=[:.\"]|$)"
)
"""``Marie Dupont, directrice marketing, Orange``: a line that holds no more than that."""


def byline_relations(line: Line, lexicon: Lexicon) -> Iterator[Found]:
    """Yield who works where by lines of a name, a trade and an organization."""
    match = BYLINE.match(line.code)
    if match is None:
        return
    roles = {
        at.first for at in lexicon.nouns(line, "role-noun") if at.cue.predicate == "worksFor"
    }  # fmt: skip
    job = match.start("j")
    who, target = line.name_at(match.start("p")), line.name_at(match.start("o"))
    if who and target and (job in roles or is_trade(line.items[job].text)):
        yield Found(
            line, who, "worksFor", target, match.start("p"), match.end() - 1, "byline",
            line.items[job].text, at=job,
        )  # fmt: skip


def is_trade(text: str) -> bool:
    """Tell whether a noun has the ending of a trade's name and is one."""
    words = word_parts(text)
    word = words[-1] if words else ""
    return word not in _NO_TRADES and bool(_ENDINGS.search(word))


def _of_work(line: Line, match: re.Match[str]) -> bool:
    """``animatrice de la page de Y``, ``chanteuse du film de Y``: the trade is on a thing."""
    nouns = [
        line.items[i].parts[-1] for i in range(match.start("w"), match.start("o"))
        if line.code[i] == "n"
    ]  # fmt: skip
    return any(class_of(noun) not in ("", "Organization") for noun in nouns)


def _of_another(line: Line, match: re.Match[str]) -> bool:
    """``observateur du Saint-Siège à Y``: a name that nothing marked stands between."""
    between = range(match.start("w"), match.end("w"))
    capital = any(line.code[i] == "n" and not line.items[i].small for i in between)
    return capital and match["l"] != "h"


def _held_with(line: Line, match: re.Match[str]) -> bool:
    """Only ``à`` among the prepositions of place, and a noun there that makes organizations."""
    link = line.items[match.start("l")]
    if match["l"] == "i" and link.parts[0] not in ("a", "au", "aux", "at"):
        return False
    noun = match["c"] and line.items[match.start("c")].parts[-1]
    return not noun or class_of(noun) == "Organization"
