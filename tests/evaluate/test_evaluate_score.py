"""Every measure, on cases small enough to count by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from evaluate_samples import (
    LEA_FULL,
    LEA_SHORT,
    OCARINA,
    SNIPIT,
    TEXT,
    found,
    gold,
    predict,
)

from graphbuild.evaluate.gold import GoldDocument, GoldIdea, GoldPost, GoldRelation
from graphbuild.evaluate.measures import Counts, IdeaCounts, Scores, Share
from graphbuild.evaluate.predictions import (
    PredictedIdea,
    PredictedPost,
    PredictedRelation,
    Prediction,
)
from graphbuild.evaluate.score import score


def run(document: GoldDocument, prediction: Prediction) -> Scores:
    return score([document], {"sample.txt": prediction})


def categories(scores: Scores) -> list[tuple[str, str]]:
    return [(mistake.category, mistake.text) for mistake in scores.mistakes]


class TestMentions:
    def test_all_found_with_either_defensible_type_is_perfect(self) -> None:
        scores = run(gold(), predict(LEA_FULL, OCARINA, LEA_SHORT, SNIPIT))
        assert scores.strict == Counts(right=4)
        assert scores.strict.figures.f1 == 1
        assert scores.types["Product"] == Counts(right=1)
        assert "Organization" in scores.types
        assert not scores.mistakes

    def test_a_wrong_type_is_right_untyped_and_counts_against_both_types(self) -> None:
        scores = run(gold(), predict(LEA_FULL, replace(OCARINA, type="Place"), LEA_SHORT, SNIPIT))
        assert scores.strict == Counts(right=3, spurious=1, missed=1)
        assert scores.untyped == Counts(right=4)
        assert scores.types["Place"] == Counts(spurious=1)
        assert scores.types["Organization"] == Counts(missed=1)
        assert categories(scores) == [("type", "Ocarina")]

    def test_a_wrong_boundary_is_spurious_and_leaves_the_gold_missed(self) -> None:
        scores = run(gold(), predict(found("Morin travaille", "Person", "x:lea")))
        assert scores.strict == Counts(spurious=1, missed=4)
        assert categories(scores)[0] == ("boundary", "Morin travaille")

    def test_an_article_inside_the_span_is_forgiven(self) -> None:
        chez = found("Ocarina.", "Organization", "x:ocarina")
        assert run(gold(), predict(chez)).strict == Counts(right=1, missed=3)

    def test_a_span_found_twice_is_right_once(self) -> None:
        scores = run(gold(), predict(OCARINA, replace(OCARINA, type="Place")))
        assert scores.strict == Counts(right=1, spurious=1, missed=3)

    def test_the_very_same_row_twice_counts_once(self) -> None:
        assert run(gold(), predict(OCARINA, OCARINA)).strict == Counts(right=1, missed=3)

    def test_optional_mentions_and_what_overlaps_them_are_free(self) -> None:
        for surface in ("#snip", "et #snip"):
            scores = run(gold(), predict(OCARINA, found(surface, "Event", "x:y")))
            assert scores.strict == Counts(right=1, missed=3)

    def test_a_word_that_is_no_name_is_spurious(self) -> None:
        scores = run(gold(), predict(OCARINA, found("travaille", "Person", "x:t")))
        assert scores.strict.figures.precision == 0.5
        assert scores.strict.figures.recall == 0.25
        assert scores.strict.figures.f1 == pytest.approx(1 / 3)
        spurious = scores.mistakes[0]
        assert (spurious.category, spurious.document) == ("spurious", "sample.txt")
        assert spurious.offset == TEXT.index("travaille")

    def test_a_document_without_prediction_is_missed_whole(self) -> None:
        assert score([gold()], {}).strict == Counts(missed=4)


class TestIdeas:
    IDEAS = (
        GoldIdea(id="media", labels=("média social", "réseaux sociaux"), core=True),
        GoldIdea(id="roi", labels=("ROI",), core=True),
        GoldIdea(id="luxe", labels=("luxe",), core=False),
    )

    def test_precision_counts_core_and_acceptable_recall_only_core(self) -> None:
        ideas = tuple(
            PredictedIdea(entity=f"x:{labels[0]}", labels=labels)
            for labels in (("Réseau sociaux", "web"), ("le luxe",), ("chose",))
        )
        scores = run(gold(ideas=self.IDEAS), predict(ideas=ideas))
        assert scores.ideas == IdeaCounts(right=2, wrong=1, core_found=1, core_missed=1)
        assert scores.ideas.figures.precision == pytest.approx(2 / 3)
        assert scores.ideas.figures.recall == 0.5
        assert ("idea missed", "ROI") in categories(scores)
        assert ("idea spurious", "chose") in categories(scores)

    def test_ideas_per_thousand_words_counts_distinct_ideas(self) -> None:
        document = gold(text="mot " * 200, ideas=self.IDEAS)
        ideas = (PredictedIdea(entity="x:r", labels=("roi",)),) * 4
        assert run(document, predict(ideas=ideas)).ideas_per_thousand_words == 20


class TestRelations:
    WORKS = GoldRelation(subject="lea-morin", predicate="worksFor", object="ocarina", start=0)

    def test_entities_stand_for_the_gold_ids_their_mentions_cover(self) -> None:
        relation = PredictedRelation(subject="x:lea", predicate="worksFor", object="x:ocarina")
        scores = run(
            gold(relations=(self.WORKS,)),
            predict(LEA_FULL, OCARINA, relations=(relation,)),
        )
        assert scores.relations == Counts(right=1)
        assert scores.predicates == {"worksFor": Counts(right=1)}

    def test_most_mentions_decide_what_an_entity_stands_for(self) -> None:
        one = "x:one"
        mentions = [replace(m, entity=one) for m in (OCARINA, LEA_FULL, LEA_SHORT)]
        likes = PredictedRelation(subject=one, predicate="worksFor", object="x:o")
        scores = run(gold(relations=(self.WORKS,)), predict(*mentions, relations=(likes,)))
        assert scores.relations == Counts(spurious=1, missed=1)
        assert ("relation spurious", "lea-morin worksFor x:o") in categories(scores)

    def test_an_idea_is_known_by_its_label(self) -> None:
        wanted = GoldRelation(subject="lea-morin", predicate="discusses", object="roi")
        ideas = (GoldIdea(id="roi", labels=("ROI",), core=True),)
        relation = PredictedRelation(subject="x:lea", predicate="discusses", object="x:r")
        scores = run(
            gold(relations=(wanted,), ideas=ideas),
            predict(LEA_FULL, relations=(relation,), labels=(("x:r", ("retour", "Le ROI")),)),
        )
        assert scores.relations == Counts(right=1)

    def test_partners_may_be_named_in_either_order(self) -> None:
        wanted = GoldRelation(subject="ocarina", predicate="partnerOf", object="snipit")
        relation = PredictedRelation(subject="x:snipit", predicate="partnerOf", object="x:ocarina")
        scores = run(gold(relations=(wanted,)), predict(OCARINA, SNIPIT, relations=(relation,)))
        assert scores.relations == Counts(right=1)

    def test_the_other_relations_have_a_direction(self) -> None:
        relation = PredictedRelation(subject="x:ocarina", predicate="worksFor", object="x:lea")
        scores = run(
            gold(relations=(self.WORKS,)),
            predict(LEA_FULL, OCARINA, relations=(relation,)),
        )
        assert scores.predicates == {"worksFor": Counts(spurious=1, missed=1)}


class TestPosts:
    START = GoldPost(starts_with="Léa Morin travaille chez", author="lea-morin", date="2014-01-02")

    def test_a_post_is_found_by_its_opening_and_its_author_by_her_mentions(
        self,
    ) -> None:
        post = PredictedPost(start=0, author="x:lea", date="2014-01-02T10:00:00")
        scores = run(gold(posts=(self.START,)), predict(LEA_FULL, posts=(post,)))
        one = Share(right=1, total=1)
        assert scores.posts.start == Counts(right=1)
        assert (scores.posts.author, scores.posts.named, scores.posts.date) == (
            one,
            one,
            one,
        )

    def test_white_space_does_not_matter_but_the_place_does(self) -> None:
        document = gold(
            text="Un\u00a0 titre\nlong. Autre.",
            posts=(GoldPost(starts_with="Un titre long"),),
        )
        assert run(document, predict(posts=(PredictedPost(start=0),))).posts.start.right == 1
        late = run(document, predict(posts=(PredictedPost(start=3),)))
        assert late.posts.start == Counts(spurious=1, missed=1)
        assert late.posts.author == Share(right=0, total=1)

    def test_no_author_is_right_only_where_the_gold_has_none(self) -> None:
        nobody = PredictedPost(start=0)
        with_author = run(gold(posts=(self.START,)), predict(posts=(nobody,)))
        assert with_author.posts.author == Share(right=0, total=1)
        assert ("post author", "Léa Morin travaille chez") in categories(with_author)
        unnamed = replace(self.START, author=None, date=None)
        without = run(gold(posts=(unnamed,)), predict(posts=(nobody,)))
        assert without.posts.author == Share(right=1, total=1)
        assert without.posts.named == Share(right=0, total=0)

    def test_comments_are_counted_apart_and_each_prediction_once(self) -> None:
        again = GoldPost(starts_with="Oui.", author="a")
        document = gold(text="Oui.\nOui.\n", comments=(again, again))
        one = run(document, predict(posts=(PredictedPost(start=5, kind="comment"),)))
        assert one.comments.start == Counts(right=1, missed=1)
        assert one.posts.start == Counts()
