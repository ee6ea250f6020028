"""Third persons in quoted speech."""

from __future__ import annotations

from twosource.data import Name, Span
from twosource.stages.extract.spoken_of import spoken_of

TEXT = "Paul Hask left. “I saw that he left,” Tomas Reed said. “I know he did.”"
HASK = Name(Span(0, 9), "person", "Paul Hask")
HE = Name(Span(28, 30), "person", "Tomas Reed", "", "pronoun")
REED = Name(Span(38, 48), "person", "Tomas Reed")
FIRST, SECOND = Span(17, 35), Span(56, 69)


def test_he_is_somebody_else_than_who_speaks() -> None:
    found = spoken_of(TEXT, [HASK, HE, REED], [(FIRST, "Tomas Reed")], [FIRST])
    assert [name.full for name in found] == ["Paul Hask", "Paul Hask", "Tomas Reed"]


def test_he_outside_the_marks_may_be_who_speaks() -> None:
    assert spoken_of(TEXT, [HASK, HE, REED], [(FIRST, "Tomas Reed")], [SECOND]) == (HASK, HE, REED)


def test_he_of_another_speaker_stays() -> None:
    assert spoken_of(TEXT, [HASK, HE, REED], [(FIRST, "Ivo Brandt")], [FIRST]) == (HASK, HE, REED)


def test_he_who_can_be_nobody_else_is_left_out() -> None:
    assert spoken_of(TEXT, [HE, REED], [(FIRST, "Tomas Reed")], [FIRST]) == (REED,)
