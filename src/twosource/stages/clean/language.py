"""Tells which language a report is in where its page does not say, and where it says what cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from twosource.data import Block, Stated
from twosource.stages.clean.patterns import HERE
from twosource.words.load import load_words

_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 2_000  # characters
_FEW = 20  # words
# Measured on 130 news pages of 22 languages: of the words of a text 0.05 (Turkish) to 0.44 (Spanish) are in
# the list of its own language, at most 0.02 in that of an unrelated one; a text of which 0.18 are is never of
# a language that is not listed.
_SURE = 0.18
_AHEAD = 1.25
_FOREIGN = 0.03
_OWN = 0.15
_ONE_WRITTEN = {"nb": "no", "nn": "no"}


def guess_language(text: str, blocks: Sequence[Block], stated: Sequence[Stated]) -> Stated | None:
    """The language of the body where none is stated, or what contradicts the one that is; else None."""
    said = next((s for s in stated if s.field == "language"), None)
    body = "\n".join(_first(text, blocks))
    words = [word.lower() for word in _WORD.findall(body)]
    if not words or (said is not None and len(words) < _FEW):
        return None
    own = _main_part(said.value) if said else ""
    if said is not None and _share(words, own) >= _OWN:
        return None
    shares = {language: _share(words, language) for language in _common()}
    best = max(shares.values())
    if said is not None and (shares[own] >= max(_FOREIGN, best / 3) if own in shares else best < _SURE):
        return None
    guess = (_clear(shares) if said is None else "") or _classified(body)
    return Stated("language", guess, "guessed") if guess and _main_part(guess) != own else None


def _first(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    """The first paragraphs of the body, as much as is looked at."""
    left = _LOOKED_AT
    for block in blocks:
        if block.kind == "body" and left > 0:
            words = block.span.of(text)[:left]
            left -= len(words)
            yield words


def _main_part(language: str) -> str:
    bare = language.lower().partition("-")[0]
    return _ONE_WRITTEN.get(bare, bare)


def _share(words: Sequence[str], language: str) -> float:
    """How many of the words are among the commonest of a language."""
    common = _common().get(language, frozenset())
    return sum(word in common for word in words) / len(words)


@cache
def _common() -> Mapping[str, frozenset[str]]:
    """The commonest words of each listed language."""
    return {language: frozenset(words) for language, words in load_words(HERE, "languages.toml").items()}


def _clear(shares: dict[str, float]) -> str:
    """The language that is clearly ahead of the others, or ""."""
    first, second = sorted(shares, key=lambda language: -shares[language])[:2]
    is_clear = shares[first] >= _SURE and shares[first] >= _AHEAD * shares[second]
    return first if is_clear else ""


def _classified(body: str) -> str:
    """What the classifier says of a text; "" where there is too little to tell."""
    if sum(c.isalpha() for c in body) < _FEW:
        return ""
    from py3langid import classify

    language, _ = classify(body)
    return str(language)
