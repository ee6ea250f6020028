"""The simplest answers to the same questions: constants, counting, likeness of headlines and bodies."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from bench.origins.files import Story, claim_id
from bench.origins.records import Json
from bench.scoring.baselines import likeness, nearest_name
from bench.scoring.spans import occurrences

HASHES = 128
SHINGLE = 5  # words, as rows of near-duplicate detection usually have
NEAR_BODY = 0.5  # the usual threshold for near-duplicates
SOME_BODY = 0.05  # of the shingles in common: less is chance
NEAR_HEADLINE = 0.6


def counted(story: Story, count: Callable[[Sequence[str]], int]) -> Json:
    """One number for both ends of every point, from the ids of the reports that have it."""
    points = {point["id"]: point for point in story.labels["points"]}
    found = {}
    for ledger in story.labels["origins"]:
        mentions = points[ledger["point"]]["mentions"]
        number = count(list(dict.fromkeys(mention["article"] for mention in mentions)))
        found[ledger["point"]] = {"min": number, "max": number}
    return {"points": found}


def constant(number: int) -> Callable[[Story], Json]:
    """The same number for every point."""
    return lambda story: counted(story, lambda _: number)


def by_field(field: str) -> Callable[[Story], Json]:
    """As many as the reports have values of a field: outlets, publishers."""

    def answer(story: Story) -> Json:
        values = {article["id"]: article.get(field) or article["outlet"] for article in story.articles}
        return counted(story, lambda ids: len({values[each] for each in ids}))

    return answer


def by_headline(story: Story) -> Json:
    """As many as there are groups of headlines that are near to identical."""
    titles = {a["id"]: frozenset(re.findall(r"\w+", a["title"].casefold())) for a in story.articles}
    near = {
        frozenset(pair)
        for pair in combinations(titles, 2)
        if likeness(titles[pair[0]], titles[pair[1]]) >= NEAR_HEADLINE
    }
    return counted(story, lambda ids: groups(ids, near))


def by_body(story: Story) -> Json:
    """As many as there are groups of bodies near to identical by MinHash; copies by the same estimate."""
    signed = {article["id"]: signature(article["text"]) for article in story.articles}
    alike = {pair: resemblance(signed[pair[0]], signed[pair[1]]) for pair in combinations(signed, 2)}
    near = {frozenset(pair) for pair, value in alike.items() if value >= NEAR_BODY}
    kinds = [{"a": a, "b": b, "kind": kind(value)} for (a, b), value in alike.items()]
    return {**counted(story, lambda ids: groups(ids, near)), "copies": kinds}


def kind(value: float) -> str:
    """The kind of copying that a resemblance of bodies suggests."""
    if value >= NEAR_BODY:
        return "wire-copy"
    return "shared-agency-paragraphs" if value >= SOME_BODY else "none"


def by_nearest_name(story: Story) -> Json:
    """Every claim from the nearest capitalised words in its sentence."""
    outlets = {article["id"]: article["outlet"] for article in story.articles}
    claims = {}
    for at, label in enumerate(story.labels["attributions"]):
        text = story.texts[label["article"]]
        places = occurrences(text, label["quote"])
        name = nearest_name(text, places[0]) if places else ""
        claims[claim_id(at, label)] = {"worded": [outlets[label["article"]], *([name] if name else [])]}
    return {"claims": claims}


def by_outlet_names(story: Story) -> Json:
    """A loop wherever two reports have each other's outlet in their text."""
    outlets = {article["id"]: article["outlet"] for article in story.articles}
    names = {(a, b) for a, text in story.texts.items() for b, outlet in outlets.items() if outlet in text}
    return {"loops": [[a, b] for a, b in combinations(outlets, 2) if (a, b) in names and (b, a) in names]}


RIVALS: Mapping[str, Callable[[Story], Json]] = {
    "always 1": constant(1),
    "always 2": constant(2),
    "outlets": by_field("outlet"),
    "publishers": by_field("publisher"),
    "headlines": by_headline,
    "MinHash": by_body,
    "nearest name": by_nearest_name,
    "outlets named": by_outlet_names,
}
"""Each rival by name; it answers what it can, the scorer leaves out what it cannot."""


def groups(ids: Iterable[str], near: set[frozenset[str]]) -> int:
    """How many groups are left when whatever is near goes together."""
    left = list(ids)
    found = 0
    while left:
        reached = [left.pop()]
        found += 1
        for each in reached:
            joined = [other for other in left if frozenset((each, other)) in near]
            reached += joined
            left = [other for other in left if other not in joined]
    return found


@lru_cache(maxsize=1024)
def signature(text: str) -> tuple[int, ...]:
    """The MinHash of a text (Broder 1997): the least of each of the hashes over its shingles."""
    words = re.findall(r"\w+", text.casefold())
    rows = {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}
    seeds = [int.from_bytes(hashlib.blake2b(row.encode(), digest_size=8).digest()) for row in rows]
    return tuple(min((seed * factor + at) % PRIME for seed in seeds) for at, factor in enumerate(FACTORS))


PRIME = (1 << 61) - 1
FACTORS = tuple(pow(3, 7 * at + 5, PRIME) for at in range(HASHES))


def resemblance(a: Sequence[int], b: Sequence[int]) -> float:
    """The share of hashes that agree: the estimate of the share of shingles in common."""
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a)
