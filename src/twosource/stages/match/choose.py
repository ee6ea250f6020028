"""Which differences of a point are shown, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from twosource.data import Difference, Span

GRAVITY = ("contradiction", "later-update", "cannot-tell", "other-scope", "rounding", "coarser")
# What only one gives, in the order in which a reader would miss it; whose word it is comes last.
SOFT = ("number-other-noun", "number-only", "scope-only", "time-only", "place-only")
# Two sources, or one that only one report names, are worth a line beside another difference.
SOURCES = frozenset({"source-other", "source-named"})
# What says less than another rule of the same point.
LESSER = {
    "scope-condition": ("polarity-hedged",),
    "polarity-declined": ("polarity-hedged", "polarity-open"),
}
# An editor reads so many of one point, and of what only one gives or whose word it is so many.
MOST, MOST_SOFT = 3, 2
# A value of so many characters is a whole claim: other words in it may still be shown.
A_CLAIM = 60


def choose(firm: Sequence[Difference], soft: Sequence[Difference]) -> tuple[Difference, ...]:
    """The differences worth an editor's time: `firm` by gravity, then one of each kind of `soft`.

    A *cannot tell* beside a contradiction of its kind says nothing more, nor
    does what only one gives beside a firm difference of its kind or on the
    same words; a condition that is shown tells more than that one is hedged.
    That only one names a source at all is shown where nothing else is.
    """
    clashing = {d.kind for d in firm if d.verdict == "contradiction"}
    kept = [d for d in _one_clash(firm) if d.kind not in clashing or d.verdict == "contradiction"]
    kept = [d for d in kept if d.verdict == "later-update" or not _is_settled(d, kept)]
    kept = _without_lesser(kept)
    kept = _one_of_a_rule(sorted(kept, key=_rank))[:MOST]
    added: list[Difference] = []
    if any(d.between == "parties" and d.verdict == "contradiction" for d in kept):
        soft = [d for d in soft if d.kind != "attribution"]
    for difference in sorted(soft, key=lambda d: (_place(d), *_rank(d))):
        is_new = difference.kind not in {d.kind for d in (*kept, *added)}
        if difference.kind == "attribution" and (kept or added) and difference.rule not in SOURCES:
            continue
        if is_new and not _overlap(difference, (*kept, *added)) and len(added) < MOST_SOFT:
            added.append(difference)
    return tuple([*kept, *added][:MOST])


def _without_lesser(firm: Sequence[Difference]) -> list[Difference]:
    """Without what another difference of the point says better, by `LESSER`."""
    rules = {d.rule for d in firm}
    lesser = {low for high, lows in LESSER.items() if high in rules for low in lows}
    if any(d.kind == "number" and d.rule != "number-past" for d in firm):
        lesser.add("number-past")
    return [d for d in firm if d.rule not in lesser]


def _one_of_a_rule(ranked: Sequence[Difference]) -> list[Difference]:
    """Of all but figures one difference by each rule: the first says what the rule has to say."""
    first = {d.rule: d for d in reversed(ranked)}
    return [d for d in ranked if d.kind == "number" or first[d.rule] is d]


def _is_settled(one: Difference, firm: Sequence[Difference]) -> bool:
    """Whether a later update of the same kind has one of its values."""
    updates = [d for d in firm if d.verdict == "later-update" and d.kind == one.kind]
    return any(set(d.values) & set(one.values) for d in updates)


def _one_clash(firm: Sequence[Difference]) -> list[Difference]:
    """Contradictions by one rule on a shared value as one; the reports' clash goes before the parties'."""
    found: list[Difference] = []
    for one in sorted(firm, key=lambda d: d.between != "reports"):
        place = next((i for i, d in enumerate(found) if _is_one_clash(d, one)), None)
        if place is None:
            found.append(one)
        else:
            values = sorted({*found[place].values, *one.values}, key=lambda m: (m.report, m.span))
            found[place] = replace(found[place], values=tuple(values))
    return found


def _is_one_clash(a: Difference, b: Difference) -> bool:
    is_alike = a.verdict == b.verdict == "contradiction" and (a.kind, a.rule) == (b.kind, b.rule)
    return is_alike and a.kind in {"number", "time"} and bool(set(a.values) & set(b.values))


def _overlap(one: Difference, others: Iterable[Difference]) -> bool:
    """Whether what only one gives is already on the page, or stands right beside what is."""
    if len(one.values) != 1:
        return False
    value = one.values[0]
    around = Span(value.span.start - 2, value.span.end + 2)
    shown = (v for d in others for v in d.values if v.span.end - v.span.start < A_CLAIM)
    return any(v.report == value.report and v.span.overlaps(around) for v in shown)


def _rank(d: Difference) -> tuple[int, str, str, int]:
    return (GRAVITY.index(d.verdict), d.kind, d.values[0].report, d.values[0].span.start)


def _place(d: Difference) -> int:
    return SOFT.index(d.rule) if d.rule in SOFT else len(SOFT)
