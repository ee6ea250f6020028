"""Headlines In Capitals mislead a tagger: it is shown them in sentence case."""

from __future__ import annotations

import re

from twosource.data import Article, Span

WORD = re.compile(r"[^\W\d_][\w’']*")


def lower_headlines(article: Article) -> str:
    """The text with title-cased headlines in lower case, names excepted; every offset stays.

    A word keeps its capital if the rest of the report writes it so inside a
    sentence, or if it is all capitals.
    """
    text = article.text
    lines = [b.span for b in article.blocks if b.kind in {"headline", "subhead"}]
    proper = _capitals_inside_sentences(article)
    for line in lines:
        if _is_title_case(line.of(text)):
            text = text[: line.start] + _lower(line.of(text), proper) + text[line.end :]
    return text if len(text) == len(article.text) else article.text


def _is_title_case(words: str) -> bool:
    long = [w for w in WORD.findall(words) if len(w) > 3]
    return len(long) > 2 and sum(w[0].isupper() for w in long) >= 0.7 * len(long)


def _capitals_inside_sentences(article: Article) -> frozenset[str]:
    """Words that stand with a capital after a lower-case word or a comma."""
    bodies: list[Span] = [b.span for b in article.blocks if b.kind in {"body", "quote"}]
    found = (re.findall(r"(?<=[a-z,] )[A-Z][\w’']*", s.of(article.text)) for s in bodies)
    return frozenset(_stem(w) for words in found for w in words)


def _stem(word: str) -> str:
    return re.sub(r"[’']s$", "", word)


def _lower(line: str, proper: frozenset[str]) -> str:
    def one(match: re.Match[str]) -> str:
        word = match[0]
        keep = word.isupper() or _stem(word) in proper or len(word.lower()) != len(word)
        return word if keep else word.lower()

    return WORD.sub(one, line)
