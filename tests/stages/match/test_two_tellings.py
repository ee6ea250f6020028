"""What may be said of unequal figures and times: sums, two questions, and steps."""

import pytest

from tests.stages.match.told import claim, figure, moment, report, told
from twosource.data import Voice
from twosource.stages.match.differences import find_differences
from twosource.stages.match.entities import entity_index, join_entities
from twosource.stages.match.features import find_features


def differences(*pairs):
    """The differences of one point that holds all the claims given."""
    case = told(*((article, list(claims)) for article, *claims in pairs))
    entities = join_entities(case)
    features = find_features(case, entities, None)
    return find_differences(features, {a.id: a for a in case.articles}, entity_index(entities))


def counts(name, sentence, *figures, act=("", "", "")):
    """A report of one claim with figures as ``(words, value, noun, role)``."""
    article = report(name, sentence)
    found = tuple(figure(article, w, v, noun=noun, role=role) for w, v, noun, role in figures)
    more = {"act": act} if act[0] else {}
    return article, claim(article, sentence.rstrip("."), quantities=found, **more)


DEAD = "killed"


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (
            ("24 people died, 9 guards among them.", ("24", 24, "people", DEAD), ("9", 9, "guards", DEAD)),
            ("15 clerks died.", ("15", 15, "clerks", DEAD)),
            ("other-scope", "number-rest", "“15 clerks” is what is left of “24 people” without “9 guards”."),
        ),
        (
            ("24 people died.", ("24", 24, "people", DEAD)),
            ("15 clerks and 9 guards died.", ("15", 15, "clerks", DEAD), ("9", 9, "guards", DEAD)),
            ("coarser", "number-sum", "“15 clerks and 9 guards” add up to “24 people”."),
        ),
        (
            ("There were 42 people dead or hurt.", ("42", 42, "people", "")),
            ("12 died, 30 were hurt.", ("12", 12, "person", DEAD), ("30", 30, "person", "injured")),
            ("coarser", "number-sum", "“12 died, 30 were hurt” add up to “42 people”."),
        ),
        (
            ("42 people died.", ("42", 42, "person", DEAD)),
            ("12 died, 30 were hurt.", ("12", 12, "person", DEAD), ("30", 30, "person", "injured")),
            (
                "cannot-tell",
                "number-growing",
                None,
            ),
        ),
    ],
    ids=[
        "what is left of a total",
        "parts that make it",
        "dead and hurt together",
        "no sum across two questions",
    ],
)
def test_totals_and_parts(one, two, expected):
    (found,) = (d for d in differences(counts("a", *one), counts("b", *two)) if d.kind == "number")
    verdict, rule, why = expected
    assert (found.verdict, found.rule, found.why) == (verdict, rule, why or found.why)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("The mill won 303 votes, 29 votes are open.", ("303", 303, "vote", ""), ("29", 29, "vote", "")),
         ("The mill won 303 votes.", ("303", 303, "vote", ""))),
        (("67 people fell ill here and 4 people there.", ("67", 67, "person", ""), ("4", 4, "person", "")),
         ("31 people fell ill.", ("31", 31, "person", ""))),
        (("Fenland, home to 90000 people, was flooded.", ("90000", 90000, "person", "")),
         ("The flood killed 11 people.", ("11", 11, "person", DEAD))),
        (("The party has a place in 50 towns.", ("50", 50, "town", "")),
         ("Ilse Marrowby was approved for 47 towns.", ("47", 47, "town", ""))),
    ],
    ids=["one figure is in both", "several of one kind", "a town's people and its dead", "said of two"],
)  # fmt: skip
def test_unequal_figures_that_answer_two_questions_never_clash(one, two):
    found = differences(counts("a", *one), counts("b", *two))
    assert not [d for d in found if d.kind == "number" and d.verdict in {"contradiction", "cannot-tell"}]


def test_ages_of_two_people_are_not_laid_side_by_side():
    def aged(name, words, noun, years):
        sentence = f"A {words} {noun} was at the weir."
        article = report(name, sentence)
        found = figure(article, words, years, unit="year-of-age")
        return article, claim(article, sentence, quantities=(found,))

    assert differences(aged("a", "19-year-old", "man", 19), aged("b", "4-year-old", "boy", 4)) == ()
    (found,) = differences(aged("a", "19-year-old", "man", 19), aged("b", "20-year-old", "man", 20))
    assert found.kind == "number"


def test_a_figure_said_aside_does_not_clash():
    def vote(name, share):
        return counts(
            name,
            f"With {share} halls counted, the mill held a lead.",
            (str(share), share, "hall", ""),
            act=("held", "the mill", "lead"),
        )

    (found,) = differences(vote("a", 64), vote("b", 37))
    assert found.rule == "number-apart"


def test_what_is_still_to_come_and_what_is_under_way():
    def told_by(name, words, published=""):
        article = report(name, f"Una Fenwick said {words}.", published=published)
        return article, claim(article, words, chain=[Voice("Una Fenwick", "person")])

    one, two = "the panel would look for papers", "the panel had already looked for papers"
    (found,) = (d for d in differences(told_by("a", one), told_by("b", two)) if d.kind == "time")
    assert (found.verdict, found.rule) == ("cannot-tell", "time-begun")
    dated = told_by("a", one, "2031-04-01"), told_by("b", two, "2031-04-03")
    (found,) = (d for d in differences(*dated) if d.kind == "time")
    assert (found.verdict, found.rule) == ("later-update", "time-begun-later")


def test_the_age_of_a_thing_counts_back_to_its_year():
    dated, aged = (
        report("a", "The 2011 pact fell."),
        report("b", "The 20-year-old pact fell.", published="2031-04-01"),
    )
    times = (moment(dated, "2011", "2011", "year"),)
    ages = (figure(aged, "20-year-old", 20, unit="year-of-age"),)
    found = differences(
        (dated, claim(dated, dated.text, times=times)), (aged, claim(aged, aged.text, quantities=ages))
    )
    assert [(d.kind, d.rule) for d in found] == [("time", "time-age")]
    assert found[0].why == "“20-year-old” counts back from the report's own date to “2011”."


def test_years_of_two_acts_in_one_report_do_not_clash():
    def opened(name, *years):
        article = report(name, " ".join(f"The mill opened its gate in {year}." for year in years))
        yield article
        for year in years:
            words = f"The mill opened its gate in {year}"
            time = moment(
                article,
                year,
                year,
                "year",
                start=f"{year}-01-01T00:00:00",
                end=f"{int(year) + 1}-01-01T00:00:00",
            )
            yield claim(article, words, act=("opened", "The mill", "its gate", "open"), times=(time,))

    clash = differences(tuple(opened("a", "1961")), tuple(opened("b", "1991")))
    assert "time-years-clash" in {d.rule for d in clash}
    both = differences(tuple(opened("a", "1961", "1991")), tuple(opened("b", "1991")))
    assert "time-years-clash" not in {d.rule for d in both}
