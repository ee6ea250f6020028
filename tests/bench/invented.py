"""An invented story in three reports, and comparisons of it made by hand."""

from __future__ import annotations

from typing import Any

from bench.scoring.story import View, seen

TEXTS = {
    "a": "The ferry Alder ran aground on Monday. Nine people were hurt, said Ida Brook, the harbour master."
    " She denied that fog was to blame.",
    "b": "A ferry hit rocks off Port Minnow on Monday morning. At least nine were hurt, police said."
    " A deckhand told the Gull that fog was to blame.",
    "c": "Ten people were hurt when the Alder hit rocks.\nPhoto: Gull/Stringer",
}
OUTLETS = {"a": "Minnow Post", "b": "Coast Radio", "c": "The Gull"}
ENTITIES = [
    {"canonical": "Ida Brook", "kind": "person", "variants": ["Ida Brook", "the harbour master"]},
    {"canonical": "Alder", "kind": "other", "variants": ["the ferry Alder", "A ferry", "the Alder"]},
]


def labels(**given: Any) -> dict[str, Any]:
    """Labels of the story: empty lists but for what is given."""
    empty: dict[str, Any] = {
        key: [] for key in ("points", "only_in", "attributions", "origins", "copies", "furniture")
    }
    articles = [{"id": name, "outlet": OUTLETS[name]} for name in TEXTS]
    return {"articles": articles, "entities": ENTITIES, **empty, **given}


def at(article: str, words: str) -> dict[str, Any]:
    """Where words stand in an article, as the JSON says it."""
    start = TEXTS[article].index(words)
    return {"report": "r" + article, "start": start, "end": start + len(words)}


def claim(name: str, article: str, words: str, *voices: str, **given: Any) -> dict[str, Any]:
    """A claim of ours; a voice whose name ends in ? is anonymous, one in brackets has no words."""
    links = [{"name": OUTLETS[article], "anonymous": False, "start": None}]
    links += [
        {"name": v.rstrip("?"), "anonymous": v.endswith("?"), "start": None if v.startswith("(") else 0}
        for v in voices
    ]
    return {"id": name, "stance": "asserts", "chain": links, **at(article, words), **given}


def point(name: str, *claims: str, **given: Any) -> dict[str, Any]:
    """A point of ours."""
    origins: dict[str, Any] = {"roots": [], "min": 1, "max": 1, "unknown": [], "why": []}
    return {
        "id": name,
        "claims": list(claims),
        "relation": "same",
        "differences": [],
        "origins": origins,
        **given,
    }


def difference(kind: str, verdict: str, *values: dict[str, Any], between: str = "reports") -> dict[str, Any]:
    """A difference of ours."""
    return {"kind": kind, "verdict": verdict, "between": between, "rule": "by-hand", "values": list(values)}


def comparison(claims: list[dict[str, Any]], **given: Any) -> dict[str, Any]:
    """A comparison of the three reports."""
    reports = [
        {
            "id": "r" + name,
            "path": f"x.jsonl#{line}",
            "stated": [{"field": "id", "value": name}],
            "text": text,
            "blocks": [{"start": 0, "end": len(text), "kind": "body"}],
        }
        for line, (name, text) in enumerate(TEXTS.items(), start=1)
    ]
    return {"reports": reports, "claims": claims, "points": [], "only_in": [], "copies": [], **given}


def view(labelled: dict[str, Any], claims: list[dict[str, Any]], **given: Any) -> View:
    """Labels and a comparison, joined."""
    return seen("ferry", labelled, comparison(claims, **given))
