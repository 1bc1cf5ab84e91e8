"""The reader for plain text: one page, extracted or typed, with one post or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphbuild.collect.authors import Authorship, read_authorship
from graphbuild.collect.blocks import mark_blocks
from graphbuild.collect.comments import Header
from graphbuild.collect.fold import compose, key
from graphbuild.collect.layout import PostLines, lay_out
from graphbuild.collect.lines import split_lines
from graphbuild.collect.names import is_full_name
from graphbuild.collect.nicks import is_nick, short_for
from graphbuild.collect.posts import make_post
from graphbuild.collect.roles import Mark, mark_lines
from graphbuild.collect.slugs import source_slug
from graphbuild.collect.threads import Comment
from graphbuild.model import PROSE, Block, Post, Signature, Source

MAX_THREAD = 300
"""Comments looked through, backwards, for the one that is answered."""


def parse_text(source: Source) -> tuple[Post, ...]:
    """Divide a plain-text source into posts and comments, in file order.

    Accents typed as two code points are read composed; offsets are always the source's.
    """
    composed, offsets = compose(source.text)
    posts = _parse(replace(source, text=composed))
    return posts if offsets is None else tuple(_moved(p, offsets, source.text) for p in posts)


def _moved(post: Post, offsets: Sequence[int], text: str) -> Post:
    """Carry a post of the composed text back to the text of the file."""
    start, end = offsets[post.start], offsets[post.end]
    title = post.title
    if title is not None:
        title = text[start : offsets[post.start + len(title)]]
    return replace(
        post,
        start=start,
        end=end,
        text=text[start:end],
        title=title,
        signatures=tuple(
            replace(s, start=offsets[s.start], end=offsets[s.end]) for s in post.signatures
        ),
        blocks=tuple(replace(b, start=offsets[b.start], end=offsets[b.end]) for b in post.blocks),
        breaks=tuple(offsets[n] for n in post.breaks),
    )


def _parse(source: Source) -> tuple[Post, ...]:
    layout = lay_out(mark_lines(split_lines(source.text)))
    posts: list[Post] = []
    thread: list[Post] = []
    owner: Post | None = None
    for n, part in enumerate(layout.parts, start=1):
        post_id = f"{source_slug(source.path)}/{n}"
        if isinstance(part, PostLines):
            owner = _post(source, layout.marks, part, post_id)
            thread = []
            posts.append(owner)
        else:
            comment = _comment(source, layout.marks, part, post_id, owner, thread)
            thread.append(comment)
            posts.append(comment)
    return tuple(_complete_authors(posts))


def _complete_authors(posts: list[Post]) -> list[Post]:
    """Give a post signed ``Ludivine`` the full name that another post of the page bears.

    Comments follow the post they stand under: its author answers by short names too.
    """
    full = {p.author for p in posts if p.kind == "post" and p.author and is_full_name(p.author)}
    done: list[Post] = []
    owner: Post | None = None
    for post in posts:
        author = post.author
        if post.kind == "post":
            if author and not is_full_name(author):
                fits = [name for name in sorted(full) if short_for(key(author), key(name))]
                author = fits[0] if len(fits) == 1 else author
            owner = post = replace(post, author=author)
        elif author and owner and owner.author and short_for(key(author), key(owner.author)):
            post = replace(post, author=owner.author)
        done.append(post)
    return done


def _post(source: Source, marks: Sequence[Mark], part: PostLines, post_id: str) -> Post:
    lines = marks[part.header : part.end]
    said: Authorship = read_authorship(lines, part.title)
    titled = marks[part.title].role in ("short", "quote") and part.end > part.title + 1
    title = part.title if titled else None
    start = marks[part.title].line.start
    # What stands above the title (the site's name, a category) belongs to the page.
    blocks = [
        replace(block, kind="furniture") if block.start < start and block.kind in PROSE else block
        for block in mark_blocks(lines, title=title, names=said.name_lines)
    ]
    return make_post(
        source, post_id, start, blocks,
        title=marks[title].text if title is not None else None,
        author=said.author, signatures=said.signatures, date=said.date,
    )  # fmt: skip


def _comment(
    source: Source,
    marks: Sequence[Mark],
    part: Comment,
    post_id: str,
    owner: Post | None,
    thread: Sequence[Post],
) -> Post:
    header = part.header
    blocks = _comment_blocks(marks, part)
    start = next(block.start for block in blocks if block.kind in PROSE)
    signature = Signature(
        start=header.start, end=header.end, name=header.name, full=is_full_name(header.name)
    )
    return make_post(
        source, post_id, start, blocks, kind="comment",
        parent=_parent(source.text[start : start + 60], part.reply_to, owner, thread),
        author=_comment_author(header, owner),
        signatures=() if header.by_author else (signature,),
        date=part.date,
    )  # fmt: skip


def _comment_blocks(marks: Sequence[Mark], part: Comment) -> list[Block]:
    """The header as a byline block (before or after the body), the body as prose."""
    header = part.header
    body = list(mark_blocks(marks[part.first : part.last], title=None, names=frozenset()))
    first = marks[header.line].line
    head = [Block(start=first.start, end=first.end, kind="byline")]
    if header.body is not None:
        head = [Block(start=first.start, end=header.body, kind="byline")]
        body = [_clip(block, header.body) for block in body if block.end > header.body]
    elif header.lines == 2:
        second = marks[header.line + 1].line
        head.append(Block(start=second.start, end=second.end, kind="date"))
    if not any(block.kind in PROSE for block in body):
        body = [Block(start=b.start, end=b.end, kind="paragraph") for b in body]
    return sorted([*head, *body], key=lambda block: block.start)


def _clip(block: Block, start: int) -> Block:
    if block.start >= start:
        return block
    kind = block.kind if block.kind in PROSE else "paragraph"
    return Block(start=start, end=block.end, kind=kind, language=block.language)


def _comment_author(header: Header, owner: Post | None) -> str | None:
    """A reader's name as written; the post's author where he answers under a short form.

    ``greg`` answering under a post signed ``gregfromparis`` / ``Grégory Pouy`` is him:
    the beginning of his handle, his first name or his full name.
    """
    if owner is None or owner.author is None:
        return None if header.by_author else header.name
    if header.by_author or is_nick(key(header.name), owner):
        return owner.author
    return header.name


def _parent(
    opening: str, reply_to: str | None, owner: Post | None, thread: Sequence[Post]
) -> str | None:
    """The comment that the layout or a leading ``@Name`` says is answered, else the post."""
    target = key(reply_to) if reply_to else ""
    said = key(opening).lstrip("@") if opening.startswith("@") else ""
    if not target and not said:
        return owner.id if owner else None
    for comment in thread[: -MAX_THREAD - 1 : -1]:
        names = {key(s.name) for s in comment.signatures}
        if target in names or (said and any(said.startswith(name) for name in names)):
            return comment.id
    return owner.id if owner else None
