"""Ideas: known terms outside names, and new ones in the shapes of French terminology."""

from __future__ import annotations

from graph_samples import IDEAS, place_of, post_of, reading_of, term

from graphbuild.detect.ideas import generic_words, known_ideas, new_ideas, spans_of
from graphbuild.detect.matcher import Matcher
from graphbuild.model import Block, Candidate, Post, Span
from graphbuild.reading import Reading

LONG_TAIL = term("longue traîne", "Concept", iri=f"{IDEAS}/longue-traine")
TAGS = {
    "marge": "NOUN",
    "arrière": "ADJ",
    "capitalisation": "NOUN",
    "savoir": "NOUN",
    "tacite": "ADJ",
    "de": "ADP",
    "du": "ADP",
    "chose": "NOUN",
    "relation": "NOUN",
    "roi": "PROPN",
}


def known(text: str, *, names: tuple[Span, ...] = ()) -> list[Candidate]:
    post = post_of(text, start=11)
    found = list(known_ideas(post, [reading_of(post)], Matcher([LONG_TAIL, SHORT]), names))
    assert all(c.surface == post.surface(c.start, c.end) for c in found)
    return found


SHORT = term("IA", "Concept", iri=f"{IDEAS}/ia")


def test_a_known_term_is_found_in_any_number_and_typography() -> None:
    (found,) = known("les « longues trai\u0302nes »")
    assert (found.surface, found.iri) == ("longues trai\u0302nes", LONG_TAIL.iri)


def test_a_short_acronym_counts_in_capitals_only() -> None:
    assert [c.surface for c in known("il y a ia et IA")] == ["IA"]


def test_a_single_word_keeps_its_last_accent() -> None:
    free = term("gratuité", "Concept", iri=f"{IDEAS}/gratuite")
    post = post_of("une messagerie gratuite, la gratuité, la GRATUITE", start=11)
    found = known_ideas(post, [reading_of(post)], Matcher([free]), ())
    assert [c.surface for c in found] == ["gratuité", "GRATUITE"]


def test_no_idea_is_found_inside_a_name() -> None:
    post = post_of("lire La Longue Traîne", start=11)
    start, end = place_of(post, "La Longue Traîne")
    assert known(post.text, names=(Span(start=start, end=end),)) == []


def tagged(post: Post) -> list[Reading]:
    readings = []
    for number in range(len(post.blocks)):
        reading = reading_of(post, block=number)
        for token in reading.doc:
            token.pos_ = TAGS.get(token.text.lower().rstrip("s"), "VERB")
        readings.append(reading)
    return readings


def new(text: str, **options: object) -> list[str]:
    post = post_of(text, start=4, **options)
    found = list(new_ideas(post, tagged(post), (), most=14))
    assert all(c.surface == post.surface(c.start, c.end) for c in found)
    assert all(c.type == "Concept" and 0 <= c.score <= 1 for c in found)
    return [c.surface for c in found]


def test_a_noun_group_that_comes_back_is_a_new_idea() -> None:
    text = "La capitalisation du savoir tacite aide. La capitalisation du savoir tacite dure."
    assert new(text) == ["capitalisation du savoir tacite"] * 2


def test_generic_nouns_are_no_ideas() -> None:
    assert "chose" in generic_words()
    assert new("La chose tacite. La chose tacite. La chose tacite.") == []


def test_a_noun_of_general_language_is_an_idea_with_a_complement_only() -> None:
    assert new("Une relation dure. Une relation dure. Une relation dure.") == []
    assert new("La relation tacite dure.") == ["relation tacite"]


def test_the_better_of_two_terms_that_overlap_is_the_longer_one() -> None:
    found = new("La capitalisation du savoir tacite. Le savoir tacite. Le savoir tacite.")
    assert found == ["capitalisation du savoir tacite", "savoir tacite", "savoir tacite"]


def test_a_version_qualifies_a_noun_and_an_acronym_is_one() -> None:
    assert new("Le savoir 2.0 dure.") == ["savoir 2.0"]
    assert new("Le ROI dure. " * 8) == ["ROI"] * 8


def test_english_blocks_are_left_out_for_want_of_tags() -> None:
    text = "capitalisation du savoir tacite, capitalisation du savoir tacite"
    block = Block(start=4, end=4 + len(text), kind="paragraph", language="en")
    assert new(text, blocks=(block,)) == []


def test_new_ideas_do_not_overlap_what_is_taken() -> None:
    text = "La capitalisation du savoir tacite aide. La capitalisation du savoir tacite dure."
    post = post_of(text)
    taken = (Span(start=0, end=len(text)),)
    assert list(new_ideas(post, tagged(post), taken, most=14)) == []


def test_spans_tell_where_candidates_stand() -> None:
    (found,) = known("la longue traîne")
    assert spans_of([found]) == [Span(start=found.start, end=found.end)]


def test_what_judges_or_sizes_up_a_thing_makes_no_idea_of_it() -> None:
    generic = generic_words()
    assert {"precieuse", "enrichissante", "considerable", "ulterieure", "general"} <= generic
    assert not {"permanente", "commun", "tacite", "numerique"} & generic


def test_addresses_welded_names_and_adverbs_are_no_ideas() -> None:
    TAGS.update(dict.fromkeys(("lavande.fr", "nsolène", "consciemment"), "NOUN"))
    for odd in ("lavande.fr", "nSolène", "Consciemment"):
        assert new(f"{odd} dure. " * 8) == []
