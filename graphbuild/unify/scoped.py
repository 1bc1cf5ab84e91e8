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
    parts = {m.key for m in fact.mentions if m.type == "Person" and _names_itself(m)}
    whole = {m.key for m in fact.mentions if not is_part(m.surface)}
    place = fact.post.id.rpartition("/")[0]
    new = {key: f"{key}{IN_FILE}{place}" for key in parts - whole}
    if not new:
        return fact
    return replace(
        fact,
        mentions=tuple(replace(m, key=new[m.key]) if m.key in new else m for m in fact.mentions),
        relations=tuple(
            replace(r, subject=new.get(r.subject, r.subject), object=new.get(r.object, r.object))
            for r in fact.relations
        ),
        attributes=tuple(
            replace(a, subject=new.get(a.subject, a.subject)) for a in fact.attributes
        ),
    )


def _names_itself(mention: Mention) -> bool:
    """Tell whether the key is the form's own: not a vocabulary's, nor the author's that a
    handle stands for."""
    rest = mention.key.partition("/")[2]
    return "://" not in mention.key and rest == slug(plain_name(mention.surface))
