"""Ratings of events: read, mapped and compared, on cases worked by hand."""

import json

import pytest

from bench.factuality_answers import rating_at
from bench.figures import AbsentError
from bench.gold_factuality import gold_events, printed, read_item
from bench.rows.factuality import INSIDE, STATED, UNHELD, all_figures, kind_at
from bench.scoring.factuality import mean_error, pearson, rating_of, toy_rating
from twosource.data import Claim, Frame, Reading, Span, Voice

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


def test_a_stance_and_a_negation_make_a_rating():
    assert [rating_of(stance, negated=False) for stance in ("asserts", "doubts", "denies")] == [3, 1, -2]
    assert rating_of("asserts", negated=True) == -2
    assert rating_of("doubts", negated=True) == pytest.approx(-2 / 3)
    assert rating_of("denies", negated=True) == 3


def reading() -> Reading:
    """The text's one claim: a negated assertion of somebody."""
    end = TEXT.index(",")
    place = TEXT.index("reach")
    frame = Frame("reach", Span(place, place + 5), negated=True)
    claim = Claim("c", "r", Span(0, end), Span(0, len(TEXT)), (Voice("Gull", "outlet"),), frame=frame)
    return Reading("r", (), (), (), (claim,))


@pytest.mark.parametrize(
    ("word", "kind", "rating"), [("reach", STATED, -2), ("unload", INSIDE, 3), ("said", UNHELD, 3)]
)
def test_a_negation_is_of_what_the_claim_states(word, kind, rating):
    place = (TEXT.index(word), TEXT.index(word) + len(word))
    assert (kind_at(reading(), place), rating_at(reading().claims, place)) == (kind, rating)


def test_the_shortest_claim_around_an_event_counts():
    (wide,) = reading().claims
    place = TEXT.index("unload")
    narrow = Claim("d", "r", Span(place - 3, place + 6), wide.sentence, wide.chain, stance="conditional")
    assert rating_at([wide, narrow], (place, place + 6)) == 1


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
