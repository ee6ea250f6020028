"""Which story a group of reports is: it keeps the id of the story that most of its reports come from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from twosource.stages.cluster.sketch import term_of

# Words named in a reason, and letters of an id.
NAMED, LETTERS = 3, 12


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
