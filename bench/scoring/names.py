"""Whom a short mention means: answers against labels, and the simplest answers there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.scoring.spans import Place

KINDS = ("surname", "office", "body", "short", "pronoun")
RIGHT, SILENT, WRONG = "right", "silent", "wrong"
# Titles that an answer may keep before a full name.
TITLE_WORDS = 3
_JOIN = r"(?:of|the|for|de|von|van|bin|al)"
_WORD = r"[A-Z](?:\.|[\w'’-]*+)"
_RUN = re.compile(rf"{_WORD}(?:[ ](?:{_JOIN}[ ]){{0,2}}{_WORD})*+")


@dataclass(frozen=True, slots=True)
class Label:
    """A short mention and the place of the full name that it means.

    `full` is None where the article has no fuller form, or does not name whom it means.
    """

    place: Place
    kind: str
    full: Place | None


def folded(words: str) -> str:
    """Words as they are compared: without case, leading *the* and trailing possessive."""
    flat = " ".join(words.replace("’", "'").casefold().split()).removeprefix("the ")
    return flat.removesuffix("'s").removesuffix("'").strip(" .,")


def is_named(text: str, answer: str, full: str) -> bool:
    """Whether the answer is the full name, or that with the title words that stand before it."""
    ours, due = folded(answer), folded(full)
    extra = len(ours.split()) - len(due.split())
    return ours == due or (
        ours.endswith(" " + due) and extra <= TITLE_WORDS and ours in " ".join(folded(text).split())
    )


def verdict(text: str, label: Label, answer: str | None) -> str:
    """right, silent (nothing, or the mention itself) or wrong."""
    mention = text[slice(*label.place)]
    is_itself = answer is None or is_named(text, answer, mention)
    if label.full is None:
        return RIGHT if is_itself else WRONG
    if answer is not None and is_named(text, answer, text[slice(*label.full)]):
        return RIGHT
    return SILENT if is_itself else WRONG


def at_head(named: Iterable[tuple[Place, str]], label: Label) -> str | None:
    """The full name of the longest of the names that hold the last letter of the mention."""
    last = label.place[1] - 1
    holding = [(end - start, full) for (start, end), full in named if start <= last < end]
    return max(holding)[1] if holding else None


def nearest_earlier(text: str, label: Label) -> str | None:
    """The nearest earlier run of capitals with the mention's last word in it; of a pronoun any."""
    word = folded(text[slice(*label.place)].split()[-1])
    runs = [folded(run[0]) for run in _RUN.finditer(text, 0, label.place[0]) if " " in run[0]]
    fitting = (run for run in reversed(runs) if label.kind == "pronoun" or word in run.split())
    return next(fitting, None)


def commonest(text: str, labels: Sequence[Label]) -> str | None:
    """The constant answer: the full name that most labels of the article mean."""
    due = [text[slice(*label.full)] for label in labels if label.full is not None]
    return max(due, key=lambda words: (due.count(words), words), default=None)
