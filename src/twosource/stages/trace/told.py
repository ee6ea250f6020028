"""Chains joined over the story: whose word a claim is where other reports, or other sentences, show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from twosource.data import Claim, Edge, Told
from twosource.stages.trace.acts import acting, is_theirs
from twosource.stages.trace.agencies import Credit
from twosource.stages.trace.joined import Ground, Telling
from twosource.stages.trace.outlets import bare, outlet_of
from twosource.stages.trace.roots import Root, depth, edges_between
from twosource.stages.trace.say import say
from twosource.stages.trace.sides import office_words
from twosource.stages.trace.twins import are_alike, lemmas_of, overlap

# From this share of words a claim of the retold report answers one that stands in no point with it.
ANSWERS = 0.3
ANSWERING_WORDS = 3
# A report opens with what happened and says below who told it: so many code points are its opening.
OPENING = 500


def join_chains(ground: Ground) -> dict[str, Telling]:
    """How every claim comes to be told, by its id."""
    return {claim: telling_of(claim, ground, ()) for claim in ground.claims}


def _of_ring(claims: Sequence[Claim]) -> Root:
    """Who have a thing from each other have it from nobody who is stated."""
    reports = sorted({c.report for c in claims})
    first = min(claims, key=lambda c: (c.report, c.span))
    outlets = list(dict.fromkeys(c.chain[0].name for c in sorted(claims, key=lambda c: (c.report, c.span))))
    key = f"loop-{'-'.join(reports)}"
    return Root(first, key, say("name", "loop", outlets), "outlet", key, is_stated=False)


def telling_of(claim: str, ground: Ground, above: tuple[str, ...]) -> Telling:
    """How one claim comes to be told; `above` are the claims that led here, so that no ring is run twice."""
    if claim in ground.found:
        return ground.found[claim]
    said = ground.claims[claim]
    found = _retold(said, ground, above)
    if found is None:
        found = (
            _as_below(said, ground)
            or _by_text(said, ground)
            or _in_point(said, ground, above)
            or _as_worded(said, ground)
        )
    found = _through_agency(said, found, ground)
    if not above or claim not in {c for ring in ground.rings for c in ring}:
        ground.found[claim] = found
    return found


def _as_worded(claim: Claim, ground: Ground) -> Telling:
    root = ground.roots[claim.id]
    if root.act is not None:
        outlet = claim.chain[0].name
        edge = Edge(claim.report, claim.id, outlet, root.name, root.act)
        return Telling((edge,), root, "own-act", (outlet, root.name))
    edges = tuple(edges_between(claim, claim.chain))
    if root.owner is not None and edges:
        owned = Edge(claim.report, claim.id, edges[-1].source, root.name, root.owner)
        return Telling((*edges, owned), root, "document", (claim.chain[0].name, edges[-1].source, root.name))
    return Telling(edges, root)


def _retold(claim: Claim, ground: Ground, above: tuple[str, ...]) -> Telling | None:
    """B has it from A: then what A's report rests on is what B's rests on."""
    for at in range(len(claim.chain) - 1, 0, -1):
        other = outlet_of(claim, claim.chain[at], ground.outlets)
        answer = _answer(claim, other, ground) if other else None
        if answer is None:
            continue
        worded = _as_worded(claim, ground)
        path = (*above, claim.id)
        if answer.id in path:
            ring = path[path.index(answer.id) :]
            ground.rings.append(ring)
            return Telling((), _of_ring([ground.claims[c] for c in ring]), "loop")
        inner = telling_of(answer.id, ground, path)
        if not inner.edges and at < len(claim.chain) - 1:
            return None
        names = (claim.chain[0].name, answer.chain[0].name, inner.root.name)
        by = "loop" if inner.by == "loop" and any(claim.id in ring for ring in ground.rings) else "retold"
        return Telling((*worded.edges[:at], *inner.edges), _moved(inner.root, claim), by, names)
    return None


def _answer(claim: Claim, outlet: str, ground: Ground) -> Claim | None:
    """The claim of the outlet's report that says what this one retells."""
    reports = ground.outlets.reports[outlet]
    near = {c for c in ground.points.get(claim.id, ()) if ground.claims[c].report in reports}
    words = lemmas_of(claim)

    def rank(other: Claim) -> tuple[bool, float, int, str]:
        return depth(other) > 0, overlap(words, lemmas_of(other)), -other.span.start, other.id

    every = (c for report in reports for c in ground.by_report.get(report, ()))
    others = [c for c in every if c.facet in {"", "saying"}]
    best = max((c for c in others if c.id in near), key=rank, default=None)
    if best is not None:
        return best
    best = max(others, key=lambda c: (overlap(words, lemmas_of(c)), -c.span.start, c.id), default=None)
    if best is None or overlap(words, lemmas_of(best)) < ANSWERS:
        return None
    return best if len(words & lemmas_of(best)) >= ANSWERING_WORDS else None


def _moved(root: Root, claim: Claim) -> Root:
    """The same root under another claim."""
    return replace(root, claim=claim)


def _as_below(claim: Claim, ground: Ground) -> Telling | None:
    """A headline says what its report says below it: whose word it is stands there."""
    if claim.id not in ground.headlines:
        return None
    peers = [ground.claims[c] for c in ground.points.get(claim.id, ())]
    below = [c for c in peers if c.report == claim.report and c.id not in ground.headlines]
    if not below:
        return None
    best = min(below, key=lambda c: (not ground.roots[c.id].is_stated, c.span, c.id))
    return _like(claim, best, "headline", ground)


def _by_text(claim: Claim, ground: Ground) -> Telling | None:
    """A sentence without a source that stands elsewhere with one: text that was copied and cut."""
    if ground.roots[claim.id].is_stated:
        return None
    twins = [ground.claims[c] for c in ground.twins.get(claim.id, ()) if c != claim.id]
    own = ground.outlets.own[claim.report]
    stated = [c for c in twins if ground.roots[c.id].is_stated and bare(ground.roots[c.id].name) != own]
    if stated:
        best = max(stated, key=lambda c: (not ground.roots[c.id].is_hidden, len(c.chain), c.report, c.id))
        return _like(claim, best, "shared-text", ground)
    if not twins:
        return None
    every = sorted([claim, *twins], key=lambda c: (c.report, c.span))
    outlets = list(dict.fromkeys(c.chain[0].name for c in every))
    key = f"text-{'-'.join(sorted({c.report for c in every}))}"
    name = say("name", "shared-text", outlets)
    return Telling((), Root(claim, key, name, "outlet", key, is_stated=False), "one-text", tuple(outlets))


def _like(claim: Claim, other: Claim, by: str, ground: Ground) -> Telling:
    """A claim told as another is, but to its own outlet."""
    root = ground.roots[other.id]
    outlet = claim.chain[0].name
    edges = _as_worded(other, ground).edges
    if not edges and root.is_stated:
        edges = (Edge(other.report, other.id, outlet, root.name, root.act),)
    if edges and other.report != claim.report:
        edges = (replace(edges[0], teller=outlet), *edges[1:])
    return Telling(edges, _moved(root, claim), by, (outlet, other.chain[0].name, root.name))


def _in_point(claim: Claim, ground: Ground, above: tuple[str, ...]) -> Telling | None:
    """A claim without a source whose own report names for the point whom others name, or tells his act."""
    if ground.roots[claim.id].is_stated or claim.id in ground.firsthand:
        return None
    own = ground.outlets.own[claim.report]
    peers = [ground.claims[c] for c in ground.points.get(claim.id, ()) if bare(ground.roots[c].name) != own]
    stated = [c for c in peers if ground.roots[c.id].is_stated and not ground.roots[c.id].is_hidden]
    words = lemmas_of(claim)
    alike = [c for c in stated if c.report != claim.report and are_alike(words, lemmas_of(c))]
    if alike:
        return _like(claim, min(alike, key=lambda c: (c.report, c.id)), "shared-text", ground)
    mine = [c for c in peers if c.report == claim.report and ground.roots[c.id].is_stated]
    if mine:
        return _like(
            claim,
            min(mine, key=lambda c: (abs(c.span.start - claim.span.start), c.id)),
            "same-report",
            ground,
        )
    keys = {ground.roots[c.id].key: c for c in sorted(stated, key=lambda c: (c.report, c.id), reverse=True)}
    if not keys:
        return None
    text = ground.texts[claim.report]
    act = acting(claim, text)
    for other in keys.values() if act else ():
        root = ground.roots[other.id]
        if act and is_theirs(act.of(text), _names_of(root)):
            edge = Edge(claim.report, claim.id, claim.chain[0].name, root.name, act)
            return Telling((edge,), _moved(root, claim), "own-act", (claim.chain[0].name, root.name))
    return _opening(claim, set(keys), ground)


def _names_of(root: Root) -> tuple[str, ...]:
    """The names and offices of a root, and the body for which it speaks."""
    bodies = (" ".join(sorted(office_words(role))) for role in root.roles)
    return (root.name, *root.roles, *bodies)


def _opening(claim: Claim, keys: set[str], ground: Ground) -> Telling | None:
    """A report that opens without a source and goes on with the one whom others name for it."""
    claims = ground.by_report[claim.report]
    first = min((c.sentence.start for c in claims), default=0)
    if claim.sentence.start > first + OPENING:
        return None
    after = [c for c in claims if c.sentence.start >= claim.sentence.start and ground.roots[c.id].is_stated]
    named = next(
        (c for c in sorted(after, key=lambda c: (c.span, c.id)) if ground.roots[c.id].key in keys), None
    )
    return _like(claim, named, "opening", ground) if named else None


def _through_agency(claim: Claim, found: Telling, ground: Ground) -> Telling:
    """The agency that this report credits, or another with the same sentence."""
    own = ground.credits.get(claim.report)
    if (
        found.by in {"retold", "loop"}
        or claim.id in ground.firsthand
        or any(v.kind == "agency" for v in claim.chain[1:])
    ):
        return found
    if own is None:
        others = (ground.credits.get(ground.claims[c].report) for c in ground.twins.get(claim.id, ()))
        known = {credit.name: credit for credit in others if credit is not None}
        own = next(iter(known.values())) if len(known) == 1 else None
    outlet = claim.chain[0].name
    if own is None:
        own = ground.houses.get(outlet)
    if own is None:
        return found
    if own.is_name_of(outlet) or any(own.is_name_of(e.source) for e in found.edges):
        is_its_own = not found.root.is_stated or own.is_name_of(found.root.name)
        return replace(found, root=_of_agency(claim, own)) if is_its_own and not found.by else found
    first = Edge(own.report, claim.id, outlet, own.name, own.span)
    edges = (first, *(replace(e, teller=own.name) if at == 0 else e for at, e in enumerate(found.edges)))
    root = found.root if found.root.is_stated or found.by == "loop" else _of_agency(claim, own)
    by = "agency" if found.by in {"", "one-text"} else found.by
    return Telling(edges, root, by, (outlet, own.name) if by == "agency" else found.names)


def _of_agency(claim: Claim, credit: Credit) -> Root:
    """What an agency tells without a source is of one origin, and that is not stated."""
    key = f"agency-{credit.key}"
    return Root(claim, key, credit.name, "agency", key, is_stated=False)


def told_of(tellings: Mapping[str, Telling]) -> tuple[Told, ...]:
    """The chains that the story shows further than the claims' own words do."""
    return tuple(
        Told(claim, telling.edges, telling.by, say("told", telling.by, telling.names))
        for claim, telling in tellings.items()
        if telling.by and telling.edges
    )
