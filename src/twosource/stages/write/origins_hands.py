"""Tells which names of a story are one hand, and follows a claim from its outlet to its root."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from twosource.data import Claim, Comparison, Edge, Span, Told, Voice
from twosource.stages.write.index import Index
from twosource.stages.write.origins_shapes import Chain, Hand
from twosource.stages.write.phrases import say
from twosource.stages.write.said import show_claim
from twosource.text.normal import normalise

# Of these kinds a name says who it is; “a statement” or “an official” of two chains need not be one.
TELLING_KINDS = frozenset({"outlet", "agency", "body", "person"})
UNSTATED = "source not stated"


@dataclass(frozen=True, slots=True)
class Hands:
    """What tells hands apart: keys by name, chains of the whole story, roots and voices."""

    index: Index
    keys: Mapping[str, str]
    told: Mapping[str, Told]
    roots: Mapping[str, str]
    voices: Mapping[tuple[str, Span], Voice]
    kinds: Mapping[str, str]


def gather_hands(index: Index, comparison: Comparison) -> Hands:
    """What is needed to follow the claims of a comparison."""
    keys = {norm(o.name): o.id for o in reversed(comparison.origins) if o.is_stated and not o.anonymity}
    for entity in comparison.entities:
        keys |= {norm(name): f"o-{entity.id}" for name in (*entity.spellings, entity.name)}
    voices = {(c.report, v.span): v for c in comparison.claims for v in c.chain if v.span}
    kinds = {norm(v.name): v.kind for c in comparison.claims for v in c.chain}
    roots = {claim: o.id for o in comparison.origins if o.is_stated for claim in o.claims}
    return Hands(index, keys, {t.claim: t for t in comparison.told}, roots, voices, kinds)


@lru_cache(maxsize=4096)
def norm(name: str) -> str:
    """A name as it is compared with another."""
    plain = normalise(name, fold_accents=True).text
    return re.sub(r"\s+", " ", re.sub(r"^(?:the|a|an)\s+", "", plain)).strip()


def outlet_key(hands: Hands, report: str) -> str:
    """The key of a report's outlet; an outlet that is not stated is one of its own."""
    name = hands.index.articles[report].value("outlet")
    return key_of(hands, name) if name else f"n-{report}"


def key_of(hands: Hands, name: str) -> str:
    """The key of a hand that its name tells."""
    return hands.keys.get(norm(name)) or f"n-{norm(name)}"


def chain_of(hands: Hands, claim: Claim) -> Chain:
    """The chain of a claim, as the whole story shows it where that is more than its own words say."""
    told = hands.told.get(claim.id)
    inner = _told_hands(hands, claim, told.edges) if told else _own_hands(hands, claim)
    outlet = Hand(outlet_key(hands, claim.report), hands.index.outlet(claim.report), "outlet")
    whole = _ended([outlet, *inner], hands.roots.get(claim.id))
    return Chain(show_claim(hands.index, claim), tuple(whole), told.why if told else "")


def _own_hands(hands: Hands, claim: Claim) -> list[Hand]:
    return [_hand(hands, claim, v, v.name, (claim.report, v.span)) for v in claim.chain[1:]]


def _told_hands(hands: Hands, claim: Claim, edges: tuple[Edge, ...]) -> list[Hand]:
    found = []
    for edge in edges:
        voice = hands.voices.get((edge.report, edge.span)) if edge.span else None
        found.append(_hand(hands, claim, voice, edge.source, (edge.report, edge.span)))
    return found


def _hand(hands: Hands, claim: Claim, voice: Voice | None, name: str, place: tuple[str, Span | None]) -> Hand:
    report, span = place
    words = hands.index.words(report, span) if span else None
    kind = voice.kind if voice else hands.kinds.get(norm(name), "other")
    tells = kind in TELLING_KINDS or kind == "other"
    key = key_of(hands, name) if tells and name != UNSTATED else f"c-{claim.report}-{norm(name)}"
    role, hidden = (voice.role, voice.anonymity) if voice else ("", "")
    return Hand(key, name or say("entity", "unnamed"), kind, role, hidden, words)


def _ended(hands: list[Hand], root: str | None) -> list[Hand]:
    """The hands with the key of their origin at the root, which may have been told to be one with others."""
    if root is None or len(hands) == 1:
        return hands
    last = hands[-1]
    ended = Hand(root, last.name, last.kind, last.role, last.anonymity, last.words)
    return [*hands[:-1], ended]
