"""Texts that are no prose: read in bounded time, and left alone rather than misread."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from tests.clocks import in_time
from tests.stages.extract.test_extract import STEMS, assert_sound
from twosource.data import Article, Block, Claim, Parsed, Span
from twosource.stages.extract.extract import extract
from twosource.stages.extract.prose import LONGEST, prose
from twosource.testing import make_article

TABLE = tomllib.loads((Path(__file__).parent / "hostile.toml").read_text(encoding="utf-8"))
CASES = pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in TABLE["case"]])
SECONDS = 20
MARKS = ("“", "”", '"', "‘", "’", "«", "»", " said ", "ferry ")


def told(case: dict[str, Any]) -> Article:
    """The report of a case, every line a paragraph."""
    return make_article((case["text"] * case.get("repeat", 1)).strip(), outlet="The Tern")


def in_one(article: Article) -> Article:
    """The same report as one paragraph of many lines."""
    return replace(article, blocks=(Block(Span(0, len(article.text)), "body"),))


def attributed(claims: tuple[Claim, ...]) -> list[str]:
    """The voices besides the outlet's."""
    return [voice.name for claim in claims for voice in claim.chain[1:]]


@pytest.mark.weights
@pytest.mark.parametrize("shape", ["lines", "one paragraph"])
@CASES
def test_silence_rather_than_nonsense(case: dict[str, Any], shape: str, parser: Any) -> None:
    article = told(case) if shape == "lines" or case.get("only_lines") else in_one(told(case))
    start = process_time()
    (reading,) = extract([article], parser)
    assert in_time(start, SECONDS)
    assert_sound(article, reading)
    found = [claim.span.of(article.text) for claim in reading.claims]
    assert set(attributed(reading.claims)) <= set(case.get("voices", ()))
    assert not (case.get("silent") and found)
    if shape == "lines":
        assert set(case.get("claims", ())) <= set(found)


def long_texts() -> dict[str, str]:
    """Texts whose length alone is hostile."""
    dice = random.Random(7)
    return {
        "a sentence of 20,000 words": " ".join(dice.choice(STEMS) for _ in range(20_000)),
        "5,000 quotation marks": "".join(dice.choice(MARKS) for _ in range(5_000 * len(MARKS) // 7)),
        "a table of 500 rows": "\n".join(f"Norvald said {i} {i * 3} {i}.5% –" for i in range(500)),
        "a poem of 600 lines": "The gull has said the sea is mine,\nAnd told the moon to go;\n" * 300,
        "a number of 20,000 digits": "The council said " + "7" * 20_000 + " ferries had left.",
        "5,000 times now": "now " * 5_000,
    }


@pytest.mark.weights
@pytest.mark.parametrize("name", long_texts())
def test_what_goes_on_for_long_takes_bounded_time_and_says_nothing(name: str, parser: Any) -> None:
    article = make_article(long_texts()[name].strip(), outlet="The Tern")
    start = process_time()
    (reading,) = extract([article], parser)
    assert in_time(start, SECONDS)
    assert_sound(article, reading)
    assert attributed(reading.claims) == []


def test_ten_times_the_verse_takes_about_ten_times_as_long() -> None:
    line = "The gull has said the sea is mine,\n"
    text = line * 40_000
    start = process_time()
    assert prose(text, [Span(0, len(text))], [Parsed(Span(0, len(line)), ())]) == []
    assert in_time(start, 4)


@pytest.mark.parametrize(
    ("words", "is_read"),
    [
        ("word " * LONGEST + "word", True),
        ("word " * (LONGEST + 1) + "word", False),
        ("word. " * (LONGEST + 1) + "word", True),
    ],
)
def test_a_paragraph_without_stops_is_too_long_for_prose(words: str, is_read: bool) -> None:
    sentence = Parsed(Span(0, 4), ())
    assert prose(words, [Span(0, len(words))], [sentence]) == [sentence] * is_read
