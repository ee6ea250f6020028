import pytest

from twosource.errors import SourceError
from twosource.text.parts import open_part
from twosource.text.parts_csv import name_field, open_csv_part
from twosource.text.parts_line import name_markup

FORM = {"delimiter": "semicolon", "quotes": "doubled", "charset": "utf-8"}
OPENED = [
    (b'a;"b ""c"";\nd";e', 2, FORM, 'b "c";\nd'),
    (b'a;"b', 2, {**FORM, "quotes": "none"}, '"b'),
    (rb'"a \"b\"",c', 1, {**FORM, "quotes": "escaped", "delimiter": "comma"}, 'a "b"'),
    ("Zoë|b".encode("windows-1252"), 1, {**FORM, "delimiter": "bar", "charset": "windows-1252"}, "Zoë"),
    ("é\tb".encode("utf-16-le"), 1, {**FORM, "delimiter": "tab", "charset": "utf-16-le"}, "é"),
    (b"a\rb;c", 1, FORM, "a\u2028b"),
    (b"x" * 200_000, 1, FORM, "x" * 200_000),
]


@pytest.mark.parametrize(("data", "number", "form", "text"), OPENED, ids=range(len(OPENED)))
def test_a_field_is_opened_by_its_name_alone(data, number, form, text):
    opened = open_part(data, "text/csv", name_field(number, **form))
    assert (opened.data.decode(), opened.charset, opened.media_type) == (text, "utf-8", "text/plain")


def test_a_field_of_html_is_opened_as_html():
    assert open_csv_part(b"<p>", name_field(1, **FORM) + ";type=html").media_type == "text/html"


NONE = [
    "",
    "field=2",
    "field=4;delimiter=semicolon;quotes=doubled;charset=utf-8",
    "field=0;delimiter=semicolon;quotes=doubled;charset=utf-8",
    "field=-1;delimiter=semicolon;quotes=doubled;charset=utf-8",
    "field=x;delimiter=semicolon;quotes=doubled;charset=utf-8",
    "field=1;delimiter=colon;quotes=doubled;charset=utf-8",
    "field=1;delimiter=semicolon;quotes=some;charset=utf-8",
    "field=1;delimiter=semicolon;quotes=doubled;charset=zip",
    "field=1;delimiter=semicolon;quotes=doubled;charset=rot13",
]


@pytest.mark.parametrize("part", NONE)
def test_a_field_that_is_not_there_is_refused(part):
    with pytest.raises(SourceError, match="no field") as refusal:
        open_csv_part(b"a;b;c", part)
    assert refusal.value.code == "no-part"


def test_a_field_of_a_line_is_opened_as_html():
    line = b'{"a/b": "<p>Zo\\u00eb \\ud800", "n": NaN, "body": 4}'
    opened = open_part(line, "application/x-ndjson", name_markup("a/b"))
    assert (opened.data, opened.media_type) == ("<p>Zoë ".encode(), "text/html")
    for data, name in ((line, "body"), (line, "c"), (b"{", "a"), (b"[1]", "a"), (b"\xff", "a")):
        with pytest.raises(SourceError, match="no field"):
            open_part(data, "application/x-ndjson", name_markup(name))
