"""Settings: what is wrong is said with its line, and what would be valid."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphbuild.config import Settings, read_settings, replace
from graphbuild.errors import SettingsError


def written(folder: Path, text: str) -> Path:
    path = folder / "graphbuild.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_gives_the_defaults() -> None:
    assert read_settings(None) == Settings()


def test_a_file_changes_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    found = read_settings(written(tmp_path, 'title = "Mes billets"\nmin_score = 1\n'))
    assert found == Settings(title="Mes billets", min_score=1.0)


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("# réglages\nmin_scor = 0.5\n", ":2", "valid: base_iri"),
        ('names = "yes"\n', ":1", "give a bool, such as true"),
        ("min_cooccurrence = true\n", ":1", "give a int"),
        ("\nmin_score = 1.5\n", ":2", "0 to 1"),
        ("min_cooccurrence = 0\n", ":1", "1 or more"),
        ('base_iri = "example.org"\n', ":1", "ends in / or #"),
        ('base_iri = "https://example.org/a b/"\n', ":1", "ends in / or #"),
        ('base_iri = "https://example.org/<x>/"\n', ":1", "ends in / or #"),
        ('license = "CC BY"\n', ":1", "https://creativecommons.org"),
        ("[graphbuild]\ntitle = 'x'\n", ":1", "unknown setting 'graphbuild'"),
        ("title = \n", ":1", "mend the TOML syntax"),
    ],
)
def test_a_mistake_names_its_line_and_what_would_be_valid(
    tmp_path: Path, text: str, place: str, says: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        read_settings(path)
    assert caught.value.place == f"{path}{place}"
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_text_is_a_mistake_too(tmp_path: Path) -> None:
    path = tmp_path / "graphbuild.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="not UTF-8"):
        read_settings(path)
    with pytest.raises(SettingsError, match="No such file"):
        read_settings(tmp_path / "missing.toml")


def test_options_that_are_none_change_nothing() -> None:
    assert replace(Settings(), base_iri=None, names=False) == Settings(names=False)


def test_options_are_checked_as_the_file_is() -> None:
    with pytest.raises(SettingsError, match="options: base_iri"):
        replace(Settings(), base_iri="graph")


def test_the_digest_changes_with_every_setting() -> None:
    changed = [
        Settings(base_iri="https://example.org/"),
        Settings(names=False),
        Settings(min_score=0.6),
        Settings(min_cooccurrence=3),
        Settings(license="https://example.org/licence"),
        Settings(title="Autre"),
    ]
    assert len({s.digest() for s in [Settings(), *changed]}) == 1 + len(changed)
    assert Settings().digest() == Settings().digest()
