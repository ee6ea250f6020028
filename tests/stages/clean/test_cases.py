import json

import pytest

from tests.stages.clean.cases import expected_file, page_of, pages, seen
from tests.stages.clean.invariants import assert_sound
from twosource.stages.clean.clean import clean


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_a_page_is_cleaned_as_expected(path):
    page = page_of(path)
    article = clean(page)
    assert seen(article) == json.loads(expected_file(path).read_text(encoding="utf-8"))
    assert_sound(page, article)


def test_the_text_of_a_file_is_the_file():
    page = page_of(next(path for path in pages() if path.name == "credits.txt"))
    assert clean(page).text == page.data.decode()


def test_an_id_comes_from_the_bytes_and_the_outlet():
    from dataclasses import replace

    from twosource.data import Stated

    page = page_of(next(path for path in pages() if path.name == "wrapped.txt"))
    here = clean(page).id
    assert here == clean(replace(page, path="elsewhere.txt")).id
    assert here != clean(replace(page, given=(Stated("outlet", "The Quay Post", "flag"),))).id
    assert len(here) == 13
    assert here[0] == "r"
    assert int(here[1:], 16) >= 0
