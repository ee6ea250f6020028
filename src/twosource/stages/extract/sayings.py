"""Sayings: a cue, whose word it is, and the words it governs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from twosource.data import Span, Token
from twosource.stages.extract.grammar import Tree
from twosource.words.load import load_set, load_words

ROOM = "twosource.stages.extract"
CUES = "cues.toml"
STANCES = ("denies", "doubts", "asks", "asserts")


@dataclass(frozen=True, slots=True)
class Source:
    """A link of a saying: the token that heads its noun phrase, or a fixed name for one that is implied.

    `part` is speaker, teller (passes a speaker on), medium (statement, letter)
    or hearer (the agency that was told).
    """

    tree: Tree
    head: int | None
    part: str
    implied: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody's word: `sources` from the outermost inward, `content` where it stands."""

    tree: Tree
    cue: Span
    lemma: str
    stance: str
    sources: tuple[Source, ...]
    content: Span
    by: str


def lemma_of(token: Token) -> str:
    """The word's lemma, mended where a tagger is known to slip: *hoped* is not of *hop*."""
    slips: Mapping[str, str] = load_words(ROOM, CUES)["slips"]
    return slips.get(token.text.casefold(), token.lemma)


def verb_stance(lemma: str) -> str | None:
    """The stance of a reporting verb to what it governs, or None if it is none."""
    return next((s for s in STANCES if lemma in load_set(ROOM, CUES, f"verbs.{s}")), None)


def noun_stance(lemma: str) -> str | None:
    """The stance of a reporting noun, or None."""
    return next((s for s in STANCES if lemma in load_set(ROOM, CUES, f"nouns.{s}")), None)
