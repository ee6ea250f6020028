"""``The number of people known to have died rose to 17``: the subject says what the figure counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from twosource.data import Claim, Quantity
from twosource.stages.extract.sayings import CUES, ROOM
from twosource.text.tokens import words
from twosource.words.load import load_set, load_words


def read_toll(claim: Claim, text: str) -> Claim:
    """The claim, a bare figure of it given the role that its words name.

    Where the predicate is one of movement and *number*, *toll* or the like
    stands before the figure; or where people are the only figure of a claim
    that names just one such role (``15 people are known to have died``).
    """
    if len(claim.quantities) == 1:
        claim = _only_figure(claim, text)
    frame = claim.frame
    if frame is None or frame.predicate.split("_")[0] not in load_set(ROOM, CUES, "tolls.moves"):
        return claim
    before = [w.norm for w in words(text[claim.span.start : frame.span.start])]
    role = _role(before) if load_set(ROOM, CUES, "tolls.heads") & set(before) else ""
    if not role:
        return claim
    return replace(claim, quantities=tuple(_with_role(q, role, frame.span.end) for q in claim.quantities))


def _only_figure(claim: Claim, text: str) -> Claim:
    quantity = claim.quantities[0]
    after = {w.norm for w in words(text[quantity.span.end : claim.span.end])}
    roles = [role for role, forms in _roles().items() if set(forms) & after]
    is_bare = not quantity.role and not quantity.unit and quantity.noun == "person"
    if not is_bare or len(roles) != 1 or (claim.frame is not None and claim.frame.negated):
        return claim
    return replace(claim, quantities=(replace(quantity, role=roles[0]),))


def _with_role(quantity: Quantity, role: str, after: int) -> Quantity:
    is_bare = not (quantity.role or quantity.unit or quantity.noun) and quantity.span.start >= after
    return replace(quantity, role=role, noun="person") if is_bare else quantity


def _role(before: list[str]) -> str:
    return next((role for role, forms in _roles().items() if set(forms) & set(before)), "")


def _roles() -> Mapping[str, Sequence[str]]:
    table: Mapping[str, Sequence[str]] = load_words(ROOM, "quantities.toml")["role"]
    return table
