"""Whether a headline is for a rumour, against it, or only observes it: as the product reads it, and a toy."""

from __future__ import annotations

import re

from twosource.data import Claim, Reading

FOR, AGAINST, OBSERVING = "for", "against", "observing"
_AGAINST = re.compile(
    r"\b(?:not?|never|fake|hoax|false|den(?:y|ies|ied)|debunk\w*|untrue|didn['’]t|isn['’]t)\b", re.I
)
_OBSERVING = re.compile(
    r"\?|\b(?:reportedly|alleged(?:ly)?|claims?|says?|may|might|could|rumou?r\w*|report)\b", re.I
)


def turn_of(rumour: Reading, headline: Reading) -> str:
    """Against where only one of the two denies; for where the headline's own voice is sure."""
    if _denies(headline) != _denies(rumour):
        return AGAINST
    unsure = any(e.certainty != "certain" for e in headline.events)
    return OBSERVING if unsure or any(_is_held_off(c) for c in headline.claims) else FOR


def _denies(reading: Reading) -> bool:
    """Whether a voice denies, or what is told did not happen."""
    return any(c.turn == "denies" for c in reading.claims) or any(
        c.frame is not None and c.frame.negated for c in reading.claims
    )


def _is_held_off(claim: Claim) -> bool:
    """Whether a claim is somebody else's word, or doubted, asked or conditional."""
    return len(claim.chain) > 1 or claim.turn in {"doubts", "asks", "conditional"}


def toy_turn(headline: str) -> str:
    """By a few cue words."""
    if _AGAINST.search(headline):
        return AGAINST
    return OBSERVING if _OBSERVING.search(headline) else FOR
