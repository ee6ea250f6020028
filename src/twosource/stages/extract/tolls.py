"""``The number of people known to have died rose to 17``: the subject says what the figure counts."""

from __future__ import annotations

from dataclasses import replace

from twosource.data import Claim, Quantity
from twosource.text.tokens import words
from twosource.words.load import load_words

MOVES = frozenset(
    {"rise", "climb", "grow", "increase", "jump", "reach", "stand", "fall", "drop", "go", "pass", "hit"}
)
HEADS = frozenset({"number", "toll", "count", "tally", "total", "figure"})


def read_toll(claim: Claim, text: str) -> Claim:
    """The claim, a bare figure of it given the role that its subject names.

    Only where the predicate is one of movement and *number*, *toll* or the
    like stands before the figure.
    """
    frame = claim.frame
    if frame is None or frame.predicate.split("_")[0] not in MOVES:
        return claim
    before = [w.norm for w in words(text[claim.span.start : frame.span.start])]
    role = _role(before) if HEADS & set(before) else ""
    if not role:
        return claim
    return replace(claim, quantities=tuple(_with_role(q, role, frame.span.end) for q in claim.quantities))


def _with_role(quantity: Quantity, role: str, after: int) -> Quantity:
    is_bare = not (quantity.role or quantity.unit or quantity.noun) and quantity.span.start >= after
    return replace(quantity, role=role, noun="person") if is_bare else quantity


def _role(before: list[str]) -> str:
    roles = load_words("twosource.stages.extract", "quantities.toml")["role"]
    return next((role for role, forms in roles.items() if set(forms) & set(before)), "")
