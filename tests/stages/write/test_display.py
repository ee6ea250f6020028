"""A report's words made safe to show, case by case."""

from __future__ import annotations

import pytest

from twosource.stages.write.display import badge, escape_markdown, flatten, quote, safe_link, strip_controls


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a[31mb"),
        ("a\x00\x07\x9bb", "ab"),
        ("a\ud800b", "ab"),
        ("one\ntwo\tthree", "one\ntwo\tthree"),
        ("\u202eab\u2066", "\u202eab\u2066"),
    ],
)
def test_controls_go_and_direction_marks_stay(text: str, shown: str) -> None:
    assert strip_controls(text) == shown


def test_flat_text_has_neither_lines_nor_direction_marks() -> None:
    assert flatten(" a\r\n b\u202e\tc ") == "a b c"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("*a* _b_", r"\*a\* \_b\_"),
        ("[x](y) <b>", r"\[x\](y) \<b\>"),
        ("a & b | c", r"a \& b \| c"),
        ("\\", r"\\"),
    ],
)
def test_markdown_is_escaped(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.example/x?y=1#z", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        (" https://a.example", False),
        ("\x01https://a.example", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://[bad", False),
        ('https://a.example/"onclick=x', False),
        ("reports/a.txt", False),
    ],
)
def test_only_plain_web_addresses_are_links(address: str, kept: bool) -> None:
    assert safe_link(address) == (address if kept else "")


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_badges_never_run_out(index: int, letters: str) -> None:
    assert badge(index) == letters


@pytest.mark.parametrize(
    ("text", "quoted"),
    [("a", "“a”"), ("“a”", "“a”"), ("‘a’ he said", "“‘a’ he said”"), ("\u202ea\n", "“a”")],
)
def test_words_are_quoted_once(text: str, quoted: str) -> None:
    assert quote(text) == quoted
