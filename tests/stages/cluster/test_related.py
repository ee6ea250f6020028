"""Which items of a page of many are compared."""

import dataclasses

import pytest

from twosource.data import Failure
from twosource.stages.cluster.related import leave_unrelated
from twosource.testing import make_article

CRANE = "A crane toppled into the harbour basin at Vell on Friday, the harbour office said."
QUAY = "The harbour office of Vell shut the basin after the crane toppled, an inspector said."
CHESS = "The chess federation postponed its qualifying tournament because of a dispute about clocks."
WEATHER = "Snow is forecast above nine hundred metres tonight, with sleet reaching lower valleys."


def items(*texts):
    return [
        dataclasses.replace(make_article(text, path="blog.html"), item=f"item-{n}", sha256="blog")
        for n, text in enumerate(texts, 1)
    ]


def left_out(articles):
    found = leave_unrelated(articles)
    assert len(found) == len(articles)
    return [n for n, item in enumerate(found) if isinstance(item, Failure)]


def test_items_about_something_else_are_left_out_and_named():
    articles = [make_article(QUAY), *items(CRANE, CHESS, WEATHER)]
    assert left_out(articles) == [2, 3]
    assert leave_unrelated(articles)[2].code == "unrelated"


@pytest.mark.parametrize("first", [CHESS, QUAY])
def test_reports_of_their_own_are_never_left_out(first):
    assert left_out([make_article(first), make_article(WEATHER), make_article(CRANE)]) == []


def test_a_page_that_stands_alone_stays_whole():
    assert left_out(items(CRANE, CHESS, WEATHER)) == []


def test_a_page_without_any_item_on_the_matter_stays_whole():
    assert left_out([make_article(QUAY), *items(CHESS, WEATHER)]) == []
