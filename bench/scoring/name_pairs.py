"""Whether names are one: recall at a bound of wrong answers; entities that join too little or too much."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.scoring.spans import occurrences
from bench.scoring.story import View

Answers = Sequence[tuple[bool, bool]]
"""Pairs of a label and an answer."""


def counts(answers: Answers) -> tuple[int, int, int]:
    """How many are rightly one, wrongly one, and missed."""
    hits = Counter(answers)
    return hits[True, True], hits[False, True], hits[True, False]


def recall_at(one: Iterable[float], unlike: Sequence[float], bound: float) -> float | None:
    """The share of `one` scored above what at most `bound` of `unlike` reach; None of nothing."""
    held, others = list(one), sorted(unlike, reverse=True)
    if not held or not others:
        return None
    floor = others[min(int(bound * len(others)), len(others) - 1)]
    return sum(score > floor for score in held) / len(held)


@dataclass(frozen=True, slots=True)
class JudgedEntity:
    """A labelled entity: its variants that a mention of ours ends, and the entities these are in."""

    story: str
    canonical: str
    variants: tuple[str, ...]
    ours: frozenset[str]

    @property
    def is_joined(self) -> bool:
        """Whether one entity of ours holds all the variants found."""
        return len(self.ours) == 1


def judge_entities(view: View) -> list[JudgedEntity]:
    """Every labelled entity with what holds its variants by name, descriptions left out."""
    shared = Counter(v.casefold() for e in view.labels["entities"] for v in set(_named(e)))
    mentions = _mentions(view)
    judged = []
    for entity in view.labels["entities"]:
        held: defaultdict[str, set[str]] = defaultdict(set)
        for variant in (v for v in _named(entity) if shared[v.casefold()] == 1):
            for article, text in view.texts.items():
                for place in occurrences(text, variant):
                    within = [m for m in mentions[article] if place[0] <= m[0] and m[1] == place[1]]
                    if within and _is_head(text, min(within), variant, entity["canonical"]):
                        held[variant].add(min(within)[2])
        ids = frozenset(one for found in held.values() for one in found)
        judged.append(JudgedEntity(view.slug, entity["canonical"], tuple(held), ids))
    return judged


def _is_head(text: str, mention: tuple[int, int, str], variant: str, canonical: str) -> bool:
    """Whether a mention at the end of a variant is it, not the place or body it is of."""
    words = text[mention[0] : mention[1]]
    is_half = 2 * len(words) >= len(variant)
    return is_half or bool(set(words.casefold().split()) & set(canonical.casefold().split()))


def wrongly_joined(judged: Iterable[JudgedEntity]) -> dict[tuple[str, str], list[str]]:
    """The entities of ours, by story and id, that hold variants of more than one labelled entity."""
    held: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for each in judged:
        for ours in each.ours:
            held[each.story, ours].append(each.canonical)
    return {key: names for key, names in held.items() if len(names) > 1}


def _named(entity: Mapping[str, object]) -> list[str]:
    """The variants that name and do not only describe: their last word has a capital."""
    variants = [str(v) for v in entity["variants"]]  # type: ignore[attr-defined]
    bare = [(v, v.split()[1:] if v.split()[0].lower() in {"the", "a", "an"} else v.split()) for v in variants]
    return [v for v, words in bare if words and words[-1][:1].isupper()]


def _mentions(view: View) -> defaultdict[str, list[tuple[int, int, str]]]:
    found: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for entity in view.comparison["entities"]:
        for m in entity["mentions"]:
            if m["report"] in view.articles:
                found[view.articles[m["report"]]].append((m["start"], m["end"], entity["id"]))
    return found
