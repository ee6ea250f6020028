"""Which claim stands for a point: the clearest of the reports' own sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from twosource.data import Claim
from twosource.stages.match.features import ROOM, Feature
from twosource.words.load import load_set

# So many characters are read at a glance; so many more weigh as much as all that is wanted of a sentence.
AT_A_GLANCE, TOO_LONG = 160, 400
# Fewer words are a scrap.
FEWEST = 4
# What nearness to the other claims and what a headline count for beside that.
NEARNESS, HEADED = 0.9, 0.4
WORD = re.compile(r"[^\W\d_]+")


def clearest(
    members: Sequence[int],
    worth: Mapping[int, float],
    features: Sequence[Feature],
    headings: Collection[str] = (),
) -> int:
    """The claim of a point that is read best on its own.

    `worth` is how near each is to the others; `headings` are the ids of
    claims in headlines, which stand for a point only where nothing else can.
    """

    def rank(i: int) -> tuple[float, str]:
        headed = HEADED if features[i].claim.id in headings else 0.0
        return readability(features[i]) + NEARNESS * worth[i] - headed, features[i].claim.id

    return max(members, key=rank)


def readability(feature: Feature) -> float:
    """How well a claim stands alone, from about 0 to 1.

    A sentence with its subject before its verb, that names whom it is about
    and says it outright, in a line or two; less for one that leans on the
    words before it.
    """
    claim = feature.claim
    score = 0.3 * _has_subject(claim) + 0.15 * (not _leans(feature)) + 0.15 * (not _hangs(feature))
    score += 0.2 * bool(feature.entities) + 0.1 * bool(feature.agent or feature.patient)
    score += 0.1 * (claim.turn == "asserts")
    length = claim.span.end - claim.span.start
    return score - max(0, length - AT_A_GLANCE) / TOO_LONG - 0.2 * (len(WORD.findall(feature.words)) < FEWEST)


def _leans(feature: Feature) -> bool:
    """Whether its first word points to another sentence."""
    start, names = feature.claim.span.start, feature.claim.names
    is_pronoun = any(n.by == "pronoun" and n.span.start <= start < n.span.end for n in names)
    return is_pronoun or _first(feature) in load_set(ROOM, "leads.toml", "adrift.words")


def _hangs(feature: Feature) -> bool:
    """Whether it opens with a word that joins it to what stands before; ``In May …`` opens a sentence."""
    first, claim = _first(feature), feature.claim
    if claim.span.start == claim.sentence.start:
        return False
    return first.endswith("ing") or first in load_set(ROOM, "leads.toml", "hanging.words")


def _first(feature: Feature) -> str:
    return next(iter(WORD.findall(feature.words)), "").casefold()


def _has_subject(claim: Claim) -> bool:
    """Whether who acts, or what is acted on, stands in the claim before its verb."""
    frame = claim.frame
    if frame is None:
        return False
    sides = (side for side in (frame.agent, frame.patient) if side is not None)
    return any(claim.span.covers(side) and side.start < frame.span.start for side in sides)
