"""Ways to damage bytes, as data: what is done, where, and with what."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

DEEP = 10_000
# What should stand in no text, and what turns, hides or ends it.
ODD = (
    b"\x00",
    b"\xff\xfe",
    b"\xc3\x28",
    b"\xed\xa0\x80",
    b"\x1b[31m",
    b"\r",
    b"\x85",
    b"\\",
    b"\\ud800",
    b"\\u0000",
    b'"',
    b"<",
    b"]]>",
    b"<!--",
    b"<![CDATA[",
    b"&#0;",
    b"&#x110000;",
    b"&a;",
    b"=?utf-8?b?//8=?=",
    b"=C3",
    b"\n--cut--\n",
    b"\nFrom \n",
    b"<script>",
    b"<plaintext>",
    b"<base href=//x>",
    "\u202e\u2066".encode(),
    "\u200b\u00ad\ufeff".encode(),
    "\u2028\u2029\x0b\x0c".encode(),
    "\ufffe\uffff\U0010ffff".encode(),
    "\u05d0\u0627\u0301\U0001f600\u200d".encode(),
)
NESTED = (
    b"<div>",
    b"<table><tr><td>",
    b"<b>",
    b"<a href=x>",
    b"<w:p>",
    b"[",
    b'{"a":',
    b'{"@graph":[',
    b"(",
    b"> ",
    b"<!--",
    b"&",
    b"<blockquote>",
    b"<select>",
    b"<svg>",
)
PARTS = b"\n--cut\nContent-Type: multipart/mixed; boundary=cut\n\n"


@dataclass(frozen=True, slots=True)
class Hit:
    """One damage: its kind, its place in millionths of the data, its bytes, and how many times or how far."""

    kind: str
    place: int
    data: bytes
    size: int


def damaged(data: bytes, hits: list[Hit]) -> bytes:
    """The data after every hit in turn."""
    for hit in hits:
        at = hit.place * len(data) // 1_000_000
        if hit.kind == "flip":
            data = data[:at] + hit.data + data[at + len(hit.data) :]
        elif hit.kind == "cut":
            data = data[:at]
        elif hit.kind == "put":
            data = data[:at] + hit.data + data[at:]
        elif hit.kind == "drop":
            data = data[:at] + data[at + hit.size :]
        else:
            data = data[:at] + data[at : at + hit.size] * 20 + data[at:]
    return data


PLACE = st.integers(0, 1_000_000)
SIZE = st.integers(1, 60)
SMALL = st.one_of(
    st.builds(Hit, st.just("flip"), PLACE, st.binary(min_size=1, max_size=3), SIZE),
    st.builds(Hit, st.just("put"), PLACE, st.sampled_from(ODD), SIZE),
    st.builds(Hit, st.sampled_from(["drop", "repeat", "cut"]), PLACE, st.just(b""), SIZE),
)
HITS = st.lists(SMALL, min_size=1, max_size=4)
