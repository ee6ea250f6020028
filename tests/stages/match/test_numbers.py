import math
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.match.told import claim, figure, moment, report
from twosource.stages.match.compare_numbers import compare_numbers
from twosource.stages.match.pairing import paired
from twosource.stages.match.said import Side

CASES = tomllib.loads((Path(__file__).parent / "cases" / "numbers.toml").read_text(encoding="utf-8"))["case"]
FIELDS = ("approx", "unit", "noun", "role", "stated")


def side(name, told, shared):
    """A report that says one figure, as a side of a difference."""
    sentence = told.get("sentence", f"In the valley {told['words']} were counted.")
    article = report(name, sentence, published=told.get("published", ""))
    more = {k: v for k, v in {**shared, **told}.items() if k in FIELDS}
    high = told.get("high", told["low"])
    found = figure(article, told["words"], told["low"], **more)
    found = replace(found, high=None if high == math.inf else high)
    made = claim(article, sentence, quantities=(found,))
    return Side(article, made, made.span)


@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_two_figures(case, turned):
    sides = [side(name, case[name], case) for name in "ab"]
    found = list(compare_numbers(*(reversed(sides) if turned else sides)))
    assert [[d.verdict, d.rule] for d in found] == ([case["says"]] if case["says"] else [])
    for difference in found:
        assert (difference.kind, difference.between) == ("number", "reports")
        assert {(v.report, v.span.start) for v in difference.values} == {
            (s.article.id, s.claim.quantities[0].span.start) for s in sides
        }
        assert difference.why == case.get("why", difference.why)


@pytest.mark.parametrize(
    ("period", "grain", "expected"),
    [
        ("last year", "year", [("other-scope", "number-period")]),
        ("May", "month", [("cannot-tell", "number-growing")]),
    ],
)
def test_figures_over_a_month_and_over_a_year_are_two_questions(period, grain, expected):
    sides = []
    for name, count, words, unit in (("a", 29, "May", "month"), ("b", 860, period, grain)):
        article = report(name, f"{count} people died in {words}.")
        found = figure(article, str(count), count, role="killed", noun="person")
        times = (moment(article, words, words, unit),)
        made = claim(article, article.text, quantities=(found,), times=times)
        sides.append(Side(article, made, made.span))
    assert [(d.verdict, d.rule) for d in compare_numbers(*sides)] == expected


def bounds(low, width):
    return {
        "words": "N",
        "low": low,
        "high": low + width,
        "approx": "about" if width else "exact",
        "stated": low,
    }


FIGURES = st.builds(bounds, st.integers(0, 5_000), st.integers(0, 50))


@given(FIGURES, FIGURES, st.sampled_from(["", "killed", "missing"]))
def test_the_order_of_two_figures_changes_no_decision(a, b, role):
    one, two = side("a", a, {"role": role}), side("b", b, {"role": role})
    there, back = ([(d.verdict, d.rule) for d in compare_numbers(*pair)] for pair in ((one, two), (two, one)))
    assert there == back


@given(st.lists(st.sampled_from(["boat", "window", "horse"])), st.lists(st.sampled_from(["boat", "window"])))
def test_every_figure_is_laid_beside_one_at_most(mine, theirs):
    def figures(name, nouns):
        article = report(name, " ".join(f"{n} {noun}," for n, noun in enumerate(nouns)) or "none")
        return tuple(figure(article, f"{n} {noun},", n, noun=noun) for n, noun in enumerate(nouns))

    pairs = list(paired(figures("a", mine), figures("b", theirs)))
    assert len({a.span for a, _ in pairs}) == len({b.span for _, b in pairs}) == len(pairs)
    assert all(a.noun == b.noun for a, b in pairs)
    nouns = [a.noun for a, _ in pairs]
    assert all(nouns.count(n) <= min(mine.count(n), theirs.count(n)) for n in {"boat", "window"})
    assert all(nouns.count(n) == 1 for n in {"boat", "window"} if mine.count(n) == theirs.count(n) == 1)
