"""The values that flow through the pipeline.

Every value is frozen, compared by content and made of tuples, so that it can be
hashed, cached, sent to another process and sorted. All offsets are Unicode code
points into the *source's* decoded text (``Source.text``), end exclusive; text is
never rewritten, so ``source.text[start:end]`` is always the surface.
Scores lie between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ENTITY_TYPES = ("Person", "Organization", "Place", "Event", "Work", "Product", "Concept")
"""The closed set of node types; ``Concept`` is an idea, the six others are names."""

NAME_TYPES = ENTITY_TYPES[:-1]

LAYERS = ("metadata", "stated", "cooccurrence", "inferred", "provenance")

MODALITIES = ("asserted", "negated", "hypothetical", "interrogative", "reported")

PROSE = frozenset({"title", "heading", "paragraph", "item", "quote", "caption"})
"""Block kinds that are read for names and ideas; the others are only kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One input file, decoded.

    ``path`` is relative to the posts folder with ``/``; ``text`` is the decoded
    content with line ends as they stand in the file; ``digest`` is the SHA-256
    of the bytes in hexadecimal; ``encoding`` is the codec that decoded them.

    A post of a page, a feed or an export is a source of its own: its ``text`` was taken
    out of the file ``origin`` and is kept with the build, its ``path`` is the file's
    (``page.html``) or lies under it (``export.xml/a-post``), its digest is the text's.
    """

    path: str
    text: str
    encoding: str
    digest: str
    origin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of a source's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph-like piece of a post: never crosses a line that means a break.

    ``kind`` is one of ``title heading paragraph item quote caption`` (read, see
    ``PROSE``) or ``byline date furniture code`` (kept, not read).
    ``language`` is ``fr``, ``en`` or another ISO 639-1 code.
    """

    start: int
    end: int
    kind: str
    language: str = "fr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A name that the layout says is the author's (byline, comment header, bio).

    ``full`` tells a name to show (``Grégory Pouy``) from a handle (``greg``).
    """

    start: int
    end: int
    name: str
    full: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of a post: ``source.text[start:end]`` is its anchor, ``url`` as it is written."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A word that the blog files a post under, and where the source says so."""

    start: int
    end: int
    name: str
    category: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the blog says about a post, where its format can say it.

    ``format`` is one of ``text markdown html wxr rss atom blogger jsonfeed jsonl json csv``;
    ``url`` is the permalink, ``modified`` an ISO day, ``blog`` the blog's title and
    ``home`` its address. ``copies`` are the paths of the other sources of the same post.
    """

    format: str = "text"
    url: str | None = None
    modified: str | None = None
    series: str | None = None
    blog: str | None = None
    home: str | None = None
    tags: tuple[Tag, ...] = ()
    links: tuple[Link, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post or one reader's comment, a region of a source.

    ``id`` is ``<source-slug>/<n>``, counted from 1 in the order of the file,
    comments included. ``start`` is the first code point of the title or, without
    one, of the body; ``end`` the last of what belongs to it alone.
    ``text`` is ``source.text[start:end]``.
    ``blocks`` lie in the source in rising order without overlap; those that are
    read (``PROSE``) lie inside ``start:end``, a date, byline or furniture line may
    stand before it (a header above the title, ``3. Marc wrote...``).
    ``breaks`` are offsets at which page extraction lost a space or a line end;
    ``gaps`` are stretches inside blocks that are markup and no text (a link's target).
    """

    id: str
    source: str
    start: int
    end: int
    text: str
    kind: str = "post"
    parent: str | None = None
    title: str | None = None
    author: str | None = None
    signatures: tuple[Signature, ...] = ()
    date: str | None = None
    language: str = "fr"
    blocks: tuple[Block, ...] = ()
    breaks: tuple[int, ...] = ()
    gaps: tuple[Span, ...] = ()
    meta: Metadata = Metadata()

    def surface(self, start: int, end: int) -> str:
        """Return ``source.text[start:end]`` for offsets inside this post."""
        return self.text[start - self.start : end - self.start]

    def prose(self) -> Iterator[Block]:
        """Yield the blocks that are read for names, ideas and relations."""
        return (block for block in self.blocks if block.kind in PROSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A span that may name something: what ``detect`` gives.

    ``detector`` names what found it (``model``, ``names``, ``byline``, ``concepts``,
    ``terms``, ...); ``iri`` is set when a vocabulary entry matched.
    """

    start: int
    end: int
    surface: str
    type: str
    score: float
    detector: str
    iri: str | None = None
    language: str = "fr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A candidate that was kept, and which thing it stands for.

    ``key`` identifies the thing within its post: the vocabulary's IRI, or
    ``type/slug`` of the normalised surface. ``entity`` is empty until ``unify``
    sets the final IRI.
    """

    post: str
    source: str
    start: int
    end: int
    surface: str
    type: str
    key: str
    score: float
    detector: str
    language: str = "fr"
    entity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Evidence:
    """The span that states a relation, quoted, and the cue that fired."""

    source: str
    start: int
    end: int
    quote: str
    post: str
    cue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What one span of one post states between two of its mentions' keys.

    After ``unify`` subject and object are the entities' IRIs.
    """

    subject: str
    predicate: str
    object: str
    score: float
    evidence: Evidence
    layer: str = "stated"
    modality: str = "asserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A literal that a post states of one of its mentions' keys (an event's date)."""

    subject: str
    predicate: str
    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that one post says, on its own.

    ``doubts`` are names too doubtful to be mentions, unless other posts are sure of them.
    """

    post: Post
    mentions: tuple[Mention, ...] = ()
    relations: tuple[Relation, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    doubts: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Failure:
    """Something that could not be read: counted and reported, the rest is built."""

    source: str
    reason: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Skipped:
    """Something that is no post and was left out on purpose: an asset, a draft, spam."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One node per real-world thing.

    ``labels`` are ``(text, language)`` pairs, language ``""`` for a proper name;
    the first is the preferred one. ``also`` are the other defensible types, ``known`` the
    vocabulary's IRI. ``posts`` and ``mentions`` are counts.
    """

    iri: str
    type: str
    label: str
    language: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    known: str | None = None
    definition: str = ""
    posts: int = 0
    mentions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One relation over the whole corpus, with all its evidence, strongest score."""

    iri: str
    subject: str
    predicate: str
    object: str
    layer: str
    score: float
    modality: str = "asserted"
    evidence: tuple[Evidence, ...] = ()
    count: int = 1
    significance: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why two names are one thing: ``merged`` was folded into the entity ``kept``.

    Both are IRIs, ``merged`` the one that the absorbed name, ``label``, would have had.
    Where a person decided, ``correction`` is the table of the corrections file, as
    written, and ``line`` the line it starts on, counted from 1.
    """

    iri: str
    kept: str
    merged: str
    label: str
    rule: str
    evidence: str
    score: float
    correction: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguity:
    """Two names that may be one thing, with the chance that they are.

    ``entity`` and ``candidate`` are IRIs: of two things, or the same where the two names
    were ``merged`` without being sure. The quotes are where each name stands first.
    """

    entity: str
    label: str
    type: str
    candidate: str
    candidate_label: str
    score: float
    rule: str
    merged: bool
    quote: Evidence
    candidate_quote: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRecord:
    """A post as the graph knows it: its entities instead of its text.

    ``topics`` are what its tags and categories name, ``cites`` the posts it links to, ``url``
    the address of the page it stands on (a comment's is its post's).
    """

    iri: str
    post: Post
    author: str | None = None
    mentions: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What all posts say together: the reduced, sorted result of ``unify``.

    All is sorted by keys that do not depend on the order of the input. Of many posts, the
    sequences are on disk (``on_disk.py``), else tuples.
    """

    posts: Sequence[PostRecord] = ()
    entities: tuple[Entity, ...] = ()
    mentions: Sequence[Mention] = ()
    statements: Sequence[Statement] = ()
    attributes: Sequence[Attribute] = ()
    merges: tuple[Merge, ...] = ()
    ambiguities: tuple[Ambiguity, ...] = ()
    sources: tuple[tuple[str, str, str], ...] = ()
    """``(path, sha256, encoding)`` of each source read."""
    extracted: tuple[Source, ...] = ()
    """Those whose text was taken out of a file, and is kept with the build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What determines a build's result besides the posts; no clock time."""

    base_iri: str
    version: str
    model: str
    settings_digest: str
    title: str = "Knowledge graph of blog posts"
    license: str = ""
