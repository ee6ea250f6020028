"""A comparison told by hand, and its files, for the tests of what comes after it."""

from __future__ import annotations

from pathlib import Path

from twosource.data import (
    Comparison,
    Copy,
    Difference,
    Edge,
    Entity,
    Failure,
    Ledger,
    Member,
    Mention,
    OnlyIn,
    Origin,
    Page,
    Point,
    SharedRun,
    Span,
    Story,
)
from twosource.outputs import save
from twosource.testing import make_article, make_claim, make_page

A = "Quay wall falls\n\nTwelve people were hurt when the quay wall fell, harbour master Ida Ström said."
B = "The wall at the quay is down.\n\nTen people were hurt, Ida Ström said – “no more”. Divers searched."


def compare_by_hand() -> Comparison:
    """Two reports with something of every kind."""
    a, b = make_article(A, path="a.txt", outlet="The Tern"), make_article(B, path="b.txt")
    claims = (
        make_claim(a, "Twelve people were hurt when the quay wall fell", chain=["Ida Ström"]),
        make_claim(b, "Ten people were hurt", chain=["Ida Ström"]),
        make_claim(b, "Divers searched"),
    )
    said = [Mention(a.id, place(A, "Ida Ström")), Mention(b.id, place(B, "Ida Ström"))]
    counts = (Mention(a.id, place(A, "Twelve")), Mention(b.id, place(B, "Ten")))
    difference = Difference("number", "contradiction", "reports", "exact-counts", "Both are exact.", counts)
    edges = tuple(Edge(c.report, c.id, "outlet", "Ida Ström") for c in claims[:2])
    hurt = (claims[0].id, claims[1].id)
    return Comparison(
        story=Story("s1", (Member(a.id, "given"), Member(b.id, "given"))),
        reports=(a, b),
        claims=claims,
        entities=(Entity("e1", "Ida Ström", "person", tuple(said)),),
        links=(),
        points=(Point("p1", hurt, hurt[0], "contradicts", (difference,)),),
        only_in=(OnlyIn(b.id, claims[2].id),),
        omissions=(),
        copies=(Copy(a.id, b.id, "none", (SharedRun(place(A, "were hurt"), place(B, "were hurt")),)),),
        origins=(Origin("o1", "Ida Ström", "person", True, hurt, edges),),
        ledgers=(Ledger("p1", ("o1",), 1, 1),),
        timeline=(),
        failures=(Failure("acquire", "c.pdf", "c.pdf is a PDF"),),
        made_by=(("twosource", "0"),),
    )


def place(text: str, words: str) -> Span:
    """Where words first stand in a text."""
    return Span(text.index(words), text.index(words) + len(words))


def pages() -> tuple[Page, Page]:
    """The pages the comparison was made from."""
    return make_page(A, path="a.txt"), make_page(B, path="b.txt")


def keep_all(comparison: Comparison, file: Path) -> Path:
    """Write a comparison with its kept reports; gives the JSON file back."""
    save(comparison, pages(), json=file)
    return file
