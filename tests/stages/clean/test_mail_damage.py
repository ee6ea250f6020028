import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clocks import in_time
from tests.stages.clean.invariants import assert_sound
from tests.stages.clean.mail_cases import DIVERS, LONG, html_mail, mail, mail_page, mails
from twosource.data import Article
from twosource.errors import CleanError
from twosource.stages.clean.clean import clean, clean_all

LOCKED = [
    ("Content-Type: multipart/encrypted; boundary=b", "--b\n\nVersion: 1\n--b--"),
    ("Content-Type: application/pkcs7-mime; smime-type=enveloped-data", "MIIB"),
    ("Content-Type: text/plain", "-----BEGIN PGP MESSAGE-----\n\nhQ==\n-----END PGP MESSAGE-----"),
]
REFUSED = [
    *[(mail(body, header), "encrypted", "encrypted") for header, body in LOCKED],
    (mail("JVBERi0=", "Content-Type: application/pdf"), "no-text", "only application/pdf"),
    (mail("<img src=x>", "Content-Type: text/html"), "no-text", "no text"),
    (mail_page("Just some words, none of them a header.\n\nMore."), "not-mail", "no mail"),
    (mail_page(b""), "not-mail", "no mail"),
    (mail(""), "", "blank|no sentence"),
    (mail(f"> {LONG}\n> {DIVERS}\n"), "no-report", "no sentence"),
    (mail_page(b"Content-Type: message/rfc822\n\n" * 50), "too-deep", "save its text"),
    (
        mail_page(b"From: a\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 300),
        "too-large",
        "parts",
    ),
    (mail_page(b"From: a\nContent-Type: image/png\n\nx", "multipart/related"), "no-text", "no page in HTML"),
]


@pytest.mark.parametrize(("page", "code", "reason"), REFUSED, ids=range(len(REFUSED)))
def test_what_holds_no_report_is_refused_with_a_sentence(page, code, reason):
    with pytest.raises(CleanError, match=reason) as refusal:
        clean(page)
    assert str(refusal.value).endswith(".")
    assert refusal.value.code == code or not code


SLOW = {
    "hidden elements": "<b style=display:none>" * 100_000 + LONG,
    "nested": "<div class=gmail_quote>" * 900 + "<p>x</p>" * 3000 + LONG,
    "ways of setting": "".join(f"<h2 class=c{n}>Quay Wall</h2><p>{DIVERS}</p>" for n in range(1500)),
    "quotation marks": "> " * 300_000,
    "names of headers": "From: x\n" * 3000,
    "rules": f"{LONG}\n\n" + "-- \n" * 3000,
    "titles": "Quay Wall\n\n" * 3000 + LONG,
    "links": f"{LONG}\n\n" + "https://tern.example/x\n" * 3000,
    "unsubscribe": f"{LONG}\n\n" + "click " * 100_000 + "unsubscribe",
    "wrote": f"{LONG}\n\n" + "On " * 100_000 + "wrote:",
}


@pytest.mark.parametrize("make", [mail, html_mail])
@pytest.mark.parametrize("body", SLOW.values(), ids=SLOW.keys())
def test_hostile_mail_takes_linear_time(make, body):
    start = time.process_time()
    with suppress(CleanError):
        clean_all(make(body))
    assert in_time(start, 2.0)


WHOLE = [path.read_bytes() for path in mails() if path.suffix == ".eml"]
EDIT = st.tuples(st.integers(0, 5000), st.binary(max_size=3), st.integers(0, 40))


@given(st.sampled_from(WHOLE), st.lists(EDIT, max_size=5), st.integers(0, 6000))
@settings(max_examples=300, deadline=None)
def test_any_damage_is_borne_or_told(data, edits, cut):
    for at, new, size in edits:
        at %= len(data)
        data = data[:at] + new + data[at + size :]
    page = mail_page(data[: cut if cut % 3 else None])
    with suppress(CleanError):
        for article in clean_all(page):
            if isinstance(article, Article):
                assert_sound(page, article)
