"""Puts points and their differences in the form that is shown, the weightiest first."""

from __future__ import annotations

from collections.abc import Iterable

from twosource.data import Difference, Ledger, Mention, Point
from twosource.stages.write.index import Index
from twosource.stages.write.phrases import verdict_word
from twosource.stages.write.said import show_claim, split_around
from twosource.stages.write.shapes import Differing, Pointed, Rests, Root, Valued


def show_point(index: Index, point: Point) -> Pointed:
    """`point` as shown, its claims in the order of the reports."""
    order = {report: n for n, report in enumerate(index.articles)}
    claims = [index.claims[c] for c in point.claims if c in index.claims]
    claims.sort(key=lambda c: (order[c.report], c.span.start, c.span.end))
    number = index.numbers[point.id]
    return Pointed(
        id=point.id,
        number=number,
        lead=show_claim(index, index.claims[point.lead]),
        letters=index.reports_of(point.claims),
        sayings=tuple(show_claim(index, c) for c in claims),
        relation=point.relation,
        why=point.why,
        rests=show_ledger(index, index.ledgers.get(point.id), point.claims),
        differences=tuple(
            _show_difference(index, point, d, f"d{number}-{n}") for n, d in enumerate(point.differences, 1)
        ),
        is_sure=point.is_sure,
    )


def show_ledger(index: Index, ledger: Ledger | None, claims: Iterable[str]) -> Rests:
    """What these claims rest on; without a ledger nothing is known, and nothing is counted."""
    about = set(claims)
    if ledger is None:
        return Rests((), 0, 0, len(about), ())
    roots = []
    for origin in (index.origins[o] for o in ledger.origins if o in index.origins):
        letters = index.reports_of(c for c in origin.claims if c in about)
        roots.append(Root(origin.id, origin.name, origin.is_stated, origin.anonymity, letters))
    return Rests(tuple(roots), ledger.min, ledger.max, len(ledger.unknown), ledger.why)


def weigh(difference: Differing) -> int:
    """How soon a reader should see a difference: 0 first."""
    if difference.verdict == "contradiction":
        return 0 if difference.between == "reports" else 1
    return 2 if difference.verdict == "later-update" else 3


GROUPS = ("clash", "parties", "update", "other")
# Among other differences, the unsettled before the harmless.
_REST = ("cannot-tell", "other-scope", "coarser", "rounding")


def group_differences(differences: Iterable[Differing]) -> tuple[tuple[str, tuple[Differing, ...]], ...]:
    """Differences under the four headings, in the order in which they matter.

    One that only one report gives comes after those of its verdict that two give.
    """
    found: dict[str, list[Differing]] = {group: [] for group in GROUPS}
    for difference in differences:
        found[GROUPS[weigh(difference)]].append(difference)
    for group in GROUPS:
        found[group].sort(key=lambda d: (_rank(d), len(d.sides) < _BOTH))
    return tuple((group, tuple(found[group])) for group in GROUPS if found[group])


# With fewer values nothing stands against anything: one report alone gives it.
_BOTH = 2


def choose_matters(
    grouped: Iterable[tuple[str, tuple[Differing, ...]]],
) -> tuple[tuple[str, tuple[Differing, ...]], ...]:
    """Of grouped differences, the clashes and updates in which two values stand against each other."""
    found = [(g, tuple(d for d in ds if len(d.sides) >= _BOTH)) for g, ds in grouped if g != "other"]
    return tuple((group, differences) for group, differences in found if differences)


def _rank(difference: Differing) -> int:
    return _REST.index(difference.verdict) if difference.verdict in _REST else 0


def _show_difference(index: Index, point: Point, difference: Difference, anchor: str) -> Differing:
    return Differing(
        anchor=anchor,
        numbers=(index.numbers[point.id],),
        about=show_claim(index, index.claims[point.lead]),
        kind=difference.kind,
        verdict=difference.verdict,
        word=verdict_word(difference.verdict, difference.kind),
        between=difference.between,
        rule=difference.rule,
        why=difference.why,
        sides=tuple(_show_value(index, point, value) for value in _in_order(index, difference.values)),
    )


def _in_order(index: Index, values: tuple[Mention, ...]) -> list[Mention]:
    """The values in the order of the reports, so that badges run A, B, C."""
    order = list(index.letters)
    return sorted(values, key=lambda value: (order.index(value.report), value.span))


def _show_value(index: Index, point: Point, value: Mention) -> Valued:
    """A value inside the smallest claim of its point that holds it, else on its own."""
    words = index.words(value.report, value.span)
    inside = [
        claim
        for claim in (index.claims[c] for c in point.claims if c in index.claims)
        if claim.report == value.report and claim.span.covers(value.span)
    ]
    if not inside:
        return _show_bare(index, point, value)
    claim = min(inside, key=lambda c: (c.span.end - c.span.start, c.span.start))
    before, after = split_around(index.articles[value.report].text, value.span, claim.span)
    return Valued(words, show_claim(index, claim), before, after, claim.turn)


def _show_bare(index: Index, point: Point, value: Mention) -> Valued:
    """A value that stands in no claim (a name in a cue, say): with its sentence where one is known."""
    words = index.words(value.report, value.span)
    around = [
        claim
        for claim in (index.claims[c] for c in point.claims if c in index.claims)
        if claim.report == value.report and claim.sentence.covers(value.span)
    ]
    if not around:
        return Valued(words, None, "", "")
    text = index.articles[value.report].text
    before, after = split_around(text, value.span, around[0].sentence)
    return Valued(words, show_claim(index, around[0]), before, after)
