import pytest

from twosource.data import Block, Span
from twosource.stages.clean.genre import genre_of, line_genres, page_genres
from twosource.stages.clean.head import Head
from twosource.stages.clean.linked_data import LinkedData

DATA = [
    ({"@type": "OpinionNewsArticle"}, ("opinion", "json-ld")),
    ({"@type": ["NewsArticle", "AdvertiserContentArticle"]}, ("sponsored", "json-ld")),
    ({"@type": "LiveBlogPosting"}, ("live blog", "json-ld")),
    ({"@type": "NewsArticle"}, ("news", "json-ld")),
    ({"@type": "Article", "articleSection": "Gastkommentar"}, ("opinion", "json-ld")),
    ({"@type": "Article", "genre": ["Press Release"]}, ("press release", "json-ld")),
    ({"@type": "Article", "articleSection": "Harbour"}, None),
]


@pytest.mark.parametrize(("report", "due"), DATA, ids=[str(report) for report, _ in DATA])
def test_data_tell_the_kind(report, due):
    found = [(s.value, s.where) for s in page_genres(Head(), LinkedData(report), "")]
    assert found[:1] == ([due] if due else [])


META = [
    ({"article:opinion": ("true",)}, "", [("opinion", "meta")]),
    ({"article:opinion": ("false",)}, "", []),
    ({"sponsored": ("yes",)}, "", [("sponsored", "meta")]),
    ({"article:section": ("Opinión",)}, "", [("opinion", "meta")]),
    ({}, "https://quay.example/meinung/kommentare/ferry", [("opinion", "address")] * 2),
    ({}, "https://quay.example/2031/fact-check/ferry", [("fact check", "address")]),
    ({}, "https://quay.example/ferry/opinion", []),
    ({}, "https://opinion.example/ferry", []),
]


@pytest.mark.parametrize(("meta", "address", "due"), META, ids=[f"{m} {a}" for m, a, _ in META])
def test_meta_elements_and_address_tell_the_kind(meta, address, due):
    assert [(s.value, s.where) for s in page_genres(Head(meta), LinkedData(), address)] == due


LINES = [
    ("kicker", "Opinion", ["opinion"]),
    ("kicker", "Kommentar: Hafen", ["opinion"]),
    ("kicker", "SPONSORED", ["sponsored"]),
    ("kicker", "Opinions differ at the quay", []),
    ("kicker", "Harbour", []),
    ("headline", "Analysis: why the ferry stays", ["analysis"]),
    ("headline", "# LIVE UPDATES | Ferry stays in port", ["live blog"]),
    ("headline", "Interview", []),
    ("headline", "Opinion polls differ", []),
    ("body", "Opinion: it stays.", []),
]


@pytest.mark.parametrize(("kind", "line", "due"), LINES, ids=[f"{k} {line}" for k, line, _ in LINES])
def test_kicker_and_headline_tell_the_kind(kind, line, due):
    found = list(line_genres(line, [Block(Span(0, len(line)), kind)]))
    assert [s.value for s in found] == due
    assert all(s.where == kind for s in found)


def test_a_rubric_is_the_whole_of_the_words():
    assert genre_of(" Press-Release ") == "press release"
    assert genre_of("Point of view of a quay") == ""
    assert genre_of("x" * 100_000) == ""
