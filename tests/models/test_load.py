"""Models by their names."""

from __future__ import annotations

import pytest

from twosource.errors import ModelError
from twosource.models.load import LOADERS, load


def test_an_unknown_name_lists_what_there_is() -> None:
    with pytest.raises(ModelError, match="no model called 'oracle'; there are embedder, parser"):
        load("oracle")


@pytest.mark.weights
@pytest.mark.parametrize("name", sorted(LOADERS))
def test_a_model_is_loaded_once(name: str, request: pytest.FixtureRequest) -> None:
    assert load(name) is request.getfixturevalue(name)


@pytest.mark.weights
@pytest.mark.parametrize("name", sorted(LOADERS))
def test_a_model_says_its_name(name: str, request: pytest.FixtureRequest) -> None:
    library, _, weights = request.getfixturevalue(name).name.partition("/")
    assert library in {"spacy", "onnx"}
    assert weights
