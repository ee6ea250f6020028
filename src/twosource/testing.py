"""Our fakes, for the tests of whoever builds on twosource: no weights, no network, no surprise."""

from __future__ import annotations

import hashlib
import math
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from twosource.data import Article, Block, Claim, Page, Parsed, Run, Source, Span, Stated, Token, Voice
from twosource.step import Done, Load, Model, Step, apply, load_model

WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
ENDS = frozenset(".!?")
SIZE = 64


class FakeParser:
    """Sentences of flat tokens: every word hangs on the sentence's first."""

    name = "fake/flat"

    def parse(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> list[tuple[Parsed, ...]]:
        """See `twosource.models.ports.Parser.parse`."""
        return [tuple(s for span in spans for s in _sentences(text, span)) for text, spans in texts]


class FakeEmbedder:
    """Unit vectors of hashed words: equal words are near, synonyms are not."""

    name = "fake/bag-of-words"

    def embed(self, sentences: Sequence[str]) -> list[tuple[float, ...]]:
        """See `twosource.models.ports.Embedder.embed`."""
        return [_vector(sentence) for sentence in sentences]


def fake_models(*, parser: object = None, embedder: object = None) -> dict[str, Model]:
    """The models of a run, by default both absent, as where no weights are installed."""
    return {"parser": _model("parser", parser), "embedder": _model("embedder", embedder)}


def run_here(step: Step, items: Iterable[Any], load: Load = load_model) -> Done:
    """An engine that starts no process, limits or not."""
    return apply(step, items, load)


def make_source(path: str, *, outlet: str = "", published: str = "") -> Source:
    """What a user names, with what they say of it."""
    stated = (("outlet", outlet), ("published", published))
    return Source(path, tuple(Stated(field, value, "flag") for field, value in stated if value))


def make_page(text: str, *, path: str = "report.txt", media_type: str = "text/plain") -> Page:
    """A page that holds `text` as UTF-8."""
    data = text.encode()
    return Page(data, hashlib.sha256(data).hexdigest(), path, media_type)


def make_article(text: str, *, path: str = "report.txt", outlet: str = "", kind: str = "body") -> Article:
    """A report whose every paragraph is one block of `kind`."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    blocks = tuple(Block(Span(*found.span()), kind) for found in re.finditer(r"\S.*", text))
    stated = [Stated("charset", "utf-8", "default")] + ([Stated("outlet", outlet, "flag")] if outlet else [])
    runs = (Run(Span(0, len(text)), 0, len(text.encode())),) if text else ()
    return Article(f"r{digest[:12]}", path, digest, "text/plain", text, blocks, tuple(stated), runs)


def make_claim(article: Article, words: str, *, chain: Sequence[str] = (), stance: str = "asserts") -> Claim:
    """A claim of an article in its `words`, told by its outlet and then by `chain`."""
    start = article.text.index(words)
    span = Span(start, start + len(words))
    told = (Voice(name, "person", span=_first(article.text, name)) for name in chain)
    voices = (Voice(article.value("outlet") or "", "outlet"), *told)
    return Claim(f"{article.id}-{start}-{span.end}", article.id, span, span, voices, stance)


def _first(text: str, words: str) -> Span | None:
    start = text.find(words)
    return Span(start, start + len(words)) if start >= 0 else None


def _model(name: str, value: object) -> Model:
    return Model(name, value, str(getattr(value, "name", "none (left out of this run)")))


def _sentences(text: str, span: Span) -> Iterator[Parsed]:
    words: list[re.Match[str]] = []
    for found in WORD.finditer(text, span.start, span.end):
        words.append(found)
        if found.group() in ENDS:
            yield _parsed(words)
            words = []
    if words:
        yield _parsed(words)


def _parsed(words: Sequence[re.Match[str]]) -> Parsed:
    tokens = tuple(_token(found, number) for number, found in enumerate(words))
    return Parsed(Span(tokens[0].span.start, tokens[-1].span.end), tokens)


def _token(found: re.Match[str], number: int) -> Token:
    word = found.group()
    tests = (("NUM", word.isdigit()), ("PUNCT", not word[0].isalnum()), ("PROPN", word[0].isupper()))
    pos = next((name for name, holds in tests if holds), "X")
    dep = "dep" if number else "ROOT"
    return Token(Span(*found.span()), word, word.casefold(), pos, pos, dep, 0, "")


def _vector(sentence: str) -> tuple[float, ...]:
    vector = [0.0] * SIZE
    for word in WORD.findall(sentence.casefold()):
        vector[zlib.crc32(word.encode()) % SIZE] += 1.0
    length = math.sqrt(sum(x * x for x in vector))
    return tuple(x / length for x in vector) if length else tuple(vector)
