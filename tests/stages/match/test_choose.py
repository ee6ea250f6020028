from hypothesis import given
from hypothesis import strategies as st

from twosource.data import Difference, Mention, Span
from twosource.stages.match.choose import GRAVITY, MOST, choose


def difference(kind, verdict, rule, *places, between="reports"):
    """A difference; a place is a report and where in it the value stands."""
    values = tuple(Mention(report, Span(start, start + 5)) for report, start in places)
    return Difference(kind, verdict, between, rule, "why", values)


def rules(found):
    return [d.rule for d in found]


def test_the_gravest_come_first_and_no_more_than_an_editor_reads():
    firm = [
        difference("time", "coarser", "t", ("a", 0), ("b", 0)),
        difference("place", "rounding", "p", ("a", 10), ("b", 10)),
        difference("number", "contradiction", "n", ("a", 20), ("b", 20)),
        difference("role", "cannot-tell", "r", ("a", 30), ("b", 30)),
    ]
    assert rules(choose(firm, [])) == ["n", "r", "p"]


def test_what_only_one_gives_follows_in_the_order_in_which_it_is_missed():
    soft = [
        difference("attribution", "coarser", "source-only", ("a", 0), ("b", 0)),
        difference("time", "coarser", "time-only", ("a", 10)),
        difference("number", "coarser", "number-only", ("a", 20)),
    ]
    firm = [difference("name", "rounding", "name-spelling", ("a", 40), ("b", 40))]
    assert rules(choose(firm, soft)) == ["name-spelling", "number-only", "time-only"]


def test_what_only_one_gives_of_a_kind_already_told_or_on_the_same_words_is_left_out():
    firm = [difference("time", "coarser", "time-nested", ("a", 10), ("b", 10))]
    soft = [
        difference("time", "coarser", "time-only", ("a", 50)),
        difference("scope", "coarser", "scope-only", ("a", 12)),
        difference("place", "coarser", "place-only", ("a", 30)),
    ]
    assert rules(choose(firm, soft)) == ["time-nested", "place-only"]


def test_cannot_tell_says_nothing_beside_a_clash_of_its_kind():
    clash = difference("number", "contradiction", "number-ends", ("a", 0), ("b", 0))
    about = difference("number", "cannot-tell", "number-ends-about", ("a", 0), ("c", 0))
    assert rules(choose([about, clash], [])) == ["number-ends"]


def test_a_clash_of_figures_on_one_value_is_one_and_between_the_reports():
    quoted = difference("number", "contradiction", "number-clash", ("a", 0), ("b", 0), between="parties")
    own = difference("number", "contradiction", "number-clash", ("a", 0), ("c", 0))
    (found,) = choose([quoted, own], [])
    assert found.between == "reports"
    assert [v.report for v in found.values] == ["a", "b", "c"]


def test_the_source_is_not_told_apart_again_where_the_parties_clash():
    denied = difference("polarity", "contradiction", "polarity-denied", ("a", 0), ("b", 0), between="parties")
    sources = difference("attribution", "cannot-tell", "source-other", ("a", 40), ("b", 40))
    assert rules(choose([denied], [sources])) == ["polarity-denied"]


def test_a_later_update_settles_what_else_is_said_of_its_figure():
    update = difference("number", "later-update", "number-later", ("a", 0), ("b", 0))
    nested = difference("number", "coarser", "number-nested", ("a", 0), ("c", 0))
    assert rules(choose([nested, update], [])) == ["number-later"]


VALUE = st.tuples(st.sampled_from("abc"), st.integers(0, 9).map(lambda n: 20 * n))
DRAWN = st.builds(
    lambda kind, verdict, rule, values: difference(kind, verdict, f"{kind}-{rule}", *sorted(values)),
    st.sampled_from(["number", "time", "scope"]),
    st.sampled_from(GRAVITY),
    st.sampled_from("xyz"),
    st.sets(VALUE, min_size=2, max_size=3),
)


@given(st.lists(DRAWN, max_size=8, unique=True), st.randoms(use_true_random=False))
def test_a_clash_is_never_dropped_for_less_and_nothing_is_made_up(firm, chance):
    found = choose(firm, [])
    assert len(found) <= MOST
    assert [GRAVITY.index(d.verdict) for d in found] == sorted(GRAVITY.index(d.verdict) for d in found)
    assert {v for d in found for v in d.values} <= {v for d in firm for v in d.values}
    assert bool(found) == bool(firm)
    if any(d.verdict == "contradiction" for d in firm):
        assert found[0].verdict == "contradiction"


def test_a_condition_that_is_shown_tells_more_than_that_one_is_hedged():
    hedged = difference("polarity", "coarser", "polarity-hedged", ("a", 0), ("b", 0))
    condition = difference("scope", "coarser", "scope-condition", ("a", 40), ("b", 0))
    assert rules(choose([hedged, condition], [])) == ["scope-condition"]


def test_of_all_but_figures_one_difference_by_each_rule_is_shown():
    places = [difference("place", "coarser", "place-unit", ("a", n), ("b", n)) for n in (0, 20)]
    figures = [difference("number", "coarser", "number-nested", ("a", n), ("b", n)) for n in (40, 60)]
    assert rules(choose([*places, *figures], [])) == ["number-nested", "number-nested", "place-unit"]
