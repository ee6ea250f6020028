"""Headlines in title case, shown to the tagger as sentences."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.extract.expected import assert_claims, cases, report
from twosource.stages.extract.headlines import lower_headlines


@cases("headlines.toml")
@pytest.mark.weights
def test_claims_of_headlines(case: dict[str, Any], parser: Any) -> None:
    assert_claims(case, parser)


@pytest.mark.parametrize(
    ("headline", "body", "shown"),
    [
        ("Dam Bursts Near Norvald", "The dam near Norvald burst.", "dam bursts near Norvald"),
        ("Dam Bursts Near Norvald’s Harbour", "It burst near Norvald.", "dam bursts near Norvald’s harbour"),
        ("Dam Bursts, NPA Reports Today", "The dam burst.", "dam bursts, NPA reports today"),
        ("Dam near Norvald bursts at dawn", "The dam burst.", "Dam near Norvald bursts at dawn"),
        ("Storm Hits", "The storm came.", "Storm Hits"),
        ("DAM BURSTS NEAR NORVALD", "The dam burst.", "DAM BURSTS NEAR NORVALD"),
    ],
)
def test_title_case_becomes_a_sentence(headline: str, body: str, shown: str) -> None:
    article = report({"headline": headline, "text": body})
    assert lower_headlines(article) == article.text.replace(headline, shown)


@given(st.text(max_size=60), st.text(max_size=60))
def test_every_offset_stays(headline: str, body: str) -> None:
    article = report({"headline": f"A{headline}".replace("\n", " "), "text": f"b{body}"})
    shown = lower_headlines(article)
    assert len(shown) == len(article.text)
    assert shown.casefold() == article.text.casefold()
    assert shown[article.blocks[0].span.end :] == article.text[article.blocks[0].span.end :]
