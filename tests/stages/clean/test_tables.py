import hashlib
import html
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stages.clean.invariants import assert_sound
from twosource.data import Page
from twosource.errors import CleanError
from twosource.stages.clean.clean import clean
from twosource.stages.clean.fragment import markup_of
from twosource.text.parts_csv import name_field

SHUT = "The quay was shut on Monday because of the storm, officials said."
OPEN = "It is to open again on Tuesday, when the wind is expected to drop."
HTML = f"<p><em>By Ana Roe</em></p><p>{SHUT}</p>\n<h2>What comes&nbsp;next</h2><p>{OPEN}<br/>Divers wait.</p>"


def csv_page(title, text, *, quotes="doubled", charset="utf-8", delimiter="comma"):
    data = ",".join('"' + field.replace('"', '""') + '"' for field in (title, text)).encode(charset)
    form = {"delimiter": delimiter, "quotes": quotes, "charset": charset}
    parts = {"title": name_field(1, **form), "text": name_field(2, **form)}
    headers = (("columns", json.dumps(parts)), ("charset", charset), ("charset-from", "bom"))
    return Page(data, hashlib.sha256(data).hexdigest(), "a.csv#2", "text/csv", headers=headers)


def line_page(title, text, *, as_ascii=True):
    data = json.dumps({"head": title, "n": {"text": "no"}, "body": text}, ensure_ascii=as_ascii)
    headers = (("columns", json.dumps({"title": "head", "text": "body"})),)
    raw = data.encode("utf-8", "replace")
    return Page(raw, hashlib.sha256(raw).hexdigest(), "a.jsonl#1", "application/x-ndjson", headers=headers)


MAKERS = [csv_page, line_page]


def blocks(article):
    return [(block.kind, block.span.of(article.text)) for block in article.blocks]


@pytest.mark.parametrize("make", MAKERS)
def test_title_and_text_are_read_with_their_places(make):
    page = make("Quay “shut”", f'{SHUT}\r\n\r\nZoë Ström said: "{OPEN}"')
    article = clean(page)
    assert blocks(article) == [
        ("headline", "Quay “shut”"),
        ("body", SHUT),
        ("body", f'Zoë Ström said: "{OPEN}"'),
    ]
    assert_sound(page, article)


@pytest.mark.parametrize("make", MAKERS)
def test_a_field_of_html_is_read_as_html(make):
    page = make("Quay &amp; pier shut", HTML)
    article = clean(page)
    assert blocks(article) == [
        ("headline", "Quay & pier shut"),
        ("byline", "By Ana Roe"),
        ("body", SHUT),
        ("subhead", "What comes next"),
        ("body", f"{OPEN}\nDivers wait."),
    ]
    assert {run.part for run in article.map} == (
        {
            "field=1;delimiter=comma;quotes=doubled;charset=utf-8;type=html",
            "field=2;delimiter=comma;quotes=doubled;charset=utf-8;type=html",
        }
        if make is csv_page
        else {"html:/head", "html:/body"}
    )
    assert_sound(page, article)


@pytest.mark.parametrize("make", MAKERS)
def test_text_with_references_and_elements_in_a_line_keeps_its_lines(make):
    page = make("Quay", f"{SHUT}\n\n&ldquo;No,&rdquo; <b>Bo</b> said. <a href='x'>{OPEN}</a>")
    article = clean(page)
    assert [words for _, words in blocks(article)] == ["Quay", SHUT, f"“No,” Bo said. {OPEN}"]
    assert_sound(page, article)


@pytest.mark.parametrize("make", MAKERS)
def test_a_whole_page_in_a_field_is_read_as_a_page(make):
    nav = "<nav><a href=/>Home</a> <a href=/n>News</a></nav>"
    source = f"<html><head><title>Quay shut</title></head><body>{nav}<article><h1>Quay shut</h1>"
    page = make(
        "Quay shut", f"{source}<p>{SHUT}</p><p>{OPEN}</p><p>{SHUT} {OPEN}</p></article></body></html>"
    )
    article = clean(page)
    assert blocks(article)[0] == ("headline", "Quay shut")
    assert article.text.count("Quay shut") == 1
    assert "Home" not in [words for kind, words in blocks(article) if kind in ("body", "headline")]
    assert_sound(page, article)


def test_a_title_that_the_text_begins_with_is_not_said_twice():
    article = clean(csv_page("Quay shut for good", f"QUAY SHUT FOR GOOD\n\n{SHUT}\n\n{OPEN}"))
    assert blocks(article)[0] == ("headline", "QUAY SHUT FOR GOOD")
    assert article.text.lower().count("quay shut for good") == 1


MARKUP = [
    ("", SHUT),
    ("", f"{SHUT}\n\n{OPEN}"),
    ("", "Figures rose by < 3 % and > 2 %, R&D said; use <p> sparingly."),
    ("blocks", HTML),
    ("blocks", f"<p>{SHUT}"),
    ("blocks", f"{SHUT}<br>{OPEN}<br>"),
    ("inline", "He said &quot;no&quot;."),
    ("inline", "A <b>bold</b> word."),
    ("page", f"<!doctype html><html><body>{SHUT}"),
]


@pytest.mark.parametrize(("markup", "text"), MARKUP, ids=range(len(MARKUP)))
def test_markup_is_told_from_text(markup, text):
    assert markup_of(text) == markup


def test_the_encoding_of_a_row_is_that_of_its_file():
    page = csv_page("Öffnung", f"Zoë: {SHUT} {OPEN}", charset="utf-16-le")
    article = clean(page)
    charset = article.first("charset")
    assert (charset.value, charset.where) == ("utf-16-le", "bom")
    assert_sound(page, article)


BROKEN = [
    (("columns", "{}"),),
    (("columns", json.dumps({"text": "field=9;delimiter=comma;quotes=doubled;charset=utf-8"})),),
    (("columns", json.dumps({"text": "field=2;delimiter=comma;quotes=doubled;charset=zip"})),),
    (("columns", json.dumps({"text": "body"})),),
]


@pytest.mark.parametrize("headers", BROKEN, ids=range(len(BROKEN)))
def test_a_row_without_its_text_is_refused(headers):
    page = Page(b"a,b", "", "a.csv#2", "text/csv", headers=headers)
    with pytest.raises(CleanError, match="row") as refusal:
        clean(page)
    assert refusal.value.code == "no-text"


@pytest.mark.parametrize("told", ["{[", "[1]", '{"text": 4}', '{"title": "a"}', "[" * 50_000])
def test_headers_that_a_server_made_up_are_passed_over(told):
    data = json.dumps({"title": "Quay shut", "text": SHUT}).encode()
    page = Page(data, "", "a.jsonl#1", "application/x-ndjson", headers=(("columns", told),))
    assert blocks(clean(page)) == [("headline", "Quay shut"), ("body", SHUT)]


ODD = st.text(st.sampled_from("ab .,&<>\"'/=;#\r\n\t\\é\u2028\u200b\U0001f30a\ud800\x00p"), max_size=60)


@given(ODD, ODD, st.sampled_from(["{}", "<p>{}</p><p>x</p>", "&amp; {}", "{} <b>x</b>"]), st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_field_keeps_its_words_and_their_bytes(title, text, form, is_escaped):
    written = form.format(html.escape(text) if is_escaped else text)
    for page in (
        csv_page(
            title.encode("utf-8", "replace").decode(), f"{written} {SHUT}".encode("utf-8", "replace").decode()
        ),
        line_page(title, f"{written} {SHUT}", as_ascii=is_escaped),
    ):
        try:
            article = clean(page)
        except CleanError:
            continue
        assert_sound(page, article)
