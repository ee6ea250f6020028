"""A story of many reports, as large as a busy day makes them."""

from __future__ import annotations

from dataclasses import replace

from tests.stages.write.reports import build_article
from twosource.data import (
    Claim,
    Comparison,
    Difference,
    Edge,
    Entity,
    Ledger,
    Member,
    Mention,
    Moment,
    OnlyIn,
    Origin,
    Point,
    Span,
    Stated,
    Story,
    Time,
    Voice,
)

SENTENCES = 40


def crowd(reports: int) -> Comparison:
    """`reports` reports of 40 sentences: half of them shared with the other reports, half their own."""
    articles = tuple(_article(n) for n in range(reports))
    claims = tuple(claim for article in articles for claim in _claims(article))
    shared = {f"p{k}": tuple(c.id for c in claims if c.id.endswith(f"-{k}")) for k in range(SENTENCES // 2)}
    spans = {c.id: c for c in claims}
    points = tuple(Point(p, ids, ids[0], "differs", (_differ(spans, ids),), 0.5) for p, ids in shared.items())
    lonely = [c for c in claims if int(c.id.rsplit("-", 1)[1]) >= SENTENCES // 2]
    mentions = tuple(Mention(a.id, Span(i, i + 4)) for a in articles for i in _starts(a.text, "Olin"))
    origins = tuple(_origin(k, [c for c in claims if c.id.endswith(f"-{k}")]) for k in range(SENTENCES))
    time = Time(Span(0, 4), "2031-05-13", "day", "2031-05-13T00:00")
    return Comparison(
        story=Story("s", tuple(Member(a.id, "named") for a in articles)),
        reports=articles,
        claims=claims,
        entities=(Entity("e", "Olin", "person", mentions),),
        links=(),
        points=points,
        only_in=tuple(OnlyIn(c.report, c.id) for c in lonely),
        omissions=(),
        copies=(),
        origins=origins,
        ledgers=tuple(Ledger(p, (f"o{p[1:]}",), 1, 1) for p in shared),
        timeline=tuple(Moment(time, a.id, (f"{a.id}-0",)) for a in articles),
    )


def _article(number: int):  # type: ignore[no-untyped-def]
    parts = tuple(
        ("body", "prose", f"Speaker {k} of Olin said that {k} of the barges had left the basin at {number}.")
        for k in range(SENTENCES)
    )
    article = build_article(f"many{number}", parts)
    return replace(article, stated=(Stated("outlet", f"Paper {number}", "flag"),))


def _claims(article):  # type: ignore[no-untyped-def]
    for k, block in enumerate(article.blocks):
        start = article.text.index("that ", block.span.start) + 5
        voice = Voice(f"Speaker {k}", "person", span=Span(block.span.start, block.span.start + 9))
        span = Span(start, block.span.end - 1)
        yield Claim(f"{article.id}-{k}", article.id, span, block.span, (Voice("", "outlet"), voice))


def _differ(claims: dict[str, Claim], ids: tuple[str, ...]) -> Difference:
    values = tuple(Mention(claims[i].report, Span(claims[i].span.end - 3, claims[i].span.end)) for i in ids)
    return Difference("time", "cannot-tell", "reports", "rule", "why", values)


def _origin(number: int, claims: list[Claim]) -> Origin:
    edges = tuple(Edge(c.report, c.id, "", c.root.name, c.root.span) for c in claims)
    return Origin(f"o{number}", f"Speaker {number}", "person", True, tuple(c.id for c in claims), edges)


def _starts(text: str, words: str) -> list[int]:
    return [i for i in range(len(text)) if text.startswith(words, i)]
