"""Invented stories of known lineage: papers, two wires, officials, papers that retell papers, a loop."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tests.stages.write.reports import build_article
from twosource.data import (
    Article,
    Call,
    Claim,
    Comparison,
    Edge,
    First,
    Firsthand,
    Ledger,
    Loop,
    Member,
    Origin,
    Point,
    Rest,
    Span,
    Stated,
    Story,
    Told,
    Voice,
)

OFFICIALS = (
    *(
        "Ada Brekke",
        "Iver Dahl",
        "Runa Solheim",
        "Odd Farstad",
        "Liv Aune",
        "Per Myhre",
        "Siv Krog",
        "Jon Tveit",
    ),
    "a person with knowledge of the inquiry who asked not to be named because the matter is before a court",
)
THINGS = ("quay", "ferry", "crane", "beacon", "lock", "mast", "slip", "dyke")
WIRES = ("Fjord Wire", "Northern Cable")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and the names in it that make the chain, from the outlet inward."""

    text: str
    names: tuple[str, ...]


def paper(number: int) -> str:
    """The name of a paper; every seventh is long."""
    return (
        f"The Evening Advertiser and Shipping List of Port {number}" if number % 7 == 6 else f"Paper {number}"
    )


def line(report: int, point: int) -> Line:
    """What a report says of a point: from an official, by a wire, by another paper, or from nobody."""
    thing, who = THINGS[point], OFFICIALS[(point + report // 9) % len(OFFICIALS)]
    way = (report * 3 + point) % 5
    if way == 0:
        return Line(f"The {thing} had sunk by noon.", ())
    if way in (1, 2):
        wire = WIRES[(report + point) % 2]
        return Line(f"The {thing} had sunk, {who} told {wire}.", (wire, who))
    if way == 3 and report > 1:
        return Line(f"The {thing} had sunk, {paper(report - 2)} reported.", (paper(report - 2),))
    return Line(f"The {thing} had sunk, {who} told this newspaper.", (who,))


def story(reports: int, *, loop: bool = False) -> Comparison:
    """A story of so many reports and at most eight points; with `loop` the first two retell each other."""
    lines = {(r, p): line(r, p) for r in range(reports) for p in range(min(len(THINGS), reports + 2))}
    if loop:
        lines[0, 0] = Line(f"The quay had sunk, {paper(1)} reported.", (paper(1),))
        lines[1, 0] = Line(f"The quay had sunk, {paper(0)} reported.", (paper(0),))
    articles = tuple(_article(r, [lines[k] for k in lines if k[0] == r]) for r in range(reports))
    claims = {k: _claim(articles[k[0]], k, lines[k]) for k in lines}
    origins = tuple(_origins(claims))
    points = tuple(_points(claims))
    ledgers = tuple(_ledger(p, origins, {c.id: c for c in claims.values()}) for p in points)
    comparison = Comparison(
        story=Story("s", tuple(Member(a.id, "named") for a in articles)),
        reports=articles,
        claims=tuple(claims.values()),
        entities=(),
        links=(),
        points=points,
        only_in=(),
        omissions=(),
        copies=(),
        origins=origins,
        ledgers=ledgers,
        timeline=(),
    )
    return _with_findings(comparison, claims, lines, loop=loop)


def _article(report: int, lines: list[Line]) -> Article:
    made = build_article(f"lineage{report}", tuple(("body", "prose", one.text) for one in lines))
    return replace(made, stated=(Stated("outlet", paper(report), "flag"),))


def _claim(article: Article, key: tuple[int, int], told: Line) -> Claim:
    block = article.blocks[key[1]].span
    said = Span(block.start, block.start + told.text.index(",")) if told.names else block
    voices = [Voice(name, _kind(name), "", _hidden(name), _find(article, block, name)) for name in told.names]
    chain = (Voice(paper(key[0]), "outlet"), *voices)
    return Claim(f"c{key[0]}-{key[1]}", article.id, said, block, chain)


def _kind(name: str) -> str:
    if name in WIRES:
        return "agency"
    return "unnamed" if _hidden(name) else "person" if name in OFFICIALS else "outlet"


def _hidden(name: str) -> str:
    return "asked not to be named" if name.startswith("a person") else ""


def _find(article: Article, block: Span, name: str) -> Span:
    start = article.text.rindex(name, block.start, block.end)
    return Span(start, start + len(name))


def _origins(claims: dict[tuple[int, int], Claim]) -> list[Origin]:
    roots: dict[str, list[Claim]] = {}
    for key, claim in claims.items():
        stated = len(claim.chain) > 1
        roots.setdefault(_root(claims, key).name if stated else f"own {claim.report}", []).append(claim)
    return [_origin(name, made) for name, made in roots.items()]


def _root(claims: dict[tuple[int, int], Claim], key: tuple[int, int]) -> Voice:
    """The root that the whole story shows."""
    root = claims[key].root
    return _root(claims, (key[0] - 2, key[1])) if key[0] > 1 and root.name == paper(key[0] - 2) else root


def _origin(name: str, made: list[Claim]) -> Origin:
    stated = len(made[0].chain) > 1
    kind = _kind(name) if stated else "outlet"
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower())
    edges = tuple(edge for c in made for edge in _edges(c))
    named = name if stated else made[0].root.name
    return Origin(f"o-{slug}", named, kind, stated, tuple(c.id for c in made), edges, _hidden(name))


def _edges(claim: Claim) -> list[Edge]:
    pairs = zip(claim.chain, claim.chain[1:], strict=False)
    return [Edge(claim.report, claim.id, teller.name, source.name, source.span) for teller, source in pairs]


def _points(claims: dict[tuple[int, int], Claim]) -> list[Point]:
    numbers = sorted({p for _, p in claims})
    made = {p: tuple(c.id for k, c in claims.items() if k[1] == p) for p in numbers}
    return [
        Point(f"p{p}", ids, ids[0], "same", (), 1 - p / 10, "the same sinking") for p, ids in made.items()
    ]


def _ledger(point: Point, origins: tuple[Origin, ...], claims: dict[str, Claim]) -> Ledger:
    resting = [o for o in origins if set(o.claims) & set(point.claims)]
    unknown = tuple(c for c in point.claims if len(claims[c].chain) == 1)
    stated = sum(o.is_stated for o in resting)
    most = max(1, stated + bool(unknown))
    return Ledger(
        point.id,
        tuple(o.id for o in resting),
        1,
        most,
        unknown,
        ("Whether they drew on one another is not stated.",),
    )


def _with_findings(
    made: Comparison, claims: dict[tuple[int, int], Claim], lines: dict[tuple[int, int], Line], *, loop: bool
) -> Comparison:
    """What follows from the lineage: chains joined, the loop, what falls, calls, firsts, own reporting."""
    ring = (claims[0, 0], claims[1, 0])
    joined = [claims[k] for k in lines if k[0] > 1 and lines[k].names == (paper(k[0] - 2),)]
    heard = [c for c in claims.values() if "told this newspaper" in c.sentence.of(_text(made, c))]
    return replace(
        made,
        told=tuple(_told(c, claims) for c in joined),
        loops=(_loop(ring),) if loop else (),
        rests=(Rest(made.origins[0].id, ("p0",), tuple(a.id for a in made.reports[:2])),),
        calls=(Call("p1", ("few-origins", "no-document"), "Carried by all, on one man's word.", 1.0),),
        firsts=(First("p0", made.reports[1].id, claims[1, 0].id, "09:10 against 11:40"),),
        firsthand=tuple(
            Firsthand(c.report, c.id, _find(_report(made, c), c.sentence, "told this newspaper"), "told-us")
            for c in heard[:2]
        ),
    )


def _loop(ring: tuple[Claim, ...]) -> Loop:
    edges = tuple(e for c in ring for e in _edges(c))
    return Loop(tuple(c.report for c in ring), tuple(c.id for c in ring), edges)


def _report(made: Comparison, claim: Claim) -> Article:
    return next(a for a in made.reports if a.id == claim.report)


def _text(made: Comparison, claim: Claim) -> str:
    return _report(made, claim).text


def _told(claim: Claim, claims: dict[tuple[int, int], Claim]) -> Told:
    """The chain of a paper that retells another, with what that one says itself."""
    report, point = map(int, claim.id[1:].split("-"))
    return Told(
        claim.id,
        (*_edges(claim), *_edges(claims[report - 2, point])),
        "retold",
        f"{paper(report - 2)} says itself whom it has it from.",
    )
