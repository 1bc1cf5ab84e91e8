"""Write the documentation of the vocabulary as HTML, a page a language: ``make docs``.

pyLODE (https://github.com/RDFLib/pyLODE) makes the pages. It glues the texts of all
languages together, lists other vocabularies' terms among ours and shows nothing of an
inverse without a name, so each page is made of a graph prepared for it.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import rdflib
from pylode import OntPub
from rdflib import OWL, RDF, RDFS, BNode, Literal

INVERSE = {"fr": "Cas particulier de l'inverse de", "en": "A special case of the inverse of"}
SCHEMA = Path(__file__).parents[1] / "ontology" / "schema.ttl"
OURS = "https://w3id.org/graphbuild"


def prepared(language: str) -> rdflib.Graph:
    """Return the vocabulary with the texts of one language and our terms alone."""
    graph = rdflib.Graph().parse(SCHEMA)
    for triple in list(graph):
        subject, predicate, obj = triple
        other = isinstance(obj, Literal) and obj.language not in (None, language)
        foreign = not isinstance(subject, BNode) and not subject.startswith(OURS)
        if other or (foreign and predicate == RDF.type):
            graph.remove(triple)
    for term, _, above in list(graph.triples((None, RDFS.subPropertyOf, None))):
        inverse = graph.value(above, OWL.inverseOf)
        if inverse is not None:
            graph.remove((term, RDFS.subPropertyOf, above))
            name = graph.namespace_manager.qname(inverse)
            graph.add((term, RDFS.comment, Literal(f"{INVERSE[language]} {name}.", language)))
    return graph


def main(folder: Path) -> None:
    """Write ``vocabulary.fr.html`` and ``vocabulary.en.html`` into the folder."""
    for language in INVERSE:
        page = OntPub(ontology=prepared(language)).make_html()
        path = folder / f"vocabulary.{language}.html"
        page = page.replace("<html>", f'<html lang="{language}">', 1)
        path.write_text(page, encoding="utf-8", newline="\n")
        print(path)


if __name__ == "__main__":
    logging.disable()
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
