"""What an edit changed is said in sentences that can be read alone."""

from __future__ import annotations

from dataclasses import replace

from twosource.data import Article, Block, Change, Span, Stated
from twosource.desk.edits import corrections_of, edit_of, notices_of
from twosource.desk.facts import mention_of
from twosource.testing import make_article

BODY = ("Three were hurt, police said.", "The quay is shut.", "The mayor spoke.")


def report(title: str, *paragraphs: str, correction: str = "") -> Article:
    """A report with its headline, paragraphs, and a printed correction."""
    lines = [title, *paragraphs, *([correction] if correction else [])]
    made = make_article("\n".join(lines), path="https://gull.example/1", outlet="Gull")
    blocks, start = [], 0
    for place, line in enumerate(lines):
        kind = "headline" if not place else "correction" if line == correction else "body"
        blocks.append(Block(Span(start, start + len(line)), kind))
        start += len(line) + 1
    return replace(made, blocks=tuple(blocks), stated=(*made.stated, Stated("title", title, "meta")))


OLD = report("Three hurt at quay", *BODY)
NEW = report(
    "Four hurt at quay", BODY[0].replace("Three", "Four"), BODY[1], correction="Correction: it was four."
)


def test_the_title_is_told_of_once() -> None:
    why = edit_of(OLD, NEW, Change("s", "edited", "", (), "")).why
    assert why == (
        "Gull has edited its report: the title is now “Four hurt at quay”, before “Three hurt at quay”;"
        " 2 of 3 paragraphs new or changed, 2 gone. Both texts are kept."
    )
    (correction,) = corrections_of(OLD, NEW, "s", "")
    assert correction.why == (
        "Gull said “Three were hurt, police said.”; its report now says “Four were hurt, police said.”"
    )
    places = [mention_of(about) for about in correction.about]
    assert [p.span.of(a.text) for p, a in zip(places, (NEW, OLD), strict=True) if p] == [
        "Four were hurt, police said.",
        BODY[0],
    ]


def test_there_and_back_are_two_corrections() -> None:
    assert [c.about for c in corrections_of(NEW, OLD, "s", "")] == [
        tuple(reversed(c.about)) for c in corrections_of(OLD, NEW, "s", "")
    ]


def test_a_printed_correction_is_told_unless_it_was_there() -> None:
    (notice,) = notices_of(NEW, OLD, "s", "")
    assert notice.why == "Gull prints a correction: “Correction: it was four.”"
    assert list(notices_of(NEW, NEW, "s", "")) == []


def test_what_only_looks_otherwise() -> None:
    why = edit_of(OLD, OLD, Change("s", "edited", "", (), "")).why
    assert why == "Gull has edited its report: only the layout or details have changed. Both texts are kept."
