import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.match.told import claim, figure, moment, report, told
from twosource.data import Difference, Mention, Span, Voice
from twosource.stages.match.choose import GRAVITY
from twosource.stages.match.differences import find_differences, merge
from twosource.stages.match.entities import entity_index, join_entities
from twosource.stages.match.features import find_features


def differences(*pairs, names=None):
    """The differences of one point that holds all the claims given."""
    case = told(*((article, list(claims)) for article, *claims in pairs), names=names)
    entities = join_entities(case)
    features = find_features(case, entities, None)
    return find_differences(features, {a.id: a for a in case.articles}, entity_index(entities))


def toll(name, words, low, **more):
    """A report that gives a toll."""
    article = report(name, f"{words} people were killed in the quarry.", published=more.pop("published", ""))
    figures = (figure(article, words, low, role="killed", noun="person", **more),)
    return article, claim(article, article.text, quantities=figures)


def shown(found, *pairs):
    """Differences by rule, with the words of their values."""
    texts = {pair[0].id: pair[0].text for pair in pairs}
    return [(d.rule, [v.span.of(texts[v.report]) for v in d.values]) for d in found]


def test_one_figure_against_several_is_one_difference():
    reports = [toll(n, w, v, published=d) for n, w, v, d in [
        ("a", "12", 12, "2031-04-01"), ("b", "12", 12, "2031-04-01"), ("c", "17", 17, "2031-04-02"),
    ]]  # fmt: skip
    found = differences(*reports)
    assert [(d.rule, [v.report for v in d.values]) for d in found] == [("number-later", ["a", "b", "c"])]


def test_a_pair_with_dates_settles_what_one_without_could_not():
    dated = [toll("a", "12", 12, published="2031-04-01"), toll("b", "17", 17, published="2031-04-02")]
    found = differences(*dated, toll("c", "12", 12))
    assert [d.rule for d in found] == ["number-later"]
    assert [d.rule for d in differences(dated[0], toll("c", "17", 17))] == ["number-growing"]


def test_the_gravest_comes_first():
    def coach(name, bags, when):
        value = {"on Monday": "2031-04-07", "on Friday": "2031-04-11"}[when]
        article = report(name, f"{bags} bags fell off the coach {when}.")
        figures = (figure(article, bags, int(bags), noun="bag"),)
        times = (moment(article, when, value, start=f"{value}T00:00:00", end=f"{value}T24:00:00"),)
        act = ("fell", "bags", "", "fall")
        return article, claim(article, article.text, quantities=figures, times=times, act=act)

    found = differences(coach("a", "31", "on Monday"), coach("b", "26", "on Friday"))
    assert [d.rule for d in found] == ["number-clash", "time-apart"]
    assert [GRAVITY.index(d.verdict) for d in found] == sorted(GRAVITY.index(d.verdict) for d in found)


def test_claims_of_one_report_do_not_differ():
    article = report("a", "12 people were killed. 17 people were killed.")
    claims = [
        claim(
            article,
            words,
            quantities=(figure(article, words[:2], int(words[:2]), role="killed", noun="person"),),
        )
        for words in ("12 people were killed", "17 people were killed")
    ]
    other, said = toll("b", "12", 12)
    assert all(
        {v.report for v in d.values} == {"a", "b"} for d in differences((article, *claims), (other, said))
    )


def test_a_denial_clashes_with_an_assertion_of_its_own_report_too():
    article = report("a", "Guards opened the sluice. Guards never opened the sluice.")
    charge = claim(article, "Guards opened the sluice")
    board = Voice("the board", "body")
    denial = claim(article, "Guards never opened the sluice", stance="denies", chain=[board])
    assert [d.rule for d in differences((article, charge, denial))] == ["polarity-denied"]


QUARRY = "A wall of the quarry fell on the sheds"


@pytest.mark.parametrize(
    ("more", "rule", "words"),
    [
        (" and 14 goats were hurt", "number-only", "14 goats"),
        (" and two goats were hurt", "scope-only", "two goats were hurt"),
        (" on Monday", "time-only", "Monday"),
        (" in Oxmoor", "place-only", "Oxmoor"),
        (" of Oxmoor", "", ""),
        (" after a pump flooded its terraces", "scope-only", "after a pump flooded its terraces"),
        (" again", "", ""),
    ],
)
def test_what_only_one_of_a_point_gives(more, rule, words):
    fields = {}
    article = report("a", f"{QUARRY}{more}.")
    if "goats" in more:
        fields["quantities"] = (figure(article, more.split()[1], 14 if "14" in more else 2, noun="goats"),)
    if "Monday" in more:
        fields["times"] = (moment(article, "Monday", "XXXX-WXX-1"),)
    if "Oxmoor" in more:
        fields["named"] = {"Oxmoor": "place"}
    pair = (article, claim(article, f"{QUARRY}{more}", **fields))
    other = report("b", f"{QUARRY}.")
    pairs = [pair, (other, claim(other, QUARRY))]
    found = shown(differences(*pairs), *pairs)
    assert found == ([(rule, [words])] if rule else [])
    assert found == shown(differences(*reversed(pairs)), *pairs)


def test_what_only_one_gives_is_said_after_a_real_difference():
    a, b = toll("a", "12", 12), toll("b", "17", 17)
    timed = report("c", "17 people were killed in the quarry on Monday.")
    figures = (figure(timed, "17", 17, role="killed", noun="person"),)
    said = claim(timed, timed.text, quantities=figures, times=(moment(timed, "Monday", "XXXX-WXX-1"),))
    assert [d.rule for d in differences(a, b, (timed, said))] == ["number-growing", "time-only"]


PAIR = st.tuples(st.sampled_from("ab"), st.integers(0, 4), st.integers(0, 4)).filter(lambda t: t[1] != t[2])


@given(st.lists(PAIR, max_size=8), st.randoms(use_true_random=False))
def test_merging_keeps_every_value_and_no_order(drawn, chance):
    def one(rule, x, y):
        values = tuple(Mention(f"r{n}", Span(0, 1)) for n in (x, y))
        return Difference("number", "cannot-tell", "reports", rule, "why", values)

    found = [one(*each) for each in drawn]
    merged = merge(found)
    assert {(d.rule, v) for d in merged for v in d.values} == {(d.rule, v) for d in found for v in d.values}
    for difference in merged:
        assert len(set(difference.values)) == len(difference.values)
    assert merge(chance.sample(found, len(found))) == merged


def in_place(name, where, *more):
    """A report that says where a kiln burst, and perhaps more of it."""
    article = report(name, " ".join([f"A kiln burst in {where}.", *more]))
    places = {w.strip("."): "place" for w in ("Fenland",) if w in where}
    found = [claim(article, f"A kiln burst in {where}.", named=places)]
    return article, *found, *(claim(article, words) for words in more)


def test_what_a_report_says_too_in_another_claim_is_no_difference():
    finer = in_place("b", "northern Fenland")
    assert [d.rule for d in differences(in_place("a", "Fenland"), finer)] == ["place-compass"]
    also = in_place("a", "Fenland", "The kiln of northern Fenland is old.")
    assert "place-compass" not in [d.rule for d in differences(also, finer)]


def counting(name, *counts):
    """A report that counts things, each in a claim of its own."""
    article = report(name, " ".join(f"The flood took {number} {noun}." for number, noun in counts))
    said = [(f"The flood took {number} {noun}.", str(number), number, noun) for number, noun in counts]
    return article, *(
        claim(article, words, quantities=(figure(article, worded, number, noun=noun),))
        for words, worded, number, noun in said
    )


def test_two_counts_of_two_things_are_two_questions_unless_a_report_gives_both():
    boats, sheds = counting("a", (31, "boats")), counting("b", (47, "sheds"))
    assert [d.rule for d in differences(boats, sheds)] == ["number-other-noun"]
    whole = counting("b", (47, "sheds"), (31, "boats"))
    assert "number-other-noun" not in [d.rule for d in differences(boats, whole)]


def test_two_of_the_three_is_a_figure_and_two_by_the_way_is_not():
    plain = report("a", "Guards shut the lanes.")
    pair = (plain, claim(plain, plain.text))
    for words, rule in (("two of the three lanes", "number-only"), ("two lanes", None)):
        article = report("b", f"Guards shut {words}.")
        made = claim(article, article.text, quantities=(figure(article, "two", 2, noun="lane"),))
        assert ([d.rule for d in differences(pair, (article, made)) if d.kind == "number"] or [None]) == [
            rule
        ]


def test_in_a_very_large_point_the_work_grows_with_the_claims_and_a_late_figure_is_seen():
    reports = [toll(f"r{n:02}", "12", 12) for n in range(40)] + [toll("z", "17", 17)]
    (found,) = [d for d in differences(*reports) if d.kind == "number"]
    assert found.rule == "number-growing"
    assert {v.report for v in found.values} >= {"r00", "z"}
