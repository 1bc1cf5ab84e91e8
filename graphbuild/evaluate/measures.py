"""The values that scoring gives: counts, figures and the errors behind them.

All figures lie between 0 and 1; a figure with nothing to count is 0, as nothing
was shown to be right.
"""

from __future__ import annotations

from dataclasses import dataclass, field


def ratio(part: float, whole: float) -> float:
    """Divide, with 0 for an empty whole."""
    return part / whole if whole else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A precision and a recall, and the F1 that follows from them."""

    precision: float = 0.0
    recall: float = 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return ratio(2 * self.precision * self.recall, self.precision + self.recall)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many predictions were right or spurious, and how much gold was missed."""

    right: int = 0
    spurious: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Sum two documents' counts."""
        return Counts(
            right=self.right + other.right,
            spurious=self.spurious + other.spurious,
            missed=self.missed + other.missed,
        )

    @property
    def figures(self) -> Figures:
        """Precision and recall of these counts."""
        return Figures(
            precision=ratio(self.right, self.right + self.spurious),
            recall=ratio(self.right, self.right + self.missed),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of a known number are right."""

    right: int = 0
    total: int = 0

    def __add__(self, other: Share) -> Share:
        """Sum two documents' shares."""
        return Share(right=self.right + other.right, total=self.total + other.total)

    @property
    def value(self) -> float:
        """The share right."""
        return ratio(self.right, self.total)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaCounts:
    """Predicted ideas right (core or acceptable) or wrong; core ideas found or missed."""

    right: int = 0
    wrong: int = 0
    core_found: int = 0
    core_missed: int = 0

    def __add__(self, other: IdeaCounts) -> IdeaCounts:
        """Sum two documents' counts."""
        return IdeaCounts(
            right=self.right + other.right,
            wrong=self.wrong + other.wrong,
            core_found=self.core_found + other.core_found,
            core_missed=self.core_missed + other.core_missed,
        )

    @property
    def figures(self) -> Figures:
        """Precision over all predicted ideas, recall over the core ones."""
        return Figures(
            precision=ratio(self.right, self.right + self.wrong),
            recall=ratio(self.core_found, self.core_found + self.core_missed),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PostCounts:
    """Posts (or comments) whose start was found, and what is right of those in the gold.

    ``author`` counts an unnamed author left empty as right, ``named`` only authors
    the gold names. A post that was not found has neither author nor date right.
    """

    start: Counts = Counts()
    author: Share = Share()
    named: Share = Share()
    date: Share = Share()

    def __add__(self, other: PostCounts) -> PostCounts:
        """Sum two documents' counts."""
        return PostCounts(
            start=self.start + other.start,
            author=self.author + other.author,
            named=self.named + other.named,
            date=self.date + other.date,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing wrong: its category, where it stands, and what it is."""

    category: str
    document: str
    offset: int | None
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Everything measured over a gold folder; keyed parts are sorted by key."""

    documents: int = 0
    words: int = 0
    strict: Counts = Counts()
    untyped: Counts = Counts()
    types: dict[str, Counts] = field(default_factory=dict)
    clusters: dict[str, Figures] = field(default_factory=dict)
    ideas: IdeaCounts = IdeaCounts()
    relations: Counts = Counts()
    predicates: dict[str, Counts] = field(default_factory=dict)
    posts: PostCounts = PostCounts()
    comments: PostCounts = PostCounts()
    mistakes: tuple[Mistake, ...] = ()

    @property
    def ideas_per_thousand_words(self) -> float:
        """How many distinct ideas a document of a thousand words is given."""
        return 1000 * ratio(self.ideas.right + self.ideas.wrong, self.words)
