"""What failed is named, once."""

from __future__ import annotations

import pytest

from twosource.cli.manners import say_failures
from twosource.data import Failure


@pytest.mark.parametrize(
    ("item", "reason", "said"),
    [
        ("news/one.txt", "one.txt is empty", "one.txt is empty"),
        ("news/one.txt", "news/one.txt: it is empty", "news/one.txt: it is empty"),
        ("one.txt", "it is empty", "one.txt: it is empty"),
        # A link whose last part is but how the reason begins.
        ("http://vell.example/1", "127.0.0.1 is here", "http://vell.example/1: 127.0.0.1 is here"),
        ("http://vell.example/", "it is empty", "http://vell.example/: it is empty"),
    ],
)
def test_a_failure_names_its_item_once(
    item: str, reason: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    say_failures([Failure("read", item, reason)])
    assert capsys.readouterr().err == f"twosource: {said}\n"
