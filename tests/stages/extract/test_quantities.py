import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clocks import in_time
from twosource.data import Parsed, Span, Token
from twosource.stages.extract.quantities import find_quantities
from twosource.stages.extract.times import find_times

CASES = tomllib.loads((Path(__file__).parent / "cases" / "quantities.toml").read_text(encoding="utf-8"))[
    "case"
]
PIECES = [
    "5",
    "12,000",
    "1.5",
    "half",
    "two",
    "million",
    "dozens of",
    "at least",
    "about",
    "to",
    "-",
    "$",
    "km",
    "percent",
    "people",
    "were",
    "killed",
    ",",
    "and",
    "aged",
    "in",
    "2013",
    "one",
    ".",
    "%",
    "(",
    ")",
]


def quantities_in(text, parsed=(), **more):
    return find_quantities(text, [Span(0, len(text))], parsed, **more)


def shown(text, found, wanted):
    """What was found, as far as the case speaks of it."""
    seen = {"words": found.span.of(text), "low": found.low, "high": found.high, "stated": found.stated}
    seen |= {"approx": found.approx, "unit": found.unit, "noun": found.noun, "role": found.role}
    return {
        key: value
        for key, value in seen.items()
        if key in wanted or (key in ("low", "high") and value is not None)
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_case(case):
    text, wanted = case["text"], case["quantities"]
    found = quantities_in(text)
    assert [q.span.of(text) for q in found] == [q["words"] for q in wanted]
    seen = [shown(text, one, other) for one, other in zip(found, wanted, strict=True)]
    assert seen == wanted


def tagged(text, rows):
    tokens, place = [], 0
    for word, lemma, pos, tag in rows:
        place = text.index(word, place)
        tokens.append(Token(Span(place, place + len(word)), word, lemma, pos, tag, "", 0, ""))
        place += len(word)
    return [Parsed(Span(0, len(text)), tuple(tokens))]


def test_noun_by_tags():
    text = "They opened over 100 state-run relief camps."
    rows = [
        ("They", "they", "PRON", "PRP"),
        ("opened", "open", "VERB", "VBD"),
        ("over", "over", "ADP", "IN"),
        ("100", "100", "NUM", "CD"),
        ("state", "state", "NOUN", "NN"),
        ("-", "-", "PUNCT", "HYPH"),
        ("run", "run", "VERB", "VBN"),
        ("relief", "relief", "NOUN", "NN"),
        ("camps", "camp", "NOUN", "NNS"),
        (".", ".", "PUNCT", "."),
    ]
    assert [q.noun for q in quantities_in(text, tagged(text, rows))] == ["camp"]


def test_times_already_found_are_left_out():
    text = "In May 2013 the 40 boats lay there for 12 days."
    times = find_times(text, [Span(0, len(text))], None)
    assert quantities_in(text, times=times) == quantities_in(text)
    assert [q.span.of(text) for q in quantities_in(text, times=())] != ["40"]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_spans_are_apart_and_bounds_in_order(pieces):
    text = " ".join(pieces)
    found = quantities_in(text)
    ends = [0, *(q.span.end for q in found)]
    assert all(end <= q.span.start < q.span.end <= len(text) for end, q in zip(ends, found, strict=False))
    for quantity in found:
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
        assert quantity.low is not None or quantity.high is not None


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_quantity_lies_in_a_time(pieces):
    text = " ".join(pieces)
    times = find_times(text, [Span(0, len(text))], None)
    assert not any(t.span.covers(q.span) for q in quantities_in(text) for t in times)


@pytest.mark.parametrize(
    "piece", ["1 ", "1", "1,2", "123 456 ", "10 to ", "killed 5 and ", "dozens of ", "$", "one hundred and "]
)
def test_hostile_text_takes_linear_time(piece):
    text = (piece * 200_000)[:200_000]
    start = time.process_time()
    quantities_in(text)
    assert in_time(start, 3)
