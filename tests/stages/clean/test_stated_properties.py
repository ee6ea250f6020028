import html
import json
from contextlib import suppress

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.stages.clean.test_bad_input import LONG, page_from
from twosource.data import Stated
from twosource.errors import CleanError
from twosource.stages.clean.authors import split_names
from twosource.stages.clean.clean import clean
from twosource.stages.clean.dates import address_date, find_date, find_update, iso_date
from twosource.stages.clean.linked_data import find_linked_data
from twosource.stages.clean.settle import settle
from twosource.text.readback import DROPPED

TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=40)
TELLING = st.sampled_from(
    [
        "Ana Roe",
        "dpa",
        "2031-03-03",
        "2031-02-31",
        "NewsArticle",
        "https://quay.example/a",
        "By ",
        "<b>",
        "&amp;",
        "#a",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT | TELLING,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "@id", "@value"]), inner)
    ),
    max_leaves=6,
)
KEYS = ["headline", "author", "publisher", "datePublished", "dateModified", "articleBody", "articleSection"]
KEYS += [
    "genre",
    "inLanguage",
    "isAccessibleForFree",
    "wordCount",
    "url",
    "mainEntityOfPage",
    "creditText",
    "@id",
]
REPORTS = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8)
FIELDS = [
    "og:title",
    "author",
    "article:published_time",
    "og:site_name",
    "copyright",
    "og:url",
    "og:locale",
    "og:type",
]
METAS = st.lists(st.tuples(st.sampled_from(FIELDS), TEXT | TELLING), max_size=6)


@given(REPORTS, METAS, TEXT)
@settings(max_examples=60, deadline=None)
def test_whatever_a_page_states_is_bounded_text(report, metas, shown):
    data = json.dumps({"@type": "NewsArticle", "headline": "Ferry", **report})
    head = "".join(f'<meta name="{name}" content="{html.escape(value)}">' for name, value in metas)
    source = (
        f'<html><head>{head}<script type="application/ld+json">{data}</script></head><body><h1>Ferry</h1>'
        f'<p class="byline">{html.escape(shown)}</p><time datetime="{html.escape(shown)}">x</time>'
        f"<p>{LONG}</p><p>{LONG}</p></body></html>"
    )
    with suppress(CleanError):
        article = clean(page_from(source.encode("utf-8", "replace"), "text/html"))
        for stated in article.stated:
            assert 0 < len(stated.value) <= 2000
            stated.value.encode("utf-8")
            assert not DROPPED.search(stated.value)
        for stated in (s for s in article.stated if s.field in ("published", "modified")):
            assert iso_date(stated.value)


@given(st.text(alphabet=st.sampled_from('{}[]",:/*<!->\\ a1'), max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_script_of_data_is_read_or_passed_over(written):
    find_linked_data(f'<script type="application/ld+json">{written}</script>')


@given(st.text(alphabet=st.sampled_from("0123456789-/.:, TZ+apm年月日MarchMärz"), max_size=40))
@settings(max_examples=150, deadline=None)
def test_a_date_is_a_possible_day_or_none(words):
    for found in (
        find_date(words),
        find_date(words, whole=True),
        find_update(words),
        iso_date(words),
        address_date(words),
    ):
        assert found is None or iso_date(found) == found or iso_date(found)[:10] == found[:10]


@given(TEXT)
@settings(max_examples=60, deadline=None)
def test_names_are_short_and_without_addresses(value):
    assert all(2 <= len(name) <= 80 and name == name.strip() for name in split_names(value))


GIVEN = st.builds(
    Stated,
    st.sampled_from(["title", "author", "outlet", "published", "language", "canonical", "genre"]),
    TEXT | TELLING,
    st.sampled_from(["flag", "feed", "archive", "table"]),
)


@given(st.lists(GIVEN, max_size=6))
@example([Stated("canonical", "https://[quay.example/a", "archive"), Stated("title", "\x07", "table")])
@example([Stated("title", "Ferry" * 1000, "table")])
@example([Stated("author", "Ana\ud800 Roe", "feed"), Stated("title", "Ferry\x1b[31m", "feed")])
@settings(max_examples=60, deadline=None)
def test_whatever_was_said_on_the_way_is_sound_text(said):
    for stated in clean(page_from(LONG, given=tuple(said))).stated:
        assert 0 < len(stated.value) <= 2000
        stated.value.encode("utf-8")
        assert not DROPPED.search(stated.value)


def test_a_headline_without_end_is_stated_in_part():
    article = clean(page_from(f"# Fe{'r' * 5000}y\n\n{LONG}", "text/markdown"))
    (title,) = (stated for stated in article.stated if stated.field == "title")
    assert title.value == title.span.of(article.text) == f"Fe{'r' * 1998}"


STATEMENTS = st.builds(
    Stated,
    st.sampled_from(["author", "agency", "outlet", "genre", "language"]),
    TELLING | TEXT,
    st.sampled_from(["flag", "json-ld", "meta", "byline", "feed"]),
)


@given(st.lists(STATEMENTS, max_size=12))
@settings(max_examples=100, deadline=None)
def test_what_is_settled_was_stated(said):
    settled = settle(said)
    assert {(s.field, s.value) for s in settled} <= {(s.field, s.value) for s in said}
    assert {s.field for s in said} - {"agency"} <= {s.field for s in settled}
