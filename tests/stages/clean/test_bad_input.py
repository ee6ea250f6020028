import hashlib
import json
import subprocess
import sys
import time

import pytest

from tests.clocks import in_time
from tests.stages.clean.invariants import assert_sound
from twosource.data import Page, Stated
from twosource.errors import CleanError
from twosource.stages.clean.clean import clean

SENTENCE = "The ferry stayed in port on Monday because of the storm, officials said."
LONG = f"{SENTENCE} It is to sail again on Tuesday, when the wind is expected to drop, they added. "


def page_from(data, media_type="text/plain", **fields):
    data = data if isinstance(data, bytes) else data.encode()
    return Page(data, hashlib.sha256(data).hexdigest(), "case", media_type, **fields)


def page_of(body, head=""):
    return page_from(f"<html><head>{head}</head><body><article>{body}</article></body></html>", "text/html")


UTF8 = (("Content-Type", "text/plain; charset=utf-8"),)
GONE = "<h1>Page not found</h1><p>The page that you asked for is not here.</p>"
COOKIES = "<h1>Before you continue</h1><p>We and our partners use cookies on this site.</p>"
REFUSED = [
    ("nothing", page_from(b""), "blank"),
    ("blank", page_from("\u200b \r\n\t"), "no sentence"),
    ("controls alone", page_from(b"\x01\x02\x03"), "blank"),
    ("a headline alone", page_from("Ferry stays in port"), "no sentence"),
    ("headlines alone", page_from("Ferry stays in port\n\nCrane falls into the sea\n"), "no sentence"),
    ("furniture alone", page_from("Share this article\n\n2 hours ago\n\nAdvertisement\n"), "no sentence"),
    ("numbers alone", page_from("1 2 3. 4 5 6.\n\n7 8 9 10 11."), "no sentence"),
    ("no text", page_from(SENTENCE.encode() + b"\xff\xfe\xfd" * 40, headers=UTF8), "bad encoding"),
    ("a refused encoding", page_from(f"<meta charset=iso-2022-jp><p>{SENTENCE}", "text/html"), "not read"),
    ("an empty page", page_from("<html><body></body></html>", "text/html"), "no text"),
    ("scripts alone", page_from("<script>var a = '<p>text</p>'</script>", "text/html"), "no text"),
    ("nested too deeply", page_of("<div>" * 3000 + SENTENCE + "</div>" * 3000), "too deeply"),
    ("not found", page_of(GONE, "<title>404 | The Quay Post</title>"), "no report but"),
    ("cookies", page_of(COOKIES), "no report but"),
    ("a line without text", page_from('{"title": "x"}', "application/x-ndjson"), "text"),
]


@pytest.mark.parametrize(("page", "reason"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_holds_no_report_is_refused_with_a_sentence(page, reason):
    with pytest.raises(CleanError, match=reason) as refusal:
        clean(page)
    assert str(refusal.value).endswith(".")


def test_utf7_is_never_read():
    said = (("Content-Type", "charset=utf-7"),)
    with pytest.raises(CleanError, match="utf-7") as refusal:
        clean(page_from(f"{SENTENCE} +ADw-script+AD4-", headers=said))
    assert refusal.value.code == "bad-encoding"
    assert "+ADw-script+AD4-" in clean(page_from(f"{SENTENCE} +ADw-script+AD4-")).text


def test_a_header_goes_before_the_page_and_what_contradicts_is_kept():
    data = f"<meta charset=koi8-r><h1>Fähre</h1><p>{LONG}</p><p>Zoë: {LONG}</p>".encode()
    page = page_from(data, "text/html", headers=(("content-type", "text/html; charset=windows-1252"),))
    charset = clean(page).first("charset")
    assert (charset.value, charset.where) == ("windows-1252", "header")
    assert set(charset.contradicted_by) == {"koi8-r", "utf-8"}


def test_a_few_undecodable_bytes_are_replaced_and_mapped():
    page = page_from(
        (LONG * 3).encode() + b" Caf\xe9 closed.", headers=(("Content-Type", "text/plain; charset=utf-8"),)
    )
    article = clean(page)
    assert "Caf\ufffd closed." in article.text
    assert_sound(page, article)


BROKEN_DATA = [
    "[" * 100_000,
    '{"@type": "NewsArticle", "headline": ["x", {"name": 3}], "author": {"name": {"name": 1}}}',
    '{"@type": "NewsArticle", "headline": "H", "datePublished": "2031-02-31", "author": [[["A"]]]}',
    '{"@type": ["NewsArticle", 4], "headline": NaN, "datePublished": 99999999999999999999999}',
    '{"@type": "NewsArticle", "headline": null, "headline": "' + "x" * 100_000 + '"}',
    "\\ud800 {",
]


@pytest.mark.parametrize("data", BROKEN_DATA, ids=range(len(BROKEN_DATA)))
def test_broken_data_for_machines_does_no_harm(data):
    page = page_of(
        f"<h1>Ferry in port</h1><p>{LONG}</p><p>{LONG}</p>",
        f'<script type="application/ld+json">{data}</script>',
    )
    article = clean(page)
    assert SENTENCE in article.text
    assert article.value("published") is None
    assert all(len(s.value) <= 2000 for s in article.stated)


def test_a_date_is_never_taken_from_furniture():
    text = (
        f"Ferry in port\n\n{LONG}\n\n{LONG}\n\nRecent posts\n\nStorm closes harbour\n\nMarch 3, 2031\n\n"
        "2 hours ago\n\n© 2029 The Quay Post"
    )
    article = clean(page_from(text))
    assert article.value("published") is None
    assert article.value("outlet") == "The Quay Post"


def test_an_impossible_day_is_left_out():
    given = (Stated("published", "31.2.2031", "flag"), Stated("published", "2031-02-28", "field"))
    assert clean(page_from(SENTENCE, given=given)).value("published") == "2031-02-28"


def test_what_the_user_says_wins_and_the_page_contradicts():
    text = f"Tern Post Exclusive\n\nFerry stays in port for a third day\n\n{LONG}\n\n{LONG}"
    outlet = clean(page_from(text, given=(Stated("outlet", "The Quay Mail", "flag"),))).first("outlet")
    assert (outlet.value, outlet.where, outlet.contradicted_by) == ("The Quay Mail", "flag", ("Tern Post",))


SLOW = {
    "attributes": "<p " + "a=1 " * 50_000 + f">{LONG}</p>",
    "angle brackets": "<" * 200_000 + f"<p>{LONG}</p>",
    "an open comment": f"<p>{LONG}</p><!-- " + "x" * 500_000,
    "an open attribute": f'<p>{LONG}</p><a href="{"x " * 200_000}',
    "quotes": f"<p>{'“' * 50_000} {LONG}</p>",
    "one long word": f"<p>{'a-' * 200_000} {LONG}</p>",
    "long class names": f'<p class="{"a-" * 100_000}">{LONG}</p>',
}


@pytest.mark.parametrize("body", SLOW.values(), ids=SLOW.keys())
def test_hostile_markup_takes_linear_time(body):
    from twosource.stages.clean.page_text import read_page

    start = time.process_time()
    read_page(body)
    assert in_time(start, 3)


PLAIN_SLOW = {
    "one long line": "a " * 500_000,
    "one long word": "a" * 1_000_000,
    "capitals": "A " * 200_000,
    "quotes": "“" * 300_000,
    "dashes": "-" * 300_000,
    "many lines": f"{SENTENCE}\n" * 5_000,
    "many names": ("Ana Roe and Bo Lind, " * 20 + "\n") * 300,
}


@pytest.mark.parametrize("text", PLAIN_SLOW.values(), ids=PLAIN_SLOW.keys())
def test_hostile_text_takes_linear_time(text):
    start = time.process_time()
    clean(page_from(f"{SENTENCE}\n\n{text}"))
    assert in_time(start, 5)


def test_plain_text_loads_no_extractor():
    code = (
        "import sys; from twosource.data import Page; from twosource.stages.clean.clean import clean; "
        f"clean(Page({SENTENCE.encode()!r}, '', 'a.txt', 'text/plain')); "
        "assert not {'trafilatura', 'lxml', 'charset_normalizer', 'htmldate'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)})


def test_plain_text_is_cleaned_quickly():
    page = page_from(
        "Ferry in port\n\n" + f"{LONG}\n\n" * 12 + "Recent Posts\n\nHarbour shut\n\n2 hours ago\n"
    )
    assert min(timed(page) for _ in range(5)) < 0.03


def timed(page):
    start = time.process_time()
    clean(page)
    return time.process_time() - start


def test_the_map_survives_a_table_with_escapes():
    row = json.dumps({"title": "Ferry “in port”", "text": f'Zoë \U0001f30a \\ " said.\r\n\r\n{SENTENCE}'})
    page = page_from(row, "application/x-ndjson")
    article = clean(page)
    assert 'Zoë \U0001f30a \\ " said.\n\nThe ferry' in article.text
    assert_sound(page, article)
