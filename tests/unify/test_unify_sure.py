"""What many posts are sure of is believed of the one that is not."""

from __future__ import annotations

from dataclasses import replace

from graph_samples import facts_of, mention_of, post_of, relation_of

from graphbuild.model import Facts
from graphbuild.unify.sure import believed


def post_with(number: int, text: str, *names: tuple[str, str]) -> Facts:
    return facts_of(post_of(text, id=f"{number}/1", source=f"{number}.txt"), *names)


def doubting(number: int, text: str, words: str, kind: str = "Place") -> Facts:
    fact = post_with(number, text)
    doubt = mention_of(fact.post, words, kind, score=0.2, detector="capitals")
    return replace(fact, doubts=(doubt,))


SURE = [post_with(n, "chez Tamarin", ("Tamarin", "Organization")) for n in (1, 2)]


def test_a_name_that_other_posts_are_sure_of_is_found_where_it_was_in_doubt() -> None:
    *_, fact = believed([*SURE, doubting(3, "Tamarin, donc", "Tamarin")])
    (found,) = fact.mentions
    assert (found.surface, found.type, found.key) == (
        "Tamarin",
        "Organization",
        "Organization/tamarin",
    )
    assert found.detector == "capitals+corpus"


def test_one_post_is_not_enough_for_a_single_word_but_for_a_whole_name() -> None:
    assert believed([SURE[0], doubting(3, "Tamarin, donc", "Tamarin")])[1].mentions == ()
    sure = post_with(1, "dit Cléo Vasseur", ("Cléo Vasseur", "Person"))
    *_, fact = believed([sure, doubting(3, "Cléo Vasseur !", "Cléo Vasseur")])
    assert [m.type for m in fact.mentions] == ["Person"]


def test_a_name_that_posts_do_not_agree_on_lifts_no_doubt() -> None:
    other = post_with(4, "à Tamarin", ("Tamarin", "Place"))
    *_, fact = believed([*SURE, other, doubting(3, "Tamarin, donc", "Tamarin")])
    assert fact.mentions == ()


def test_a_doubtful_type_gives_way_with_what_is_said_of_the_name() -> None:
    post = post_of("Cléo Vasseur dirige Tamarin", id="3/1", source="3.txt")
    cleo = mention_of(post, "Cléo Vasseur", "Person")
    place = mention_of(post, "Tamarin", "Place", score=0.6)
    fact = Facts(
        post=post,
        mentions=(cleo, place),
        relations=(relation_of(post, cleo, "worksFor", place, "Cléo Vasseur dirige Tamarin"),),
    )
    *_, found = believed([*SURE, fact])
    assert found.mentions[1].type == "Organization"
    assert found.relations[0].object == "Organization/tamarin"


def test_a_type_that_its_own_post_is_sure_of_stays() -> None:
    fact = post_with(3, "à Tamarin", ("Tamarin", "Place"))
    sure = replace(fact, mentions=tuple(replace(m, score=0.95) for m in fact.mentions))
    facts = [*SURE, post_with(5, "Tamarin", ("Tamarin", "Organization")), sure]
    assert believed(facts)[-1] == sure


def test_the_order_of_posts_changes_nothing() -> None:
    facts = [*SURE, doubting(3, "Tamarin, donc", "Tamarin")]
    assert believed(facts[::-1]) == believed(facts)[::-1]
