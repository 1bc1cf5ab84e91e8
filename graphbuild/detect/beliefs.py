"""Run the names recogniser and keep how sure it is of each of its decisions.

spaCy's transition-based ``ner`` decides token by token (begin, in, last, unit, out); its
``pipe`` keeps the decisions alone. Taking the same steps here keeps their scores too, at
no cost: the recogniser is trained with log-loss, so a softmax over the moves that are
possible in a state is the probability it gives each.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from graphbuild.model import NAME_TYPES
from graphbuild.reading import NO_BELIEFS, Beliefs, Named, Row

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LABELS = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}
"""The recogniser goes on from stock weights, which name three of our types so."""


class Recogniser:
    """The trained ``ner`` with its moves sorted by what they mean."""

    def __init__(self, nlp: Language) -> None:
        """Keep the pipeline whose only component is ``ner``."""
        ner: Any = nlp.get_pipe("ner")
        self._ner = ner
        system = ner.moves
        moves = [_move(system.get_class_name(i)) for i in range(system.n_moves)]
        self._opening = [
            i for i, (act, kind) in enumerate(moves) if act == "O" or (act in "BU" and kind)
        ]
        types = [moves[i][1] for i in self._opening]
        self._of_type = np.array([[kind == t for t in NAME_TYPES] for kind in types], dtype="f")
        self._closing = {
            kind: (moves.index(("I", kind)), moves.index(("L", kind)))
            for act, kind in moves
            if act == "I"
        }

    def read(self, docs: Sequence[Doc]) -> list[Beliefs]:
        """Set each doc's ``ents`` and return what the recogniser believes of it."""
        told = iter(self._told([doc for doc in docs if len(doc)]))
        return [next(told) if len(doc) else NO_BELIEFS for doc in docs]

    def _told(self, docs: Sequence[Doc]) -> list[Beliefs]:
        if not docs:
            return []
        states = self._ner.moves.init_batch(docs)
        step = self._ner.model.predict(docs)
        rows: list[list[Any]] = [[] for _ in states]
        going = [(i, state) for i, state in enumerate(states) if not state.is_final()]
        while going:
            scores = step.predict([state for _, state in going])
            for (i, _), row in zip(going, scores, strict=True):
                rows[i].append(row.copy())
            self._ner.transition_states([state for _, state in going], scores)
            going = [(i, state) for i, state in going if not state.is_final()]
        self._ner.set_annotations(docs, states)
        return [self._beliefs(doc, np.array(found)) for doc, found in zip(docs, rows, strict=True)]

    def _beliefs(self, doc: Doc, rows: Any) -> Beliefs:
        """One row of scores a token: the recogniser moves once a token."""
        opening = rows[:, self._opening]
        opening = np.exp(opening - opening.max(axis=1, keepdims=True))
        chances = (opening / opening.sum(axis=1, keepdims=True)) @ self._of_type
        begins: list[Row | None] = [tuple(row) for row in chances.round(4).tolist()]
        names = []
        for span in doc.ents:
            kind = LABELS.get(span.label_, span.label_)
            inside = 0.0
            for i in range(span.start + 1, span.end):
                begins[i] = None
                go_on, end = (float(rows[i][move]) for move in self._closing[kind])
                other, taken = (go_on, end) if i == span.end - 1 else (end, go_on)
                inside -= _softplus(other - taken)
            names.append(Named(first=span.start, last=span.end, type=kind, inside=inside))
        return Beliefs(names=tuple(names), begins=tuple(begins))


def _move(name: str) -> tuple[str, str]:
    act, _, label = name.partition("-")
    return act, LABELS.get(label, label)


def _softplus(x: float) -> float:
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))
