import hashlib
import json
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stages.clean.invariants import assert_sound
from tests.stages.clean.mail_cases import expected_file, mails, told
from twosource.data import Page
from twosource.errors import CleanError
from twosource.stages.clean.clean import clean, clean_all

FALL = "A stretch of the old quay wall fell into the northern basin on Friday, the harbour master said."
DIVERS = "Divers searched the basin until noon and found nobody, the fire brigade said."
LONG = f"{FALL} {DIVERS}"


def mail_page(data, media_type="message/rfc822"):
    data = data if isinstance(data, bytes) else data.encode()
    return Page(data, hashlib.sha256(data).hexdigest(), "case.eml", media_type)


def mail(body, *headers, sender="The Tern <news@tern.example>", subject="Quay wall falls"):
    head = [f"From: {sender}", f"Subject: {subject}", "Date: Fri, 2 May 2031 07:15:00 +0200", *headers]
    return mail_page("\n".join(head) + f"\n\n{body}")


def html_mail(body, **options):
    return mail(f"<html><body>{body}</body></html>", "Content-Type: text/html; charset=utf-8", **options)


def blocks(article, *kinds):
    return [b.span.of(article.text) for b in article.blocks if not kinds or b.kind in kinds]


def stated(article, *fields):
    return [(s.field, s.value) for s in article.stated if s.field in fields and s.where != "guessed"]


@pytest.mark.parametrize("path", mails(), ids=lambda path: path.name)
def test_a_mail_is_read_as_expected(path):
    assert told(path) == json.loads(expected_file(path).read_text("utf-8"))


@pytest.mark.parametrize("path", mails(), ids=lambda path: path.name)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_every_word_of_a_mail_has_its_place(path, end):
    data = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", end)
    page = mail_page(data, "multipart/related" if path.suffix == ".mhtml" else "message/rfc822")
    for article in clean_all(page):
        assert_sound(page, article)


SENDERS = [
    ("The Tern <news@mail.example>", [("publisher", "The Tern"), ("outlet", "The Tern")]),
    (
        "Ida Ström at The Tern <x@y.example>",
        [("author", "Ida Ström"), ("publisher", "The Tern"), ("outlet", "The Tern")],
    ),
    (
        '"Ida Ström | Quay Post" <x@y.example>',
        [("author", "Ida Ström"), ("publisher", "Quay Post"), ("outlet", "Quay Post")],
    ),
    (
        '"Ida Ström, Quay Post" <x@y.example>',
        [("author", "Ida Ström"), ("publisher", "Quay Post"), ("outlet", "Quay Post")],
    ),
    (
        '"Ida Ström (Quay Post)" <x@y.example>',
        [("author", "Ida Ström"), ("publisher", "Quay Post"), ("outlet", "Quay Post")],
    ),
    ("Ida Ström <ida@y.example>", [("author", "Ida Ström")]),
    ("Ostra <letter@ostra.example>", [("publisher", "Ostra"), ("outlet", "Ostra")]),
    ("Ostra <letter@y.example>", [("publisher", "Ostra")]),
    ("Quay Post Newsletter <x@y.example>", [("publisher", "Quay Post Newsletter"), ("outlet", "Quay Post")]),
    ("Harbour Press Office <x@y.example>", [("publisher", "Harbour Press Office")]),
    ("no-reply <x@y.example>", []),
    ("<x@y.example>", []),
    ("x@y.example", []),
    ("((((", [("publisher", "((((")]),
]


@pytest.mark.parametrize(("sender", "found"), SENDERS, ids=[s[0] for s in SENDERS])
def test_a_sender_is_a_person_an_outlet_or_both(sender, found):
    assert stated(clean(mail(LONG, sender=sender)), "author", "publisher", "outlet") == found


def test_headers_state_what_they_state():
    page = mail(
        LONG,
        'List-Id: "Evening letter" <evening.tern.example>',
        "Content-Language: en-GB, de",
        "Message-ID: <7@tern.example>",
        "Archived-At: <https://tern.example/7>",
        subject="[Evening] Re: Quay wall falls",
    )
    assert stated(clean(page), "published", "title", "feed", "language", "id", "canonical") == [
        ("title", "Quay wall falls"),
        ("title", "Quay wall falls"),
        ("published", "2031-05-02T07:15:00+02:00"),
        ("language", "en-GB"),
        ("feed", "Evening letter"),
        ("id", "7@tern.example"),
        ("canonical", "https://tern.example/7"),
    ]


HEADLINES = [
    (
        f"<h1>Quay wall falls in the night</h1><p>{LONG}</p>",
        "Quay wall falls",
        ["Quay wall falls in the night"],
    ),
    (f"<h1>The crane in the basin</h1><p>{LONG}</p>", "Our morning letter", ["The crane in the basin"]),
    (f"<h1>The Tern</h1><p>{LONG}</p>", "Quay wall falls", ["Quay wall falls"]),
    (f"<p>{LONG}</p>", "Fwd: Quay wall falls", ["Quay wall falls"]),
    (f"<p>{LONG}</p>", "", []),
    (f"<p>{LONG}</p>", "x " * 400, []),
]


@pytest.mark.parametrize(("body", "subject", "found"), HEADLINES, ids=range(len(HEADLINES)))
def test_the_headline_is_that_of_the_mail_or_its_subject(body, subject, found):
    assert blocks(clean(html_mail(body, subject=subject)), "headline") == found


FURNITURE = [
    "View this email in your browser",
    "Having trouble reading this? View it online",
    "Forwarded this email? Subscribe here",
    "To unsubscribe, click here.",
    "You are receiving this email because you signed up on our website.",
    "Manage your preferences | Unsubscribe",
    "Please add news@tern.example to your address book.",
    "Was this newsletter forwarded to you? Sign up here.",
    "This message is confidential and intended only for the person it is addressed to.",
    "Presented by Rope Walk Insurance",
    "Sie erhalten diese E-Mail, weil Sie unseren Newsletter bestellt haben.",
    "Vous recevez ce message parce que vous êtes inscrit. Se désabonner",
    "Sent from my telephone",
]
REPORT = [
    "Customers who tried to unsubscribe were charged for another year, the regulator found on Friday.",
    "The ministry said that it had received this letter in May and had not read it since then.",
    "Together with the fire brigade, police searched the basin for hours, but they found nobody.",
    "“You are receiving this prize for your patience,” the mayor told the divers on the quay.",
    "Read more books, the mayor told the children who had come to the quay to see the crane.",
    "The harbour master forwarded the letter to the city on Friday, and nobody answered it.",
]


@pytest.mark.parametrize("line", FURNITURE)
@pytest.mark.parametrize("make", [mail, html_mail])
def test_the_sender_s_own_lines_are_furniture(make, line):
    form = "<p>{}</p><p>{}</p><p>{}</p>" if make is html_mail else "{}\n\n{}\n\n{}"
    for order in ((line, LONG, DIVERS), (LONG, DIVERS, line)):
        article = clean(make(form.format(*order)))
        assert line not in " ".join(blocks(article, "body", "subhead", "headline"))
        assert DIVERS in blocks(article, "body")


@pytest.mark.parametrize("line", REPORT)
def test_a_report_about_such_things_is_none(line):
    article = clean(mail(f"{LONG}\n\n{line}\n\n{DIVERS}"))
    assert line in blocks(article, "body")


HIDDEN = [
    "display:none",
    "max-height: 0px; overflow:hidden",
    "mso-hide:all",
    "font-size:0px",
    "visibility:hidden",
]


@pytest.mark.parametrize("style", HIDDEN)
def test_a_line_that_is_not_shown_is_no_part_of_the_report(style):
    body = f'<span style="{style}">{DIVERS}</span><p>{LONG}</p>'
    assert blocks(clean(html_mail(body)), "body") == [LONG]


def test_html_that_shows_nothing_makes_way_for_the_plain_text():
    page = mail(
        f"--b\nContent-Type: text/plain\n\n{LONG}\n--b\nContent-Type: text/html\n\n<img src=x>\n--b--",
        "Content-Type: multipart/alternative; boundary=b",
    )
    article = clean(page)
    assert blocks(article, "body") == [LONG]
    assert {run.part for run in article.map} == {"header=Subject", "part=1;charset=utf-8"}
    assert_sound(page, article)


def test_what_a_mailbox_put_before_a_line_is_left_out_and_quoted_lines_are_not_shown_as_body():
    page = mail(
        f"{LONG}\n\n>From the quay came word that the basin is shut.\n\n> No answer came.\n>From him.\n"
    )
    article = clean(page)
    assert blocks(article, "body") == [LONG, "From the quay came word that the basin is shut."]
    assert "".join(blocks(article, "other")).startswith("> No answer came.")
    assert_sound(page, article)


FLOWED = "Content-Type: text/plain; charset=utf-8; format=flowed"


@pytest.mark.parametrize(
    ("header", "words"), [(FLOWED, "the old quay wall"), (f"{FLOWED}; delsp=yes", "theold quaywall")]
)
def test_lines_broken_by_the_sender_are_joined(header, words):
    body = (
        "A stretch of the \nold quay \nwall fell on Friday, he said.\n \nNow nobody \n may pass, he said.\n"
    )
    page = mail(body, header)
    article = clean(page)
    assert words in article.text
    assert "\n" not in blocks(article, "body")[0]
    assert_sound(page, article)


def test_damaged_base64_is_said():
    page = mail(
        "QSBzdHJldGNoIG9mIHRoZSBvbGQgcXVheSB3YWxsIGZlbGwgb24gRnJpZGF5LCBoZSBzYWlkLiAg\n!!!!\nSXQgbGllcyB0aGVyZS4=\n",
        "Content-Transfer-Encoding: base64",
    )
    article = clean(page)
    assert article.text.endswith("A stretch of the old quay wall fell on Friday, he said.  It lies there.")
    assert [flag.kind for flag in article.flags if "damaged" in flag.why] == ["cut-text"]
    assert_sound(page, article)


ITEM = "<{tag}>{title}</{tag}><p>{prose}</p><p><a href='x'>Read more</a></p>"
THREE = "".join(
    ITEM.format(tag="h2", title=title, prose=prose)
    for title, prose in (
        ("Quay wall falls", LONG),
        ("Divers find nobody", DIVERS * 2),
        ("Seal at the market", LONG),
    )
)


def test_a_round_up_gives_an_article_an_item():
    page = html_mail(f"<p>Good morning, here is what came in the night, and it is a good deal.</p>{THREE}")
    articles = clean_all(page)
    assert [article.item for article in articles] == ["1", "2", "3"]
    assert [article.path for article in articles] == ["case.eml#1", "case.eml#2", "case.eml#3"]
    assert [blocks(article, "headline") for article in articles] == [
        ["Quay wall falls"],
        ["Divers find nobody"],
        ["Seal at the market"],
    ]
    assert all("round-up" in [flag.kind for flag in article.flags] for article in articles)
    assert {article.value("published") for article in articles} == {"2031-05-02T07:15:00+02:00"}
    assert len({article.id for article in articles}) == 3
    assert "here is what came" in articles[0].text
    assert "here is what came" not in " ".join(blocks(articles[0], "body"))


MORE = "<p><a href=x>Read more</a></p>"
KNOWN = f"<h2>What is known</h2><p>{LONG}</p>"
ONE = [
    # Headings in one report, with a link to more below one of them.
    f"<h1>Quay wall falls</h1><p>{LONG}</p>{KNOWN}<h2>What is not</h2><p>{DIVERS} {LONG}</p>",
    f"<h1><a href=x>Quay wall falls</a></h1><p>{LONG}</p>{KNOWN}{MORE}",
    f"<p>{LONG}</p>{MORE}",
]


@pytest.mark.parametrize("body", ONE, ids=range(len(ONE)))
def test_headings_inside_a_report_do_not_part_it(body):
    (article,) = clean_all(html_mail(body))
    assert article.item == ""
    assert {flag.kind for flag in article.flags} <= {"cut-text"}


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
    assert time.process_time() - start < 2.0


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
            assert_sound(page, article)
