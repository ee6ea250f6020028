import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.data import Span
from twosource.text.digits import read_digits
from twosource.text.numbers import find_numbers, has_decimal_comma, number_value

VALUES = {
    "seventeen": 17,
    "twenty-five": 25,
    "twenty five": 25,
    "a hundred": 100,
    "one hundred and five": 105,
    "two million three hundred thousand five": 2300005,
    "half a million": 500000,
    "a half-dozen": 6,
    "two and a half million": 2500000,
    "a million and a half": 1500000,
    "2½": 2.5,
    "5 1/2": 5.5,
    "two dozen": 24,
    "1.5 million": 1500000,
    "5 lakh crore": 5e12,
    "5bn": 5e9,
    "12,000": 12000,
    "1,00,000": 100000,
    "1 000 000": 1000000,
    "10 000": 10000,
    "two thirds": 2 / 3,
    "one-fifth": 0.2,
    "½": 0.5,
    "3/4": 0.75,
    "third": 3,
    "twenty-first": 21,
    "21st": 21,
    "１２": 12,
    "١٢": 12,
    "1.000,5": 1000.5,
    "1,000.5": 1000.5,
}
UNREAD = ["", "boat", "1,5", "1.2.3.4", "9" * 30, "12 boats", "5 6", "1.234", "1e999", "1e5"]
UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
]
UNITS += ["sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number):
    """A number below a thousand million in English words."""
    for size, word in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            whole, rest = divmod(number, size)
            link = " and " if size == 100 else " "
            return f"{in_words(whole)} {word}" + (link + in_words(rest) if rest else "")
    if number < 20:
        return UNITS[number]
    return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")


@pytest.mark.parametrize(("phrase", "value"), VALUES.items())
def test_value(phrase, value):
    assert number_value(phrase) == pytest.approx(value)


@pytest.mark.parametrize("phrase", UNREAD)
def test_what_is_not_one_number_has_no_value(phrase):
    assert number_value(phrase) is None


@given(st.integers(0, 999_999_999))
def test_words_are_read_back(number):
    assert number_value(in_words(number)) == number


@given(st.integers(0, 10**15 - 1))
def test_digits_are_read_back(number):
    assert number_value(f"{number:,}") == number
    assert read_digits(str(number)) == (number, number)


@given(st.text(alphabet="0123456789.,' /-½andhlfmioteg\n", max_size=80))
def test_any_text_is_survived(text):
    found = find_numbers(text)
    ends = [0, *(n.span.end for n in found)]
    assert all(end <= n.span.start < n.span.end <= len(text) for end, n in zip(ends, found, strict=False))


def test_two_numbers_stay_two():
    text = "between one hundred and two hundred, 10-14, 2013 500"
    assert [n.value for n in find_numbers(text)] == [100, 200, 10, 14, 2013, 500]


def test_a_number_with_an_exponent_is_left_unread():
    assert [n.value for n in find_numbers("from 1e999 or 2.5E-3 to 7 men")] == [7]


def test_a_decimal_comma_opens_other_commas():
    assert has_decimal_comma("It fell by 3,5 percent.")
    assert not has_decimal_comma("It fell by 3,500 and 4.5 percent.")
    assert read_digits("1,234") == (1234, 1234)
    assert read_digits("1,234", True) == (1.234, 1234)
    assert read_digits("1,5", True) == (1.5, 1.5)


def test_only_the_span_is_read():
    assert [n.value for n in find_numbers("one two three", Span(4, 7))] == [2]
