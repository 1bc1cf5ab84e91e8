"""``make docs``: a page a language that documents every class and property, offline."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF

from graphbuild.ontology import ontology_folder
from graphbuild.rdf import PREFIXES

SCRIPT = Path(__file__).parents[1] / "docs" / "make_pages.py"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pages")
    done = subprocess.run(
        [sys.executable, SCRIPT, folder], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return {path.suffixes[0][1:]: path.read_text("utf-8") for path in folder.iterdir()}


def test_every_class_and_property_is_on_both_pages(pages: dict[str, str]) -> None:
    schema = rdflib.Graph().parse(ontology_folder() / "schema.ttl")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    terms = {str(s) for kind in kinds for s in schema.subjects(RDF.type, kind)}
    ours = {term for term in terms if term.startswith(PREFIXES["gb"])}
    assert len(ours) > 60
    for page in pages.values():
        assert {term for term in ours if f">{term}<" not in page} == set()


def test_a_page_speaks_one_language_and_asks_for_nothing(pages: dict[str, str]) -> None:
    assert pages.keys() == {"fr", "en"}
    assert "fondateur de" in pages["fr"]
    assert "founder of" not in pages["fr"]
    assert "founder of" in pages["en"]
    for language, page in pages.items():
        assert f'<html lang="{language}">' in page
        assert not re.search(r'<(script|img|iframe)[^>]* src="http', page)
        assert not re.search(r'<link[^>]* href="http', page)
