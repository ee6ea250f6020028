"""Models by their names."""

from __future__ import annotations

import pytest

from twosource.errors import ModelError
from twosource.models.load import LOADERS, load, name_of
from twosource.step import foretell_model, load_model


def test_an_unknown_name_lists_what_there_is() -> None:
    with pytest.raises(ModelError, match="no model called 'oracle'; there are embedder, parser"):
        load("oracle")
    with pytest.raises(ModelError, match="no model called 'oracle'; there are embedder, parser"):
        name_of("oracle")
    assert foretell_model("oracle") == load_model("oracle").identity


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


@pytest.mark.weights
@pytest.mark.parametrize("name", sorted(LOADERS))
def test_what_a_model_will_be_is_told_before_it_is_loaded(name: str) -> None:
    assert foretell_model(name) == load_model(name).identity
