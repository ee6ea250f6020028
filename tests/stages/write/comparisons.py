"""Any comparison at all: records of every kind over short texts, for properties."""

from __future__ import annotations

import hashlib

from hypothesis import strategies as st

from twosource.data import (
    Article,
    Block,
    Claim,
    Comparison,
    Copy,
    Difference,
    Edge,
    Entity,
    Failure,
    Ledger,
    Link,
    Member,
    Mention,
    Moment,
    Omission,
    OnlyIn,
    Origin,
    Point,
    SharedRun,
    Span,
    Stated,
    Story,
    Time,
    Voice,
)

# Hostile characters are drawn often: markup, escapes, direction marks, line ends, quotation marks.
HOSTILE = list("ab ñ字<>&\"'`*[]()|\\{}“”\u202e\u2066\x1b\t\n\r")
WORDS = st.text(st.sampled_from(HOSTILE), min_size=1, max_size=30)
KINDS = st.sampled_from(("headline", "body", "caption", "related", "author-bio"))
VERDICTS = st.sampled_from(
    ("coarser", "rounding", "other-scope", "later-update", "contradiction", "cannot-tell")
)
STANCES = st.sampled_from(("asserts", "denies", "doubts", "asks", "conditional"))


@st.composite
def articles(draw: st.DrawFn, number: int) -> Article:
    """A report of one to three blocks."""
    parts = draw(st.lists(st.tuples(KINDS, WORDS), min_size=1, max_size=3))
    blocks, text = [], ""
    for kind, words in parts:
        blocks.append(Block(Span(len(text), len(text) + len(words)), kind, "drawn"))
        text += words + "\n\n"
    outlet = draw(st.none() | WORDS)
    stated = (Stated("outlet", outlet, "drawn", None, ("other",)),) if outlet else ()
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(f"r{number}", draw(WORDS), digest, "text/plain", text, tuple(blocks), stated)


@st.composite
def spans(draw: st.DrawFn, article: Article) -> Span:
    """A stretch of a report of at least one code point, in one block or over several."""
    start = draw(st.integers(0, len(article.text) - 1))
    return Span(start, draw(st.integers(start + 1, len(article.text))))


@st.composite
def claims(draw: st.DrawFn, article: Article, number: int) -> Claim:
    """A claim with one to three links in its chain."""
    inner = [
        Voice(draw(WORDS), "person", draw(WORDS), draw(st.just("") | WORDS), draw(st.none() | spans(article)))
        for _ in range(draw(st.integers(0, 2)))
    ]
    span = draw(spans(article))
    return Claim(
        id=f"{article.id}c{number}",
        report=article.id,
        span=span,
        sentence=draw(spans(article)),
        chain=(Voice(article.value("outlet") or "", "outlet"), *inner),
        stance=draw(STANCES),
        quoted=draw(st.booleans()),
        cue=draw(st.none() | spans(article)),
    )


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Two or three reports, a few claims each, and one record of every kind about them."""
    reports = tuple(draw(articles(n)) for n in range(draw(st.integers(2, 3))))
    said = tuple(draw(claims(a, n)) for a in reports for n in range(draw(st.integers(1, 2))))
    ids = tuple(c.id for c in said)
    values = tuple(Mention(c.report, c.span) for c in said)
    a, b = reports[0], reports[1]
    words = draw(WORDS)
    link = Link(words, draw(WORDS), "spelling", 0.5, draw(WORDS), "rule")
    edge = Edge(a.id, ids[0], draw(WORDS), draw(WORDS), draw(st.none() | spans(a)))
    between = draw(st.sampled_from(("reports", "parties")))
    difference = Difference("time", draw(VERDICTS), between, "rule", draw(WORDS), values)
    time = Time(draw(spans(a)), words, "day", draw(st.none() | st.just("2031-05-13T00:00")))
    return Comparison(
        story=Story("s", tuple(Member(r.id, "drawn") for r in reports)),
        reports=reports,
        claims=said,
        entities=(Entity("e", words, "person", values, (words,), (words,), (link,)),),
        links=(link,),
        points=(Point("p", ids, ids[0], "differs", (difference,), 0.5, words),),
        only_in=(OnlyIn(said[-1].report, ids[-1], 0.1),),
        omissions=(Omission(b.id, "p"),),
        copies=(Copy(a.id, b.id, "wire-copy", (SharedRun(draw(spans(a)), draw(spans(b))),), words),),
        origins=(Origin("o", words, "person", True, ids, (edge,), words),),
        ledgers=(Ledger("p", ("o",), 1, 2, ids[:1], (words,)),),
        timeline=(Moment(time, a.id, ids[:1]),),
        failures=(Failure("clean", words, words),),
        made_by=((words, words),),
    )
