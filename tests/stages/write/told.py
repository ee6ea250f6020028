"""The claims of the four invented reports, each at its span with its chain of voices."""

from __future__ import annotations

from tests.stages.write.reports import ARTICLES, at, sentence_of
from twosource.data import Claim, Name, Quantity, Time, Voice

OUTLETS = {name: article.value("outlet") or "" for name, article in ARTICLES.items()}


def voice(
    report: str, name: str, kind: str = "person", words: str = "", *, role: str = "", hidden: str = ""
) -> Voice:
    """A link of a chain; `words` say where it stands, "" that no words say it."""
    return Voice(name, kind, role, hidden, at(report, words) if words else None)


def claim(report: str, number: int, words: str, *chain: Voice, nth: int = 0, **more: object) -> Claim:
    """A claim of `report` in these words, its chain opened by the outlet."""
    span = at(report, words, nth)
    own = Voice(OUTLETS[report], "outlet")
    return Claim(
        id=f"{report}-{number}",
        report=f"r-{report}",
        span=span,
        sentence=sentence_of(report, span),
        chain=(own, *chain),
        by="rule",
        **more,  # type: ignore[arg-type]
    )


BREKKE_A = voice("gazette", "Tomas Brekke", words="harbour master Tomas Brekke", role="harbour master")
BREKKE_B = voice("coast", "Thomas Brekke", words="harbour master Thomas Brekke", role="harbour master")
MERIDIAN = voice("coast", "Meridian Press", "agency", "Meridian Press reported")
OFFICIAL = voice(
    "gazette",
    "a port official",
    "unnamed",
    "A port official, who asked not to be named,",
    hidden="who asked not to be named",
)
FARO = voice("herald", "Lena Faro", words="hospital spokeswoman Lena Faro", role="hospital spokeswoman")
ASKE = voice(
    "herald", "Per Aske", words="Per Aske, who leads the dockers' union,", role="leads the dockers' union"
)

CLAIMS = (
    claim(
        "gazette",
        1,
        "A fire at the grain terminal in Vellmar killed at least three dock workers on Tuesday",
        BREKKE_A,
        cue=at("gazette", "said"),
        names=(Name(at("gazette", "Vellmar"), "place", "Vellmar"),),
        times=(
            Time(at("gazette", "on Tuesday"), "2031-05-13", "day", "2031-05-13T00:00", "2031-05-14T00:00"),
        ),
        quantities=(
            Quantity(at("gazette", "at least three"), 3, None, 3, "at-least", "", "worker", "killed"),
        ),
    ),
    claim("gazette", 2, "the blaze began in silo four shortly before dawn", BREKKE_A),
    claim(
        "gazette", 3, "“Nobody had been told to enter the silo,” he said. “Nobody.”", BREKKE_A, quoted=True
    ),
    claim(
        "gazette",
        4,
        "inspections had been skipped",
        voice("gazette", "Corvane Grain", "body", "The operator, Corvane Grain,"),
        stance="denies",
        cue=at("gazette", "denied"),
    ),
    claim("gazette", 5, "two alarms had been out of order since March", OFFICIAL),
    claim("gazette", 6, "shortly before dawn", BREKKE_A, facet="time", parent="gazette-2"),
    claim(
        "coast",
        1,
        "A fire at the grain terminal in Vellmar killed three dock workers on Tuesday",
        MERIDIAN,
        BREKKE_B,
    ),
    claim(
        "coast",
        2,
        "The blaze began in silo four at about 5 a.m.",
        voice("coast", "Meridian Press", "agency", "the agency"),
        voice("coast", "Thomas Brekke", words="Brekke told"),
    ),
    claim(
        "coast",
        3,
        "inspections had been skipped",
        voice("coast", "Corvane Grain", "body", "Corvane Grain"),
        stance="denies",
    ),
    claim("coast", 4, "The terminal handles a tenth of the region's barley"),
    claim(
        "herald",
        1,
        "Five dock workers have died in the fire at the grain terminal in Vellmar",
        FARO,
    ),
    claim("herald", 2, "The fire began in silo two", ASKE),
    claim(
        "herald",
        3,
        "Corvane Grain had skipped two inspections this year",
        voice("herald", "Per Aske", words="Aske said", role="leads the dockers' union"),
    ),
    claim("herald", 4, "Trains to the port were halted until Friday"),
    claim(
        "unnamed",
        1,
        "A fire in the port of Vellmar left several workers dead",
        voice("unnamed", "officials", "unnamed", "officials", hidden="officials"),
    ),
    claim("unnamed", 2, "The blaze began in silo four at about 5 a.m."),
    claim("unnamed", 3, "Barley prices rose by 4 percent on Wednesday"),
)
