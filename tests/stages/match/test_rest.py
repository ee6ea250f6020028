from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.match.told import at, claim, figure, moment, report, told, voice
from twosource.data import Anchor
from twosource.stages.match.match import match
from twosource.stages.match.rest import find_timeline

ROOF = "A storm tore the roof off the old tannery"
DUCKS = "Ducks slept through all of it on the millpond"
REPAIRS = "Ilse Marrowby paid for new slates and gutters"


def case_of(**reports):
    """Reports given as sentences, each one claim; what stands before a ``|`` is a headline."""
    pairs = []
    for name, sentences in reports.items():
        article = report(name, "\n".join(s.replace("|", "") for s in sentences))
        kinds = [
            replace(b, kind="headline" if "|" in s else "body")
            for b, s in zip(article.blocks, sentences, strict=True)
        ]
        article = replace(article, blocks=tuple(kinds))
        pairs.append((article, [claim(article, s.replace("|", "")) for s in sentences]))
    return told(*pairs)


def only_in(case):
    """What only one report has, by report and words, in the order of weight."""
    texts = {a.id: a.text for a in case.articles}
    claims = {c.id: c for r in case.readings for c in r.claims}
    return [(o.report, claims[o.claim].span.of(texts[o.report])) for o in match(case, None).only_in]


def test_what_no_other_report_has():
    case = case_of(a=[ROOF, DUCKS], b=[ROOF, REPAIRS])
    assert sorted(only_in(case)) == [("a", DUCKS), ("b", REPAIRS)]


def test_a_headline_is_nobodys_alone():
    assert only_in(case_of(a=[f"|{DUCKS}", ROOF], b=[ROOF])) == []


def test_a_scrap_is_not_shown():
    assert only_in(case_of(a=["So it is", ROOF], b=[ROOF])) == []


def test_a_claim_inside_a_longer_one_is_not_shown_again():
    a, b = report("a", f"{DUCKS}."), report("b", f"{ROOF}.")
    case = told((a, [claim(a, DUCKS), claim(a, "slept through all of it")]), (b, [claim(b, ROOF)]))
    assert sorted(only_in(case)) == [("a", DUCKS), ("b", ROOF)]


def test_what_a_reader_would_miss_more_comes_first():
    a, b = (
        report("a", f"{DUCKS}. The dam lost 14 gates on Monday, Ilse Marrowby said."),
        report("b", f"{ROOF}."),
    )
    rich = claim(
        a,
        "The dam lost 14 gates on Monday",
        chain=[voice(a, "Ilse Marrowby")],
        quantities=(figure(a, "14", 14, noun="gate"),),
        times=(moment(a, "Monday", "XXXX-WXX-1"),),
    )
    case = told((a, [claim(a, DUCKS), rich]), (b, [claim(b, ROOF)]))
    assert only_in(case)[0] == ("a", "The dam lost 14 gates on Monday")


def test_a_denial_that_one_report_carries_is_its_own_too():
    charge = "Guards opened the sluice above the village"
    a, b, c = (
        report("a", f"{charge}."),
        report("b", f"{charge}."),
        report("c", f"{charge}: not so, the board said."),
    )
    denial = claim(c, charge, chain=[voice(c, "the board", kind="body")], stance="denies")
    case = told((a, [claim(a, charge)]), (b, [claim(b, charge)]), (c, [denial]))
    assert only_in(case) == [("c", charge)]


def omissions(case):
    matched = match(case, None)
    assert {o.point for o in matched.omissions} <= {p.id for p in matched.points}
    return [o.report for o in matched.omissions]


@pytest.mark.parametrize(
    ("reports", "without"),
    [
        ({"a": [ROOF], "b": [ROOF], "c": [DUCKS]}, ["c"]),
        ({"a": [ROOF], "b": [ROOF], "c": [ROOF]}, []),
        ({"a": [ROOF], "b": [ROOF], "c": [DUCKS], "d": [REPAIRS]}, []),
        ({"a": [ROOF], "b": [ROOF], "c": [ROOF], "d": [REPAIRS]}, ["d"]),
        ({"a": [ROOF], "b": [ROOF]}, []),
    ],
    ids=["two of three", "all", "half", "three of four", "two reports"],
)
def test_what_most_reports_have_and_one_has_not(reports, without):
    assert omissions(case_of(**reports)) == without


def timed(name, *times):
    """A report with these times, each ``(words, value, start)`` in a claim of its own."""
    article = report(name, " ".join(f"Then {words} came." for words, *_ in times))
    claims = []
    for words, value, start, *more in times:
        made = moment(article, words, value, *more, start=start)
        claims.append(claim(article, f"Then {words} came", times=(made,)))
    return article, claims


def test_the_timeline_runs_by_the_calendar_with_undated_times_last():
    case = told(
        timed("b", ("Friday", "2031-04-11", "2031-04-11T00:00:00"), ("dusk", "XXXX-XX-XXTEV", None)),
        timed("a", ("noon", "XXXX-XX-XXT12", None), ("Monday", "2031-04-07", "2031-04-07T00:00:00")),
    )
    texts = {a.id: a.text for a in case.articles}
    line = find_timeline(case)
    assert [m.time.span.of(texts[m.report]) for m in line] == ["Monday", "Friday", "noon", "dusk"]
    assert match(case, None).timeline == line


def test_a_length_of_time_is_no_moment_unless_it_counts_from_an_event():
    article = report("a", "It rained for two days. The dam broke two hours after the parade.")
    length = moment(article, "two days", "P2D", "duration")
    anchored = moment(
        article, "two hours after", "PT2H", "duration", anchor=Anchor(2, 2, at(article, "the parade"))
    )
    vague = moment(article, "rained", "XXXX", "vague")
    claims = [
        claim(article, "It rained for two days", times=(length, vague)),
        claim(article, "The dam broke two hours after the parade", times=(anchored,)),
    ]
    assert [m.time for m in find_timeline(told((article, claims)))] == [anchored]


def test_a_moment_belongs_to_the_tightest_claim_around_it():
    article = report("a", "The board said the dam broke on Monday.")
    time = moment(article, "Monday", "XXXX-WXX-1")
    wide, tight = (
        claim(article, words, times=(time,)) for words in (article.text[:-1], "the dam broke on Monday")
    )
    (found,) = find_timeline(told((article, [wide, tight])))
    assert found.claims == (tight.id,)


def test_a_time_outside_of_all_claims_is_left_out():
    article = report("a", "The dam broke. That was Monday.")
    case = told(
        (article, [claim(article, "The dam broke", times=(moment(article, "Monday", "XXXX-WXX-1"),))])
    )
    assert find_timeline(case) == ()


SENTENCES = [
    ROOF,
    DUCKS,
    REPAIRS,
    "A storm tore slates off the tannery",
    "Nobody was hurt in the storm at the tannery",
]


@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, unique=True), min_size=2, max_size=4))
def test_nothing_is_in_a_point_and_alone_and_weights_fall(drawn):
    case = case_of(**{f"r{n}": sentences for n, sentences in enumerate(drawn)})
    matched = match(case, None)
    pointed = {c for p in matched.points for c in p.claims}
    alone = [o.claim for o in matched.only_in]
    assert len(set(alone)) == len(alone)
    assert not pointed & set(alone)
    weights = [o.weight for o in matched.only_in]
    assert weights == sorted(weights, reverse=True)
    assert all(w > 0 for w in weights)
