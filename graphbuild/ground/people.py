"""Parts of people's names within one post: ``Mcafee`` where ``Andrew Mcafee`` stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from graphbuild.model import Post
from graphbuild.rdf import slug
from graphbuild.words import plain_name

Keys = Mapping[tuple[str, str], str]


def people_keys(post: Post, keys: Keys) -> dict[tuple[str, str], str]:
    """Return new keys for partial names and for the author's handles.

    A single word takes the key of the one full name in the post that it is a part of;
    with two such names (``Laurent``) it stays on its own.
    """
    wholes: dict[str, set[str]] = defaultdict(set)
    for (form, kind), key in keys.items():
        words = form.split()
        if kind == "Person" and len(words) > 1:
            for word in words:
                if len(word) > 2:
                    wholes[word].add(key)
    found = {
        (form, kind): next(iter(wholes[form]))
        for form, kind in keys
        if kind == "Person" and " " not in form and len(wholes.get(form, ())) == 1
    }
    return found | _handles(post, keys)


def _handles(post: Post, keys: Keys) -> dict[tuple[str, str], str]:
    """All signatures of a post are its author's: they take the key of the author's name.

    Under a comment by the post's own author the full name may not stand itself.
    """
    if post.author is None:
        return {}
    author = plain_name(post.author)
    key = keys.get((author, "Person"), f"Person/{slug(author)}")
    forms = {plain_name(signature.name): signature.full for signature in post.signatures}
    return {
        (form, "Person"): key
        for form, full in forms.items()
        if form == author or not full or " " not in form
    }
