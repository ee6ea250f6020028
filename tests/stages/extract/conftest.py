"""What the tests of this room share: the parser, loaded once."""

from __future__ import annotations

import pytest

from twosource.errors import ModelError
from twosource.models.load import load


@pytest.fixture(scope="session")
def parser():
    """The real parser; skips the test where its weights cannot be loaded."""
    try:
        return load("parser")
    except ModelError as error:
        pytest.skip(f"no parser: {error}")
