"""Says where on its page a claim stands: the line, or the page of a PDF, and the bytes."""

from __future__ import annotations

from bisect import bisect_right
from urllib.parse import quote

from twosource.data import Article, Run, Span
from twosource.stages.write.display import safe_link
from twosource.stages.write.phrases import say
from twosource.stages.write.shapes import OnPage

_PDF_PAGE = "page="
# Browsers look for the first and the last words of a longer stretch.
_WORDS = 5


def place_of(article: Article, span: Span) -> OnPage | None:
    """Where the words at `span` stand on the report's page; None where the map does not tell."""
    first, last = _run_at(article, span.start), _run_at(article, span.end - 1)
    if first is None or last is None:
        return None
    where = _where(first)
    within = f", {first.part}" if first.part else ""
    bytes_ = say("place", "bytes", first=first.byte_start, last=last.byte_end, within=within)
    return OnPage(where, bytes_, _link(article, span))


def _run_at(article: Article, at: int) -> Run | None:
    """The run that holds the code point `at`, or the last before it."""
    index = bisect_right(article.map, at, key=lambda run: run.span.start) - 1
    return article.map[index] if index >= 0 else None


def _where(run: Run) -> str:
    if run.part.startswith(_PDF_PAGE):
        return say("place", "page", n=run.part.removeprefix(_PDF_PAGE))
    return say("place", "line", n=run.line) if run.line else ""


def _link(article: Article, span: Span) -> str:
    """The report's address with the words as a text fragment, which browsers scroll to; "" without one."""
    address = safe_link(article.path) or safe_link(article.value("canonical") or "")
    words = span.of(article.text).split()
    if not address or not words:
        return ""
    ends = [words] if len(words) <= 2 * _WORDS else [words[:_WORDS], words[-_WORDS:]]
    # The minus and the comma have a meaning of their own in a fragment.
    written = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{address.partition('#')[0]}#:~:text={written}"
