"""What the tests share: ``graph_samples``, the ontology, one build of the sample corpus,
and builds without a model.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

sys.path.insert(0, str(Path(__file__).parent))

from noise import Built, build_noise

from graphbuild import analysis, pipeline
from graphbuild.cli import main
from graphbuild.config import Settings
from graphbuild.model import Facts, Mention, Post
from graphbuild.ontology import Ontology, ontology_folder, read_ontology
from graphbuild.pipeline import build

hypothesis_settings.register_profile("repository", deadline=None, derandomize=True)
hypothesis_settings.load_profile("repository")
"""Slow machines are no failures, and a run is like the last."""


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    """The ontology that ships, with its names."""
    return read_ontology(ontology_folder())


@pytest.fixture(scope="session")
def noise_build(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """One build of noise and payloads, by the real models."""
    return build_noise(tmp_path_factory.mktemp("noise"))


@pytest.fixture(scope="session")
def sample_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of one build of ``posts/``, by the real models."""
    output = tmp_path_factory.mktemp("sample") / "output"
    build([Path(__file__).parents[1] / "posts"], output, Settings())
    return output


KNOWN = (("Zoé Lambert", "Person"), ("Régie Bleue", "Organization"), ("Namur", "Place"))
"""All that builds without a model know."""

SHORT_POST = "Un mardi à Namur\n\nZoé Lambert dirige la Régie Bleue à Namur depuis dix ans.\n"


def _facts(files: Sequence[Sequence[Post]], *_: object) -> tuple[tuple[Facts, ...], ...]:
    return tuple(
        tuple(Facts(post=post, mentions=tuple(_known_names(post))) for post in file)
        for file in files
    )


def _known_names(post: Post) -> Iterator[Mention]:
    for name, kind in KNOWN:
        at = post.text.find(name)
        if at >= 0:
            yield Mention(
                post=post.id,
                source=post.source,
                start=post.start + at,
                end=post.start + at + len(name),
                surface=name,
                type=kind,
                key=f"{kind}/{name}",
                score=1.0,
                detector="test",
            )


@pytest.fixture
def without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let builds find ``KNOWN`` names only and check no shapes: well under a second each."""
    monkeypatch.setattr(analysis, "analyse", _facts)
    monkeypatch.setattr(analysis, "Detector", lambda ontology, settings: None)
    monkeypatch.setattr(pipeline, "validate_lines", lambda *_: ())


@pytest.fixture
def write_post(tmp_path: Path) -> Callable[..., Path]:
    """Write a file into a folder of posts; the function returns that folder."""

    def write(name: str = "namur.txt", content: bytes | str = SHORT_POST) -> Path:
        path = tmp_path / "posts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path / "posts"

    return write


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run the command line in this process; the function returns exit code, stdout, stderr."""

    def run_command(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return run_command
