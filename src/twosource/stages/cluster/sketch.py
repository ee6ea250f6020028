"""Draws of a report what tells which story it belongs to: rare words, capitalised runs, fingerprints."""

from __future__ import annotations

import math
import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache

from twosource.data import Article, Sketch
from twosource.text.normal import normalise
from twosource.text.shingles import shingles

# Changes whenever the same report would give another sketch: the library then draws them anew.
MADE_BY = "sketch 3"
# Terms kept of a report, words shown and looked up, fingerprints.
TERMS, WORDS, PRINTS = 200, 32, 16
# The head of a report tells its event: a word counts 1 + LEAD * exp(-place / FADE), one of the title TITLE.
LEAD, FADE, TITLE = 2.0, 200.0, 2.0
# Nothing of a longer report is read: its head tells what it is about.
LONGEST = 60_000
SHINGLE = 5
SCALE = 1000
# A word's weight is log((rank + COMMON) / COMMON) by how common it is in English;
# UNKNOWN is the rank of one that is in no list.
COMMON, UNKNOWN = 20, 60_000
_LISTS = ("english_wikipedia", "us_tv_and_film")
_WORD = re.compile(r"[^\W\d_][\w'-]*\w|\d[\d,.]*\d|\d")
_RUN = re.compile(r"[A-Z][\w'-]+(?: (?:of |the |al-)?[A-Z][\w'-]+){1,5}")
_SHORT = 2


def sketch_of(article: Article) -> Sketch:
    """The sketch of one report: of its title and its own text, furniture left out."""
    title, text = article.value("title") or "", own_text(article)
    counts, shown = _counted(title, text)
    weighed = {term: (1 + math.log(n)) * weight_of(term) for term, n in counts.items()}
    heaviest = sorted(weighed, key=lambda term: (-weighed[term], term))[:TERMS]
    length = math.sqrt(sum(weighed[term] ** 2 for term in heaviest)) or 1.0
    vector = {hash_of(term): round(SCALE * weighed[term] / length) for term in heaviest}
    words = tuple(shown[term] for term in heaviest[:WORDS])
    hour = hour_of(article.value("published"))
    return Sketch(article.id, *packed_terms(vector), words, _prints(text), hour)


def packed_terms(vector: Mapping[int, int]) -> tuple[bytes, bytes]:
    """Terms and their weights as a sketch has them; those that weigh nothing are left out."""
    terms = sorted(term for term, weight in vector.items() if weight)
    count = len(terms)
    return struct.pack(f"<{count}I", *terms), struct.pack(f"<{count}H", *(vector[term] for term in terms))


def own_text(article: Article) -> str:
    """The report without furniture, one line a block."""
    lines = (block.span.of(article.text) for block in article.blocks if not block.is_furniture)
    return "\n".join(lines)[:LONGEST]


def _counted(title: str, text: str) -> tuple[dict[str, float], dict[str, str]]:
    """How much each term counts, and how the report first writes it."""
    plain = text.translate(_APOSTROPHES)
    written: dict[str, float] = {}
    for place, word in enumerate(_WORD.findall(plain)):
        written[word] = written.get(word, 0.0) + 1 + LEAD * math.exp(-place / FADE)
    for word in words_of(title):
        written[word] = written.get(word, 0.0) + TITLE
    for run in _RUN.findall(plain):
        written[run] = written.get(run, 0.0) + 1.0
    counts: dict[str, float] = {}
    shown: dict[str, str] = {}
    for word, much in written.items():
        term = term_of(word)
        if len(term) > _SHORT:
            counts[term] = counts.get(term, 0.0) + much
            shown.setdefault(term, word.removesuffix("'s"))
    return counts, shown


def words_of(text: str) -> list[str]:
    """The words and numbers of a text as it writes them."""
    return _WORD.findall(text.translate(_APOSTROPHES))


@lru_cache(maxsize=65_536)
def term_of(word: str) -> str:
    """A word or run as it is compared: case and the s of possession are gone."""
    return word.lower().removesuffix("'s").rstrip("'")


_APOSTROPHES = str.maketrans(dict.fromkeys("‘’ʼ", "'"))


def hash_of(term: str) -> int:
    """A term as a number of 32 bits, the same on every machine."""
    return zlib.crc32(term.encode(errors="replace"))


@cache
def _ranks() -> dict[str, int]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    ranks: dict[str, int] = {}
    for name in _LISTS:
        for rank, word in enumerate(FREQUENCY_LISTS[name], 1):
            ranks[word] = min(ranks.get(word, rank), rank)
    return ranks


def weight_of(term: str) -> float:
    """What a word tells by itself, 0 to 1: the rarer in English the more; nothing else of the library counts.

    The ranks are those of the word lists of zxcvbn (Wheeler 2016); a weight
    that depended on what is held would make the stories depend on the order of the reports.
    """
    rank = _ranks().get(term, UNKNOWN)
    return math.log((rank + COMMON) / COMMON) / math.log((UNKNOWN + COMMON) / COMMON)


def _prints(text: str) -> tuple[int, ...]:
    """The smallest hashes of the report's shingles (Broder 1997, bottom-k); () for too few words."""
    words = re.findall(r"\w+", normalise(text).text)
    return tuple(sorted({hash_of(" ".join(row)) for row in shingles(words, SHINGLE)})[:PRINTS])


def hour_of(published: str | None) -> int | None:
    """Hours since 1970 (UTC) of a stated time; a date alone is taken for its noon, no zone for UTC."""
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    if published and len(published) <= len("2031-03-04"):
        moment = moment.replace(hour=12)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return int(moment.timestamp() // 3600)


def keys_of(sketch: Sketch) -> tuple[int, ...]:
    """The numbers by which its neighbours find a report: its weightiest words, and its first fingerprints."""
    return tuple(dict.fromkeys(hash_of(term_of(word)) for word in sketch.words))


def print_keys_of(sketch: Sketch, most: int = 6) -> tuple[int, ...]:
    """The numbers by which near copies find each other; apart from those of words."""
    return tuple((1 << 32) | each for each in sketch.prints[:most])


def same_words(a: Sequence[str], b: Sequence[str]) -> float:
    """The share of the weightiest words of `a` that `b` has among its own."""
    in_b = {term_of(word) for word in b}
    return sum(term_of(word) in in_b for word in a) / len(a) if a else 0.0
