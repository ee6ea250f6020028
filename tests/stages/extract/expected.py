"""Cases as data: an invented report and what a careful reader finds in it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from twosource.data import Article, Block, Claim, Parsed, Reading, Span, Stated
from twosource.stages.extract.extract import extract, spans_to_read
from twosource.stages.extract.grammar import Tree, grow
from twosource.testing import make_article

FOLDER = Path(__file__).parent
OUTLET = "The Tern"


def cases(file: str, table: str = "case") -> Any:
    """The cases of a TOML file beside this one, each a parameter under its name."""
    found = tomllib.loads((FOLDER / file).read_text(encoding="utf-8"))[table]
    return pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in found])


def report(case: dict[str, Any]) -> Article:
    """The report of a case: a headline, paragraphs, furniture and an agency where the case has them."""
    parts = [part for part in (case.get("headline"), case["text"].strip(), case.get("furniture")) if part]
    article = make_article("\n\n".join(parts), outlet=case.get("outlet", OUTLET))
    blocks = list(article.blocks)
    if "headline" in case:
        blocks[0] = Block(blocks[0].span, "headline")
    if "furniture" in case:
        blocks[-1] = Block(blocks[-1].span, "related")
    stated = article.stated
    if "agency" in case:
        stated = (*stated, Stated("agency", case["agency"], "byline", place(article.text, case["agency"])))
    return replace(article, blocks=tuple(blocks), stated=stated)


def read(case: dict[str, Any], parser: Any) -> tuple[Article, Reading]:
    """The report of a case and what is found in it."""
    article = report(case)
    return article, extract([article], parser)[0]


def tell(article: Article, claim: Claim) -> dict[str, Any]:
    """A claim as the cases write it."""
    return {
        "words": claim.span.of(article.text),
        "chain": [voice.name for voice in claim.chain],
        "stance": claim.stance,
        "quoted": claim.quoted,
    }


def assert_claims(case: dict[str, Any], parser: Any) -> None:
    """Every claim of the case is found; none that it rules out, none beside its own where it says `only`."""
    article, reading = read(case, parser)
    found = [tell(article, claim) for claim in reading.claims]
    wanted = [{"chain": [OUTLET], "stance": "asserts", "quoted": False} | claim for claim in case["claims"]]
    for claim in wanted:
        assert claim in found
    for words in case.get("absent", ()):
        assert words not in [claim["words"] for claim in found]
    if case.get("only"):
        assert len(found) == len(wanted), found


def grow_all(text: str, parser: Any) -> list[Tree]:
    """The trees of a text without headlines."""
    article = make_article(text)
    parsed: Sequence[Parsed] = parser.parse([(text, spans_to_read(article))])[0]
    return [grow(sentence) for sentence in parsed]


def place(text: str, words: str) -> Span | None:
    """Where words first stand in a text."""
    at = text.find(words)
    return Span(at, at + len(words)) if at >= 0 else None
