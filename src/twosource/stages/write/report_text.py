"""Shows one report as it was read: what is stated of it, its text, and what was left out and why."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from twosource.data import Article, Block, Stated
from twosource.stages.write.display import flatten
from twosource.stages.write.phrases import count

FIELDS = (
    "title",
    "outlet",
    "publisher",
    "author",
    "agency",
    "published",
    "modified",
    "section",
    "genre",
    "language",
    "canonical",
    "feed",
    "id",
    "charset",
)
LABEL = 11
MARKED = {"headline": "# ", "subhead": "## "}


def report_to_text(article: Article, *, width: int = 80, furniture: bool = False) -> str:
    """The report as lines of at most `width` columns (longer where a word is); ends with a newline.

    First what is stated of it, each with where it was found and what
    contradicts it; then its paragraphs.  With `furniture` what was left out
    stands in its place, between bars, with its kind and the rule that told.
    """
    lines = [*facts(article, width), "", *_paragraphs(article, width, furniture=furniture)]
    return "\n".join(lines).rstrip() + "\n"


def facts(article: Article, width: int) -> Iterator[str]:
    """What is stated of a report, a labelled line each."""
    for field in FIELDS:
        values: dict[str, list[Stated]] = {}
        for stated in article.stated:
            if stated.field == field:
                values.setdefault(stated.value, []).append(stated)
        for number, same in enumerate(values.values()):
            yield from labelled(field if number == 0 else "", _told(same), width)
    for flag in article.flags:
        yield from labelled("flag", f"{flag.kind}: {flag.why}", width)
    left_out = sum(block.is_furniture for block in article.blocks)
    words = sum(len(b.span.of(article.text).split()) for b in article.blocks if not b.is_furniture)
    size = f"{count('word', words)}, {count('furniture', left_out)}"
    yield from labelled("text", size, width)
    yield from labelled("source", f"{article.path} ({article.media_type})", width)
    yield from labelled("sha256", article.sha256, width)


def _told(same: Sequence[Stated]) -> str:
    """A value, the places that have it, and what speaks against it."""
    places = ", ".join(dict.fromkeys(stated.where for stated in same))
    against = ", ".join(dict.fromkeys(value for stated in same for value in stated.contradicted_by))
    return f"{same[0].value} ({places}{f'; against it: {against}' if against else ''})"


def labelled(label: str, words: str, width: int) -> Iterator[str]:
    """A label and what it tells, wrapped beside it."""
    first = f"{label:<{LABEL}}"
    yield from wrapped(words, width, first, " " * LABEL)


def _paragraphs(article: Article, width: int, *, furniture: bool) -> Iterator[str]:
    for block in article.blocks:
        if not block.is_furniture:
            yield from wrapped(block.span.of(article.text), width, *_marks(block))
            yield ""
        elif furniture:
            yield f"| {flatten(block.kind)}: {flatten(block.why) or 'no reason kept'}"
            yield from wrapped(block.span.of(article.text), width, "| ", "| ")
            yield ""


def _marks(block: Block) -> tuple[str, str]:
    """What stands before the first and the other lines of a paragraph."""
    if block.kind == "quote":
        return "> ", "> "
    mark = MARKED.get(block.kind, "")
    return (mark, "") if block.kind in ("body", *MARKED) else (f"[{block.kind}] ", "")


def wrapped(words: str, width: int, first: str, others: str) -> list[str]:
    """Words on lines of `width` columns, with what stands before the first line and before the others."""
    return textwrap.wrap(
        flatten(words),
        width,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]
