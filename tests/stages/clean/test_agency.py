import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stages.clean.agency_cases import expected_file, files, page_from, page_of, seen
from tests.stages.clean.invariants import assert_sound
from tests.stages.clean.several import articles_of
from twosource.errors import CleanError

FILES = files()
PAGES = [page_of(path) for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_of_an_agency_is_cleaned_as_expected(path):
    page = page_of(path)
    articles = articles_of(page)
    assert [seen(article) for article in articles] == json.loads(expected_file(path).read_text("utf-8"))
    for article in articles:
        assert_sound(page, article)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_was_withdrawn_or_superseded_is_shown_nowhere(path):
    for article in articles_of(page_of(path)):
        assert "shown nowhere" not in article.text
        assert "not to be shown" not in article.text
        assert "Not read" not in article.text


def clean_if_report(data, media_type):
    page = page_from(data, media_type)
    with suppress(CleanError):
        for article in articles_of(page):
            assert_sound(page, article)


@given(st.sampled_from(PAGES), st.data())
@settings(max_examples=60, deadline=2000)
def test_a_file_that_is_cut_off_is_refused(page, data):
    upto = data.draw(st.integers(0, len(page.data.rstrip()) - 1))
    with pytest.raises(CleanError):
        articles_of(page_from(page.data[:upto], page.media_type))


@given(st.sampled_from(PAGES), st.data())
@settings(max_examples=150, deadline=2000)
def test_flipped_bytes_give_a_sound_article_or_a_refusal(page, data):
    raw = bytearray(page.data)
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    clean_if_report(bytes(raw), page.media_type)


@given(st.binary(max_size=200), st.sampled_from(PAGES))
@settings(max_examples=60, deadline=2000)
def test_any_bytes_are_refused_or_read(data, page):
    clean_if_report(data, page.media_type)
    clean_if_report(page.data + data, page.media_type)
