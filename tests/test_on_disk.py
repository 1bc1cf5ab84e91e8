"""Values in a file without a name come back as they were, in order, by number, sorted."""

import os
import random
import tempfile
from pathlib import Path

import pytest

from graphbuild import sorting
from graphbuild.errors import OutputError
from graphbuild.model import (
    Attribute,
    Block,
    Evidence,
    Facts,
    Mention,
    Metadata,
    Post,
    PostRecord,
    Relation,
    Signature,
    Span,
    Statement,
    Tag,
)
from graphbuild.on_disk import OnDisk, by_name, field_of, kept, sorted_by
from graphbuild.sorting import grouped, in_order


def evidence(start: int, quote: str = "œuvre \ud800 et 😀") -> Evidence:
    return Evidence(source="a.txt", start=start, end=start + 4, quote=quote, post="a/1", cue="né à")


def facts(number: int) -> Facts:
    post = Post(
        id=f"a/{number}",
        source="a.txt",
        start=0,
        end=9,
        text=f"Texte \ud800 {number}",
        title=None if number % 2 else "Un titre",
        signatures=(Signature(start=0, end=3, name="Zoé", full=False),) * (number % 3),
        blocks=(Block(start=0, end=2, kind="title"), Block(start=3, end=9, kind="paragraph")),
        breaks=(1, 2),
        gaps=(Span(start=2, end=3),),
        meta=Metadata(format="wxr", tags=(Tag(start=1, end=2, name="Blogs", category=True),)),
    )
    mention = Mention(
        post=post.id, source="a.txt", start=0, end=5, surface="Texte", type="Work",
        key="Work/texte", score=0.1 + number, detector="model",
    )  # fmt: skip
    relation = Relation(
        subject="a", predicate="knows", object="b", score=1.0, evidence=evidence(number)
    )
    attribute = Attribute(subject="a", predicate="date", value="2012", evidence=evidence(1))
    return Facts(
        post=post,
        mentions=(mention,) * (number % 4),
        relations=(relation,) * (number % 2),
        attributes=(attribute,),
        doubts=(mention,),
    )


@pytest.mark.parametrize("together", [1, 7, 100])
def test_values_come_back_as_they_were(together: int) -> None:
    said = [facts(number) for number in range(20)]
    stored = OnDisk(Facts, said, together=together)
    assert len(stored) == 20
    assert list(stored) == said == list(stored)
    assert [stored[number] for number in range(20)] == said
    assert stored[-1] == said[-1]
    assert stored[3:5] == said[3:5]
    assert {type(fact.post.meta.tags) for fact in stored} == {tuple}
    assert hash(stored[4]) == hash(said[4])
    with pytest.raises(IndexError):
        stored[20]


def test_every_kind_that_is_kept_comes_back() -> None:
    record = PostRecord(iri="p", post=facts(1).post, mentions=("b", "a"), url=None)
    statement = Statement(
        iri="s", subject="a", predicate="knows", object="b", layer="stated", score=0.5,
        evidence=(evidence(1), evidence(2)), count=2,
    )  # fmt: skip
    for value in (record, statement, evidence(3), *facts(3).mentions):
        assert list(OnDisk(type(value), [value, value])) == [value, value]
    assert list(OnDisk(tuple, [("a", 1, 0.5, None)])) == [("a", 1, 0.5, None)]


def test_nothing_is_a_sequence_too() -> None:
    assert list(OnDisk(Facts)) == []
    assert list(in_order(Facts, [], key=str, like=OnDisk(Facts))) == []


def test_values_are_picked_in_another_order_and_added_in_steps() -> None:
    said = [facts(number) for number in range(9)]
    stored = OnDisk(Facts)
    for first in range(0, 9, 3):
        stored.extend(said[first : first + 3])
    assert list(stored.picked([8, 0, 4])) == [said[8], said[0], said[4]]
    backwards = sorted_by(stored, "post", lambda post: -int(post.id[2:]))
    assert list(backwards) == said[::-1]
    assert list(field_of(backwards, "post")) == [fact.post for fact in said[::-1]]
    assert field_of(backwards, "post")[2] == said[6].post
    assert len(field_of(backwards, "post")) == 9
    assert list(field_of(backwards, "doubts")) == [fact.doubts for fact in said[::-1]]


@pytest.mark.parametrize("run", [10, 64, 1_000])
def test_sorting_gives_what_sorting_in_memory_gives(
    run: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sorting, "RUN", run)
    chance = random.Random(1)
    rows = [(chance.randrange(40), number) for number in range(500)]
    found = in_order(tuple, rows, key=lambda row: row[0], like=OnDisk(tuple))
    assert list(found) == sorted(rows, key=lambda row: row[0])  # equal ones in their order


def test_what_is_made_of_values_in_memory_stays_there() -> None:
    said = [facts(1), facts(2)]
    assert kept(Facts, iter(said), like=said) == tuple(said)
    assert isinstance(kept(Facts, said, like=OnDisk(Facts)), OnDisk)


def test_values_are_found_by_name_wherever_they_are() -> None:
    said = [facts(number) for number in range(5)]
    for values in (said, OnDisk(Facts, said)):
        named = by_name(values, [fact.post.id for fact in said])
        assert named["a/3"] == said[3] == named["a/3"]
        assert named.get("b/1") is None
        assert "a/4" in named
        assert list(named) == [fact.post.id for fact in said]
        assert len(named) == 5
        posts = field_of(values, "post")
        assert by_name(posts, (post.id for post in posts))["a/2"] == said[2].post


def test_the_file_has_no_name_and_is_read_by_copies_of_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    said = [facts(number) for number in range(50)]
    stored = OnDisk(Facts, said)
    assert list(tmp_path.iterdir()) == []
    if not hasattr(os, "fork"):
        return
    reading = iter(stored)
    assert next(reading) == said[0]
    child = os.fork()
    if not child:
        os._exit(0 if list(stored) == said else 1)
    assert list(reading) == said[1:]
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.parametrize("stored", [False, True])
def test_groups_are_taken_in_order_and_what_is_left_is_told(
    stored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sorting, "RUN", 3)
    rows = [("c", 1), ("x", 2), ("a", 3), ("c", 4), ("a", 5), ("b", 6), ("0", 7), ("c", 8)]
    like = OnDisk(tuple) if stored else ()
    groups = grouped(tuple, rows, lambda row: row[0], names={"a", "aa", "b", "c"}, like=like)
    assert [list(groups.take(name)) for name in ("a", "aa", "b", "c")] == [
        [("a", 3), ("a", 5)],
        [],
        [("b", 6)],
        [("c", 1), ("c", 4), ("c", 8)],
    ]
    assert sorted(groups.left()) == ["0", "x"]
    assert list(groups.take("0")) == [("0", 7)]
    assert list(groups.take("0")) == []
    assert sorted(groups.left()) == ["x"]


def test_a_full_disk_is_told_with_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    stored = OnDisk(Facts)
    monkeypatch.setattr(stored._file._file, "write", full, raising=False)
    with pytest.raises(OutputError, match="No space left") as told:
        stored.extend([facts(1)])
    assert told.value.place == tempfile.gettempdir()
    assert "TMPDIR" in told.value.remedy
