import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clocks import in_time
from twosource.errors import SourceError
from twosource.text.mime import all_parts, read_message

TREE = b"""From: a@b.example
Content-Type: multipart/mixed; boundary="x y"

preamble
--x y
Content-Type: text/plain

one
--x y
Content-Type: multipart/alternative; boundary=in

--in

two
--in
Content-Type: text/html

three
--in--
--x y
Content-Type: message/rfc822

Subject: inner
Content-Type: multipart/mixed; boundary=deep

--deep

four
--deep--
--x y
Content-Type: message/rfc822

Subject: single

five
--x y--
epilogue
"""
NUMBERED = [("1", b"one"), ("2.1", b"two"), ("2.2", b"three"), ("3.1", b"four"), ("4.1", b"five")]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_parts_are_numbered_as_imap_does(end):
    root = read_message(TREE.replace(b"\n", end))
    assert [(part.number, part.body) for part in all_parts(root) if not part.parts] == NUMBERED
    assert [part.number for part in all_parts(root) if part.media_type == "message/rfc822"] == ["3", "4"]


ODD = [
    ("a single body", b"Subject: x\n\nbody\n", [("1", b"body\n")]),
    ("nothing in front", b"\nbody", [("1", b"body")]),
    ("only headers", b"Subject: x\n", [("1", b"")]),
    ("no blank line", b"Subject: x\nbody, no header\n", [("1", b"body, no header\n")]),
    ("a mark and a count", b"\xef\xbb\xbf1234\nSubject: x\n\nbody", [("1", b"body")]),
    ("a mailbox's line", b"From a Fri May 2 07:15:00 2031\nSubject: x\n\nbody", [("1", b"body")]),
    ("folded", b"Content-Type: multipart/mixed;\n\tboundary=\n b\n\n--b\n\none\n--b--", [("1", b"one")]),
    (
        "cut off",
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntw",
        [("1", b"one"), ("2", b"tw")],
    ),
    (
        "empty parts",
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n--b\n\n\n--b--",
        [("1", b""), ("2", b"")],
    ),
    (
        "blanks behind",
        b"Content-Type: multipart/mixed; boundary=b\n\n--b \t\n\none\n--b--  \n",
        [("1", b"one")],
    ),
    (
        "longer alike",
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\n--bc\none\n--b--",
        [("1", b"--bc\none")],
    ),
    (
        "another boundary",
        b"Content-Type: multipart/mixed; boundary=c\n\n--b\nA: 1\n\none\n--b--",
        [("1", b"one")],
    ),
    ("no boundary", b"Content-Type: multipart/mixed\n\n--b\nA: 1\n\none\n--b--", [("1", b"one")]),
    ("no parts", b"Content-Type: multipart/mixed; boundary=c\n\nnone", [("1", b"none")]),
    ("nonsense", b"Content-Type: ;;;===\n\nbody", [("1", b"body")]),
    ("signs", b'Content-Type: multipart/mixed; boundary="(a)+[b]"\n\n--(a)+[b]\n\none\n', [("1", b"one\n")]),
]


@pytest.mark.parametrize(("data", "bodies"), [case[1:] for case in ODD], ids=[case[0] for case in ODD])
def test_what_is_wrong_with_a_mail_is_borne(data, bodies):
    assert [(part.number, part.body) for part in all_parts(read_message(data)) if not part.parts] == bodies


def test_a_header_is_read_whole_and_its_parameters_too():
    head = read_message(
        b"SUBJECT : a\n b\nContent-Type: text/PLAIN; charset*=utf-8''koi8-r; Format=flowed\nsubject: c\n\n"
    ).head
    assert head.field("Subject") == b"a\n b"
    assert (head.media_type, head.param("charset"), head.param("format")) == (
        "text/plain",
        "koi8-r",
        "flowed",
    )


def nested(depth):
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth)
    )
    return opened + b"\nbody"


def test_an_attached_message_in_base64_is_read_though_none_should_be():
    inner = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeAoKYm9keQ==\n"
    assert [part.body for part in all_parts(read_message(inner)) if not part.parts] == [b"body"]


HOSTILE = {
    "too-deep": [nested(30), nested(10_000), b"Content-Type: message/rfc822\n\n" * 50_000],
    "too-large": [
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 300,
        b"A: b\n" * 20_000,
        b"A: b" + b"\n c" * 50_000,
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--bX\n" * 200_000,
    ],
}


@pytest.mark.parametrize(
    ("code", "data"), [(code, data) for code, listed in HOSTILE.items() for data in listed]
)
def test_what_is_too_much_is_refused(code, data):
    start = time.process_time()
    with pytest.raises(SourceError, match="save its text") as refusal:
        read_message(data)
    assert refusal.value.code == code
    assert in_time(start, 1.0)


SLOW = [
    b"Subject: x\n\n" + b"\n" * 5_000_000,
    b"Content-Type: text/plain; " + b';"' * 30_000 + b"\n\n",
    b"Content-Type: text/plain; " + b'a="b";' * 9_000 + b"\n\n",
    b"Content-Type: multipart/mixed\n\n" + (b"\n--b" + b" " * 50) * 90_000,
    b"Content-Type: multipart/mixed\n\n\n--b" + b" " * 5_000_000,
    nested(18) + b"\n--b1x" * 90_000,
    b" " * 5_000_000,
    b"a:" * 30_000,
]


@pytest.mark.parametrize("data", SLOW, ids=range(len(SLOW)))
def test_hostile_mail_takes_linear_time(data):
    start = time.process_time()
    read_message(data)
    assert in_time(start, 1.0)


PIECES = [
    b"\n",
    b"\r\n",
    b"--b",
    b"--b--",
    b"--",
    b"Content-Type: ",
    b"multipart/mixed; boundary=b",
    b"message/rfc822",
    b"text/html",
    b" ",
    b":",
    b"\x00",
    b"\xff",
    b"a",
    b"Content-Transfer-Encoding: base64",
    b"boundary=",
    b'"',
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join))
@settings(max_examples=300, deadline=None)
def test_anything_is_read_and_every_body_stands_in_it(data):
    numbers = [part.number for part in all_parts(read_message(data)) if not part.parts]
    assert len(numbers) == len(set(numbers))
    for part in all_parts(read_message(data)):
        assert part.head.transfer == "base64" or part.body in data or not part.body
