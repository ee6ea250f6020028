"""Which story a group of reports is: it keeps the id of the story that most of its reports come from."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from twosource.stages.cluster.sketch import term_of, weight_of, words_of

# Words named in a reason, and letters of an id.
NAMED, LETTERS = 3, 12
# A story's title gives way to one that fits so many times better: a list whose titles change is hard to read.
BETTER = 1.5


def keep_ids(groups: Sequence[Mapping[str, int]], started: Mapping[str, str]) -> list[str]:
    """The story that each group goes on as, "" for a new one; no two go on as the same.

    `groups` say how many of their reports come from which story, `started` when
    a story began: of two with as many reports the older id stays.
    """
    claims = sorted(
        (-count, started[story], story, number)
        for number, group in enumerate(groups)
        for story, count in group.items()
        if story
    )
    kept = [""] * len(groups)
    taken = set()
    for _, _, story, number in claims:
        if story not in taken and not kept[number]:
            kept[number] = story
            taken.add(story)
    return kept


def story_id(founder: str, number: int = 0) -> str:
    """The id of a story after the report that began it; `number` tells apart several begun by one."""
    asked = founder if not number else f"{founder}\n{number}"
    return "s" + hashlib.sha256(asked.encode()).hexdigest()[:LETTERS]


def best_title(titles: Sequence[str], words: Sequence[Sequence[str]], now: str = "") -> str:
    """The title that says most of what the reports of a story have in common; of equals the first.

    `words` are the weightiest of each report.  The title it has `now` stays until
    another fits BETTER times as well.
    """
    have = [{term_of(word) for word in each} for each in words]
    fits = {title: _fit(title, have) for title in (now, *titles) if title.strip()}
    best = max(fits, key=lambda title: fits[title], default="")
    return now if now.strip() and fits[best] < BETTER * fits[now] else best


def _fit(title: str, have: Sequence[AbstractSet[str]]) -> float:
    """How many reports have the words of a title, weighed by how rare they are; long ones are held back."""
    terms = {term_of(word) for word in words_of(title)}
    shares = (weight_of(term) * (sum(term in each for each in have) - 1) for term in terms)
    return sum(max(0.0, share) for share in shares) / math.sqrt(len(terms) or 1)


def why_with(words: Sequence[str], others: Sequence[Sequence[str]]) -> str:
    """Why a report belongs to others, in the rare words that it shares with them.

    `words` are those of the report, heaviest first, as it writes them.
    """
    if not others:
        return "Began this story."
    have = [{term_of(word) for word in other} for other in others]
    counts = {word: sum(term_of(word) in each for each in have) for word in words}
    order = sorted((word for word in words if counts[word]), key=lambda word: -counts[word])
    named = _named(order)
    if not named:
        return f"Like {_reports(len(others))} in many words, none of them rare."
    terms = {term_of(word) for word in named}
    return f"Shares {_listed(named)} with {_reports(sum(bool(terms & each) for each in have))}."


def _named(order: Sequence[str]) -> list[str]:
    """The first few words, a word inside a longer one left out."""
    named: list[str] = []
    for word in order:
        inside = [i for i, other in enumerate(named) if term_of(other) in term_of(word).split()]
        if any(term_of(word) in term_of(other).split() for other in named):
            continue
        if inside:
            named[inside[0]] = word
        elif len(named) < NAMED:
            named.append(word)
    return list(dict.fromkeys(named))


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _reports(count: int) -> str:
    return "1 report" if count == 1 else f"{count} reports"
