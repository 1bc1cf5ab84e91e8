"""A first name or a surname alone says who only within its file.

Of 69 such names found in several files of ``training/corpus``, 63 were of different people;
the others were thinkers (``Habermas``), whom a vocabulary tells apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphbuild.model import Facts, Mention
from graphbuild.on_disk import kept
from graphbuild.rdf import slug
from graphbuild.unify.names import IN_FILE
from graphbuild.unify.people import is_part
from graphbuild.words import plain_name


def in_their_file(facts: Sequence[Facts]) -> Sequence[Facts]:
    """Return the facts with the keys of people who bear one name only bound to their file."""
    return kept(Facts, map(_bound, facts), like=facts, together=1)


def _bound(fact: Facts) -> Facts:
    people = {m.key for m in fact.mentions if m.type == "Person"}
    called = [m for m in fact.mentions if m.key in people] if people else []
    people.difference_update([m.key for m in called if not is_part(m.surface)])
    parts = {m.key for m in called if m.key in people and m.type == "Person" and _names_itself(m)}
    if not parts:
        return fact
    place = fact.post.id.rpartition("/")[0]
    new = {key: f"{key}{IN_FILE}{place}" for key in parts}
    return replace(
        fact,
        mentions=tuple(replace(m, key=new[m.key]) if m.key in new else m for m in fact.mentions),
        relations=tuple(
            replace(r, subject=new.get(r.subject, r.subject), object=new.get(r.object, r.object))
            if r.subject in new or r.object in new
            else r
            for r in fact.relations
        ),
        attributes=tuple(
            replace(a, subject=new[a.subject]) if a.subject in new else a for a in fact.attributes
        ),
    )


def _names_itself(mention: Mention) -> bool:
    """Tell whether the key is the form's own: not a vocabulary's, nor the author's that a
    handle stands for."""
    rest = mention.key.partition("/")[2]
    return "://" not in mention.key and rest == slug(plain_name(mention.surface))
