"""Acts that are known by the word of whoever does them: a committee's subpoena, a refusal, an appeal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from twosource.data import Claim, Span
from twosource.stages.trace.sides import norm
from twosource.words.load import load_set

ROOM = "twosource.stages.trace"


def acting(claim: Claim, text: str) -> Span | None:
    """Who announces, decides, asks or refuses something in a claim, as worded; None where nobody does."""
    frame = claim.frame
    if frame is None or frame.agent is None or not set(frame.predicate.split("_")) & acts():
        return None
    agent = frame.agent
    if agent.of(text).casefold() in RELATIVE:
        return _antecedent(claim, agent, frame.span, text)
    if agent.end <= frame.span.start <= agent.start + LONGEST:
        agent = Span(agent.start, frame.span.start)
    return agent if agent.of(text).strip() else None


def _antecedent(claim: Claim, relative: Span, verb: Span, text: str) -> Span | None:
    """Who is meant by ``who``: the words before it; where the verb is far from it, who opens the sentence."""
    if relative.start <= verb.start <= relative.end + BEHIND:
        return Span(max(claim.sentence.start, relative.start - BEFORE), relative.start)
    opening = re.match(r"(?:[\w’'-]+ ){1,2}", text[claim.sentence.start : claim.sentence.end])
    return Span(claim.sentence.start, claim.sentence.start + opening.end()) if opening else None


RELATIVE = frozenset({"who", "which", "that"})
# How much before ``who`` is held to be the one meant, how far behind it its verb may stand, and how long a
# subject may be, in code points.
BEFORE = 40
BEHIND = 12
LONGEST = 120


def speaks(agent: str) -> bool:
    """Whether the words of who acts are those of somebody who speaks for others: ``a mill spokesman``."""
    return bool(set(re.findall(r"\w+", norm(agent))) & load_set("twosource.words", "people.toml", "spokes"))


def is_theirs(agent: str, names: Iterable[str]) -> bool:
    """Whether who acts is an origin, one name within the other: ``the board``, ``board chairman``."""
    ones = [words for words in (_content(agent), _content(agent.split(",")[0])) if words]
    others = [words for words in map(_content, names) if words]
    return any(one <= other or other <= one for one in ones for other in others)


def _content(name: str) -> frozenset[str]:
    office = load_set(ROOM, "sides.toml", "office")
    words = (re.sub(r"[’']s?$", "", w) for w in re.findall(r"[\w’']+", norm(name)))
    return frozenset(w for w in words if len(w) > 1 and w not in office)


@cache
def acts() -> frozenset[str]:
    """The verbs of such acts."""
    return load_set(ROOM, "acts.toml", "acts")
