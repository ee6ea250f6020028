"""Steps give a value for every item, failures in their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.data import Failure, Source
from twosource.errors import CleanError, TwosourceError
from twosource.step import Model, Step, apply, load_model, name_of
from twosource.testing import FakeParser, fake_models, make_page

FAILED = Failure("acquire", "a.pdf", "a.pdf is a PDF")


def halve(number: int) -> int:
    if number % 2:
        raise CleanError(f"{number} is odd")
    return number // 2


def halve_all(numbers: Sequence[int]) -> list[int]:
    return [halve(number) for number in numbers]


def split(word: str) -> Iterator[str | Failure]:
    for letter in word:
        yield Failure("split", letter, "is no letter") if letter == "?" else letter


def reasons(values: Sequence[object]) -> list[object]:
    return [value.reason if isinstance(value, Failure) else value for value in values]


def test_a_refusal_stands_in_the_place_of_its_item() -> None:
    done = apply(Step("halve", halve), [2, 3, 4])
    assert reasons(done.values) == [1, "3 is odd", 2]
    assert (done.timing.step, done.timing.items, done.timing.failures) == ("halve", 3, 1)


def test_a_failure_passes_through_untouched() -> None:
    assert apply(Step("halve", halve), [FAILED, 2]).values == (FAILED, 1)


def test_many_may_come_of_one() -> None:
    done = apply(Step("split", split, many=True), ["a?", FAILED, "b"])
    assert reasons(done.values) == ["a", "is no letter", FAILED.reason, "b"]


def test_a_refusal_ends_what_comes_of_one_item_but_not_the_others() -> None:
    def give(number: int) -> Iterator[int]:
        yield number
        yield halve(number)

    assert reasons(apply(Step("give", give, many=True), [3, 4]).values) == [3, "3 is odd", 4, 2]


@given(st.lists(st.one_of(st.integers(0, 9), st.just(FAILED))), st.integers(1, 4))
def test_batches_give_what_single_items_give(items: list[int | Failure], size: int) -> None:
    single = apply(Step("halve", halve), items).values
    assert apply(Step("halve", halve_all, batch=size), items).values == single
    assert len(single) == len(items)


def test_a_batch_of_another_length_is_a_bug_and_stops_the_run() -> None:
    with pytest.raises(ValueError, match="gave 0 values for 2 items"):
        apply(Step("lose", lambda items: [], batch=2), [1, 2])


def test_an_error_nobody_expected_stops_the_run() -> None:
    with pytest.raises(ZeroDivisionError):
        apply(Step("divide", lambda item: 1 // item), [0])


def test_models_follow_the_item() -> None:
    models = fake_models(parser=FakeParser())
    step = Step("name", lambda item, parser, embedder: (item, parser.name, embedder), ("parser", "embedder"))
    assert apply(step, ["x"], models.__getitem__).values == (("x", "fake/flat", None),)


def test_a_model_that_cannot_be_had_says_why() -> None:
    model = load_model("no-such-model")
    assert model.value is None
    assert model.says.startswith("none (There is no model called 'no-such-model'")


@pytest.mark.weights
def test_a_model_is_loaded_once() -> None:
    assert load_model("embedder") == load_model("embedder")
    assert isinstance(load_model("embedder"), Model)


@pytest.mark.parametrize(
    ("item", "name"),
    [
        (Source("a.txt"), "a.txt"),
        (make_page("x", path="b.jsonl#2"), "b.jsonl#2"),
        ((Source("c"), 1), "c"),
        (3, ""),
    ],
)
def test_an_item_is_called_what_the_user_called_it(item: object, name: str) -> None:
    assert name_of(item) == name


def test_a_failure_carries_the_sum_of_its_item() -> None:
    def refuse(item: object) -> object:
        raise TwosourceError("no")

    page = make_page("x")
    assert apply(Step("refuse", refuse), [page]).values[0].digest == page.sha256
