"""Of what kind an attribution is: how its content is set, where its cue stands, and the cue's main word."""

from __future__ import annotations

import re

from bench.scoring.attribution import Said, characters
from bench.scoring.attribution_toy import QUOTATION
from bench.scoring.spans import sentence_at

# Words that stand in a cue and are not what makes it one.
_MINOR = """
    's ’s a also an and are as be been being could did do does even had has have he in is it just never not of
    often on only she still that the then they to was were who will would
"""
MINOR = frozenset(_MINOR.split())


def kind_of(text: str, said: Said) -> str:
    """``quotation``, ``mixed`` or ``plain``, and whether the cue stands in the content's sentences."""
    inside = characters(text, (found.span() for found in QUOTATION.finditer(text)))
    content = characters(text, said.content)
    share = len(content & inside) / max(1, len(content))
    setting = "quotation" if share >= 0.8 else "mixed" if share else "plain"
    return f"{setting}, {_place_of_cue(text, said)}"


def _place_of_cue(text: str, said: Said) -> str:
    if not said.cue:
        return "no cue"
    cue = said.cue[0]
    near = (sentence_at(text, place) for place in said.content)
    is_near = any(start <= cue[0] < end for start, end in near)
    return "cue in the sentence" if is_near else "cue elsewhere"


def cue_word(text: str, said: Said) -> str:
    """The first word of the cue that is not a minor one, in lower case; else all it is."""
    words = [word.casefold() for start, end in said.cue for word in re.findall(r"[\w’'-]+", text[start:end])]
    signs = " ".join(text[start:end] for start, end in said.cue)
    return next((word for word in words if word not in MINOR), signs)
