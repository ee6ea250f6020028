"""Own reporting: where a report says that it found out itself."""

from __future__ import annotations

import re
from functools import lru_cache

from twosource.data import Article, Case, Claim, Firsthand, Span
from twosource.words.load import load_words

# A claim may begin or end a sentence that is as long as a paragraph; no further is looked.
REACH = 2000


def find_firsthand(case: Case) -> dict[str, Firsthand]:
    """For each claim whose sentence tells of own reporting, the words that say so, by the claim's id."""
    found = {}
    for article, reading in zip(case.articles, case.readings, strict=True):
        sentences: dict[Span, Span | None] = {}
        for claim in reading.claims:
            if claim.sentence not in sentences:
                sentences[claim.sentence] = own_words(article, claim.sentence)
            span = sentences[claim.sentence]
            if span is not None and _is_of(claim, span):
                found[claim.id] = Firsthand(article.id, claim.id, span, "firsthand")
    return found


def own_words(article: Article, sentence: Span) -> Span | None:
    """The first words of a sentence that tell of the report's own finding out, or None."""
    text = article.text[sentence.start : min(sentence.end, sentence.start + REACH)]
    found = _pattern(article.value("outlet") or "").search(text)
    return Span(sentence.start + found.start(), sentence.start + found.end()) if found else None


@lru_cache(maxsize=256)
def _pattern(outlet: str) -> re.Pattern[str]:
    patterns = load_words("twosource.stages.trace", "firsthand.toml")["patterns"]
    bare = re.sub(r"^the\s+", "", outlet.strip(), flags=re.IGNORECASE)
    name = rf"(?:the )?{re.escape(bare)}" if len(bare) > 1 else "this newspaper"
    return re.compile("|".join(p.replace("{outlet}", name) for p in patterns), re.IGNORECASE)


def _is_of(claim: Claim, span: Span) -> bool:
    """Whether the words are about the claim: they stand with it, not in another's quotation."""
    return not (claim.quoted and claim.span.covers(span))
