"""Four invented reports of an invented fire, with the blocks that cleaning would find."""

from __future__ import annotations

import hashlib

from twosource.data import Article, Block, Run, Span, Stated

# (kind, why, words); blocks are joined by blank lines.
PARTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "gazette": (
        ("headline", "first-line", "Grain terminal burns for six hours"),
        ("byline", "by-line", "By Ines Okoro"),
        (
            "body",
            "prose",
            (
                "A fire at the grain terminal in Vellmar killed at least three dock workers on Tuesday, "
                "harbour master Tomas Brekke said."
            ),
        ),
        ("body", "prose", "Brekke said the blaze began in silo four shortly before dawn."),
        ("body", "prose", "“Nobody had been told to enter the silo,” he said. “Nobody.”"),
        ("body", "prose", "The operator, Corvane Grain, denied that inspections had been skipped."),
        (
            "body",
            "prose",
            "A port official, who asked not to be named, said two alarms had been out of order since March.",
        ),
        ("related", "heading-recent-posts", "Recent posts\nFerry fares to rise in June – 2 hours ago"),
        ("share", "share-line", "Share this article"),
    ),
    "coast": (
        ("headline", "first-line", "Port fire kills three"),
        ("dateline", "agency-dateline", "VELLMAR (Meridian Press) —"),
        (
            "body",
            "prose",
            (
                "A fire at the grain terminal in Vellmar killed three dock workers on Tuesday, "
                "Meridian Press reported, citing harbour master Thomas Brekke."
            ),
        ),
        ("body", "prose", "The blaze began in silo four at about 5 a.m., Brekke told the agency."),
        ("body", "prose", "Corvane Grain rejected reports that inspections had been skipped."),
        ("body", "prose", "The terminal handles a tenth of the region's barley."),
        ("author-bio", "biography", "Rolf Amann writes on trade. Reach him at r***@coast.example."),
    ),
    "herald": (
        ("headline", "first-line", "Toll in Vellmar fire rises to five"),
        (
            "body",
            "prose",
            (
                "Five dock workers have died in the fire at the grain terminal in Vellmar, "
                "hospital spokeswoman Lena Faro said on Wednesday."
            ),
        ),
        (
            "body",
            "prose",
            "The fire began in silo two, Per Aske, who leads the dockers' union, told Inland Herald.",
        ),
        ("body", "prose", "Corvane Grain had skipped two inspections this year, Aske said."),
        ("body", "prose", "Trains to the port were halted until Friday."),
    ),
    "unnamed": (
        ("body", "prose", "A fire in the port of Vellmar left several workers dead, officials said."),
        ("body", "prose", "The blaze began in silo four at about 5 a.m."),
        ("body", "prose", "Barley prices rose by 4 percent on Wednesday."),
    ),
}

META: dict[str, dict[str, tuple[str, str]]] = {
    "gazette": {
        "outlet": ("The Vellmar Gazette", "flag"),
        "title": ("Grain terminal burns for six hours", "headline"),
        "author": ("Ines Okoro", "byline"),
        "published": ("2031-05-13", "meta"),
        "charset": ("utf-8", "meta"),
        "language": ("en", "meta"),
    },
    "coast": {
        "outlet": ("Coast Today", "json-ld"),
        "title": ("Port fire kills three", "json-ld"),
        "agency": ("Meridian Press", "dateline"),
        "published": ("2031-05-13T18:20:00+01:00", "json-ld"),
    },
    "herald": {
        "outlet": ("Inland Herald", "meta"),
        "title": ("Toll in Vellmar fire rises to five", "headline"),
        "published": ("2031-05-14", "meta"),
    },
    "unnamed": {},
}

PATHS = {
    "gazette": "reports/gazette.txt",
    "coast": "https://coast.example/port-fire?id=7",
    "herald": "reports/herald.html",
    "unnamed": "reports/unnamed.txt",
}


def build_article(name: str, parts: tuple[tuple[str, str, str], ...]) -> Article:
    """The article of these parts, its blocks at their places and a map to its own bytes."""
    text = "\n\n".join(words for _, _, words in parts)
    data = text.encode()
    blocks, start = [], 0
    for kind, why, words in parts:
        blocks.append(Block(Span(start, start + len(words)), kind, why))
        start += len(words) + 2
    stated = tuple(
        Stated(field, value, where, _place(text, value))
        for field, (value, where) in META.get(name, {}).items()
    )
    return Article(
        id=f"r-{name}",
        path=PATHS.get(name, f"reports/{name}.txt"),
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        text=text,
        blocks=tuple(blocks),
        stated=stated,
        map=(Run(Span(0, len(text)), 0, len(data)),),
    )


def _place(text: str, value: str) -> Span | None:
    start = text.find(value)
    return Span(start, start + len(value)) if start >= 0 else None


ARTICLES = {name: build_article(name, parts) for name, parts in PARTS.items()}


def at(name: str, words: str, nth: int = 0) -> Span:
    """Where `words` stand in a report for the `nth` time."""
    text, start = ARTICLES[name].text, -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def sentence_of(name: str, span: Span) -> Span:
    """The block around a span: every body block here is one sentence or short enough to be one."""
    return next(b.span for b in ARTICLES[name].blocks if b.span.covers(span))
