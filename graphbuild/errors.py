"""What can go wrong, as a tree; every message names the place and the remedy.

    GraphbuildError
    ├── InputError        the posts folder, a gold folder or a graph file
    │   └── QueryError    a SPARQL query, a saved question or a parameter
    ├── OutputError       the output folder cannot be written
    ├── SettingsError     graphbuild.toml, corrections.toml or an option
    ├── OntologyError     a file of the ontology folder
    ├── StoreError        a store does not take what is pushed into it
    └── ModelError        a language model is missing or broken

A post that cannot be read is no error but a ``Failure`` value that is counted.
"""

from __future__ import annotations


class GraphbuildError(Exception):
    """A user's mistake: one line, then exit code 2.

    ``place`` is a file, with a line where known; ``remedy`` says the way out.
    """

    def __init__(self, message: str, *, place: str = "", remedy: str = "") -> None:
        """Keep the parts and show them joined."""
        self.message = message
        self.place = place
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        """Join place, message and remedy in one line."""
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text} ({self.remedy})" if self.remedy else text


class InputError(GraphbuildError):
    """The input named on the command line cannot be used."""


class QueryError(InputError):
    """A query does not parse, is refused or cannot be bound; may show a line and a caret."""


class OutputError(GraphbuildError):
    """The output cannot be written; what was there before is untouched."""


class SettingsError(GraphbuildError):
    """A setting is unknown or has the wrong type."""


class OntologyError(GraphbuildError):
    """A file of the ontology cannot be parsed or contradicts itself."""


class StoreError(GraphbuildError):
    """A store refuses what is pushed into it, or cannot be reached."""


class ModelError(GraphbuildError):
    """A language model that the build needs cannot be loaded."""
