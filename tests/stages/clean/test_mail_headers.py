import pytest

from tests.stages.clean.mail_cases import LONG, blocks, html_mail, mail, stated
from twosource.stages.clean.clean import clean

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
