import base64
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.errors import SourceError
from twosource.text.mime import read_message
from twosource.text.parts import open_part
from twosource.text.parts_mail import header_text, open_mail_part
from twosource.text.transfer import undo_transfer

MAIL = b"""From: a@b.example
Subject: =?utf-8?Q?Quay_=E2=80=93?= =?utf-8?B?IHdhbGw=?=
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html; charset=windows-1252
Content-Transfer-Encoding: quoted-printable

<p>Zo=EB =
said</p>
--b
Content-Type: message/rfc822

Subject: inner

body
--b--
"""
OPENED = [
    ("part=1;charset=windows-1252", "<p>Zoë said</p>", "windows-1252", "text/html"),
    ("part=2.1;charset=utf-8", "body", "utf-8", "text/plain"),
    ("header=Subject", "Quay – wall", "utf-8", "text/plain"),
    ("part=2;header=Subject", "inner", "utf-8", "text/plain"),
]


@pytest.mark.parametrize(("name", "text", "charset", "media_type"), OPENED)
def test_a_part_is_opened_by_its_name_alone(name, text, charset, media_type):
    for kind in ("message/rfc822", "multipart/related"):
        opened = open_part(MAIL, kind, name)
        assert (opened.data.decode(opened.charset), opened.charset, opened.media_type) == (
            text,
            charset,
            media_type,
        )


NONE = [
    "",
    "part=3;charset=utf-8",
    "part=2;charset=utf-8",
    "header=Date",
    "part=1;header=Subject",
    "part=x",
    "a=b",
]


@pytest.mark.parametrize("name", NONE)
def test_a_part_that_is_not_there_is_refused(name):
    with pytest.raises(SourceError, match="no part") as refusal:
        open_mail_part(MAIL, name)
    assert refusal.value.code == "no-part"


def test_letters_with_a_state_are_counted_in_utf8():
    said = "岸壁が崩れた。"
    data = b"Content-Type: text/plain; charset=iso-2022-jp\n\n" + said.encode("iso-2022-jp")
    opened = open_mail_part(data, "part=1;charset=iso-2022-jp")
    assert (opened.data.decode(), opened.charset) == (said, "utf-8")


def test_a_part_that_is_too_large_is_refused():
    data = b"Content-Type: text/plain\n\n" + b"x" * 10_000_001
    with pytest.raises(SourceError, match="too large") as refusal:
        open_mail_part(data, "part=1;charset=utf-8")
    assert refusal.value.code == "too-large"


HEADERS = [
    (b"plain", "plain"),
    (b"a\n  b\t c", "a b c"),
    ("Zoë".encode(), "Zoë"),
    ("Zoë".encode("windows-1252"), "Zoë"),
    (b"=?iso-8859-1?Q?a_=96_b?=", "a – b"),
    (b"=?utf-8?B?4oC?= x", "� x"),
    (b"=?utf-8?B?a?=", "=?utf-8?B?a?="),
    (b"=?nonsense?Q?a_b?=", "a b"),
    (b"=?rot13?Q?a?=", "a"),
    (b"=?utf-8?Q?=E2=80?= =?utf-8?Q?=93?=", "–"),
    (b"=?utf-8?Q?a=0D=0ABcc:_b?=", "a Bcc: b"),
    ("Zoë =?utf-8?Q?=C3=AB?=".encode(), "Zoë ë"),
]


@pytest.mark.parametrize(("raw", "text"), HEADERS, ids=range(len(HEADERS)))
def test_a_header_is_decoded_as_far_as_can_be(raw, text):
    assert header_text(read_message(b"Subject: " + raw + b"\n\n"), "subject") == text


WHOLE = base64.encodebytes(b"The quay was shut on Monday. " * 10)
LINES = WHOLE.splitlines(keepends=True)
DAMAGED = [
    (WHOLE, b"The quay was shut on Monday. " * 10, False),
    (WHOLE.replace(b"\n", b""), b"The quay was shut on Monday. " * 10, False),
    (b"", b"", False),
    (b"VGhl", b"The", False),
    (b"VGhl IA", b"The ", True),
    (b"VGhlI", b"The", True),
    (b"VGhl\n!!!!\nVGhl\n", b"TheThe", True),
    (b"VGhl\n____ list of ours\nVGhl", b"TheThe", True),
    (b"IA==\nIA==\n", b"  ", True),
]


@pytest.mark.parametrize(("body", "data", "is_damaged"), DAMAGED, ids=range(len(DAMAGED)))
def test_of_damaged_base64_what_is_sound_is_read(body, data, is_damaged):
    assert undo_transfer(body, "base64") == (data, is_damaged)


def test_one_damaged_line_costs_that_line():
    broken = LINES[0] + LINES[1].replace(LINES[1][10:12], b"\x00\xff", 1) + b"".join(LINES[2:])
    data, is_damaged = undo_transfer(broken, "base64")
    whole = base64.decodebytes(WHOLE)
    assert is_damaged
    assert data == whole[:57] + whole[114:]


@given(st.binary(max_size=300), st.sampled_from(["base64", "quoted-printable", "7bit", "x-unknown", ""]))
@settings(max_examples=200, deadline=None)
def test_any_body_is_undone(body, encoding):
    data, _ = undo_transfer(body, encoding)
    assert len(data) <= len(body)


@given(st.text(max_size=80), st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_name_of_a_part_is_opened_or_refused(name, more):
    for part in (name, f"part={name}", f"header={name}"):
        with suppress(SourceError):
            opened = open_mail_part(MAIL + more, part)
            assert opened.media_type in ("text/html", "text/plain")
