"""The models, loaded once; a test that needs one is skipped where it cannot be loaded."""

from __future__ import annotations

import pytest

from twosource.errors import ModelError
from twosource.models.load import load


@pytest.fixture(scope="session")
def parser():
    """The parser with its weights."""
    return loaded("parser")


@pytest.fixture(scope="session")
def embedder():
    """The embedder with its weights."""
    return loaded("embedder")


def loaded(name: str) -> object:
    """A model by its name; skips with the reason where it cannot be loaded."""
    try:
        return load(name)
    except ModelError as error:
        pytest.skip(f"no {name}: {error}")
