"""corrections.toml: read, checked with the line of each slip, and applied on every build."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graphbuild.config import Settings
from graphbuild.corrections import (
    NO_CORRECTIONS,
    Corrections,
    find_corrections,
    plain,
    read_corrections,
)
from graphbuild.errors import SettingsError
from graphbuild.ontology import ontology_folder
from graphbuild.pipeline import build
from graphbuild.validate import validate_file

Write = Callable[..., Path]
Run = Callable[..., tuple[int, str, str]]

ALL = """# ce que j'ai corrigé
[[merge]]
names = ["Régie Bleue", "RB"]
keep = "Régie Bleue"

[[split]]
names = ["a", "b"]
[[different]]
names = ["a", "c"]
type = "Person"

[[rename]]
from = "Zoé"   # son prénom
to = "Zoé Lambert"
[[retype]]
name = "Tamarin"
type = "Product"
[[ignore]]
name = "Bonjour"
[[alias]]
name = "Namur"
add = [
    "Namen",
    "[[ignore]]",
]
[[pin]]
name = "Namur"
iri = "https://example.org/graph/place/namen"
"""


def read(folder: Path, text: str) -> Corrections:
    path = folder / "corrections.toml"
    path.write_text(text, encoding="utf-8")
    return read_corrections(path)


def test_every_kind_is_read_with_the_line_it_starts_on(tmp_path: Path) -> None:
    found = read(tmp_path, ALL)
    assert [(c.kind, c.line) for c in found.all] == [
        ("merge", 2),
        ("split", 6),
        ("different", 8),
        ("rename", 12),
        ("retype", 15),
        ("ignore", 18),
        ("alias", 20),
        ("pin", 26),
    ]
    merge, _, different, rename, retype, ignore, alias, pin = found.all
    assert (merge.names, merge.value) == (("Régie Bleue", "RB"), "Régie Bleue")
    assert merge.place == "corrections.toml:2"
    assert merge.text == '[[merge]] names = ["Régie Bleue", "RB"] keep = "Régie Bleue"'
    assert different.type == "Person"
    assert (rename.names, rename.value) == (("Zoé",), "Zoé Lambert")
    assert (retype.names, retype.type, retype.value) == (("Tamarin",), "", "Product")
    assert ignore.names == ("Bonjour",)
    assert alias.add == ("Namen", "[[ignore]]")
    assert pin.value == "https://example.org/graph/place/namen"


def test_line_ends_of_another_system_change_nothing(tmp_path: Path) -> None:
    expected = read(tmp_path, ALL)
    path = tmp_path / "corrections.toml"
    path.write_bytes(b"\xef\xbb\xbf" + ALL.replace("\n", "\r\n").encode())
    assert read_corrections(path) == expected


@pytest.mark.parametrize("text", ["", "# rien\n"])
def test_a_file_may_say_nothing(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == NO_CORRECTIONS == read_corrections(None)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("# x\n[[merg]]\nnames = ['a']\n", 2, "valid: [[merge]], [[split]]"),
        ("\n[[ignore]]\nname = 'a'\nnam = 'b'\n", 4, "valid: name, type (optional)"),
        ("[[rename]]\nfrom = 'a'\n", 1, "[[rename]] has no to (valid: from, to"),
        ("[[ignore]]\n\nname = 3\n", 3, 'write it as name = "A"'),
        ("[[ignore]]\nname = ' '\n", 2, 'write it as name = "A"'),
        ("[[ignore]]\nname = ['a']\n", 2, 'write it as name = "A"'),
        ("[[alias]]\nname = 'a'\nadd = 'b'\n", 3, 'write it as add = ["A", "B"]'),
        ("[[alias]]\nname = 'a'\nadd = []\n", 3, 'write it as add = ["A", "B"]'),
        ("[[merge]]\nnames = ['a', 1]\nkeep = 'a'\n", 2, 'write it as names = ["A", "B"]'),
        ("[[retype]]\nname = 'a'\ntype = 'Firm'\n", 3, "valid: Person, Organization"),
        ("[[pin]]\nname = 'a'\niri = 'a b'\n", 3, "such as https://"),
        ("[[split]]\nnames = ['a']\n", 2, "name two or more"),
        ("[[split]]\nnames = ['Zoé', 'zoe ']\n", 2, "name two or more"),
        ("[[merge]]\nnames = ['a', 'b']\nkeep = 'c'\n", 3, "one of a, b"),
        ("ignore = [{name = 'a'}]\n", 1, "begin with [[ignore]]"),
        ("[ignore]\nname = 'a'\n", 1, "begin with [[ignore]]"),
        ("names = ['a']\n", 1, "unknown table 'names'"),
        ("[[ignore]]\nname = \n", 2, "mend the TOML syntax"),
        (
            "[[merge]]\nnames = ['a', 'b']\nkeep = 'a'\n[[different]]\nnames = ['B', 'A']\n",
            4,
            "line 1 merges",
        ),
        (
            "[[pin]]\nname = 'a'\niri = 'https://e.org/x'\n[[pin]]\nname = 'b'\niri = 'https://e.org/x'\n",
            4,
            "pins the IRI of line 1",
        ),
    ],
)
def test_a_slip_names_its_line_and_what_would_be_valid(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, text)
    assert caught.value.place == f"{tmp_path / 'corrections.toml'}:{line}"
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read_is_a_slip(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="No such file"):
        read_corrections(tmp_path / "none.toml")
    (tmp_path / "corrections.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="not UTF-8"):
        read_corrections(tmp_path / "corrections.toml")


def test_names_are_compared_without_case_accents_and_spaces() -> None:
    assert plain(" Régie\u00a0 BLEUE ") == plain("regie bleue")


def test_the_file_is_found_in_the_first_folder(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
    (two / "corrections.toml").touch()
    (one / "a.txt").touch()
    assert find_corrections([one, two]) is None
    assert find_corrections([two, one]) == two / "corrections.toml"
    assert find_corrections([one / "a.txt", two]) == two / "corrections.toml"
    assert find_corrections([two / "b.txt"]) == two / "corrections.toml"
    assert find_corrections([]) is None


def test_the_digest_tells_of_corrections(tmp_path: Path) -> None:
    assert NO_CORRECTIONS.sealed("x") == "x"
    one = read(tmp_path, "[[ignore]]\nname = 'a'\n").sealed("x")
    two = read(tmp_path, "[[ignore]]\nname = 'b'\n").sealed("x")
    assert len({one, two, "x"}) == 3


# Builds

MERGE = '[[rename]]\nfrom = "regie bleue"\nto = "Régie Verte"\n'


def entities(output: Path) -> dict[str, str]:
    with (output / "tables" / "entities.csv").open(encoding="utf-8", newline="") as file:
        return {row["label"]: row["entity"] for row in csv.DictReader(file)}


def contents(output: Path) -> dict[str, bytes]:
    """Every file but the report, which tells the seconds."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name != "report.json" and path.suffix not in (".sqlite", ".db")
    }


@pytest.mark.usefixtures("without_model")
def test_corrections_beside_the_posts_survive_rebuilds(write_post: Write, run: Run) -> None:
    posts = write_post()
    output = posts.parent / "out"
    options = ("-o", output, "--no-cache")
    assert run("build", posts, *options)[0] == 0
    before = contents(output)
    write_post("corrections.toml", MERGE)
    assert run("build", posts, *options)[0] == 0
    once = contents(output)
    assert "Régie Verte" in entities(output)
    assert "Régie Bleue" not in entities(output)
    assert run("build", posts, *options)[0] == 0
    assert contents(output) == once, "the same bytes twice"
    write_post("namur.txt", "Un lundi à Namur\n\nLa Régie Bleue a un toit.\n")
    assert run("build", posts, *options)[0] == 0
    assert "Régie Verte" in entities(output), "a changed post"
    write_post()
    (posts / "namur.txt").rename(posts / "autre.txt")
    write_post("b.txt", "Un jeudi\n\nLa Régie Bleue et Zoé Lambert, à Namur.\n")
    assert run("build", posts, *options)[0] == 0
    assert "Régie Verte" in entities(output)
    (posts / "corrections.toml").unlink()
    (posts / "b.txt").unlink()
    (posts / "autre.txt").rename(posts / "namur.txt")
    assert run("build", posts, *options)[0] == 0
    assert contents(output) == before, "without corrections, all is as it was"


@pytest.mark.usefixtures("without_model")
def test_a_named_file_goes_before_the_one_beside_the_posts(write_post: Write, run: Run) -> None:
    posts = write_post("corrections.toml", MERGE)
    write_post()
    mine = posts.parent / "mine.toml"
    mine.write_text('[[ignore]]\nname = "namur"\n', encoding="utf-8")
    output = posts.parent / "out"
    assert run("build", posts, "-o", output, "--corrections", mine)[0] == 0
    assert set(entities(output)) == {"Zoé Lambert", "Régie Bleue"}


@pytest.mark.usefixtures("without_model")
def test_a_slip_is_told_and_nothing_is_built(write_post: Write, run: Run) -> None:
    posts = write_post("corrections.toml", "[[ignor]]\nname = 'a'\n")
    code, _, err = run("build", posts, "-o", posts.parent / "out")
    assert code == 2
    assert f"{posts / 'corrections.toml'}:1: unknown table 'ignor'" in err
    assert not (posts.parent / "out").exists()


@pytest.mark.usefixtures("without_model")
def test_a_correction_that_matches_nothing_is_a_failure_with_its_line(
    write_post: Write, run: Run
) -> None:
    posts = write_post("corrections.toml", MERGE + '\n[[ignore]]\nname = "Anvers"\n')
    write_post()
    output = posts.parent / "out"
    code, _, err = run("build", posts, "-o", output)
    assert code == 1
    assert "corrections.toml:5: matches nothing: the posts have no name « Anvers »" in err
    (failure,) = json.loads((output / "report.json").read_text(encoding="utf-8"))["failures"]
    assert failure["source"] == "corrections.toml:5"
    assert "Régie Verte" in entities(output), "the rest is done"


def test_a_corrected_graph_conforms_to_the_shapes(write_post: Write, without_model: None) -> None:
    """The fixture switches the build's own check off: it is made here."""
    posts = write_post()
    corrections = read(
        posts,
        MERGE
        + '[[pin]]\nname = "Namur"\niri = "https://example.org/x?y=1"\n'
        + '[[merge]]\nnames = ["Zoé Lambert", "Régie Verte"]\nkeep = "Zoé Lambert"\n[[ignore]]\nname = "Rien"\n',
    )
    output = posts.parent / "out"
    report = build([posts], output, Settings(), corrections=corrections)
    assert [f.source for f in report.failures] == ["corrections.toml:10"]
    assert list(validate_file(output / "graph.ttl", ontology_folder() / "shapes.ttl")) == []
    turtle = (output / "graph.ttl").read_text(encoding="utf-8")
    assert "gb:correctionLine 1" in turtle or 'gb:correctionLine "1"' in turtle
    assert "https://example.org/x?y=1" in turtle


def test_corrections_that_a_link_no_longer_leads_to_are_missed(tmp_path: Path) -> None:
    (tmp_path / "corrections.toml").symlink_to(tmp_path / "disk that is not there.toml")
    found = find_corrections([tmp_path])
    with pytest.raises(SettingsError, match="cannot be read"):
        read_corrections(found)
