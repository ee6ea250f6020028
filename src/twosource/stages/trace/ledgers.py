"""Ledgers: how many independent origins a point or claim rests on, at least and at most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.data import Article, Claim, Copy, Ledger, Point
from twosource.stages.trace.origins import Root
from twosource.words.load import load_words

OWN_REPORTING = re.compile(
    r"\b(?:told (?:this|our) (?:newspaper|reporter|correspondent|site|website|magazine|programme)|"
    r"(?:our|this newspaper['’]s) (?:reporter|correspondent|photographer)s? "
    r"(?:saw|counted|watched|spoke|found|heard)|"
    r"(?:seen|reviewed|obtained|counted|visited) by (?:this newspaper|our (?:reporter|correspondent)s?))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What ledgers are made from."""

    roots: Mapping[str, Root]
    articles: Mapping[str, Article]
    copies: Sequence[Copy]


def point_ledger(point: Point, ground: Ground) -> Ledger:
    """The ledger of a point.

    Every side that a claim names counts once at most.  Reports that name none
    count together as one more at most: nothing says that they are several.
    They never raise the least number.  The least number is one, or two
    where the sides contradict each other or an outlet tells of own reporting
    beside another origin.
    """
    return _ledger(point.id, [ground.roots[c] for c in point.claims], ground, _is_opposed(point, ground))


def claim_ledger(claim: Claim, ground: Ground) -> Ledger:
    """The ledger of one claim."""
    return _ledger(claim.id, [ground.roots[claim.id]], ground, opposed=False)


def _ledger(about: str, roots: Sequence[Root], ground: Ground, opposed: bool) -> Ledger:
    stated = [r for r in roots if r.is_stated]
    named = {r.claim.report for r in stated}
    silent = [r for r in roots if not r.is_stated and r.claim.report not in named]
    sides = {r.side for r in stated}
    groups = [g for g in _text_groups(silent, ground.copies) if not _copies_of(g, stated, ground.copies)]
    own = [r for r in roots if _is_own_reporting(r, ground)]
    most = max(1, len(sides) + min(len(groups), 1 if sides else 2))
    least = 2 if most > 1 and (opposed or _is_own_beside_other(own, sides)) else 1
    return Ledger(
        about=about,
        origins=tuple(dict.fromkeys(f"o-{r.key}" for r in [*stated, *silent])),
        min=least,
        max=most,
        unknown=tuple(r.claim.id for r in roots if not r.is_stated),
        why=tuple(_reasons(stated, silent, groups, own if least == 2 else [], opposed)),
    )


def _is_own_beside_other(own: Sequence[Root], sides: set[str]) -> bool:
    return bool(own) and bool(sides - {r.side for r in own})


def _is_own_reporting(root: Root, ground: Ground) -> bool:
    return OWN_REPORTING.search(root.claim.sentence.of(ground.articles[root.claim.report].text)) is not None


def _text_groups(silent: Sequence[Root], copies: Sequence[Copy]) -> list[list[Root]]:
    """Reports without a stated origin, those whose claims lie in shared text together."""
    groups: list[list[Root]] = []
    for root in silent:
        for group in groups:
            if any(_share_text(root.claim, other.claim, copies) for other in group):
                group.append(root)
                break
        else:
            groups.append([root])
    return groups


def _copies_of(group: Sequence[Root], stated: Sequence[Root], copies: Sequence[Copy]) -> bool:
    """Whether silent claims stand in text shared with a report that names its origin: then it is that one."""
    return any(_share_text(a.claim, b.claim, copies) for a in group for b in stated)


def _share_text(a: Claim, b: Claim, copies: Sequence[Copy]) -> bool:
    if a.report == b.report:
        return True
    for copy in copies:
        if copy.kind not in {"wire-copy", "shared-agency-paragraphs"} or {copy.a, copy.b} != {
            a.report,
            b.report,
        }:
            continue
        first, second = (a, b) if copy.a == a.report else (b, a)
        if any(run.a.overlaps(first.span) and run.b.overlaps(second.span) for run in copy.runs):
            return True
    return False


def _is_opposed(point: Point, ground: Ground) -> bool:
    """Whether parties of different sides contradict each other on the point."""
    if not any(d.verdict == "contradiction" and d.between == "parties" for d in point.differences):
        return False
    denying = {
        ground.roots[c].side
        for c in point.claims
        if ground.roots[c].claim.turn == "denies" and ground.roots[c].is_stated
    }
    others = {
        ground.roots[c].side
        for c in point.claims
        if ground.roots[c].claim.turn != "denies" and ground.roots[c].is_stated
    }
    return bool(denying and others - denying)


def _reasons(
    stated: Sequence[Root],
    silent: Sequence[Root],
    groups: Sequence[Sequence[Root]],
    own: Sequence[Root],
    opposed: bool,
) -> Iterator[str]:
    names = list(dict.fromkeys(r.name for r in stated))
    if len(names) == 1 and len({r.key for r in stated}) == 1:
        yield _say("one-root" if not silent else "root", names)
    elif len(names) == 1:
        yield _say("alike", names)
    elif names:
        yield _say("same-side" if len({r.side for r in stated}) == 1 else "roots", names)
    if opposed:
        yield _say("opposed", [])
    if own:
        yield _say("own-reporting", list(dict.fromkeys(r.claim.chain[0].name for r in own)))
    if silent:
        yield _say(
            "unknown" if names else "all-unknown", list(dict.fromkeys(r.claim.chain[0].name for r in silent))
        )
    for group in groups:
        outlets = list(dict.fromkeys(r.claim.chain[0].name for r in group))
        if len(outlets) > 1:
            yield _say("shared-text", outlets)


def _say(rule: str, names: Sequence[str]) -> str:
    listed = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + (names[-1] if names else "")
    return str(load_words("twosource.stages.trace", "ledgers.toml")["why"][rule]).format(names=listed)
