"""Writes who told whom as ninjs 3.0: a composite of the reports, each with its chain of `infoSources`."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from twosource.data import Article, Comparison
from twosource.stages.write.display import safe_link
from twosource.stages.write.index import build_index
from twosource.stages.write.origins_hands import TELLING_KINDS, UNSTATED, Hands, chain_of, gather_hands
from twosource.stages.write.origins_shapes import Hand

Json = dict[str, Any]
SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json"
# Content Production Party Roles of IPTC: where the information began, through whom it came, who printed it.
ROLE = "http://cv.iptc.org/newscodes/contentprodpartyrole/"
ORIGIN, SOURCE, OUTLET = f"{ROLE}originfo", f"{ROLE}contentSource", f"{ROLE}distributor"
PARTIES = TELLING_KINDS | {"crowd", "unnamed", "other"}


def to_ninjs(comparison: Comparison) -> str:
    """The reports and whom they have what from as one ninjs object; the same text for the same comparison."""
    index = build_index(comparison)
    hands = gather_hands(index, comparison)
    story: Json = {
        "uri": f"urn:twosource:story:{_urn(comparison.story.id)}",
        "standard": {"name": "ninjs", "version": "3.0", "schema": SCHEMA},
        "type": "composite",
        "representationType": "partial",
        "associations": [_report(hands, comparison, article) for article in comparison.reports],
    }
    return json.dumps(story, ensure_ascii=False, indent=1) + "\n"


def _report(hands: Hands, comparison: Comparison, article: Article) -> Json:
    index = hands.index
    link = safe_link(article.value("canonical") or "") or safe_link(article.path)
    found: Json = {
        "name": index.letters[article.id],
        "uri": link or f"urn:twosource:report:{_urn(article.id)}",
        "type": "text",
        "representationType": "partial",
        "altIds": [{"role": "sha256", "value": article.sha256}],
        "infoSources": _sources(hands, comparison, article),
        **_stated(article),
    }
    return found


def _stated(article: Article) -> Json:
    """What is stated of a report, where it is in the form that ninjs asks for."""
    title, language = article.value("title"), article.value("language")
    published = article.value("published") or ""
    found: Json = {}
    if title:
        found["headlines"] = [{"value": title}]
    if language:
        found["language"] = language
    if _is_moment(published):
        found["firstCreated"] = published
    return found


def _is_moment(text: str) -> bool:
    """Whether a date is one of RFC 3339: with its hour and its zone."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", text):
        return False
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _sources(hands: Hands, comparison: Comparison, article: Article) -> list[Json]:
    """Every party behind a report's claims once, from the outlet inward; where words begin, as the origin."""
    order: dict[str, Hand] = {}
    origins: set[str] = set()
    for claim in (c for c in comparison.claims if c.report == article.id):
        chain = [h for h in chain_of(hands, claim).hands[1:] if _is_party(h)]
        for hand in chain:
            order.setdefault(hand.key, hand)
        origins |= {chain[-1].key} if chain else set()
    outlet = article.value("outlet")
    printed = [{"name": outlet, "role": OUTLET}] if outlet else []
    return printed + [
        {"name": hand.name, "role": ORIGIN if key in origins else SOURCE, "literal": key}
        for key, hand in order.items()
    ]


def _is_party(hand: Hand) -> bool:
    """Whether a hand is a person or an organisation; ninjs has no place here for a document."""
    return hand.kind in PARTIES and hand.name != UNSTATED


def _urn(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]", "-", name)
