"""Which keys a name in a correction means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graphbuild.corrections import Correction, plain
from graphbuild.ontology import Term
from graphbuild.unify.entities import fullest
from graphbuild.unify.names import Name


class Called:
    """Which keys a name means."""

    def __init__(
        self,
        names: Mapping[str, Name],
        terms: Mapping[str, Term],
        given: Iterable[Correction] = (),
    ) -> None:
        """Index what each key is shown by, all that the posts call it, and the names that
        a person has ``given`` it, which count where nothing else has them."""
        self.names = names
        self.shown: defaultdict[str, list[str]] = defaultdict(list)
        self.forms: defaultdict[str, list[str]] = defaultdict(list)
        for key, name in names.items():
            for form in _whole_names(name, terms.get(key)):
                self.shown[form].append(key)
            for form in sorted({plain(form) for form in name.forms}):
                self.forms[form].append(key)
        self.given: defaultdict[str, list[str]] = defaultdict(list)
        for correction in given:
            for key in self.means(correction.names[0], correction.type):
                for label in (correction.value, *correction.add):
                    self.given[plain(label)].append(key)

    def means(self, name: str, kind: str, source: str = "") -> list[str]:
        """Return the keys shown by the name, else those that the posts call so."""
        for index in (self.shown, self.forms, self.given):
            if keys := self._of(index, name, kind):
                return self._in(keys, source)
        return []

    def may_mean(self, name: str, kind: str, source: str = "") -> set[str]:
        """Return all keys shown by the name or called so."""
        found = {*self._of(self.shown, name, kind), *self._of(self.forms, name, kind)}
        return set(self._in(sorted(found) or self._of(self.given, name, kind), source))

    def _in(self, keys: list[str], source: str) -> list[str]:
        """Of several things of one name, those of a file are meant where it is given."""
        if not source or len(keys) < 2:
            return keys
        return [key for key in keys if source in self.names[key].sources]

    def _of(self, index: Mapping[str, list[str]], name: str, kind: str) -> list[str]:
        keys = index.get(plain(name), [])
        return [key for key in keys if kind in ("", self.names[key].type)]


def _whole_names(name: Name, term: Term | None) -> set[str]:
    """The names that mean all of a key, not just some of its mentions."""
    if term:
        return {plain(form) for form in [*name.forms, *(text for text, _ in term.labels)]}
    return {plain(fullest(name.forms) if name.type == "Person" else name.form)}


def label_of(name: Name, term: Term | None) -> str:
    """Return what a key is shown by before its cluster is known."""
    if term:
        return term.label
    return fullest(name.forms) if name.type == "Person" else name.form
