"""A name that could be two things keeps both candidates; weak links hold no cluster together."""

from __future__ import annotations

from pathlib import Path

import pytest
from graph_samples import BASE, NAMES, facts_of, labels, mention_of, post_of, term

from graphbuild.config import Settings
from graphbuild.corrections import NO_CORRECTIONS, Corrections, read_corrections
from graphbuild.ground import ground
from graphbuild.model import Candidate, Facts, Failure, Knowledge
from graphbuild.ontology import Ontology
from graphbuild.unify import unify
from graphbuild.unify.cluster import cluster
from graphbuild.unify.names import gather
from graphbuild.unify.proposal import Proposal


def facts(*posts: tuple[str, tuple[tuple[str, str], ...]]) -> list[Facts]:
    """Return one file a post, its names grounded as a build would."""
    made = []
    for number, (text, names) in enumerate(posts):
        file = "abcdef"[number]
        post = post_of(text, id=f"{file}/1", source=f"{file}.txt")
        found = facts_of(post, *names).mentions
        candidates = [
            Candidate(start=m.start, end=m.end, surface=m.surface, type=m.type, score=0.9,
                      detector="model")
            for m in found
        ]  # fmt: skip
        made.append(Facts(post=post, mentions=ground(post, candidates)))
    return made


def unified(
    given: list[Facts],
    corrections: Corrections = NO_CORRECTIONS,
    failures: list[Failure] | None = None,
) -> Knowledge:
    told = [] if failures is None else failures
    return unify(given, [], Ontology(), Settings(), corrections=corrections, failed=told.append)


AFA = facts(
    ("L'Association française d'astronomie (AFA) observe.",
     (("Association française d'astronomie", "Organization"), ("AFA", "Organization"))),
    ("L'Agence des fonds agricoles (AFA) paie.",
     (("Agence des fonds agricoles", "Organization"), ("AFA", "Organization"))),
    ("Une lettre de l'AFA m'attendait.", (("AFA", "Organization"),)),
)  # fmt: skip

MICHELS = facts(
    ("Michel répare.", (("Michel", "Person"),)),
    ("Michel Serrault écrit.", (("Michel Serrault", "Person"),)),
    ("Michel chante.", (("Michel", "Person"),)),
)


def test_an_acronym_with_two_meanings_keeps_both_with_their_scores() -> None:
    found = unified(AFA).ambiguities
    assert {(a.label, a.candidate_label) for a in found} | {
        (a.candidate_label, a.label) for a in found
    } >= {
        ("AFA", "Association française d'astronomie"),
        ("AFA", "Agence des fonds agricoles"),
    }
    assert [a.merged for a in found] == [False, False]
    assert {a.score for a in found} == {0.4}, "a half of what one meaning would have"


def test_each_doubt_quotes_both_names() -> None:
    for doubt in unified(AFA).ambiguities:
        assert doubt.label in doubt.quote.quote
        assert doubt.candidate_label in doubt.candidate_quote.quote
        text = {f.post.source: f.post.text for f in AFA}[doubt.quote.source]
        assert text[doubt.quote.start : doubt.quote.end] == doubt.quote.quote


def test_a_first_name_of_one_file_is_nobody_of_another() -> None:
    found = unified(MICHELS)
    assert [e.iri.removeprefix(BASE) for e in found.entities] == [
        "person/michel--a",
        "person/michel--c",
        "person/michel-serrault",
    ]
    assert {a.rule for a in found.ambiguities} == {"part of a name in another file"}


def test_another_bearer_of_a_name_takes_nobodys_iri() -> None:
    one = {e.iri for e in unified(MICHELS[:1]).entities}
    assert one < {e.iri for e in unified(MICHELS).entities}


def read(folder: Path, text: str) -> Corrections:
    (folder / "corrections.toml").write_text(text, encoding="utf-8")
    return read_corrections(folder / "corrections.toml")


def test_a_correction_says_by_its_file_which_bearer_it_means(tmp_path: Path) -> None:
    text = '[[merge]]\nnames = ["Michel", "Michel Serrault"]\nkeep = "Michel Serrault"\n'
    both = unified(MICHELS, read(tmp_path, text))
    assert len(both.entities) == 1, "without a file, all of that name"
    failures: list[Failure] = []
    one = unified(MICHELS, read(tmp_path, text + 'source = "c.txt"\n'), failures)
    assert [e.iri.removeprefix(BASE) for e in one.entities] == [
        "person/michel--a",
        "person/michel-serrault",
    ]
    assert failures == []
    (merge,) = one.merges
    assert merge.merged == f"{BASE}person/michel--c"
    unified(MICHELS, read(tmp_path, text + 'source = "gone.txt"\n'), failures)
    assert [f.source for f in failures] == ["corrections.toml:1"], "a renamed file is told"


def test_what_a_person_decided_is_no_doubt(tmp_path: Path) -> None:
    text = '[[different]]\nnames = ["Michel", "Michel Serrault"]\n'
    assert unified(MICHELS, read(tmp_path, text)).ambiguities == ()


def test_a_link_from_a_correction_is_kept_and_a_proposed_one_waits(tmp_path: Path) -> None:
    text = '[[link]]\nname = "Michel Serrault"\niri = "https://e.org/1"\n'
    found = unified(MICHELS, read(tmp_path, text))
    assert [e.same_as for e in found.entities if e.label == "Michel Serrault"] == [
        ("https://e.org/1",)
    ]
    found = unified(MICHELS, read(tmp_path, text + "proposed = true\n"))
    assert all(e.same_as == () for e in found.entities)
    failures: list[Failure] = []
    unified(MICHELS, read(tmp_path, text.replace("Michel Serrault", "Michel")), failures)
    assert ["one IRI is one thing" in f.reason for f in failures] == [True]


def chain(*links: tuple[str, str, float]) -> int:
    """Return how many things a chain of links leaves of the names that it joins."""
    names = sorted({name for one, other, _ in links for name in (one, other)})
    post = post_of(" et ".join(names))
    facts = Facts(post=post, mentions=tuple(mention_of(post, n, "Work", key=n) for n in names))
    proposed = [
        Proposal(score=score, left=one, right=other, rule="test", evidence="")
        for one, other, score in links
    ]
    heads, _ = cluster(gather([facts]), proposed)
    return len(set(heads.values()))


@pytest.mark.parametrize(
    ("links", "things"),
    [
        ([("A", "B", 0.75), ("B", "C", 0.75)], 1),
        ([("A", "B", 0.75), ("B", "C", 0.75), ("C", "D", 0.74)], 2),
        ([("A", "B", 0.75), ("B", "C", 0.75), ("C", "D", 0.74), ("A", "D", 0.3)], 1),
        ([("A", "B", 0.95), ("B", "C", 0.95), ("C", "D", 0.95), ("D", "E", 0.95)], 1),
        ([("A", "B", 0.6)], 2),
    ],
)
def test_weak_links_do_not_chain(links: list[tuple[str, str, float]], things: int) -> None:
    assert chain(*links) == things


def test_a_vocabularys_people_are_the_same_in_every_file() -> None:
    known = term("Michel Serrault", "Person")
    made = []
    for file in "ab":
        post = post_of("Serrault écrit.", id=f"{file}/1", source=f"{file}.txt")
        key = f"{NAMES}/person/michel-serrault"
        made.append(Facts(post=post, mentions=(mention_of(post, "Serrault", "Person", key=key),)))
    found = unify(made, [], Ontology(names=(known,)), Settings())
    assert labels(found) == {"Michel Serrault"}
