"""spaCy without its command line, which takes a third of the time to import it."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

UNUSED = ("spacy.cli", "spacy.cli.info")
"""What spaCy imports for one function that nothing here calls, and with it 380 modules."""


def library() -> Any:
    """Import and return spaCy; its command line is there for who imports it afterwards."""
    if "spacy" not in sys.modules:
        sys.modules.update({name: _empty(name) for name in UNUSED})
        try:
            import spacy
        finally:
            for name in UNUSED:
                del sys.modules[name]
    import spacy

    return spacy


def _empty(name: str) -> ModuleType:
    module = ModuleType(name)
    vars(module)["info"] = None
    return module
