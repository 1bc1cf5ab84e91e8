"""Small checks on hand-built documents: no model is loaded."""

from __future__ import annotations

import relate_samples
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from graphbuild.model import Block, Mention, Post
from graphbuild.ontology import Cue, ModalityCue, Ontology, Predicate
from graphbuild.reading import Reading, view
from graphbuild.relate import relate
from graphbuild.relate.inflect import participles, verb_forms
from graphbuild.relate.letters import letter_of, word_parts
from graphbuild.relate.line import lines
from graphbuild.relate.nouns import class_of

VOCAB = spacy.blank("fr").vocab

WORKS_FOR = Cue(
    iri="https://example.org/cues/directeur",
    predicate="worksFor",
    kind="role-noun",
    forms=(("directeur", "fr"), ("directrice", "fr")),
    prepositions=("de", "chez"),
    score=0.9,
)
FOUNDER = Cue(
    iri="https://example.org/cues/fonder",
    predicate="founderOf",
    kind="verb",
    forms=(("fonder", "fr"),),
)
NOT = ModalityCue(
    iri="https://example.org/cues/pas",
    modality="negated",
    kind="particle",
    forms=(("pas", "fr"),),
    requires=("ne",),
)
ONTOLOGY = Ontology(
    cues=(WORKS_FOR, FOUNDER),
    modality_cues=(NOT,),
    predicates={
        "worksFor": Predicate(
            name="worksFor", domain=frozenset({"Person"}), range=frozenset({"Organization"})
        ),
        "founderOf": Predicate(
            name="founderOf", domain=frozenset({"Person"}), range=frozenset({"Organization"})
        ),
    },
    digest="test-relate-patterns",
)


def read(
    words: str, pos: str, names: dict[str, str], *, start: int = 0
) -> tuple[Post, Reading, tuple[Mention, ...]]:
    """Build a post of one line by hand; ``start`` moves it inside its source."""
    tokens = words.split()
    doc = Doc(VOCAB, words=tokens, pos=pos.split())
    text = doc.text
    block = Block(start=start, end=start + len(text), kind="paragraph")
    post = Post(
        id="s/1",
        source="s.txt",
        start=start,
        end=start + len(text),
        text=text,
        blocks=(block,),
    )
    mentions = tuple(
        Mention(
            post="s/1",
            source="s.txt",
            start=start + text.index(name),
            end=start + text.index(name) + len(name),
            surface=name,
            type=kind,
            key=name,
            score=0.9,
            detector="test",
        )
        for name, kind in names.items()
    )
    return post, Reading(block=block, view=view(post, block), doc=doc), mentions


def test_names_are_collapsed_and_words_get_a_letter() -> None:
    names = {"Léa Morvan": "Person", "Vélibulle": "Organization"}
    post, reading, mentions = read(
        "Léa Morvan , directrice de Vélibulle .", "PROPN PROPN PUNCT NOUN ADP PROPN PUNCT", names
    )
    (line,) = lines([reading], mentions)
    assert line.code == "P,neO."
    assert post.surface(*_ends(line.span(0, 0))) == "Léa Morvan"


def _ends(span: object) -> tuple[int, int]:
    return span.start, span.end  # type: ignore[attr-defined]


def test_the_evidence_is_the_clause_at_its_place_in_the_source() -> None:
    names = {"Léa Morvan": "Person", "Vélibulle": "Organization"}
    post, reading, mentions = read(
        "Bref : Léa Morvan , directrice de Vélibulle , rit .",
        "ADV PUNCT PROPN PROPN PUNCT NOUN ADP PROPN PUNCT VERB PUNCT",
        names,
        start=40,
    )
    (relation,), dates = relate(post, [reading], mentions, ONTOLOGY)
    assert (relation.subject, relation.predicate, relation.object) == (
        "Léa Morvan",
        "worksFor",
        "Vélibulle",
    )
    assert relation.evidence.quote == "Léa Morvan , directrice de Vélibulle"
    assert relation.evidence.start == 40 + post.text.index("Léa")
    assert post.surface(relation.evidence.start, relation.evidence.end) == relation.evidence.quote
    assert relation.evidence.cue == "directeur"
    assert 0 < relation.score < 1
    assert dates == ()


def test_a_negated_statement_is_kept_and_marked() -> None:
    names = {"Léa Morvan": "Person", "Vélibulle": "Organization"}
    post, reading, mentions = read(
        "Léa Morvan n' est pas directrice de Vélibulle .",
        "PROPN PROPN ADV AUX ADV NOUN ADP PROPN PUNCT",
        names,
    )
    (relation,), _ = relate(post, [reading], mentions, ONTOLOGY)
    assert relation.modality == "negated"


def test_nothing_is_related_to_itself() -> None:
    post, reading, mentions = read(
        "Léa Morvan a fondé Léa .",
        "PROPN PROPN AUX VERB PROPN PUNCT",
        {"Léa Morvan": "Person"},
    )
    same = Mention(
        post="s/1",
        source="s.txt",
        start=post.text.rindex("Léa"),
        end=post.text.rindex("Léa") + 3,
        surface="Léa",
        type="Organization",
        key="Léa Morvan",
        score=0.9,
        detector="test",
    )
    assert relate(post, [reading], (*mentions, same), ONTOLOGY)[0] == ()


def test_verbs_are_found_in_their_regular_forms() -> None:
    assert {"organise", "organisent", "organisait", "organisera"} <= verb_forms("organiser", "fr")
    assert {"found", "founded", "founding"} <= verb_forms("found", "en")
    assert "publiee" in participles("publier")
    assert "ecrit" in participles("écrire")


def test_plurals_and_compound_words_compare_with_their_singular() -> None:
    assert word_parts("co-président") == ("co", "president")
    assert class_of("conferences") == "Event"
    assert class_of("chaise") == ""


def test_signs_and_small_words_have_their_letters() -> None:
    assert [letter_of(w, "X") for w in ("«", "(", "—", ",")] == ['"', "(", ":", ","]
    assert letter_of("chez", "ADP") == "h"
    assert letter_of("on", "") == "i"
    assert letter_of("on", "PRON") == "o"
    assert letter_of("2014", "NUM") == "n"


@given(st.lists(st.sampled_from(("[[A B|Person]]", "[[Cie|Organization]]", "directeur", "de", ",", "est", "fondé", "«", "(", ")", "?", "…", "X")), min_size=1, max_size=14))  # fmt: skip
@settings(deadline=None)
def test_any_sequence_of_words_is_read_without_failing(words: list[str]) -> None:
    post, mentions = relate_samples.marked(" ".join(words))
    readings = []
    for block in post.prose():
        seen = view(post, block)
        readings.append(Reading(block=block, view=seen, doc=spacy.blank("fr")(seen.text)))
    relations, _ = relate(post, readings, mentions, ONTOLOGY)
    for relation in relations:
        assert relation.subject != relation.object
        evidence = relation.evidence
        assert post.surface(evidence.start, evidence.end) == evidence.quote
