"""What was said that no clause holds."""

from __future__ import annotations

from typing import Any

import pytest

from tests.stages.extract.expected import assert_claims, cases


@cases("rests.toml")
@pytest.mark.weights
def test_what_no_clause_holds_is_somebodys_word_too(case: dict[str, Any], parser: Any) -> None:
    assert_claims(case, parser)
