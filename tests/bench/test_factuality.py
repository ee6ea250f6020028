"""Ratings of events: read, mapped and compared, on cases worked by hand."""

import json

import pytest

from bench.factuality_answers import claim_at, rating_at, rating_of
from bench.figures import AbsentError
from bench.gold_factuality import gold_events, printed, read_item
from bench.rows.factuality import INSIDE, STATED, UNHELD, all_figures, kind_at
from bench.scoring.factuality import mean_error, pearson, toy_rating
from twosource.data import Claim, Event, Frame, Reading, Span, Voice

TEXT = "The ferry did not reach the port to unload, she said."


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("The boy 's boat is n't here , he said .", "The boy's boat isn't here, he said."),
        ('" I ca n\'t , " he said ( again ) .', '"I can\'t," he said (again).'),
        ("' ' I can , ' ' he said .", "''I can,'' he said."),
        ("A Cuban - born sailor paid $ 5 %", "A Cuban-born sailor paid $5%"),
        ("`` No , '' she said", "``No,'' she said"),
    ],
)
def test_tokens_are_printed_as_people_print_them(tokens, text):
    made, places = printed(tokens.split(" "))
    assert made == text
    assert len(places) == len(tokens.split(" "))
    words = [made[start:end] for start, end in places]
    assert [word for word in words if word not in ("", "''")] == [
        token for token in tokens.split(" ") if token not in ("'", "''")
    ]


def test_an_event_is_the_first_token_of_its_target():
    item = {"text": "It did n't sink .", "targets": [{"span1": [3, 4], "label": -2.6}]}
    read = read_item(item)
    assert (read.text, read.events) == ("It didn't sink.", (((10, 14), -2.6),))


def test_rated_sentences_are_found_by_layout(tmp_path):
    folder = tmp_path / "other" / "claims" / "factuality-gulls"
    folder.mkdir(parents=True)
    item = {"text": "It sank .", "targets": [{"span1": [1, 2], "label": 3}]}
    for name in ("dev", "train"):
        (folder / f"{name}.jsonl").write_text(json.dumps(item) + "\n", encoding="utf-8")
    (folder / "notes.jsonl").write_text('{"text": "x"}\n', encoding="utf-8")
    assert [one.text for one in gold_events(tmp_path)] == ["It sank."]
    with pytest.raises(AbsentError, match="no rated events"):
        gold_events(tmp_path / "nothing")


def test_agreement():
    assert pearson([(1, 1), (2, 3), (3, 2)]) == pytest.approx(0.5)
    assert pearson([(1, 3), (3, 1)]) == pytest.approx(-1)
    assert pearson([(1, 3), (3, 3)]) is None
    assert pearson([]) is None
    assert mean_error([(3, 3), (-1, 3), (2, 3)]) == pytest.approx(5 / 3)
    assert mean_error([]) is None


@pytest.mark.parametrize(
    ("polarity", "certainty", "rating"),
    [
        ("positive", "certain", 3),
        ("positive", "probable", 2),
        ("negative", "possible", -1),
        ("negative", "certain", -3),
        ("positive", "unknown", 0),
        ("negative", "unknown", 0),
    ],
)
def test_how_sure_an_event_is_makes_its_rating(polarity, certainty, rating):
    assert rating_of(Event(Span(0, 1), "sink", polarity, certainty)) == rating


def reading() -> Reading:
    """The text's one claim, a negated assertion of somebody, and its two events."""
    end = TEXT.index(",")
    place = TEXT.index("reach")
    reach = Span(place, place + 5)
    frame = Frame("reach", reach, negated=True)
    claim = Claim("c", "r", Span(0, end), Span(0, len(TEXT)), (Voice("Gull", "outlet"),), frame=frame)
    start = TEXT.index("unload")
    unload = Event(Span(start, start + 6), "unload", "positive", "possible")
    return Reading("r", (), (), (), (claim,), events=(Event(reach, "reach", "negative"), unload))


@pytest.mark.parametrize(
    ("word", "kind", "rating"), [("reach", STATED, -3), ("unload", INSIDE, 1), ("said", UNHELD, 3)]
)
def test_events_are_rated_by_their_own_word(word, kind, rating):
    place = (TEXT.index(word), TEXT.index(word) + len(word))
    assert (kind_at(reading(), place), rating_at(reading().events, place)) == (kind, rating)


def test_the_shortest_claim_around_an_event_counts():
    (wide,) = reading().claims
    place = TEXT.index("unload")
    narrow = Claim("d", "r", Span(place - 3, place + 6), wide.sentence, wide.chain)
    assert claim_at([wide, narrow], (place, place + 6)) == narrow


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("The ferry sank", 3),
        ("It did not sink", -2),
        ("It didn't quite sink", -2),
        ("It may have been sink", 1),
        ("It tried to sink", 1),
        ("It was not late. It did sink", 3),
    ],
)
def test_the_toy_looks_at_the_words_before(text, rating):
    assert toy_rating(text, (text.rindex(" ") + 1, len(text))) == rating


def test_figures_stand_beside_constant_answers():
    r, error = all_figures([(3, 3), (1, -1), (3, 1)], [(3, 3), (1, 3), (3, 3)])
    assert (r.value, r.beside) == (pytest.approx(0.8660254), (("toy", None),))
    assert error.value == pytest.approx(4 / 3)
    assert error.beside == (
        ("toy", pytest.approx(2 / 3)),
        ("always 3", pytest.approx(2 / 3)),
        ("always the median, 3.0", pytest.approx(2 / 3)),
    )
