import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.data import Span
from twosource.text.normal import normalise

CASES = [
    ("“It’s over,” she said — twice", '"it\'s over," she said - twice'),
    ("Straße", "strasse"),
    ("co\u00adopera\u200btion", "cooperation"),
    ("\u202eOrla\u202c Veen", "orla veen"),
    ("e\u0301tat and état", "état and état"),
    ("3\u00a0000 ｋｍ", "3 000 km"),
    ("ﬁre…", "fire..."),
    ("Zoë\r\nB", "zoë\r\nb"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_normal_form(text, expected):
    assert normalise(text).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Zoë Ødegård", "zoe odegard"), ("e\u0301tat", "etat"), ("Łódź", "lodz"), ("plain", "plain")],
)
def test_accents_fold_on_demand(text, expected):
    assert normalise(text, fold_accents=True).text == expected


def test_the_way_back_leads_over_what_was_dropped():
    text = "The co\u00adop\u00aderation pact"
    normal = normalise(text)
    at = normal.text.index("cooperation")
    assert normal.original(at, at + len("cooperation")).of(text) == "co\u00adop\u00aderation"


def test_an_empty_stretch_has_a_place():
    assert normalise("ab").original(1, 1) == Span(1, 1)
    assert normalise("ab").original(2, 2) == Span(2, 2)
    assert normalise("").original(0, 0) == Span(0, 0)


@given(st.text(), st.booleans())
def test_the_map_never_goes_back_and_stays_inside(text, fold):
    normal = normalise(text, fold_accents=fold)
    assert len(normal.starts) == len(normal.ends) == len(normal.text)
    assert list(normal.starts) == sorted(normal.starts)
    assert all(0 <= s < e <= len(text) for s, e in zip(normal.starts, normal.ends, strict=True))


@given(st.text())
def test_the_original_of_a_stretch_has_its_normal_form(text):
    normal = normalise(text)
    whole = normal.original(0, len(normal.text)) if normal.text else Span(0, 0)
    assert normalise(whole.of(text)).text == normal.text


@given(st.text(alphabet="ab ’“—\u00ad\u200b\u202eéÉß"))
def test_normalising_twice_changes_nothing(text):
    once = normalise(text).text
    assert normalise(once).text == once
