import pytest

from twosource.data import Stated
from twosource.stages.clean.titles import bare_titles

OUTLETS = ["The Quay Post", "quaypost.example"]
TITLES = [
    ("Ferry stays in port for a third day | The Quay Post", "Ferry stays in port for a third day"),
    ("Ferry stays in port for a third day - The Quay Post", "Ferry stays in port for a third day"),
    ("Ferry stays in port for a third day – quaypost.example", "Ferry stays in port for a third day"),
    (
        "Ferry stays in port for a third day | Harbour | Quay | 03.03.2031",
        "Ferry stays in port for a third day",
    ),
    ("Ferry stays in port for a third day « The Quay Post", "Ferry stays in port for a third day"),
    ("Ferry stays in port - and the crane fell", "Ferry stays in port - and the crane fell"),
    ("Ferry stays in port: what to know now", "Ferry stays in port: what to know now"),
    ("LIVE | Ferry stays in port for a third day", "LIVE | Ferry stays in port for a third day"),
    (
        "Harbour and quay update | Ferry stays in port for a third day of storms",
        "Harbour and quay update | Ferry stays in port for a third day of storms",
    ),
    ("The Quay Post", "The Quay Post"),
    ("Quay", "Quay"),
]


@pytest.mark.parametrize(("title", "due"), TITLES, ids=[title for title, _ in TITLES])
def test_a_title_is_freed_of_what_is_no_headline(title, due):
    (found,) = bare_titles([Stated("title", title, "meta")], OUTLETS)
    assert found.value == due


def test_a_shorter_title_tells_the_tail_of_a_longer_one():
    said = (
        "Ferry stays in port again",
        "Ferry stays in port again - Vellana Nyheter",
        "Ferry stays in port again: why",
    )
    found = list(bare_titles([Stated("title", title, "meta") for title in said], []))
    assert [s.value for s in found] == [said[0], said[0], said[2]]
