"""Tells words that can be understood alone from those that lean on others, and what they are about."""

from __future__ import annotations

import re
from functools import lru_cache

from twosource.data import Claim
from twosource.text.tokens import words
from twosource.words.load import load_set

_BEGINNING = 6

_FIRST = re.compile(r"[^\W_][^\W_’']*")


def is_part(claim: Claim, text: str) -> bool:
    """Whether the words of `claim` in `text` are only a part of what their sentence says.

    So are a facet, a clause that a relative, a conjunction or a pronoun opens,
    and one whose verb has neither subject nor object before it within the claim.
    """
    first = _FIRST.search(text, claim.span.start, claim.span.end)
    if claim.facet or first is None or first.group() in _words("openers") | _words("verbs"):
        return True
    if first.group().casefold() in _words("pronouns"):
        return True
    frame = claim.frame
    if frame is None:
        return False
    told = [span for span in (frame.agent, frame.patient) if span and claim.span.covers(span)]
    return not any(span.start < frame.span.start for span in told)


def is_cut(told: str) -> bool:
    """Whether words break off: a quotation is opened and not closed, or a bare verb ends them."""
    last = told.split()[-1:] or [""]
    opened = told.count("“") != told.count("”") or told.count('"') % 2 == 1
    return opened or last[0].casefold() in _words("verbs")


@lru_cache(maxsize=8192)
def subject_of(text: str) -> frozenset[str]:
    """What a text is about: its words by their beginnings, so that killed and kills are one."""
    norms = (word.norm.removesuffix("'s") for word in words(text))
    empty = _words("empty")
    return frozenset(n[:_BEGINNING] for n in norms if n not in empty and (len(n) > 2 or n.isdigit()))


def _words(key: str) -> frozenset[str]:
    return load_set("twosource.stages.write", "standing.toml", key)
