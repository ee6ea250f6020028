"""Ledgers: how many independent origins a point or claim rests on, at least and at most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from twosource.data import Article, Claim, Ledger, Point
from twosource.stages.trace.groups import Above, head, join
from twosource.stages.trace.roots import Root
from twosource.stages.trace.say import say
from twosource.stages.trace.sides import is_vague
from twosource.stages.trace.twins import same_quotation, worded_alike

# Where no report states an origin nothing says that they are several, and nothing that they are one.
MOST_UNKNOWN = 2
# Of so many claims of a point the wording is compared pair by pair.
MOST_COMPARED = 200


@dataclass(frozen=True, slots=True)
class Ground:
    """What ledgers are made from; claims in `silent` state no source themselves, in `firsthand` own finds."""

    roots: Mapping[str, Root]
    articles: Mapping[str, Article]
    twins: Above
    silent: frozenset[str] = frozenset()
    firsthand: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)


def ground_of(
    roots: Mapping[str, Root],
    articles: Sequence[Article],
    twins: Above,
    silent: Iterable[str] = (),
    firsthand: Iterable[str] = (),
) -> Ground:
    """What ledgers are made from."""
    return Ground(
        roots,
        {a.id: a for a in articles},
        twins,
        frozenset(silent),
        frozenset(firsthand),
        {a.id: a.text for a in articles},
    )


def point_ledger(point: Point, ground: Ground) -> Ledger:
    """The ledger of a point.

    Of each side its speakers count, or one where it has none by name.  People
    who are not named, and reports that state no source, count once for every
    text; the latter together as one more at most beside a stated origin.  They
    never raise the least number.  The least number is one, or two where an
    outlet tells of own reporting beside another origin.  Who denies what
    others charge is no origin of the charge.
    """
    roots = [ground.roots[c] for c in point.claims]
    denying = _denying(roots)
    return _ledger(point.id, roots, denying, ground)


def claim_ledger(claim: Claim, ground: Ground) -> Ledger:
    """The ledger of one claim."""
    return _ledger(claim.id, [ground.roots[claim.id]], [], ground)


def _denying(roots: Sequence[Root]) -> list[Root]:
    """Those who deny, where others assert: they repeat it without having it from anywhere."""
    denying = [r for r in roots if r.claim.turn == "denies" and r.is_stated]
    return denying if any(r.claim.turn != "denies" for r in roots) else []


def _ledger(about: str, roots: Sequence[Root], denying: Sequence[Root], ground: Ground) -> Ledger:
    counted = [r for r in roots if r not in denying]
    texts = _one_text(counted, ground)
    sides = _sides(counted, texts)
    hidden = _apart([r for r in counted if r.is_stated and r.is_hidden and r.side == r.key], counted, texts)
    named_in = {r.claim.report for r in counted if r.is_stated}
    unknown = [r for r in counted if not r.is_stated and r.claim.report not in named_in]
    silent = _apart(unknown, [r for r in counted if r.is_stated], texts)
    stated = sum(max(1, len(speakers)) for speakers in sides.values()) + len(hidden)
    most = max(1, stated + min(len(silent), 1 if stated else MOST_UNKNOWN))
    own = [r for r in counted if r.claim.id in ground.firsthand and _is_for_himself(r)]
    is_own = (
        most > 1
        and bool(own)
        and bool({_what(r, texts) for r in counted if r.is_stated} - {_what(r, texts) for r in own})
    )
    return Ledger(
        about=about,
        origins=tuple(dict.fromkeys(f"o-{r.key}" for r in [*_stated_first(counted), *denying])),
        min=2 if is_own else 1,
        max=most,
        unknown=tuple(r.claim.id for r in roots if not r.is_stated or r.claim.id in ground.silent),
        why=tuple(_reasons(counted, denying, silent, own if is_own else [], texts)),
    )


def _stated_first(roots: Sequence[Root]) -> list[Root]:
    return sorted(roots, key=lambda r: not r.is_stated)


def _is_for_himself(root: Root) -> bool:
    """Whether whom an outlet met speaks for no body, which may have told others the same."""
    return not root.is_stated or (root.side == root.key and root.kind not in OFFICES and not root.roles)


OFFICES = frozenset({"body", "agency", "document"})


def _what(root: Root, texts: Above) -> str:
    """The side of a root, one for what is one utterance."""
    return head(texts, f"side-{root.side}")


def _one_text(roots: Sequence[Root], ground: Ground) -> Above:
    """Claims of a point that are one text or one utterance; sides that share one go together."""
    groups: Above = {}
    for root in roots:
        if root.is_hidden or not root.is_stated:
            join(groups, root.claim.id, f"key-{root.key}")
        join(groups, root.claim.id, f"twin-{head(ground.twins, root.claim.id)}")
    claims = [r.claim for r in roots]
    for a, b in same_quotation(claims, ground.texts):
        join(groups, a, b)
        sides = [f"side-{ground.roots[x].side}" for x in (a, b) if ground.roots[x].is_stated]
        if len(sides) == 2:
            join(groups, *sides)
    loose = [r.claim for r in roots if r.is_hidden or not r.is_stated]
    if loose:
        for a, b in worded_alike(claims[:MOST_COMPARED]):
            join(groups, a, b)
    return groups


def _sides(roots: Sequence[Root], texts: Above) -> dict[str, set[str]]:
    """The sides that are named, each with those of its speakers who are."""
    sides: dict[str, set[str]] = {}
    merged: dict[str, set[str]] = {}
    for root in roots:
        if root.is_stated and not (root.is_hidden and root.side == root.key):
            group = _what(root, texts)
            merged.setdefault(group, set()).add(root.side)
            speakers = sides.setdefault(group, set())
            if root.kind == "person":
                speakers.add(root.key)
    vague = {_what(r, texts) for r in roots if r.is_stated and not r.is_hidden and is_vague(r.name, r.kind)}
    exact = sides.keys() - vague
    # One utterance has one speaker, whomever the reports name for it.
    return {
        group: speakers if len(merged[group]) == 1 else set()
        for group, speakers in sides.items()
        if group in exact or not exact
    }


def _apart(roots: Sequence[Root], others: Sequence[Root], texts: Above) -> list[list[Root]]:
    """The roots by their texts, without those that are one text with another root that is named."""
    mine = {id(r) for r in roots}
    taken = {head(texts, r.claim.id) for r in others if id(r) not in mine}
    groups: dict[str, list[Root]] = {}
    for root in roots:
        groups.setdefault(head(texts, root.claim.id), []).append(root)
    return [group for text, group in groups.items() if text not in taken]


def _reasons(
    roots: Sequence[Root],
    denying: Sequence[Root],
    silent: Sequence[Sequence[Root]],
    own: Sequence[Root],
    texts: Above,
) -> Iterator[str]:
    stated = [r for r in roots if r.is_stated]
    quiet = [r for r in roots if not r.is_stated]
    names = list(dict.fromkeys(r.name for r in stated))
    if len(names) == 1 and len({r.key for r in stated}) == 1:
        yield say("why", "one-root" if not quiet else "root", names)
    elif len(names) == 1:
        yield say("why", "alike", names)
    elif names and len({_what(r, texts) for r in stated}) == 1 < len({r.side for r in stated}):
        yield say("why", "one-quotation", names)
    elif names:
        yield say("why", "same-side" if len({r.side for r in stated}) == 1 else "roots", names)
    if denying:
        yield say("why", "denied", list(dict.fromkeys(r.name for r in denying)))
    if own:
        yield say("why", "own-reporting", list(dict.fromkeys(r.claim.chain[0].name for r in own)))
    if quiet:
        yield say(
            "why",
            "unknown" if names else "all-unknown",
            list(dict.fromkeys(r.claim.chain[0].name for r in quiet)),
        )
    for group in silent:
        outlets = list(dict.fromkeys(r.claim.chain[0].name for r in group))
        if len(outlets) > 1:
            yield say("why", "shared-text", outlets)
