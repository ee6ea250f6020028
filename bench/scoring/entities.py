"""Who is who: the labelled wordings of the people, places and bodies of a story beside our entities."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from bench.figures import Figure
from bench.scoring.counting import mean, share
from bench.scoring.spans import Place, char_f1, overlap
from bench.scoring.story import View

NEAR = 0.5
"""The character F1 from which a mention of ours is a labelled wording."""

# What stands before a name and is none of it, for the baselines.
# In a wording whose last words are only what the thing belongs to.
OWNED = re.compile(r"\b(?:in|on|for|to)\b")
TITLES = re.compile(
    r"^(?:(?:the|an?|mr|mrs|ms|dr|sen|rep|gov|senator|president|representative)\b\.?\s*)+", re.I
)


@dataclass(frozen=True, slots=True)
class Worded:
    """One labelled wording in one article: whose it is, and the entity of ours that has it ("" for none)."""

    story: str
    entity: str
    article: str
    words: str
    ours: str


Key = Callable[[Worded], str]
"""What groups wordings: those with one key are held to be one."""


def worded(view: View) -> tuple[Worded, ...]:
    """Every labelled wording that stands in an article, with the entity of ours that most of its places have.

    A place inside a longer labelled wording is that wording's.  A wording
    under two labels is left out: it does not tell them apart.
    """
    names = Counter(v for entity in view.labels["entities"] for v in set(entity["variants"]))
    found = []
    for article in view.texts:
        every = {v: _places(view, article, v) for v in names}
        for entity in view.labels["entities"]:
            for variant in sorted(set(entity["variants"])):
                places = [p for p in every[variant] if not _inside(p, variant, every)]
                if places and names[variant] == 1:
                    found.append(
                        Worded(
                            view.slug,
                            entity["canonical"],
                            article,
                            variant,
                            _entity_at(view, article, places),
                        )
                    )
    return tuple(found)


def _places(view: View, article: str, variant: str) -> list[Place]:
    text = view.texts[article]
    return [
        (start, end)
        for start, end in view.places(article, variant)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
    ]


def _inside(place: Place, variant: str, every: dict[str, list[Place]]) -> bool:
    """Whether a longer labelled wording covers the place."""
    return any(
        other[0] <= place[0] and place[1] <= other[1]
        for longer, places in every.items()
        if len(longer) > len(variant)
        for other in places
    )


def _entity_at(view: View, article: str, places: Sequence[Place]) -> str:
    """The entity of ours that has most of the places, "" where none has one."""
    held: Counter[str] = Counter()
    for place in places:
        near = [
            (fit, entity["id"])
            for entity in view.comparison["entities"]
            for m in entity["mentions"]
            if view.articles.get(m["report"]) == article
            and (fit := _fit((m["start"], m["end"]), place, view.texts[article]))
        ]
        if near:
            held[max(near)[1]] += 1
    return max(held, key=lambda e: (held[e], e)) if held else ""


def _fit(mention: Place, place: Place, text: str) -> tuple[bool, float] | None:
    """How well a mention is the wording: its last words after a title, or most of it; not its owner."""
    agreement = char_f1(mention, place)
    before, after = text[place[0] : mention[0]], text[mention[1] : place[1]]
    if not overlap(mention, place) or re.match(r"[’']s\b", after) or OWNED.search(before):
        return None
    is_end = not after and " of " not in before
    return (is_end, agreement) if is_end or agreement >= NEAR else None


def entity_figures(views: Sequence[View]) -> list[Figure]:
    """How many labelled wordings are read as names, how well they are joined, and what is joined wrongly."""
    every = [w for view in views for w in worded(view)]
    read = [w for w in every if w.ours]
    ours = cubed(read, lambda w: w.ours)
    simple = (("one name, one wording", by_wording), ("one surname, one person", by_last_word))
    beside = [(name, cubed(read, key)) for name, key in simple]
    wrong = sorted(mixed(read, lambda w: w.ours))
    return [
        Figure("entities: wordings read as a name", share(len(read), len(every)), len(every)),
        Figure(
            "entities: B-cubed F1",
            ours[2],
            len(read),
            beside=tuple((name, score[2]) for name, score in beside),
            note=f"precision {ours[0]:.3f}, recall {ours[1]:.3f}",
        ),
        Figure(
            "entities: pairs of wordings in two reports joined",
            joined(read, lambda w: w.ours),
            len(read),
            beside=tuple((name, joined(read, key)) for name, key in simple),
        ),
        Figure(
            "entities: labelled ones held to be one",
            len(wrong),
            len({(w.story, w.entity) for w in every}),
            beside=tuple((name, float(len(mixed(read, key)))) for name, key in simple),
            unit="pairs",
            note="; ".join(f"{a} and {b} ({story})" for story, a, b in wrong),
        ),
    ]


def by_wording(worded: Worded) -> str:
    """The baseline that joins equal words, titles and case aside."""
    return TITLES.sub("", worded.words).lower() or worded.words


def by_last_word(worded: Worded) -> str:
    """The baseline that joins names with one last word."""
    return (by_wording(worded).split() or [""])[-1]


def cubed(read: Sequence[Worded], key: Key) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 (Bagga and Baldwin 1998) of wordings grouped by `key` in a story."""
    due = Counter((w.story, w.entity) for w in read)
    made = Counter((w.story, key(w)) for w in read)
    both = Counter((w.story, w.entity, key(w)) for w in read)
    right = [both[w.story, w.entity, key(w)] for w in read]
    precision = mean(n / made[w.story, key(w)] for n, w in zip(right, read, strict=True)) or 0.0
    recall = mean(n / due[w.story, w.entity] for n, w in zip(right, read, strict=True)) or 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def joined(read: Sequence[Worded], key: Key) -> float | None:
    """Of the pairs of wordings of one entity in two articles, those that `key` joins."""
    pairs = [
        key(a) == key(b)
        for a, b in combinations(read, 2)
        if (a.story, a.entity) == (b.story, b.entity) and a.article != b.article
    ]
    return mean(pairs)


def mixed(read: Sequence[Worded], key: Key) -> set[tuple[str, str, str]]:
    """The pairs of labelled entities of which `key` joins a wording, each with its story."""
    held: dict[tuple[str, str], set[str]] = {}
    for w in read:
        held.setdefault((w.story, key(w)), set()).add(w.entity)
    return {(story, a, b) for (story, _), names in held.items() for a, b in combinations(sorted(names), 2)}
