"""Weighs what two reports have in common: running prose, whole sentences, quotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import compress
from operator import and_

from twosource.stages.trace.align import Run, words_in
from twosource.stages.trace.wording import Wording

# Weights are sums over the words that agree (see `wording`), less what was changed between them: about the
# number of content words.  Set by eye on the runs of 1,560 unlabelled pairs of reports of one event:
# above 10 nearly all runs were copied, 7 to 10 was mixed, below 7 nearly all were facts told alike; of some
# 60 whole sentences from 5 on that two outlets have in common, all but one were copied.  Among 837 pairs of
# reports of different events that share fingerprints, what passes is a copied background paragraph (3 of 3).
_STRONG_PROSE = 10.0
_STRONG_SENTENCE = 5.0
_SENTENCE_SHARE = 0.8  # of the weights of the longer sentence
_PROSE_TO_ADD = 5.0  # what several runs have above this is added up
_STRONG_TOGETHER = 5.0
_RUN_OF_PROSE = 6.0
# 68 runs near these were read: *the next four years* is part of two quotations, *a waste of time* was one.
_WHOLE_QUOTE_IN_BOTH = 2.75
_PART_QUOTED_IN_BOTH = 3.75
_WHOLE_SHARE = 0.6  # of the words of the quotation in one report
_RUN_QUOTED_IN_ONE = 5.0
_SMALL_RUN = 3.0  # enough once a strong run has shown that text was copied
_SMALL_RUN_WORDS = 5
_CHANGED_WORD = 0.5  # what a word changed, missing or new takes away


@dataclass(frozen=True, slots=True)
class Weighed:
    """A run and its weights.

    `prose` is its heaviest unquoted stretch, `sentence` the heaviest whole
    unquoted sentence that agrees, `quote` what is quoted in one report,
    `quote_in_both` in both, `unquoted` the number of words that are not;
    `is_whole_quote` where the run is most of a quotation of one report.
    """

    run: Run
    prose: float = 0.0
    sentence: float = 0.0
    quote: float = 0.0
    quote_in_both: float = 0.0
    unquoted: int = 0
    is_whole_quote: bool = False

    @property
    def is_copied(self) -> bool:
        """Whether this run alone shows that text was copied."""
        return self.prose >= _STRONG_PROSE or self.sentence >= _STRONG_SENTENCE

    @property
    def is_quote(self) -> bool:
        """Whether a quotation or statement is shared."""
        least = _WHOLE_QUOTE_IN_BOTH if self.is_whole_quote else _PART_QUOTED_IN_BOTH
        return self.quote_in_both >= least or self.quote >= _RUN_QUOTED_IN_ONE

    @property
    def is_kept(self) -> bool:
        """Whether the run is shown once text is known to be copied."""
        is_small = words_in(self.run) >= _SMALL_RUN_WORDS and self.prose + self.quote >= _SMALL_RUN
        return self.prose >= _RUN_OF_PROSE or self.is_quote or is_small


def is_copied(runs: list[Weighed]) -> bool:
    """Whether the runs of two reports show that text was copied, one alone or several together."""
    together = sum(max(0.0, run.prose - _PROSE_TO_ADD) for run in runs)
    return together >= _STRONG_TOGETHER or any(run.is_copied for run in runs)


def weigh(a: Wording, b: Wording, run: Run, quotes: Mapping[str, bytearray]) -> Weighed:
    """Weigh one run; `quotes` say for each report which of its words are quoted there or elsewhere."""
    heaviest = prose = quote = in_both = 0.0
    unquoted = 0
    end_a, end_b = run[0].a, run[0].b
    for i, j, size in run:
        changed = _CHANGED_WORD * max(i - end_a, j - end_b)
        prose, quote, in_both = max(0.0, prose - changed), max(0.0, quote - changed), in_both - changed
        end_a, end_b = i + size, j + size
        weights = tuple(map(min, a.weights[i:end_a], b.weights[j:end_b]))
        marks = either(quotes[a.report][i:end_a], quotes[b.report][j:end_b])
        for start, end in _stretches(marks):
            if marks[start]:
                prose = 0.0
                quote += sum(weights[start:end])
            else:
                unquoted += end - start
                prose += sum(weights[start:end])
                heaviest = max(heaviest, prose)
        in_both += sum(compress(weights, map(and_, a.quoted[i:end_a], b.quoted[j:end_b])))
    is_whole = quote > 0 and _is_whole_quote(a, b, run)
    return Weighed(run, heaviest, _sentence(a, b, run, quotes), quote, in_both, unquoted, is_whole)


def _is_whole_quote(a: Wording, b: Wording, run: Run) -> bool:
    """Whether most of the words of a quotation in one of the reports agree."""
    sides = (
        (a.quoted, [at for i, _, size in run for at in range(i, i + size) if a.quoted[at]]),
        (b.quoted, [at for _, j, size in run for at in range(j, j + size) if b.quoted[at]]),
    )
    return any(
        count >= _WHOLE_SHARE * (end - start)
        for marks, agreeing in sides
        for (start, end), count in Counter(_quotation(marks, at) for at in agreeing).items()
    )


def _quotation(marks: bytes, at: int) -> tuple[int, int]:
    """The stretch of quoted words around one."""
    end = marks.find(0, at)
    return marks.rfind(0, 0, at) + 1, end if end >= 0 else len(marks)


def _sentence(a: Wording, b: Wording, run: Run, quotes: Mapping[str, bytearray]) -> float:
    """The weight of the heaviest sentence that agrees from its first word to its last, 0 if none does."""
    partner = {i + at: j + at for i, j, size in run for at in range(size)}
    whole_in_b = dict(b.sentences)
    best = 0.0
    for first, last in a.sentences:
        if first not in partner or last not in partner or whole_in_b.get(partner[first]) != partner[last]:
            continue
        shared = [(i, partner[i]) for i in range(first, last + 1) if i in partner]
        if any(quotes[a.report][i] or quotes[b.report][j] for i, j in shared):
            continue
        weight = sum(min(a.weights[i], b.weights[j]) for i, j in shared)
        full = max(sum(a.weights[first : last + 1]), sum(b.weights[partner[first] : partner[last] + 1]))
        if weight >= _SENTENCE_SHARE * full:
            best = max(best, weight)
    return best


def _stretches(marks: bytes) -> Iterator[tuple[int, int]]:
    """The stretches of equal marks."""
    start = 0
    while start < len(marks):
        end = marks.find(1 - marks[start], start)
        yield start, end if end > 0 else len(marks)
        start = end if end > 0 else len(marks)


def either(a: bytes | bytearray, b: bytes | bytearray) -> bytes:
    """The marks that stand in one or the other."""
    return (int.from_bytes(a) | int.from_bytes(b)).to_bytes(len(a))
