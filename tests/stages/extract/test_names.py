"""Names of a report, their kinds, full forms and offices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.extract.expected import cases, read
from twosource.data import Parsed, Span
from twosource.stages.extract.extract import extract
from twosource.stages.extract.names import find_names
from twosource.testing import FakeParser, make_article

PROSE = st.text(alphabet="AMab .,’'\n", max_size=80)


@cases("names.toml")
@pytest.mark.weights
def test_names(case: dict[str, Any], parser: Any) -> None:
    article, reading = read(case, parser)
    found = [[n.span.of(article.text), n.kind, n.full, n.role] for n in reading.names]
    for name in case["names"]:
        assert name in found
    assert not {words for words, *_ in found} & set(case.get("absent", ()))


@given(PROSE)
def test_no_name_twice_at_one_place(text: str) -> None:
    (reading,) = extract([make_article(text)], FakeParser())
    spans = [name.span for name in reading.names]
    assert len(spans) == len(set(spans))


def test_nothing_read_names_nobody() -> None:
    nothing: Sequence[Parsed] = ()
    assert find_names("", [], [Span(0, 0)]) == nothing


def test_a_single_capital_that_no_tagger_saw_must_come_twice() -> None:
    once = "it broke the Pont again."
    assert names_of(once) == []
    assert names_of(f"{once} it broke the Pont again.") == ["Pont", "Pont"]


def names_of(text: str) -> list[str]:
    """The words of the names that capitals alone tell."""
    (reading,) = extract([make_article(text)], FakeParser())
    return [name.span.of(text) for name in reading.names]
