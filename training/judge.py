"""Fit the weights with which ``graphbuild/detect/judge.py`` weighs evidence.

A multinomial logistic regression with an L2 penalty, on text that the recogniser in use
has not been trained on (cross-fitting: a third of the corpus is read by a recogniser
trained on the other two thirds), with and without the names vocabulary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from corpus import Text
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from graphbuild.collect import collect
from graphbuild.config import Settings
from graphbuild.detect import Detector, read_post
from graphbuild.detect.beliefs import Recogniser
from graphbuild.detect.evidence import Tally, features
from graphbuild.detect.judge import Judge
from graphbuild.detect.spelling import Feature
from graphbuild.evaluate.normalise import trim
from graphbuild.model import NAME_TYPES, Failure, Post
from graphbuild.ontology import ontology_folder, read_ontology

NO_NAME = len(NAME_TYPES)

LEAST_COUNT = 15
"""A feature seen on fewer spans is left out: 6 gave three times as many and a greater loss."""

PENALTY = 2.0
"""L2 penalty on each weight; 1 gave the same F1 on the development split, a greater loss."""

Example = tuple[tuple[Feature, ...], tuple[int, ...]]
"""What is known of a span, and the classes that are right (several where the gold allows)."""


def examples(texts: Sequence[Text], recogniser: Recogniser, *, names: bool) -> list[Example]:
    """Return the judged spans of some annotated texts, read as the product reads files.

    ``names`` tells whether the names vocabulary speaks too.
    """
    settings = Settings(names=names)
    ontology = read_ontology(ontology_folder(), with_names=names)
    detector = Detector(ontology, settings, judge=Judge({"bias": [0] * 7}))
    found: list[Example] = []
    for text, posts in _collected(texts, settings):
        read = [(post, read_post(post, recogniser)) for post in posts]
        groups = detector.sightings(read)
        tally = Tally(s for group in groups for s in group)
        for group in groups:
            for sighting in group:
                first = sighting.candidates[0]
                right = _right(text, first.start, first.end)
                if right:
                    found.append((tuple(features(sighting, tally, ontology.heads)), right))
    return found


def _collected(texts: Sequence[Text], settings: Settings) -> Iterator[tuple[Text, list[Post]]]:
    with TemporaryDirectory() as folder:
        for text in texts:
            path = Path(folder) / f"{text.name}.txt"
            path.write_text(text.text, encoding="utf-8", newline="")
            for item in collect([path], settings):
                if not isinstance(item, Failure):
                    yield text, list(item[1])


def _right(text: Text, start: int, end: int) -> tuple[int, ...]:
    """Return the right classes for a span, none where the gold leaves it open."""
    span = trim(text.text, start, end)
    for mark in text.marks:
        if mark.start < end and start < mark.end:
            if mark.optional:
                return ()
            if trim(text.text, mark.start, mark.end) == span:
                return tuple(NAME_TYPES.index(kind) for kind in mark.types)
    return (NO_NAME,)


def fit(found: Sequence[Example], *, penalty: float = PENALTY) -> dict[str, list[float]]:
    """Return a row of weights a feature: one for each of ``NAME_TYPES``, then for no name."""
    counts = Counter(name for known, _ in found for name, _ in known)
    columns = {
        name: i for i, name in enumerate(sorted(n for n in counts if counts[n] >= LEAST_COUNT))
    }
    matrix = _matrix(found, columns)
    right = np.zeros((len(found), NO_NAME + 1))
    for i, (_, classes) in enumerate(found):
        right[i, list(classes)] = 1.0
    shape = (len(columns), NO_NAME + 1)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(shape)
        scores = matrix @ weights
        scores -= scores.max(axis=1, keepdims=True)
        powers = np.exp(scores)
        chances = powers / powers.sum(axis=1, keepdims=True)
        hits = (chances * right).sum(axis=1, keepdims=True)
        wanted = chances * right / hits
        slope = matrix.T @ (chances - wanted) + penalty * weights
        return float(-np.log(hits).sum() + penalty * (weights**2).sum() / 2), slope.ravel()

    start = np.zeros(shape).ravel()
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    rows = best.reshape(shape).round(3).tolist()
    return {name: rows[i] for name, i in columns.items() if any(rows[i])}


def _matrix(found: Sequence[Example], columns: dict[str, int]) -> csr_matrix:
    rows, cols, values = [], [], []
    for i, (known, _) in enumerate(found):
        for name, value in known:
            if name in columns:
                rows.append(i)
                cols.append(columns[name])
                values.append(value)
    return csr_matrix((values, (rows, cols)), shape=(len(found), len(columns)))
