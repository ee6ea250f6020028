"""Tells claims that can be understood alone from those that lean on their sentence."""

from __future__ import annotations

import re

from twosource.data import Claim
from twosource.words.load import load_set

_FIRST = re.compile(r"[^\W_][^\W_’']*")


def is_part(claim: Claim, text: str) -> bool:
    """Whether the words of `claim` in `text` are only a part of what their sentence says.

    So are a facet, a clause that a relative, a conjunction or a pronoun opens,
    and one whose verb has neither subject nor object before it within the claim.
    """
    first = _FIRST.search(text, claim.span.start, claim.span.end)
    if claim.facet or first is None or first.group() in _words("openers"):
        return True
    if first.group().casefold() in _words("pronouns"):
        return True
    frame = claim.frame
    if frame is None:
        return False
    told = [span for span in (frame.agent, frame.patient) if span and claim.span.covers(span)]
    return not any(span.start < frame.span.start for span in told)


def _words(key: str) -> frozenset[str]:
    return load_set("twosource.stages.write", "standing.toml", key)
