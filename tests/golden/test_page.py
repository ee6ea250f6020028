"""The page of the example story: every link on it leads to a place on it."""

from __future__ import annotations

import re

import pytest

from tests.golden.test_examples import FOLDER
from twosource.errors import ModelError
from twosource.library import compare
from twosource.models.load import load
from twosource.stages.write.to_html import to_html

pytestmark = pytest.mark.weights


def test_every_link_leads_to_a_place_on_the_page() -> None:
    try:
        load("parser"), load("embedder")
    except ModelError as error:
        pytest.skip(f"a model is missing: {error}")
    page = to_html(compare(sorted(f for f in FOLDER.iterdir() if f.suffix in {".txt", ".html"})))
    ids = re.findall(r'\sid="([^"]+)"', page)
    targets = set(re.findall(r'\shref="#([^"]*)"', page))
    assert len(targets) > 100
    assert len(ids) == len(set(ids))
    assert targets <= set(ids)
