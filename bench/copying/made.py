"""Thousands of reports of realistic length whose copies are known, from a seed.

The words are made of syllables and drawn as words of a language are, few of
them often; the sentences are templates.  So the texts mean nothing, and two
desks hardly ever agree by chance: this measures cost, and recall of what was
copied and then cut, reordered and reworded, not judgement.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from random import Random

FRAMES = (
    "The {} {} of the {} was {} by {} {} near the {} on {}.",
    "{} {} said that the {} had {} the {} before the {} of {}.",
    "At least {} {} were {} when a {} {} the {} in {}.",
    "It was the {} {} in {} {} to be {} by the {}.",
    "Officials in {} {} that no {} had been {} from the {} {}.",
    "A {} of {} {} the {}, which {} in a {} of {}.",
    "{} {}, who had {} the {} for {} {}, was not {} at the {}.",
    "By {} the {} had {} and {} {} were {} along the {}.",
    "The {} {} will {} its {} {} until the {} has been {}.",
    "In {} the {} {} that {} {} could {} more than {} {}.",
)
STOCK = (
    "The company did not immediately respond to a request for comment.",
    "The cause of the accident is under investigation.",
    "There were no immediate reports of injuries.",
    "Sign up for our newsletter to read the best of the week.",
    "Anyone with information is asked to call the police.",
)
SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprstv" for vowel in "aeio"]
VOCABULARY = 12_000
DAYS = 3  # all reports of a run lie in one window


@dataclass(frozen=True, slots=True)
class Report:
    """A made report; `published` is ISO 8601."""

    id: str
    published: str
    text: str


@dataclass(frozen=True, slots=True)
class Made:
    """Reports and the pairs of them that share copied prose; `quoting` share quoted words only."""

    reports: tuple[Report, ...]
    copied: frozenset[frozenset[str]]
    through: frozenset[frozenset[str]]
    quoting: frozenset[frozenset[str]]


@dataclass(slots=True)
class _Desk:
    """What the generator draws from."""

    rng: Random
    words: list[str]
    weights: list[float]

    def draw(self, count: int) -> list[str]:
        return self.rng.choices(self.words, cum_weights=self.weights, k=count)

    def sentence(self) -> str:
        frame = self.rng.choice(FRAMES)
        made = frame.format(*self.draw(frame.count("{}")))
        return made[0].upper() + made[1:]

    def reworded(self, sentence: str) -> str:
        """One word in twelve changed, a word or two cut from the front at times."""
        words = sentence.split(" ")
        changed = [self.draw(1)[0] if self.rng.random() < 1 / 12 else word for word in words]
        return " ".join(changed[self.rng.choice((0, 0, 0, 2)) :])


def make(seed: int, count: int) -> Made:
    """`count` reports in stories of one to nine; the same for ever from the same two numbers."""
    rng = Random(f"copying {seed}")
    words = ["".join(rng.choices(SYLLABLES, k=rng.choice((2, 2, 3, 3, 4)))) for _ in range(VOCABULARY)]
    weights: list[float] = []
    for at in range(VOCABULARY):
        weights.append((weights[-1] if weights else 0.0) + 1 / (at + 20))
    desk = _Desk(rng, words, weights)
    reports: list[Report] = []
    pairs: dict[str, set[frozenset[str]]] = {"copied": set(), "through": set(), "quoting": set()}
    while len(reports) < count:
        size = min(rng.choice((1, 2, 3, 4, 5, 6, 9)), count - len(reports))
        _story(desk, reports, size, pairs)
    rng.shuffle(reports)
    return Made(tuple(reports), *(frozenset(pairs[key]) for key in ("copied", "through", "quoting")))


def _story(desk: _Desk, reports: list[Report], size: int, pairs: dict[str, set[frozenset[str]]]) -> None:
    """One event: an agency's text, and reports that copy it, take paragraphs of it, quote, or do neither."""
    rng = desk.rng
    wire = [desk.sentence() for _ in range(rng.randint(10, 30))]
    quote = f"“{' '.join(desk.sentence()[:-1] for _ in range(2))},” {desk.draw(1)[0].title()} said."
    minute = rng.randrange(DAYS * 24 * 60)
    had: dict[str, tuple[set[int], bool, int]] = {}
    for _ in range(size):
        kind = rng.choices(("wire", "some", "quote", "own"), (3, 3, 2, 3))[0]
        taken = _taken(rng, kind, len(wire))
        own = [desk.sentence() for _ in range(rng.randint(12, 32) if kind != "wire" else rng.randint(0, 3))]
        lines = [*own, *(_edited(desk, wire[at]) for at in taken), rng.choice(STOCK)]
        if kind in ("wire", "quote"):
            lines.insert(rng.randrange(len(lines)), quote)
        if rng.random() < 0.5:
            rng.shuffle(lines)
        name = f"m{len(reports):05}"
        here = min(minute + rng.randrange(600), DAYS * 24 * 60 - 1)
        published = f"2031-05-{1 + here // 1440:02}T{here // 60 % 24:02}:{here % 60:02}:00Z"
        reports.append(Report(name, published, "\n".join(lines)))
        had[name] = (set(taken), kind in ("wire", "quote"), len(lines))
    for a, b in combinations(had, 2):
        shared = len(had[a][0] & had[b][0])
        if shared:
            pairs["copied"].add(frozenset((a, b)))
            if shared >= 0.8 * min(had[a][2], had[b][2]):
                pairs["through"].add(frozenset((a, b)))
        elif had[a][1] and had[b][1]:
            pairs["quoting"].add(frozenset((a, b)))


def _taken(rng: Random, kind: str, size: int) -> list[int]:
    """Which of the agency's sentences a report has."""
    if kind == "wire":
        return [at for at in range(size) if rng.random() < 0.85]
    first = rng.randrange(size - 3)
    return list(range(first, min(size, first + rng.randint(2, 6)))) if kind == "some" else []


def _edited(desk: _Desk, sentence: str) -> str:
    return desk.reworded(sentence) if desk.rng.random() < 0.35 else sentence
