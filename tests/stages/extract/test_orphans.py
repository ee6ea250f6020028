"""Quotations that go on without a cue of their own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.stages.extract.expected import assert_claims, cases
from twosource.stages.extract.orphans import tell_orphans
from twosource.stages.extract.quotes import find_quotes
from twosource.testing import make_article


@cases("orphans.toml")
@pytest.mark.weights
def test_who_goes_on(case: dict[str, Any], parser: Any) -> None:
    assert_claims(case, parser)


def test_without_a_speaker_a_quotation_stays_alone() -> None:
    text = "“The council never paid for the wall of the old harbour.”"
    article = make_article(text)
    quotes = find_quotes(text, [block.span for block in article.blocks])
    assert len(quotes) == 1
    assert tell_orphans(article, [], quotes, ()) == ()
