"""Chains from the outlet inward: saying within saying."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from tests.stages.extract.expected import assert_claims, cases, place, read
from twosource.data import Span, Stated, Voice
from twosource.stages.extract.chains import OUTLET_UNKNOWN, chain_of, outlet_chain
from twosource.testing import make_article


@cases("chains.toml")
@pytest.mark.weights
def test_chains(case: dict[str, Any], parser: Any) -> None:
    assert_claims(case, parser)


@cases("chains.toml")
@pytest.mark.weights
def test_nobody_stands_twice_in_a_row(case: dict[str, Any], parser: Any) -> None:
    _, reading = read(case, parser)
    for claim in reading.claims:
        names = [voice.name.casefold() for voice in claim.chain]
        assert all(a != b for a, b in pairwise(names))


def test_the_outlet_begins_every_chain() -> None:
    assert outlet_chain(make_article("x", outlet="The Tern")) == (Voice("The Tern", "outlet"),)


def test_an_outlet_that_is_not_stated_is_said_to_be_unknown() -> None:
    assert outlet_chain(make_article("x")) == (Voice(OUTLET_UNKNOWN, "outlet"),)


def test_an_agency_has_the_place_of_its_credit() -> None:
    text = "HARBOUR (Coastal Wire) The dam burst."
    article = make_article(text, outlet="The Tern")
    credit = place(text, "Coastal Wire")
    article = replace(article, stated=(*article.stated, Stated("agency", "Coastal Wire", "byline", credit)))
    assert outlet_chain(article)[1] == Voice("Coastal Wire", "agency", span=credit)


def test_what_nobody_said_is_the_outlets() -> None:
    base = (Voice("The Tern", "outlet"),)
    assert chain_of(Span(0, 10), (), base) == (base, None)
