"""A second origin that is lost is told of with its cause; one that is only cut otherwise is not lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from twosource.data import Article, Change, Comparison, Ledger, Mention, Origin, Point, Span, Story
from twosource.desk.facts import SECOND, place_of
from twosource.desk.fates import Held
from twosource.desk.heard import LOST, Heard
from twosource.desk.losing import lost_origins
from twosource.testing import make_article, make_claim

WORDS = "The engine failed before the crash."
GULL = make_article(f"{WORDS} The police said so.", outlet="Gull", path="gull")
TERN = make_article(f"{WORDS} An engineer told this newspaper.", outlet="Tern", path="tern")
COAST = make_article(f"{WORDS} A sailor told Coast.", outlet="Coast", path="coast")
EDITED = make_article("The engine had failed well before the crash. So it says.", outlet="Tern", path="tern2")
EMPTIED = make_article("Nothing is known of why it struck the pier at noon.", outlet="Tern", path="tern3")
PLACES = tuple(Mention(article.id, Span(0, len(WORDS))) for article in (GULL, TERN))
TOLD = Heard(
    Change("s", SECOND, "", tuple(map(place_of, PLACES)), ""), tuple((place, WORDS) for place in PLACES)
)


def held(article: Article, *, replaced_by: str = "", withdrawn_at: str = "") -> Held:
    outlet = article.value("outlet") or ""
    return Held(1, article.id, outlet, "", "2031-05-01T00:00:00+00:00", replaced_by, withdrawn_at, 1, "")


def made(*points: tuple[Sequence[Article], int]) -> Comparison:
    """A comparison with these points: the reports whose first sentence each is of, and its least origins."""
    articles = tuple(dict.fromkeys(article for each, _ in points for article in each))
    claims = {a.id: make_claim(a, a.text[: a.text.index(".") + 1], chain=("Dahl",)) for a in articles}
    ids = [tuple(claims[a.id].id for a in each) for each, _ in points]
    return Comparison(
        Story("s", ()), articles, tuple(claims.values()), (), (),
        tuple(Point(f"p{n}", each, each[0], "same") for n, each in enumerate(ids)),
        (), (), (),
        (Origin("o-dahl", "Dahl", "person", True, tuple(c.id for c in claims.values())),),
        tuple(
            Ledger(f"p{n}", ("o-dahl",), least, 2, why=("All claims rest on Dahl.",))
            for n, (_, least) in enumerate(points)
        ),
        (),
    )  # fmt: skip


TAKEN_BACK = "{} has taken its report back"
LOSSES = [
    ("taken back", made(([GULL, COAST], 1)), [held(GULL), held(TERN, withdrawn_at="then")],
     "Tern has taken its report back. It now rests on Dahl (Gull)."),
    ("said otherwise", made(([GULL, EDITED], 1)),
     [held(GULL), held(TERN, replaced_by=EDITED.id), held(EDITED)],
     "the report of Tern says it otherwise. It now rests on Dahl (Gull)."),
    ("no more said", made(([GULL], 1), ([EMPTIED], 1)),
     [held(GULL), held(TERN, replaced_by=EMPTIED.id), held(EMPTIED)],
     "the report of Tern has it no more. It now rests on Dahl (Gull)."),
    ("elsewhere", None, [held(GULL)],
     "a report that had it is in another story now. Only Gull still has it."),
    ("one text after all", made(([GULL, TERN], 1)), [held(GULL), held(TERN)], "All claims rest on Dahl."),
    ("all gone", None, [held(GULL, withdrawn_at="then"), held(TERN, withdrawn_at="then")],
     f"{TAKEN_BACK.format('Gull')}; {TAKEN_BACK.format('Tern')}. No report of the story has it any more."),
]  # fmt: skip


@pytest.mark.parametrize(("comparison", "reports", "why"), [case[1:] for case in LOSSES])
def test_what_is_lost_is_told_with_its_cause(
    comparison: Comparison | None, reports: list[Held], why: str
) -> None:
    (change,) = lost_origins([TOLD], comparison, reports, Change("s", LOST, "now", (), ""))
    assert change.about == TOLD.change.about
    assert change.why == f"“{WORDS}” has lost its second independent origin: {why}"


KEPT = [
    ("two still", made(([GULL, COAST], 2)), [held(GULL), held(TERN, withdrawn_at="then")]),
    ("said otherwise, two still", made(([GULL, EDITED], 2)),
     [held(GULL), held(TERN, replaced_by=EDITED.id), held(EDITED)]),
    ("cut otherwise", made(([GULL], 1), ([TERN], 1)), [held(GULL), held(TERN)]),
    ("moved as a whole", made(([COAST], 1)), [held(COAST)]),
]  # fmt: skip


@pytest.mark.parametrize(("comparison", "reports"), [case[1:] for case in KEPT])
def test_what_is_not_lost_is_not_told(comparison: Comparison, reports: list[Held]) -> None:
    assert list(lost_origins([TOLD], comparison, reports, Change("s", LOST, "now", (), ""))) == []


def test_other_facts_are_not_lost() -> None:
    clash = replace(TOLD, change=replace(TOLD.change, kind="new-clash"))
    assert list(lost_origins([clash], None, [held(GULL)], Change("s", LOST, "now", (), ""))) == []
