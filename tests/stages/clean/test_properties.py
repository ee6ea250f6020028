import hashlib
import html
import json
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stages.clean.cases import page_of, pages
from tests.stages.clean.invariants import assert_sound
from twosource.data import Page
from twosource.errors import CleanError
from twosource.stages.clean.clean import clean

LINES = sorted(
    {
        line
        for path in pages()
        if path.suffix == ".txt" and "bytes" not in path.name
        for line in page_of(path).data.decode().splitlines()
    }
)
SENTENCE = "The ferry stayed in port on Monday because of the storm, officials said."
ANY = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
WORDS = st.text(
    alphabet=st.sampled_from("abcdefgh äöéß&<>\"'\u00ad\u200b\u202e\u00a0.,—“”\u4e00\U0001f30a"), max_size=60
)


def page_from(data: bytes, media_type: str) -> Page:
    return Page(data, hashlib.sha256(data).hexdigest(), "case", media_type)


def clean_if_report(page: Page) -> None:
    with suppress(CleanError):
        assert_sound(page, clean(page))


@given(st.lists(st.one_of(st.sampled_from(LINES), ANY), max_size=30), st.sampled_from(["\n", "\r\n", "\n\n"]))
@settings(max_examples=150, deadline=None)
def test_any_text_keeps_its_words_and_their_bytes(lines, end):
    data = end.join([*lines, SENTENCE]).encode("utf-8", "surrogatepass")
    clean_if_report(page_from(data, "text/plain"))


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_text_or_refused(data):
    clean_if_report(page_from(data, "text/plain"))
    clean_if_report(page_from(SENTENCE.encode() + data, "text/plain"))


@given(st.sampled_from(["utf-16", "gb18030", "shift_jis", "euc-kr", "windows-1251", "big5"]), ANY)
@settings(max_examples=60, deadline=None)
def test_text_in_a_stated_encoding_keeps_its_bytes(codec, more):
    data = f"{SENTENCE}\n\n{more} {SENTENCE}".encode(codec, "replace")
    label = codec if codec != "utf-16" else "utf-16le"
    page = page_from(data, "text/plain")
    headers = (("Content-Type", f"text/plain; charset={label}"),)
    clean_if_report(Page(page.data, page.sha256, page.path, page.media_type, headers=headers))


@given(ANY, ANY, st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_line_of_a_table_keeps_its_bytes(title, text, as_ascii):
    row = {
        "x": [title, {"text": "no"}],
        "title": title,
        "text": f"{text}\n\n{SENTENCE}",
        "date": "2031-03-03",
    }
    data = json.dumps(row, ensure_ascii=as_ascii).encode("utf-8", "replace")
    clean_if_report(page_from(data, "application/x-ndjson"))


@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(["p", "div", "li", "b", "h2", "td"]))
@settings(max_examples=60, deadline=None)
def test_a_page_keeps_its_bytes(paragraphs, tag):
    inner = "".join(
        f"<{tag}>{html.escape(p)} <i>{SENTENCE[:9]}</i>{SENTENCE[9:]}</{tag}>\n" for p in paragraphs
    )
    source = (
        f"<html><head><title>Ferry</title></head><body><h1>Ferry</h1><article>{inner}</article></body></html>"
    )
    clean_if_report(page_from(source.encode(), "text/html"))


@given(st.text(alphabet=st.sampled_from("<>/!-&;\"'= abp#x0"), max_size=200))
@settings(max_examples=100, deadline=None)
def test_broken_markup_never_breaks_the_map(broken):
    source = f"<p>{SENTENCE} {SENTENCE}</p>{broken}<p>{SENTENCE}</p>"
    clean_if_report(page_from(source.encode(), "text/html"))
