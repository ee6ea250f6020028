"""The comparison that reading the four invented reports with care would give."""

from __future__ import annotations

from tests.stages.write.reports import ARTICLES, at
from tests.stages.write.told import CLAIMS
from twosource.data import (
    Comparison,
    Copy,
    Difference,
    Edge,
    Entity,
    Failure,
    Ledger,
    Link,
    Member,
    Mention,
    Moment,
    Omission,
    OnlyIn,
    Origin,
    Point,
    SharedRun,
    Story,
    Time,
)


def mention(report: str, words: str, nth: int = 0) -> Mention:
    """These words of `report` as a mention."""
    return Mention(f"r-{report}", at(report, words, nth))


def difference(kind: str, verdict: str, between: str, rule: str, why: str, *values: Mention) -> Difference:
    """A difference, shorter to write."""
    return Difference(kind, verdict, between, rule, why, values)


POINTS = (
    Point(
        "p-toll",
        ("gazette-1", "coast-1", "herald-1", "unnamed-1"),
        "gazette-1",
        "differs",
        (
            difference(
                "number",
                "coarser",
                "reports",
                "range-holds-figure",
                "“at least” leaves room for the other figure.",
                mention("gazette", "at least three"),
                mention("coast", "three", 1),
            ),
            difference(
                "number",
                "later-update",
                "reports",
                "later-report",
                "The higher figure is in the later report.",
                mention("coast", "three", 1),
                mention("herald", "Five"),
            ),
            difference(
                "name",
                "rounding",
                "reports",
                "same-office-close-spelling",
                "One office and one surname; the given names differ by one letter.",
                mention("gazette", "Tomas Brekke"),
                mention("coast", "Thomas Brekke"),
            ),
        ),
        0.94,
        "the same deaths in the same place",
    ),
    Point(
        "p-start",
        ("gazette-2", "coast-2", "herald-2", "unnamed-2"),
        "coast-2",
        "contradicts",
        (
            difference(
                "place",
                "contradiction",
                "reports",
                "two-places-one-thing",
                "One fire cannot begin in two silos.",
                mention("gazette", "silo four"),
                mention("coast", "silo four"),
                mention("herald", "silo two"),
                mention("unnamed", "silo four"),
            ),
            difference(
                "time",
                "coarser",
                "reports",
                "part-of-day-holds-hour",
                "The hour lies in the part of the day.",
                mention("gazette", "shortly before dawn"),
                mention("coast", "at about 5 a.m."),
            ),
        ),
        0.9,
        "the same blaze, the same beginning",
    ),
    Point(
        "p-checks",
        ("gazette-4", "coast-3", "herald-3"),
        "herald-3",
        "contradicts",
        (
            difference(
                "polarity",
                "contradiction",
                "parties",
                "one-denies-one-asserts",
                "One party asserts what the other denies.",
                mention("gazette", "denied"),
                mention("coast", "rejected"),
                mention("herald", "had skipped"),
            ),
        ),
        0.8,
        "the same inspections",
    ),
)

ORIGINS = (
    Origin(
        "o-brekke",
        "Tomas Brekke",
        "person",
        True,
        ("gazette-1", "gazette-2", "gazette-3", "gazette-6", "coast-1", "coast-2"),
        (
            Edge(
                "r-gazette",
                "gazette-1",
                "The Vellmar Gazette",
                "Tomas Brekke",
                at("gazette", "harbour master Tomas Brekke"),
            ),
            Edge(
                "r-coast", "coast-1", "Coast Today", "Meridian Press", at("coast", "Meridian Press reported")
            ),
            Edge(
                "r-coast",
                "coast-1",
                "Meridian Press",
                "Thomas Brekke",
                at("coast", "harbour master Thomas Brekke"),
            ),
            Edge("r-unnamed", "unnamed-2", "outlet not stated", "Meridian Press", None),
        ),
    ),
    Origin("o-corvane", "Corvane Grain", "body", True, ("gazette-4", "coast-3")),
    Origin(
        "o-official",
        "a port official",
        "unnamed",
        True,
        ("gazette-5",),
        anonymity="who asked not to be named",
    ),
    Origin("o-faro", "Lena Faro", "person", True, ("herald-1",)),
    Origin("o-aske", "Per Aske", "person", True, ("herald-2", "herald-3")),
    Origin("o-officials", "officials", "unnamed", True, ("unnamed-1",), anonymity="officials"),
    Origin("o-coast", "Coast Today", "outlet", False, ("coast-4",)),
    Origin("o-herald", "Inland Herald", "outlet", False, ("herald-4",)),
    Origin("o-unnamed", "outlet not stated", "outlet", False, ("unnamed-2", "unnamed-3")),
)

LEDGERS = (
    Ledger(
        "p-toll", ("o-brekke", "o-faro", "o-officials"), 2, 3, (), ("“officials” may be any of the others",)
    ),
    Ledger(
        "p-start", ("o-brekke", "o-aske", "o-unnamed"), 2, 2, ("unnamed-2",), ("one report says no origin",)
    ),
    Ledger("p-checks", ("o-corvane", "o-aske"), 2, 2),
    Ledger("herald-4", ("o-herald",), 0, 1, ("herald-4",)),
)

ENTITIES = (
    Entity(
        "e-brekke",
        "Tomas Brekke",
        "person",
        (
            mention("gazette", "Tomas Brekke"),
            mention("gazette", "Brekke", 1),
            mention("coast", "Thomas Brekke"),
        ),
        ("Tomas Brekke", "Thomas Brekke"),
        ("harbour master",),
        (
            Link(
                "Tomas Brekke",
                "Thomas Brekke",
                "spelling",
                0.96,
                "same office, same surname, one letter apart",
                "spelling",
            ),
        ),
    ),
    Entity(
        "e-vellmar",
        "Vellmar",
        "place",
        tuple(mention(n, "Vellmar") for n in ("gazette", "herald", "unnamed")),
    ),
    Entity("e-aske", "Per Aske", "person", (mention("herald", "Per Aske"), mention("herald", "Aske", 1))),
    Entity(
        "e-corvane",
        "Corvane Grain",
        "body",
        tuple(mention(n, "Corvane Grain") for n in ("gazette", "coast", "herald")),
    ),
)

TUESDAY = Time(
    at("gazette", "on Tuesday"), "2031-05-13", "day", "2031-05-13T00:00", "2031-05-14T00:00", (-1, 0)
)
FIVE = Time(at("coast", "at about 5 a.m."), "T05", "hour")

STORY = Comparison(
    story=Story("s-fire", tuple(Member(a.id, "named by the user") for a in ARTICLES.values())),
    reports=tuple(ARTICLES.values()),
    claims=CLAIMS,
    entities=ENTITIES,
    links=(Link("gazette-1", "coast-1", "same-claim", 0.97, "same words but one", "words"),),
    points=POINTS,
    only_in=(
        OnlyIn("r-gazette", "gazette-5", 0.9),
        OnlyIn("r-gazette", "gazette-3", 0.6),
        OnlyIn("r-gazette", "gazette-6", 0.1),
        OnlyIn("r-coast", "coast-4", 0.5),
        OnlyIn("r-herald", "herald-4", 0.7),
        OnlyIn("r-unnamed", "unnamed-3", 0.4),
    ),
    omissions=(Omission("r-unnamed", "p-checks"),),
    copies=(
        Copy(
            "r-coast",
            "r-unnamed",
            "shared-agency-paragraphs",
            (
                SharedRun(
                    at("coast", "The blaze began in silo four at about 5 a.m."),
                    at("unnamed", "The blaze began in silo four at about 5 a.m."),
                ),
            ),
            "one sentence is the same word for word",
        ),
        Copy("r-gazette", "r-herald", "none"),
    ),
    origins=ORIGINS,
    ledgers=LEDGERS,
    timeline=(Moment(TUESDAY, "r-gazette", ("gazette-1",)), Moment(FIVE, "r-coast", ("coast-2",))),
    failures=(Failure("acquire", "reports/lost.txt", "The file is empty."),),
    made_by=(("twosource", "0.1.0"), ("parser", "rules")),
)
