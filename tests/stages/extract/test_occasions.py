"""When, where and in what somebody spoke."""

from __future__ import annotations

from typing import Any

import pytest

from tests.stages.extract.expected import OUTLET, cases, read


@cases("occasions.toml")
@pytest.mark.weights
def test_occasions(case: dict[str, Any], parser: Any) -> None:
    article, reading = read(case, parser)
    found = [claim for claim in reading.claims if claim.facet == "saying"]
    assert [claim.span.of(article.text) for claim in found] == ([case["saying"]] if "saying" in case else [])
    assert all([voice.name for voice in claim.chain] == [OUTLET] for claim in found)
