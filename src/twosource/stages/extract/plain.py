"""Reading without a parser: quotations and plain *X said*, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.data import CLAIM_KINDS, Article, Claim, Reading, Span, Term, Voice
from twosource.stages.extract.bounds import bounded
from twosource.stages.extract.chains import outlet_chain
from twosource.stages.extract.quotes import find_quotes

NAME = r"[A-Z][\w'’.-]*(?:[ ](?:of|de|al|[A-Z][\w'’.-]*))*"
AFTER = re.compile(rf"^[,”\"’']*\s*(?P<who>{NAME}|[Hh]e|[Ss]he|[Tt]hey)\s+(?:said|told|added)\b")
INVERTED = re.compile(rf"^[,”\"’']*\s*(?:said|told|added)\s+(?P<who>{NAME})")
BEFORE = re.compile(rf"(?P<who>{NAME})\s+(?:said|told|added)\b[^“\"]{{0,40}}$")
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*[”\"’']?")


def read_plain(article: Article) -> Reading:
    """The report's quotations as claims of whoever *said* them; its sentences as the outlet's."""
    spans = [b.span for b in article.blocks if b.kind in CLAIM_KINDS]
    sentences = [s for span in spans for s in cut_sentences(article.text, span)]
    quoted = list(_quotations(article, spans))
    taken = [c.span for c in quoted]
    own = [_own(article, s) for s in sentences if not any(t.overlaps(s) for t in taken)]
    claims = bounded((*quoted, *own), article.text)
    return Reading(article.id, (), (), (), claims, tuple(sentences), "rules")


def cut_sentences(text: str, span: Span) -> Iterator[Span]:
    """Sentences by their full stops; abbreviations are not known."""
    for match in SENTENCE.finditer(text, span.start, span.end):
        words = match[0].strip()
        if len(words.split()) >= 3:
            start = match.start() + match[0].index(words)
            yield Span(start, start + len(words))


def _quotations(article: Article, spans: Sequence[Span]) -> Iterator[Claim]:
    text, base = article.text, outlet_chain(article)
    for quote in find_quotes(text, spans):
        if quote.inner.end - quote.inner.start < 25:
            continue
        speaker = _speaker(text, quote.span)
        chain = (*base, speaker) if speaker else base
        span = Span(quote.inner.start, quote.inner.end - (text[quote.inner.end - 1] in ",."))
        yield _make(article, span, chain, quoted=True, by="quotation")


def _speaker(text: str, quote: Span) -> Voice | None:
    after = text[quote.end : quote.end + 120]
    before = text[max(0, quote.start - 160) : quote.start]
    for pattern, words, offset in (
        (AFTER, after, quote.end),
        (INVERTED, after, quote.end),
        (BEFORE, before, max(0, quote.start - 160)),
    ):
        match = pattern.search(words)
        if match:
            span = Span(offset + match.start("who"), offset + match.end("who"))
            is_pronoun = match["who"].casefold() in {"he", "she", "they"}
            return Voice(
                match["who"],
                "unnamed" if is_pronoun else "person",
                "",
                match["who"] if is_pronoun else "",
                span,
            )
    return None


def _own(article: Article, sentence: Span) -> Claim:
    return _make(article, sentence, outlet_chain(article), quoted=False, by="sentence")


def _make(article: Article, span: Span, chain: tuple[Voice, ...], *, quoted: bool, by: str) -> Claim:
    words = re.finditer(r"\w{4,}", span.of(article.text))
    terms = tuple(
        Term(w[0].casefold(), "X", Span(span.start + w.start(), span.start + w.end())) for w in words
    )
    return Claim(
        f"{article.id}:{span.start}-{span.end}",
        article.id,
        span,
        span,
        chain,
        quoted=quoted,
        terms=terms,
        by=by,
    )
