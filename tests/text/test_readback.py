import pytest

from twosource.data import Run, Span
from twosource.text.readback import read_back

CASES = [
    ("A &amp; B&nbsp;C &#8220;x&#x27;", "utf-8", "text/html", "A & B\u00a0C “x'"),
    (
        "&lt;b&gt; &copy 5 &unknown; &#0;&#xD800;&#99999999;",
        "utf-8",
        "text/html",
        "<b> © 5 &unknown; \ufffd\ufffd\ufffd",
    ),
    ("A &amp; B", "utf-8", "text/plain", "A &amp; B"),
    ("one\r\ntwo\rthree\x0cfour\x00\x85", "utf-8", "text/plain", "one\ntwo\nthree\nfour"),
    (r"Zo\u00eb \ud83c\udf0a \"x\"\n\\ \ud800 \/", "utf-8", "application/x-ndjson", 'Zoë 🌊 "x"\n\\  /'),
    ("F\u00e4hre \u201ex\u201c", "windows-1252", "text/plain", "Fähre „x“"),
    ("渡船", "gb18030", "text/plain", "渡船"),
    ("\u200b\u202eab\u202c", "utf-16-le", "text/plain", "\u200b\u202eab\u202c"),
]


@pytest.mark.parametrize(("written", "charset", "media_type", "expected"), CASES)
def test_bytes_stand_for_text(written, charset, media_type, expected):
    data = b"12345" + written.encode(charset) + b"6789"
    run = Run(Span(0, len(expected)), 5, len(data) - 4)
    assert read_back(data, charset, media_type, run) == expected


def test_undecodable_bytes_are_marked():
    assert read_back(b"Caf\xe9 x", "utf-8", "text/plain", Run(Span(0, 6), 0, 6)) == "Caf\ufffd x"
