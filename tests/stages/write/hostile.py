"""Comparisons made to break a page: markup, escapes, long words, and a claim over two paragraphs."""

from __future__ import annotations

from dataclasses import replace

from tests.stages.write.reports import build_article
from tests.stages.write.story import STORY
from twosource.data import (
    Claim,
    Comparison,
    Edge,
    Entity,
    Failure,
    Member,
    Mention,
    OnlyIn,
    Origin,
    Span,
    Stated,
    Story,
    Voice,
)

NASTY = (
    '"><script>alert(1)</script><img src=x onerror=alert(2)>'
    " [a](javascript:alert(3)) `b` *c* _d_ | e | <!-- &lt;i&gt; {{ 7*7 }} </style></textarea> "
    "\x1b[31mred\x1b]0;title\x07 \x9b2J \u202eesrever\u2066 \x00\x08 " + "w" * 300
)
SCHEMES = (
    "javascript:alert(4)",
    " javascript:alert(5)",
    "data:text/html,<p>",
    "https://x.example/\"onclick='a'",
)


def _poison() -> Comparison:
    parts = (("headline", NASTY, NASTY), ("body", NASTY, NASTY), ("related", NASTY, NASTY))
    articles = tuple(
        replace(
            build_article(f"bad{n}", parts),
            path=scheme,
            media_type=NASTY,
            stated=tuple(
                Stated(f, NASTY, NASTY, None, (NASTY,)) for f in ("outlet", "title", "author", "published")
            ),
        )
        for n, scheme in enumerate(SCHEMES)
    )
    span = Span(len(NASTY) + 2, 2 * len(NASTY) + 2)
    voices = (Voice(NASTY, "outlet"), Voice(NASTY, "person", NASTY, NASTY, Span(span.start, span.start + 9)))
    claims = tuple(Claim(f"{a.id}-1", a.id, span, span, voices, "denies") for a in articles)
    ids = tuple(c.id for c in claims)
    values = tuple(Mention(a.id, span) for a in articles)
    first = STORY.points[0]
    why = replace(first.differences[0], why=NASTY, rule=NASTY, values=values)
    return replace(
        STORY,
        story=Story("s-bad", tuple(Member(a.id, NASTY) for a in articles)),
        reports=articles,
        claims=claims,
        entities=(Entity("e", NASTY, "person", values, (NASTY, "b"), (NASTY,), STORY.entities[0].links),),
        points=(replace(first, claims=ids, lead=ids[0], differences=(why,), why=NASTY),),
        only_in=(OnlyIn(articles[0].id, ids[0]),),
        omissions=(),
        copies=(),
        origins=(
            Origin("o", NASTY, "person", True, ids, (Edge(articles[0].id, ids[0], NASTY, "x", None),), NASTY),
        ),
        ledgers=(),
        timeline=(),
        failures=(Failure(NASTY, NASTY, NASTY),),
        made_by=((NASTY, NASTY),),
    )


def _span_two_paragraphs() -> Comparison:
    """A quotation that runs on over a paragraph's end, with a smaller claim across the same border."""
    parts = (
        ("body", "prose", "The mayor wrote: “The bridge is closed."),
        ("body", "prose", "“It will stay closed until the spring,” she added."),
    )
    articles = tuple(build_article(f"span{n}", parts) for n in range(2))
    text = articles[0].text
    whole = Span(text.index("“The"), text.index(" she"))
    part = Span(text.index("closed."), text.index(" until"))
    chain = (Voice("", "outlet"), Voice("the mayor", "person", span=Span(0, 9)))
    claims = tuple(
        Claim(f"{a.id}-{n}", a.id, span, span, chain, quoted=True)
        for a in articles
        for n, span in enumerate((whole, part))
    )
    return Comparison(
        story=Story("s-span", tuple(Member(a.id, "") for a in articles)),
        reports=articles,
        claims=claims,
        entities=(),
        links=(),
        points=(),
        only_in=tuple(OnlyIn(c.report, c.id) for c in claims),
        omissions=(),
        copies=(),
        origins=(),
        ledgers=(),
        timeline=(),
    )


HOSTILE = _poison()
SPANNING = _span_two_paragraphs()
