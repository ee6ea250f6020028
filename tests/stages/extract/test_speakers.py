"""Who speaks, through whom, and in what document."""

from __future__ import annotations

from typing import Any

import pytest

from tests.stages.extract.expected import cases, read, tell


@cases("speakers.toml")
@pytest.mark.weights
def test_the_chain_behind_the_words(case: dict[str, Any], parser: Any) -> None:
    article, reading = read(case, parser)
    chains = {told["words"]: told["chain"] for told in (tell(article, claim) for claim in reading.claims)}
    assert chains.get(case["words"]) == case["chain"], chains
