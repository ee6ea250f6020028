import pytest

from tests.stages.match.told import at, claim, moment, report, told
from twosource.data import Time
from twosource.stages.match.match import match

NAMED = {"kind": "person", "full": "Ilse Marrowby", "role": "mayor"}


def saying(name, words, day=None, speaker="Ilse Marrowby"):
    """A report with the words around something that somebody said, as `extract` gives them."""
    article = report(name, f"The weir is safe, {words}.")
    times = ()
    if day:
        start, end = f"2031-04-{day:02}T00:00:00", f"2031-04-{day + 1:02}T00:00:00"
        spoken = next(w for w in ("Monday", "Tuesday") if w in words)
        times = (moment(article, spoken, start[:10], start=start, end=end),)
    verb = "said" if "said" in words else "told"
    act = (verb, speaker, "", "say")
    named = {speaker: {**NAMED, "full": speaker}}
    return article, [claim(article, words, act=act, times=times, facet="saying", named=named)]


def occasion(*pairs):
    """The points of speaking, each with its differences by rule and words."""
    case = told(*pairs)
    texts = {a.id: a.text for a in case.articles}
    return [
        (
            p.relation,
            [(d.rule, d.verdict, [v.span.of(texts[v.report]) for v in d.values]) for d in p.differences],
        )
        for p in match(case, None).points
    ]


def test_one_speaker_on_two_days():
    found = occasion(
        saying("a", "Ilse Marrowby said on Monday", 7), saying("b", "Ilse Marrowby said on Tuesday", 8)
    )
    assert found == [("differs", [("time-apart", "cannot-tell", ["Monday", "Tuesday"])])]


def test_one_speaker_on_one_day():
    found = occasion(
        saying("a", "Ilse Marrowby said on Monday", 7), saying("b", "on Monday Ilse Marrowby said", 7)
    )
    assert found == [("same", [])]


@pytest.mark.parametrize(
    ("a", "b", "values"),
    [
        ("told a news conference", "said in a letter", []),
        ("said at a long news conference", "said in a letter", ["at a long news conference", "in a letter"]),
        ("said in a letter", "said in an open letter", []),
        ("said by telephone", "said", []),
    ],
)
def test_one_speaker_on_two_occasions(a, b, values):
    found = occasion(saying("a", f"Ilse Marrowby {a}"), saying("b", f"Ilse Marrowby {b}"))
    expected = [("attribution-occasion", "cannot-tell", values)] if values else []
    assert found == [("differs" if values else "same", expected)]


def test_two_speakers_are_two():
    assert (
        occasion(saying("a", "Ilse Marrowby said"), saying("b", "Konrad Dorn said", speaker="Konrad Dorn"))
        == []
    )


def test_a_speaker_in_one_report_is_no_point():
    article, claims = saying("a", "Ilse Marrowby said on Monday", 7)
    assert occasion((article, claims), (report("b", "Nothing was said."), [])) == []


def test_several_tellings_of_one_day_are_one_difference():
    article = report("a", "Ilse Marrowby said on Monday it holds. On Monday Ilse Marrowby said it leaks.")
    claims = []
    for words in ("Ilse Marrowby said on Monday it holds", "On Monday Ilse Marrowby said it leaks"):
        start, end = "2031-04-07T00:00:00", "2031-04-08T00:00:00"
        monday = Time(at(article, "Monday", at(article, words)), "2031-04-07", "day", start, end)
        act = ("said", "Ilse Marrowby", "", "say")
        named = {"Ilse Marrowby": NAMED}
        claims.append(claim(article, words, act=act, times=(monday,), facet="saying", named=named))
    found = occasion((article, claims), saying("b", "Ilse Marrowby said on Tuesday", 8))
    assert [[rule for rule, _, _ in differences] for _, differences in found] == [["time-apart"]]


def test_what_is_said_and_the_saying_are_two_points():
    pairs = [saying(name, "Ilse Marrowby said") for name in "ab"]
    case = told(*((article, [claim(article, "The weir is safe"), *claims]) for article, claims in pairs))
    found = match(case, None).points
    assert [p.id.startswith("p-said-") for p in found] == [False, True]
