"""Readers' comments: headers in the layouts of the common blog engines.

A header stands *before* its comment (WordPress, Blogger, Dotclear, Drupal), on the
same line (``Name : text``) or *after* it (Typepad, Canalblog). Outside a comments
section only wordings that cannot be prose count, since ``Wolton dit : ...`` is prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphbuild.collect.dates import date_line, find_date
from graphbuild.collect.fold import fold, key
from graphbuild.collect.names import is_name_shaped
from graphbuild.collect.roles import Mark

MAX_HEADER = 160
MAX_NAME = 40
MAX_BEFORE_DATE = 6
MAX_NAME_WORDS = 5

_NAME = r"(?P<name>[^\n:|]{1,40}?)"
_NUMBER = r"(?:(?P<n>\d{1,4})[.)°]? {1,4}|# ?\d{1,4}\.? {1,4}|[•*–—>-] {1,4})?"
_VERB = (
    r"(?:wrote|says|said|writes|replied|a dit|dit|a ecrit|ecrit|a repondu|repond|a commente"
    r"|commente|vous repond"
    r"|a reagi|a poste|s'exclame|ajoute)"
)
_SAYS = re.compile(
    rf"{_NUMBER}(?:par |by )?{_NAME} {_VERB}(?P<when>[ ,(]{{1,3}}(?:le "
    rf"|on )?[^:\n]{{6,45}}?(?:\d ?[h:] ?\d\d[^:\n]{{0,12}})?)?"
    rf" ?(?:: ?|…|\.\.\.|$)(?P<body>.*)$",
    re.DOTALL,
)
_SAID_ON = re.compile(rf"[, ]*(?:{_NAME} {_VERB}|(?:par|by) ?:? ?(?P<by>[^\n:|]{{1,40}}?)) ?:?$")
_REPLY_TO = re.compile(
    r"(?:en )?(?:reponse|repondre|reply|in reply) (?:a|to) ?:? ?(?P<name>[^\n:]{1,40}?)(?: ?:| ?$)"
)
_AFTER = re.compile(
    r"(?:redige|ecrit|poste|publie|posted|written|commentaire|commente) (?:par|by|de) ?:? ?"
    r"(?P<name>[^\n|]{1,40}?)(?= ?[|,(]| le \d| le [a-z]+ \d| on | a \d|$)"
)
_AUTHOR = re.compile(r"(?:l'auteure?|l'autrice|the author|reponse(?: de l'auteure?)?|author)$")
_INLINE = re.compile(
    rf"{_NUMBER}(?:-> ?)?(?P<name>[^\n:]{{1,40}}?)(?:(?:,"
    rf"| le) (?P<when>[^\n:]{{6,40}}?))? ?: {{1,3}}(?=\S)"
)
_NUMBERED = re.compile(r"(?P<n>\d{1,4})[.)°] {1,4}(?P<name>[^\n:]{2,40})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Who wrote a comment. Offsets are the source's; ``body`` is set when in the same line."""

    line: int
    lines: int
    start: int
    end: int
    name: str
    body: int | None = None
    date: str | None = None
    style: str = "says"
    by_author: bool = False


def is_handle(text: str) -> bool:
    """Tell whether ``text`` can be what a reader calls himself: short, no ordinary sentence."""
    words = key(text).split()
    if not words or len(text) > MAX_NAME or len(words) > MAX_NAME_WORDS:
        return False
    if not any(char.isalnum() for char in text) or text[0] in '«"“(' or "," in text:
        return False
    if is_name_shaped(text):
        return True
    return not (words[0] in _SENTENCE or words[-1] in _SENTENCE)


_SENTENCE = frozenset(
    """
il elle on je tu nous vous ils elles ce cela ca qui que et mais ou donc car si comme quand dont
a de du des la les un une mon ma mes son sa ses notre nos votre vos cette ces qu'il qu'elle
qu'on voila c'est j'ai ne pas plus tout tous he she it they we this that the what question
exemple note ps nb edit resultat bref conclusion verdict source sources attention remarque mise
update maj
bonjour merci lundi mardi mercredi jeudi vendredi samedi dimanche
    """.split()
)
"""Words that begin or end a sentence, not a name."""


def says_header(mark: Mark, *, strict: bool) -> Header | None:
    """``3. Marc wrote…``, ``Marc dit :``, ``Le 12/03/2010, Marc a écrit :``.

    ``strict`` (outside a comments section) asks for a capital or a number, and no
    long text of reported speech after the colon.
    """
    text = mark.text
    head = fold(text[:MAX_HEADER])
    match = _SAYS.match(head)
    when = match["when"] if match else None
    if (
        match
        and (not when or find_date(when))
        and is_handle(text[match.start("name") : match.end("name")])
    ):
        header = _header(mark, match.span("name"), style="says", date=_date(when))
        rest = text[match.start("body") :].strip()
        if strict and not _plausible(header.name, match["n"], rest):
            return None
        offset = (
            mark.line.start
            + match.start("body")
            + (len(match["body"]) - len(match["body"].lstrip()))
        )
        return header if not rest else replace(header, body=offset)
    found = find_date(text) if len(text) <= MAX_HEADER else None
    said = _SAID_ON.match(head, found.end) if found and found.start <= MAX_BEFORE_DATE else None
    if found and said:
        group = "name" if said["name"] else "by"
        if is_handle(text[said.start(group) : said.end(group)]):
            return _header(mark, said.span(group), style="said_on", date=found.iso)
    return None


def _plausible(name: str, number: str | None, rest: str) -> bool:
    if rest.startswith(("«", '"', "“")):
        return False
    return bool(number) or is_name_shaped(name) or " " not in name


def _header(
    mark: Mark, span: tuple[int, int], *, style: str, date: str | None = None, lines: int = 1
) -> Header:
    start, end = span
    while end > start and mark.text[end - 1] in " ,.\u00a0" and not _initial(mark.text[start:end]):
        end -= 1
    name = mark.text[start:end]
    return Header(
        line=mark.line.number,
        lines=lines,
        start=mark.line.start + start,
        end=mark.line.start + end,
        name=name,
        date=date,
        style=style,
        by_author=bool(_AUTHOR.match(key(name))),
    )


def _initial(name: str) -> bool:
    return bool(re.search(r"(?:^|[\s.-])\w\.$", name))


def _date(text: str | None) -> str | None:
    found = find_date(text) if text else None
    return found.iso if found else None


def dated_header(marks: Sequence[Mark], n: int) -> Header | None:
    """``Marc | 12 mars 2010 at 10:12``, or a name line followed by a date line with a time."""
    mark = marks[n]
    text = mark.text
    if len(text) > MAX_HEADER:
        return None
    found = find_date(text)
    if found and len(text) - found.end <= 40 and found.start > 0:
        name = re.sub(r"^(?:\d{1,4}[.)] +|# ?\d+ +|[•*–—>-] +)", "", text[: found.start])
        offset = found.start - len(name)
        trimmed = re.sub(
            r"[\s|•·–—,/(@-]+$|[\s,]+(?:le|on|a dit|a écrit|says|dit)\s*:?\s*$", "", name
        )
        trimmed = re.sub(r"[\s|•·–—,/(@-]+$", "", trimmed)
        if is_handle(trimmed):
            return _header(mark, (offset, offset + len(trimmed)), style="dated", date=found.iso)
        return None
    following = marks[n + 1] if n + 1 < len(marks) else None
    if following is None or following.line.gap > 1 or following.role != "date":
        return None
    when = date_line(following.text)
    if when and is_handle(text) and len(text) <= MAX_NAME:
        return _header(mark, (0, len(text)), style="named", date=when.iso, lines=2)
    return None


def numbered_header(mark: Mark) -> Header | None:
    """``5. kim nguyen`` alone on its line, above the comment."""
    match = _NUMBERED.fullmatch(fold(mark.text)) if len(mark.text) <= MAX_NAME else None
    if match and is_handle(mark.text[match.start("name") : match.end("name")]):
        return _header(mark, match.span("name"), style="numbered")
    return None


def after_header(mark: Mark) -> Header | None:
    """``Rédigé par : Marc | le 12 mars 2010 à 10:12``: stands after its comment on Typepad."""
    if len(mark.text) > MAX_HEADER:
        return None
    match = _AFTER.match(fold(mark.text))
    if match and is_handle(mark.text[match.start("name") : match.end("name")]):
        return _header(mark, match.span("name"), style="after", date=_date(mark.text))
    return None


def inline_header(mark: Mark) -> Header | None:
    """``abou_lyna: Merci !`` in a comments section that has no other layout.

    Where one says ``Marc dit : merci`` among them, he is ``Marc``.
    """
    match = _INLINE.match(fold(mark.text[:80]))
    if not match or mark.text[match.end() :].startswith("//"):
        return None
    name = mark.text[match.start("name") : match.end("name")]
    if not is_handle(name) or (len(name.split()) > 3 and not is_name_shaped(name)):
        return None
    if match["when"] and not find_date(match["when"]) and not re.match(r"\d", match["when"]):
        return None
    said = says_header(mark, strict=False)
    if said and said.body == mark.line.start + match.end():
        return replace(said, style="inline")
    header = _header(mark, match.span("name"), style="inline", date=_date(match["when"]))
    return replace(header, body=mark.line.start + match.end())


def reply_target(mark: Mark) -> str | None:
    """The name in ``En réponse à Marc``, when the line says only that."""
    match = _REPLY_TO.fullmatch(fold(mark.text)) if len(mark.text) <= 70 else None
    return mark.text[match.start("name") : match.end("name")] if match else None
