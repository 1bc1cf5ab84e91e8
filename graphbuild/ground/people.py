"""Parts of people's names within one post: ``Mcafee`` where ``Andrew Mcafee`` stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from graphbuild.ground.normalise import plain_name
from graphbuild.model import Post

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
    """All signatures of a post are its author's: handles take the full name's key."""
    forms = [plain_name(signature.name) for signature in post.signatures]
    full = [
        keys[form, "Person"]
        for form, signature in zip(forms, post.signatures, strict=True)
        if signature.full and (form, "Person") in keys and _is_author(form, post)
    ]
    if not full:
        return {}
    return {
        (form, "Person"): full[0]
        for form, signature in zip(forms, post.signatures, strict=True)
        if not signature.full
    }


def _is_author(form: str, post: Post) -> bool:
    return post.author is not None and form == plain_name(post.author)
