"""What a person corrected holds: in the entities, the relations and the merge ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from graph_samples import (
    BASE,
    BUILD,
    NAMES,
    facts_of,
    labels,
    mention_of,
    post_of,
    relation_of,
    small_facts,
    small_source,
    term,
)

from graphbuild.config import Settings
from graphbuild.corrections import read_corrections
from graphbuild.model import Entity, Facts, Failure, Knowledge, Merge, Signature
from graphbuild.ontology import Ontology, ontology_folder, read_ontology
from graphbuild.unify import unify
from graphbuild.validate import validate_quads
from graphbuild.write import quads


class Corrected:
    """The small facts, or others, unified with corrections."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "corrections.toml"
        self.failures: list[Failure] = []

    def __call__(
        self, text: str, facts: Iterable[Facts] | None = None, ontology: Ontology | None = None
    ) -> Knowledge:
        self.path.write_text(text, encoding="utf-8")
        self.failures.clear()
        return unify(
            list(facts or small_facts()),
            [small_source()],
            ontology or read_ontology(ontology_folder()),
            Settings(base_iri=BASE),
            corrections=read_corrections(self.path),
            failed=self.failures.append,
        )


@pytest.fixture
def corrected(tmp_path: Path) -> Corrected:
    return Corrected(tmp_path)


def entity(knowledge: Knowledge, label: str) -> Entity:
    (found,) = [e for e in knowledge.entities if e.label == label]
    return found


def decided(knowledge: Knowledge) -> list[Merge]:
    return [m for m in knowledge.merges if m.rule == "correction"]


def conforms(knowledge: Knowledge) -> bool:
    triples = list(quads(knowledge, BUILD, read_ontology(ontology_folder())))
    return validate_quads(triples, ontology_folder() / "shapes.ttl") == ()


def named(*names: tuple[str, str]) -> Facts:
    return facts_of(post_of(" et ".join(dict.fromkeys(name for name, _ in names))), *names)


def test_no_corrections_change_nothing(corrected: Corrected) -> None:
    assert corrected("") == unify(
        list(small_facts()),
        [small_source()],
        read_ontology(ontology_folder()),
        Settings(base_iri=BASE),
    )


# merge


def test_merged_names_are_one_thing_shown_by_the_one_to_keep(corrected: Corrected) -> None:
    found = corrected('[[merge]]\nnames = ["zephyr", "tamarin"]\nkeep = "zephyr"\n')
    kept = entity(found, "Zéphyr")
    assert "Tamarin" not in labels(found)
    assert ("Tamarin", "") in kept.labels
    assert kept.iri == f"{BASE}organization/zephyr"
    (merge,) = decided(found)
    assert (merge.kept, merge.merged) == (kept.iri, f"{BASE}organization/tamarin")
    assert (merge.evidence, merge.score, merge.line) == ("corrections.toml:1", 1.0, 1)
    assert merge.correction.startswith("[[merge]] names")
    assert corrected.failures == []
    assert conforms(found)


def test_a_merge_holds_against_what_the_rules_say(corrected: Corrected) -> None:
    """Two whole names that share no word, and two entries of a vocabulary."""
    known = (term("Alpha"), term("Beta"))
    post = post_of("Anna Roux, Zoé Petit, Alpha, Beta")
    people = [mention_of(post, name, "Person") for name in ("Anna Roux", "Zoé Petit")]
    firms = [
        mention_of(post, name, "Organization", key=f"{NAMES}/organization/{name.lower()}")
        for name in ("Alpha", "Beta")
    ]
    found = corrected(
        '[[merge]]\nnames = ["Anna Roux", "Zoé Petit"]\nkeep = "Zoé Petit"\n'
        '[[merge]]\nnames = ["Alpha", "Beta"]\nkeep = "Beta"\n',
        [Facts(post=post, mentions=(*people, *firms))],
        replace(read_ontology(ontology_folder()), names=known),
    )
    assert labels(found) == {"Zoé Petit", "Beta"}
    assert entity(found, "Beta").known == f"{NAMES}/organization/beta"


def test_a_kept_name_keeps_the_links_of_a_known_one(corrected: Corrected) -> None:
    found = corrected('[[merge]]\nnames = ["Lyon", "Tamarin"]\nkeep = "Tamarin"\n')
    kept = entity(found, "Tamarin")
    assert kept.type == "Organization"
    assert kept.known == f"{NAMES}/place/lyon"
    assert conforms(found)


def test_merges_may_follow_each_other(corrected: Corrected) -> None:
    found = corrected(
        '[[merge]]\nnames = ["Tamarin", "Zéphyr"]\nkeep = "Tamarin"\n'
        '[[merge]]\nnames = ["Zéphyr", "C++"]\nkeep = "Zéphyr"\n'
    )
    kept = entity(found, "Tamarin")
    assert {label for label, _ in kept.labels} >= {"Tamarin", "Zéphyr", "C++"}
    assert corrected.failures == []


def test_of_two_things_of_a_name_the_one_of_the_kept_type_is_meant(corrected: Corrected) -> None:
    facts = named(("Orange", "Organization"), ("Wanadoo", "Organization"), ("orange", "Concept"))
    facts = replace(facts, mentions=(*facts.mentions, mention_of(facts.post, "Orange", "Product")))
    found = corrected('[[merge]]\nnames = ["Wanadoo", "Orange"]\nkeep = "Wanadoo"\n', [facts])
    assert labels(found) >= {"Wanadoo", "orange"}


# split and different


@pytest.mark.parametrize("kind", ["split", "different"])
def test_different_names_are_never_merged(kind: str, corrected: Corrected) -> None:
    assert "Tamarine" not in labels(corrected(""))
    found = corrected(f'[[{kind}]]\nnames = ["Tamarin", "Tamarine"]\n')
    assert labels(found) >= {"Tamarin", "Tamarine"}
    assert corrected.failures == []


def test_one_key_of_two_names_is_split(corrected: Corrected) -> None:
    """A post's reading took the surname for the whole name beside it."""
    post = post_of("Michel Serres parle. Michel répond. Michel Serres dort.")
    whole = [mention_of(post, "Michel Serres", "Person", nth=n) for n in (0, 1)]
    other = mention_of(post, "Michel", "Person", nth=1, key=whole[0].key)
    facts = [Facts(post=post, mentions=(whole[0], other, whole[1]))]
    assert labels(corrected("", facts)) == {"Michel Serres"}
    found = corrected('[[split]]\nnames = ["Michel Serres", "Michel"]\n', facts)
    assert labels(found) == {"Michel Serres", "Michel"}
    assert conforms_counts(found)


def conforms_counts(knowledge: Knowledge) -> bool:
    return all(
        e.mentions == len([m for m in knowledge.mentions if m.entity == e.iri])
        for e in knowledge.entities
    )


def test_a_merge_that_another_line_forbids_is_told(corrected: Corrected) -> None:
    found = corrected(
        '[[merge]]\nnames = ["Tamarin", "Zéphyr"]\nkeep = "Tamarin"\n'
        '[[merge]]\nnames = ["Zéphyr", "C++"]\nkeep = "Zéphyr"\n'
        '[[different]]\nnames = ["C++", "Tamarin"]\n'
    )
    assert len({e.iri for e in found.entities if e.label in ("Tamarin", "Zéphyr", "C++")}) == 2
    (failure,) = corrected.failures
    assert failure.source in ("corrections.toml:1", "corrections.toml:4")
    assert "cannot merge" in failure.reason


# rename, alias, pin


def test_a_renamed_thing_keeps_its_old_name_and_iri_as_leads(corrected: Corrected) -> None:
    found = corrected('[[rename]]\nfrom = "TAMARIN"\nto = "Tamarin & fils"\n')
    renamed = entity(found, "Tamarin & fils")
    assert ("Tamarin", "") in renamed.labels[1:]
    assert renamed.iri == f"{BASE}organization/tamarin-fils"
    (merge,) = decided(found)
    assert (merge.kept, merge.merged) == (renamed.iri, f"{BASE}organization/tamarin")
    assert (merge.label, merge.evidence) == ("Tamarin", "corrections.toml:1")
    assert {m.kept for m in found.merges} <= {e.iri for e in found.entities}
    assert conforms(found)


def test_a_known_thing_can_be_renamed(corrected: Corrected) -> None:
    found = corrected('[[rename]]\nfrom = "Lyon"\nto = "Lugdunum"\n')
    assert entity(found, "Lugdunum").known == f"{NAMES}/place/lyon"
    assert conforms(found)


def test_an_alias_is_one_more_label(corrected: Corrected) -> None:
    found = corrected('[[alias]]\nname = "longue traine"\nadd = ["long tail", "la traîne"]\n')
    idea = entity(found, "longue traîne")
    assert {"long tail", "la traîne"} <= {label for label, _ in idea.labels}
    assert decided(found) == []
    assert conforms(found)


def test_a_pinned_iri_is_used_everywhere_and_the_old_one_leads_on(corrected: Corrected) -> None:
    iri = "https://data.example.org/tamarin"
    found = corrected(f'[[pin]]\nname = "Tamarin"\niri = "{iri}"\n')
    assert entity(found, "Tamarin").iri == iri
    assert any(s.subject == iri for s in found.statements)
    assert any(m.entity == iri for m in found.mentions)
    (merge,) = decided(found)
    assert (merge.kept, merge.merged) == (iri, f"{BASE}organization/tamarin")
    assert conforms(found)


def test_a_renamed_thing_can_be_pinned_to_its_old_iri(corrected: Corrected) -> None:
    found = corrected(
        '[[rename]]\nfrom = "Tamarin"\nto = "Tamarin & fils"\n'
        f'[[pin]]\nname = "Tamarin & fils"\niri = "{BASE}organization/tamarin"\n'
    )
    assert entity(found, "Tamarin & fils").iri == f"{BASE}organization/tamarin"
    assert decided(found) == []
    assert corrected.failures == []


def test_no_other_thing_gets_a_pinned_iri(corrected: Corrected) -> None:
    found = corrected(f'[[pin]]\nname = "Tamarin"\niri = "{BASE}organization/zephyr"\n')
    assert len({e.iri for e in found.entities}) == len(found.entities)
    assert entity(found, "Zéphyr").iri != f"{BASE}organization/zephyr"


def test_one_iri_is_not_pinned_to_two_things(corrected: Corrected) -> None:
    facts = [named(("Orange", "Organization"), ("orange", "Concept"))]
    text = '[[pin]]\nname = "orange"\niri = "https://example.org/o"\n'
    corrected(text, facts)
    (failure,) = corrected.failures
    assert failure.reason.startswith("matches 2 things (Concept, Organization)")
    found = corrected(text + 'type = "Organization"\n', facts)
    assert entity(found, "Orange").iri == "https://example.org/o"
    assert corrected.failures == []


# retype and ignore


def test_a_retyped_thing_loses_the_relations_that_make_no_sense(corrected: Corrected) -> None:
    found = corrected('[[retype]]\nname = "Tamarin"\ntype = "Place"\n')
    place = entity(found, "Tamarin")
    assert (place.type, place.iri) == ("Place", f"{BASE}place/tamarin")
    stated = {s.predicate for s in found.statements if place.iri in (s.subject, s.object)}
    assert stated <= {"relatedTo"}
    assert {m.type for m in found.mentions if m.entity == place.iri} == {"Place"}
    (merge,) = decided(found)
    assert (merge.kept, merge.merged) == (place.iri, f"{BASE}organization/tamarin")
    assert conforms(found)


def test_a_relation_that_still_makes_sense_stays(corrected: Corrected) -> None:
    found = corrected('[[retype]]\nname = "C++"\ntype = "Concept"\n')
    assert {s.predicate for s in found.statements} >= {"worksFor", "partnerOf", "discusses"}


def test_a_post_is_written_by_somebody_whatever_its_signature_turned_out_to_be(
    corrected: Corrected,
) -> None:
    facts = named(("Bel Horizon", "Person"), ("Namur", "Place"))
    signature = Signature(start=0, end=len("Bel Horizon"), name="Bel Horizon")
    facts = replace(facts, post=replace(facts.post, author="Bel Horizon", signatures=(signature,)))
    assert corrected("", [facts]).posts[0].author is not None
    for kind, writes in (("Organization", True), ("Place", False)):
        found = corrected(f'[[retype]]\nname = "Bel Horizon"\ntype = "{kind}"\n', [facts])
        assert (found.posts[0].author is not None) == writes
        assert conforms(found)


@pytest.mark.parametrize(
    ("name", "kind"), [("longue traîne", "Product"), ("Lyon", "Organization"), ("Lyon", "Concept")]
)
def test_known_things_can_be_retyped(name: str, kind: str, corrected: Corrected) -> None:
    found = corrected(f'[[retype]]\nname = "{name}"\ntype = "{kind}"\n')
    (retyped,) = [e for e in found.entities if e.label.lower() == name.lower()]
    assert retyped.type == kind
    assert (retyped.known is None) == ("Concept" in (kind, "Concept" if name[0] == "l" else ""))
    assert conforms(found)


def test_the_dates_of_an_event_go_with_its_type(corrected: Corrected) -> None:
    assert [a.predicate for a in corrected("").attributes] == ["startDate"]
    assert corrected('[[retype]]\nname = "Salon des Vents"\ntype = "Work"\n').attributes == ()


def test_an_ignored_thing_is_gone_with_what_was_said_of_it(corrected: Corrected) -> None:
    found = corrected('[[ignore]]\nname = "Cléo  Vasseur"\ntype = "Person"\n')
    assert "Cléo Vasseur" not in labels(found)
    assert not {s.predicate for s in found.statements} & {"worksFor", "discusses"}
    assert found.posts[0].author is None
    assert corrected.failures == []


def test_the_type_narrows_what_is_ignored(corrected: Corrected) -> None:
    facts = [named(("Orange", "Organization"), ("orange", "Concept"))]
    found = corrected('[[ignore]]\nname = "Orange"\ntype = "Concept"\n', facts)
    assert [e.type for e in found.entities] == ["Organization"]


def test_just_the_mentions_that_read_so_are_ignored(corrected: Corrected) -> None:
    post = post_of("Anna Roux travaille chez Tamarin. Roux habite Lyon. Roux aime Lyon.")
    whole = mention_of(post, "Anna Roux", "Person")
    parts = [mention_of(post, "Roux", "Person", nth=n, key=whole.key) for n in (1, 2)]
    firm = mention_of(post, "Tamarin", "Organization")
    stated = relation_of(post, whole, "worksFor", firm, "Anna Roux travaille chez Tamarin")
    facts = [Facts(post=post, mentions=(whole, firm, *parts), relations=(stated,))]
    found = corrected('[[ignore]]\nname = "roux"\n', facts)
    assert entity(found, "Anna Roux").mentions == 1
    assert [s.predicate for s in found.statements if s.layer == "stated"] == ["worksFor"]


# what matches nothing


@pytest.mark.parametrize(
    "table",
    [
        'merge]]\nnames = ["Tamarin", "Rien"]\nkeep = "Tamarin"',
        'different]]\nnames = ["Tamarin", "Rien"]',
        'rename]]\nfrom = "Rien"\nto = "Tout"',
        'retype]]\nname = "Rien"\ntype = "Work"',
        'ignore]]\nname = "Rien"',
        'ignore]]\nname = "Tamarin"\ntype = "Person"',
        'alias]]\nname = "Rien"\nadd = ["x"]',
        'pin]]\nname = "Rien"\niri = "https://example.org/x"',
    ],
)
def test_what_matches_nothing_is_told_with_its_line(table: str, corrected: Corrected) -> None:
    found = corrected(f"# corrections\n\n[[{table}\n")
    (failure,) = corrected.failures
    assert failure.source == "corrections.toml:3"
    assert failure.reason.startswith("matches nothing")
    assert found == corrected("")


def test_the_order_of_posts_changes_nothing(corrected: Corrected) -> None:
    text = (
        '[[retype]]\nname = "C++"\ntype = "Work"\n'
        '[[merge]]\nnames = ["Zéphyr", "Tamarin"]\nkeep = "Zéphyr"\n'
        '[[rename]]\nfrom = "Zéphyr"\nto = "Zed"\n'
        '[[split]]\nnames = ["bob", "Cléo Vasseur"]\n'
    )
    first, second = small_facts()
    assert corrected(text, [first, second]) == corrected(text, [second, first])


def test_what_was_renamed_or_added_can_be_named_by_the_new_name(corrected: Corrected) -> None:
    found = corrected(
        '[[rename]]\nfrom = "Tamarin"\nto = "Alizé"\n'
        '[[alias]]\nname = "Zéphyr"\nadd = ["Brise"]\n'
        '[[merge]]\nnames = ["Alizé", "Brise"]\nkeep = "Alizé"\n'
    )
    assert corrected.failures == []
    assert {label for label, _ in entity(found, "Alizé").labels} >= {"Tamarin", "Zéphyr"}


def test_the_last_retyping_counts_and_leads_from_the_first_iri(corrected: Corrected) -> None:
    text = (
        '[[retype]]\nname = "Tamarin"\ntype = "Place"\n'
        '[[retype]]\nname = "Tamarin"\ntype = "Work"\n'
    )
    found = corrected(text)
    (merge,) = decided(found)
    assert (merge.kept, merge.merged) == (f"{BASE}work/tamarin", f"{BASE}organization/tamarin")
    assert "Tamarin" not in labels(corrected(text + '[[ignore]]\nname = "Tamarin"\n'))
