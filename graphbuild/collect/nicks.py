"""Short forms under which the author of a post answers among its comments."""

from __future__ import annotations

from graphbuild.collect.fold import key
from graphbuild.model import Post

MIN_NICK = 4


def is_nick(nick: str, owner: Post) -> bool:
    """Tell whether a folded name is short for one that the post is signed with."""
    names = [key(signature.name) for signature in owner.signatures]
    return any(short_for(nick, name) for name in names)


def short_for(nick: str, name: str) -> bool:
    """``greg`` or ``gregory`` or ``gregory p.`` or ``gp`` for ``gregory pouy``; both folded."""
    words = name.replace("-", " ").split()
    first, last = name.split()[0], words[-1]
    if nick in (name, first) or nick == "".join(word[0] for word in words):
        return True
    if nick in (f"{first} {last[0]}", f"{first} {last[0]}."):
        return True
    return len(nick) >= MIN_NICK and first.startswith(nick)
