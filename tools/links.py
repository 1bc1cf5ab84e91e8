"""Write Wikidata identifiers into ``ontology/names.ttl``, and check those that stand there.

An identifier comes from a package's data and nowhere else:

    @rapideditor/country-coder (ISC)        countries
    name-suggestion-index (BSD-3-Clause)    brands, companies and institutions

    npm pack @rapideditor/country-coder@5.6.1 name-suggestion-index@8.0.20260918   # unpack both
    python tools/links.py COUNTRY_CODER NAME_SUGGESTION_INDEX [--check]

A name gets an identifier where the package has one for it alone: ``Orange`` and ``Casino`` are
several firms there, and get none. ``--check`` writes nothing and fails when the file differs.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from graphbuild.ontology import Term, ontology_folder, read_ontology
from graphbuild.unify.exonyms import joined
from graphbuild.words import fold

NAMES = ontology_folder() / "names.ttl"
PREFIX = "@prefix wd: <http://www.wikidata.org/entity/> .\n"
LINK = re.compile(r" ;\n    skos:exactMatch wd:Q\d+(?= \.)")
BLOCK = re.compile(r"^<(?P<iri>[^>]+)> a gb:\w+ ;\n(?:    .+\n)*?    .+ \.$", re.MULTILINE)

FOLDERS = ("brands/", "operators/")
"""The index's folders of firms; the others are flags and bus lines."""


KINGDOMS = frozenset({"Q29999", "Q756617"})
"""What country-coder has for the Netherlands and for Denmark holds islands far away, too."""


def countries(coder: Path) -> dict[str, str]:
    """Return identifiers by joined name, French and English as in the table of exonyms."""
    borders = json.loads((coder / "src/data/borders.json").read_text(encoding="utf-8"))
    known = {f["properties"].get("wikidata") for f in borders["features"]} - KINGDOMS
    found = {}
    table = Path(__file__).parents[1] / "graphbuild/unify/exonyms.tsv"
    for line in table.read_text(encoding="utf-8").splitlines():
        place, _, forms = [*line.split("\t"), "", ""][:3]
        if place.removeprefix("wd:") in known:
            found |= {joined(form): place.removeprefix("wd:") for form in forms.split(" | ")}
    return found


def firms(index: Path) -> dict[str, str]:
    """Return identifiers by folded name, of names that one thing only bears."""
    path = index / "dist/json/nsi.json"
    found: defaultdict[str, set[str]] = defaultdict(set)
    for folder, content in json.loads(path.read_text(encoding="utf-8"))["nsi"].items():
        for item in content.get("items", ()) if folder.startswith(FOLDERS) else ():
            tags = item["tags"]
            if identifier := tags.get("brand:wikidata") or tags.get("operator:wikidata"):
                found[fold(item["displayName"])].add(identifier)
    return {name: next(iter(several)) for name, several in found.items() if len(several) == 1}


def links(
    terms: tuple[Term, ...], places: Mapping[str, str], known: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield IRI and identifier of each name that has one."""
    for term in terms:
        if term.type == "Place":
            identifier = places.get(joined(term.label))
        elif term.type in ("Organization", "Product") and not term.ambiguous:
            identifier = known.get(fold(term.label))
        else:
            identifier = None
        if identifier:
            yield term.iri, identifier


def linked(text: str, found: Mapping[str, str]) -> str:
    """Return the vocabulary with these links and no other."""
    text = LINK.sub("", text).replace(PREFIX, "")

    def with_link(block: re.Match[str]) -> str:
        identifier = found.get(block["iri"])
        if not identifier:
            return block[0]
        return f"{block[0].removesuffix(' .')} ;\n    skos:exactMatch wd:{identifier} ."

    text = BLOCK.sub(with_link, text)
    return re.sub(r"((?:@prefix .+\n)+)", lambda m: m[1] + PREFIX, text, count=1)


def main() -> int:
    """Write or check the links; a thing that two names would share is an error."""
    folders = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    terms = read_ontology(ontology_folder()).names
    found = dict(links(terms, countries(folders[0]), firms(folders[1])))
    shared = [q for q, count in Counter(found.values()).items() if count > 1]
    found = {iri: q for iri, q in found.items() if q not in shared}
    before = NAMES.read_text(encoding="utf-8")
    after = linked(before, found)
    assert after.count("skos:exactMatch wd:") == len(found)
    print(f"{len(found)} links; shared by several names, left out: {shared}", file=sys.stderr)
    if "--check" in sys.argv:
        return int(before != after)
    NAMES.write_text(after, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
