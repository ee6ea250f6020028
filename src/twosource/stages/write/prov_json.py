"""Writes who told whom as W3C PROV, in the PROV-JSON form of the W3C member submission of 2013.

Every telling is an entity, every teller an agent.  A claim was quoted from its
report, derived from each hand's telling in turn, and has the last as its primary
source; a telling stands where the words at `ts:start`–`ts:end` of `ts:report` say so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from twosource.data import Article, Claim, Comparison, Ledger
from twosource.stages.write.index import build_index
from twosource.stages.write.origins_hands import Hands, chain_of, gather_hands, outlet_key
from twosource.stages.write.origins_shapes import Hand
from twosource.stages.write.shapes import Words

Json = dict[str, Any]
PREFIXES = {
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{n: f"urn:twosource:{n}:" for n in ("ts", "report", "claim", "telling", "agent", "point")},
}
# What an agent is in the terms of PROV; a crowd or somebody not named is left an agent and no more.
AGENTS = {
    "person": "prov:Person",
    "body": "prov:Organization",
    "outlet": "prov:Organization",
    "agency": "prov:Organization",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A PROV document as it grows: its records by kind, then by id."""

    records: dict[str, dict[str, Json]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def put(self, kind: str, name: str, attributes: Json) -> str:
        """Put a record; one that is there stays as it is."""
        self.records.setdefault(kind, {}).setdefault(name, attributes)
        return name

    def relate(self, kind: str, attributes: Json) -> None:
        """Put a relation under a name of its own."""
        known = self.records.setdefault(kind, {})
        known[f"_:{kind}{len(known) + 1}"] = attributes


def to_prov(comparison: Comparison) -> str:
    """The lineage of a comparison as PROV-JSON text; the same comparison gives the same text."""
    document = Document()
    hands = gather_hands(build_index(comparison), comparison)
    for article in comparison.reports:
        _report(document, hands, article)
    for claim in comparison.claims:
        _claim(document, hands, claim)
    ledgers = {ledger.about: ledger for ledger in comparison.ledgers}
    for point in comparison.points:
        _point(document, point.id, point.claims, ledgers.get(point.id))
    whole = {"prefix": PREFIXES, **document.records}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _qualified(name: str) -> Json:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _report(document: Document, hands: Hands, article: Article) -> None:
    stated = {"ts:sha256": article.sha256, "ts:path": article.path, "prov:label": article.value("title")}
    told = {key: value for key, value in stated.items() if value}
    name = document.put("entity", f"report:{article.id}", {"prov:type": _qualified("ts:Report"), **told})
    outlet = Hand(outlet_key(hands, article.id), hands.index.outlet(article.id), "outlet")
    document.relate("wasAttributedTo", {"prov:entity": name, "prov:agent": _agent(document, outlet)})


def _agent(document: Document, hand: Hand) -> str:
    """The agent of a hand; hands of one key are one agent."""
    name = document.ids.setdefault(hand.key, f"agent:{len(document.ids) + 1}")
    kinds = [AGENTS[hand.kind]] if hand.kind in AGENTS else []
    told = {
        "prov:label": hand.name,
        "ts:kind": hand.kind,
        "ts:role": hand.role,
        "ts:anonymity": hand.anonymity,
    }
    attributes: Json = {key: value for key, value in told.items() if value}
    if kinds:
        attributes["prov:type"] = _qualified(kinds[0])
    return document.put("agent", name, attributes)


def _claim(document: Document, hands: Hands, claim: Claim) -> None:
    words = hands.index.words(claim.report, claim.span)
    told = {"prov:value": words.text, "ts:stance": claim.stance, **_place(words)}
    name = document.put("entity", f"claim:{claim.id}", {"prov:type": _qualified("ts:Claim"), **told})
    _derive(document, (name, f"report:{claim.report}"), words, kind="prov:Quotation")
    chain = chain_of(hands, claim)
    later, last = name, len(chain.hands) - 1
    for place, hand in enumerate(chain.hands[1:], 1):
        telling = _telling(document, f"telling:{claim.id}.{place}", hand)
        if place > 1 or place < last:
            _derive(document, (later, telling), hand.words, why=chain.why)
        if place == last:
            _derive(document, (name, telling), hand.words, kind="prov:PrimarySource", why=chain.why)
        later = telling


def _telling(document: Document, name: str, hand: Hand) -> str:
    """What a hand told, known through the words that say so; of a document, the document itself."""
    if hand.kind == "document":
        told = {"prov:type": _qualified("ts:Document"), "prov:label": hand.name}
        return document.put("entity", name, told)
    document.put("entity", name, {"prov:type": _qualified("ts:Telling")})
    document.relate(
        "wasAttributedTo",
        {"prov:entity": name, "prov:agent": _agent(document, hand), **_place(hand.words)},
    )
    return name


def _derive(
    document: Document, pair: tuple[str, str], words: Words | None, *, kind: str = "", why: str = ""
) -> None:
    new, old = pair
    relation: Json = {"prov:generatedEntity": new, "prov:usedEntity": old, **_place(words)}
    if kind:
        relation["prov:type"] = _qualified(kind)
    if why:
        relation["ts:why"] = why
    document.relate("wasDerivedFrom", relation)


def _place(words: Words | None) -> Json:
    """Where words stand: report and code points; nothing where no words say it."""
    if words is None:
        return {}
    report = _qualified(f"report:{words.report}")
    return {"ts:report": report, "ts:start": words.span.start, "ts:end": words.span.end}


def _point(document: Document, about: str, claims: tuple[str, ...], ledger: Ledger | None) -> None:
    counts: Mapping[str, int] = {"ts:min": ledger.min, "ts:max": ledger.max} if ledger else {}
    name = document.put("entity", f"point:{about}", {"prov:type": _qualified("prov:Collection"), **counts})
    for claim in claims:
        document.relate("hadMember", {"prov:collection": name, "prov:entity": f"claim:{claim}"})
