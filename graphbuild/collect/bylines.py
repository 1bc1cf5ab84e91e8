"""Lines that say who wrote a post and when: bylines, signatures, author boxes.

A byline is a whole line; a name inside a sentence is never one. Offsets inside a
``Byline`` are offsets in the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphbuild.collect.dates import find_date
from graphbuild.collect.fold import fold
from graphbuild.collect.names import (
    NAME,
    is_first_name,
    is_full_name,
    is_likely_person,
    is_name_shaped,
)

MAX_BYLINE = 170

_CERTAIN = (
    r"(?:auteure?|autrice|author|redacteur|redactrice|texte|propos recueillis|article|billet)"
    r"(?: (?:de|by|ecrit|redige|publie|poste|propose)(?: par)?)? ?: ?"
    r"|(?:(?:article |billet |texte |note |post |message )?(?:redigee?|publiee?|postee?|ecrite?"
    r"|proposee?|envoyee?|signee?"
    r"|mise? en ligne|ajoutee?|written|posted|published|submitted)"
    r"(?: (?:le|on|a|at|in|en|dans)? ?[^()]{0,45}?)? ?(?:par|by)) ?:? "
    r"|(?:propos recueillis (?:a [^,]{2,25}, ?)?(?:en [^,]{3,20},? ?)?par|un (?:billet|article"
    r"|texte) de"
    r"|(?:entretien|interview)(?: realisee?| menee?)? par|compte rendu (?:de|par)"
    r"|une chronique de|un post de|une tribune de) |(?:signee?|bio) ?: ?"
)
_PREFIX = re.compile(rf"(?:^|[|•·–—-] ?|(?<=\d)\. )\W{{0,3}}(?:{_CERTAIN})")
_BARE_PREFIX = re.compile(r"^\W{0,3}(?:(?:le |on )?.{0,40}?[ ,|–-])?(?:par|by|de la part de) ")
_WELDED = re.compile(r"^([a-z0-9][\w.-]{2,30}?)(auteure?|autrice|author|par) ?: ?")
_PAR_WELD = re.compile(r"(?<=[a-zà-ÿ])(?:Par|Auteure?|By|Posté par|Publié par|Rédigé par) ?:? ")
_NAME_WELD = re.compile(r"([A-ZÀ-Þ][\w'’-]+ [A-ZÀ-Þ][a-zà-ÿ]{2,})(?=[A-ZÀ-Þ][a-zà-ÿ]{2,})")
_PIECE = re.compile(r"[^|\[\]/·•()—–]+")
_LAST_WORDS = re.compile(rf"[.!?…][»\"”)]?\s+[—–-]?\s?({NAME})$")
MIN_SIGNED = 80
_MONTH_END = re.compile(
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre"
    r"|decembre) \d{4}\b"
)
_NAME_AT = re.compile(NAME)
_PSEUDO_END = re.compile(
    r" ?[|•·–—(@:]|\. | - |,| (?:le|on|a|at|in|dans|en|the|vers|pour|and|et|sur|il y a) |\s{2,}|$"
)
_TAIL_OK = re.compile(
    r"^[\s.,;:!|•·–—()@/-]*(?:$|[|•·–—(,@/-]|le |on |a |at |in |dans |en |the |pour |lundi|mardi"
    r"|mercredi|jeudi|vendredi"
    r"|samedi|dimanche|\d|il y a |et (?=[a-z]))"
)
_NICK_DATE = re.compile(r"(?:[—–|-] )(?P<name>[\w.-]{2,30}) @ ")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePart:
    """A name inside a line: offsets in the line, and whether it is a full name."""

    start: int
    end: int
    full: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Who and when, from one line. ``certain`` tells ``Posté par`` from a bare ``par``."""

    names: tuple[NamePart, ...]
    date: str | None
    timed: bool
    certain: bool


def parse_byline(text: str) -> Byline | None:
    """Read a line as a byline; ``None`` when it is anything else."""
    if len(text) > MAX_BYLINE:
        return None
    folded = fold(text)
    return (
        _welded(text, folded)
        or _prefixed(text, folded)
        or _welded_par(text)
        or _welded_name(text)
        or _nick_at_date(text, folded)
        or _name_then_date(text)
        or _pieces(text)
    )


def _make(text: str, names: list[NamePart], *, certain: bool) -> Byline | None:
    if not names:
        return None
    date = find_date(text)
    return Byline(
        names=tuple(names),
        date=date.iso if date else None,
        timed=bool(date and date.timed),
        certain=certain,
    )


def _welded(text: str, folded: str) -> Byline | None:
    """``gregfromparisAuteur: Grégory Pouy``: a handle welded to the word that follows it."""
    match = _WELDED.match(folded)
    if not match or not text[match.end(1)].isupper():
        return None
    full = _name_at(text, match.end(), certain=True)
    handle = NamePart(start=match.start(1), end=match.end(1), full=False)
    return _make(text, [handle, full], certain=True) if full else None


def _welded_par(text: str) -> Byline | None:
    """``Rubrique : HumeurPar Jean-Loup Maréchaux``: the byline lost its line end."""
    match = _PAR_WELD.search(text)
    name = _name_at(text, match.end(), certain=True) if match else None
    return _make(text, [name], certain=True) if name and name.full else None


def _welded_name(text: str) -> Byline | None:
    """``Eustache BonnevalMarketing direct``: a name welded to a category."""
    match = _NAME_WELD.match(text) if len(text) <= 60 else None
    if not match or not is_likely_person(match[1]):
        return None
    return _make(text, [NamePart(start=0, end=match.end(1), full=True)], certain=False)


def _prefixed(text: str, folded: str) -> Byline | None:
    match = _PREFIX.search(folded)
    if match and (match.start() == 0 or find_date(text[: match.start()])):
        name = _name_at(text, match.end(), certain=True)
        if name:
            return _make(text, [name], certain=True)
    match = _BARE_PREFIX.match(folded)
    if match is None:
        return None
    dated = match.end() > 6
    if dated and not find_date(text[: match.end()]):
        return None
    name = _name_at(text, match.end(), certain=dated)
    return _make(text, [name], certain=dated) if name else None


def _name_at(text: str, start: int, *, certain: bool) -> NamePart | None:
    """The name that begins at ``start`` and is followed by nothing but a date, place or role."""
    match = _NAME_AT.match(text, start)
    if match:
        end = _trim_name(text, start, match.end())
        if _TAIL_OK.match(fold(text[end:])) and _acceptable(text[start:end], certain=certain):
            return NamePart(start=start, end=end, full=is_full_name(text[start:end]))
    if not certain:
        return None
    end_match = _PSEUDO_END.search(fold(text), start)
    end = end_match.start() if end_match else len(text)
    pseudo = text[start:end].rstrip(" .\u00a0")
    if 2 <= len(pseudo) <= 30 and pseudo.count(" ") <= 3 and any(c.isalpha() for c in pseudo):
        return NamePart(start=start, end=start + len(pseudo), full=is_full_name(pseudo))
    return None


def _acceptable(name: str, *, certain: bool) -> bool:
    return is_name_shaped(name) and (certain or is_full_name(name) or is_first_name(name))


def _trim_name(text: str, start: int, end: int) -> int:
    """A full stop belongs to an initial, not to the end of the line."""
    name = text[start:end]
    if name.endswith(".") and len(name.split()[-1].strip(".")) > 1:
        return end - 1
    return end


def _nick_at_date(text: str, folded: str) -> Byline | None:
    """``Filed under: Non classé — bcalenge @ samedi 11 février 2012``."""
    match = _NICK_DATE.search(folded)
    if not match or not find_date(text[match.end() :]):
        return None
    start, end = match.span("name")
    return _make(text, [NamePart(start=start, end=end, full=False)], certain=True)


def _name_then_date(text: str) -> Byline | None:
    """``X | 12 mars 2012``, ``V. C., le 2 novembre 2015``, ``Karim Benali, pour Y``."""
    match = _NAME_AT.match(text)
    if not match or match.end() > 50:
        return None
    end = _trim_name(text, 0, match.end())
    name, rest = text[:end], text[end:]
    if not is_name_shaped(name):
        return None
    date = find_date(rest)
    before = fold(rest[: date.start]) if date else ""
    plain = date is not None and not re.sub(
        r"\b(?:le|on|a|at|the|publie|poste)\b|[\W_]", "", before
    )
    named = is_likely_person(name) or is_first_name(name) or "." in name
    if plain and date and len(rest) - date.end <= 25 and (named or "|" in before):
        return _make(text, [NamePart(start=0, end=end, full=is_full_name(name))], certain=False)
    placed = rest.startswith(",") and len(rest) <= 45 and _MONTH_END.search(fold(rest))
    if placed and is_likely_person(name):
        return _make(text, [NamePart(start=0, end=end, full=True)], certain=False)
    if is_full_name(name) and re.fullmatch(r", (?:pour|for) .{3,60}", fold(rest)):
        return _make(text, [NamePart(start=0, end=end, full=True)], certain=False)
    return None


def _pieces(text: str) -> Byline | None:
    """``2009-02-10 | Thibault Verdeil | lu 12 fois``, ``[ Perrine Delestang ] 18.02.2010``."""
    if not find_date(text):
        return None
    for match in _PIECE.finditer(text):
        piece = match.group().strip()
        if is_likely_person(piece):
            start = match.start() + match.group().index(piece)
            part = NamePart(start=start, end=start + len(piece), full=True)
            return _make(text, [part], certain=False)
    return None


def closing_name(text: str) -> NamePart | None:
    """A name after the last full stop of a paragraph: a signature that lost its line end."""
    match = _LAST_WORDS.search(text, max(0, len(text) - 60))
    if match is None or len(text) < MIN_SIGNED:
        return None
    name = match[1]
    if is_likely_person(name) or (is_first_name(name) and not name.isupper()):
        return NamePart(start=match.start(1), end=match.end(1), full=is_full_name(name))
    return None


_BIO_HEAD = re.compile(
    r"\W*(?:a propos (?:de l')?(?:auteure?|autrice|invitee?)|a propos de (?P<who>.{3,40})"
    r"|l'auteure?|l'autrice"
    r"|about (?:the )?author|qui (?:suis-je|ecrit(?: ici)?|parle ici) ?\??|l'invitee?"
    r"|about (?P<en>.{3,40}))\W*"
)


def bio_name(text: str) -> NamePart | None:
    """The name that opens an author's biography (``X est consultante ...``), if the line is one."""
    match = re.match(NAME, text)
    if not match:
        return None
    end = match.end()
    if not is_full_name(text[:end]):
        return None
    opened = fold(text[: end + 40])
    rest = opened[end:]
    if rest.startswith(",") or _BIO_VERB.match(rest):
        return NamePart(start=0, end=end, full=True)
    return None


_BIO_VERB = re.compile(
    r" (?:est|is|was|has|a (?:cree|fonde|travaille|rejoint|debute|exerce)|created|founded|works"
    r"|travaille|dirige|anime"
    r"|enseigne|intervient|accompagne|conseille|tient|ecrit|blogue|writes|blogs|leads|co-?fond)"
)


def is_bio_heading(text: str) -> bool:
    """Tell whether a line announces the author's biography (``À propos de l'auteur``)."""
    return len(text) <= 60 and bool(_BIO_HEAD.fullmatch(fold(text)))
