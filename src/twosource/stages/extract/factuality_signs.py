"""How sure an event is held to be, and what a word makes of the event that it governs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from twosource.words.load import load_set, load_words

ROOM = "twosource.stages.extract"
WORDS = "factuality.toml"

DEGREES = ("unknown", "possible", "probable", "certain")
UNKNOWN, POSSIBLE, PROBABLE, CERTAIN = range(4)
# So many of the words that decided are kept, the innermost.
MOST_WORDS = 8
SIGNS = {1: "positive", -1: "negative"}


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of an event: 1 or -1, a degree from UNKNOWN to CERTAIN, and the words that decided."""

    sign: int
    degree: int
    by: tuple[str, ...] = ()


# Classes of saying: "can confirm", "would say"; what is said is as sure as its speaker tells it.
WORD_OF = frozenset({"say", "tell"})
SURE = Held(1, CERTAIN)


@dataclass(frozen=True, slots=True)
class Signature:
    """What a word makes of what it governs, where it happened itself and where it failed."""

    name: str
    happened: Held
    failed: Held
    stays: bool


@cache
def signatures() -> dict[tuple[str, str], Signature]:
    """Every signature by word and frame."""
    found: dict[tuple[str, str], Signature] = {}
    for row in load_words(ROOM, WORDS)["class"]:
        one = Signature(row["name"], _held(row["happened"]), _held(row["failed"]), row.get("stays", False))
        for word in row["words"]:
            for frame in row["frames"]:
                found.setdefault((word, frame), one)
    return found


def _held(words: str) -> Held:
    degree, sign = words.split()
    return Held(1 if sign == "positive" else -1, DEGREES.index(degree))


def words(key: str) -> frozenset[str]:
    """The word list under a dotted key."""
    return load_set(ROOM, WORDS, key)


def decided(sign: int, degree: int, before: Held, why: str) -> Held:
    """What is held after one more word has spoken."""
    return Held(sign, degree, (*before.by, why)[-MOST_WORDS:])


def governed(held: Held, signature: Signature, word: str) -> Held:
    """What is held of the event under a word of which `held` is held; no surer than the word itself."""
    why = f"{signature.name}:{word}"
    if signature.stays:
        return Held(signature.happened.sign, signature.happened.degree, (why,))
    made = signature.happened if held.sign > 0 else signature.failed
    if signature.name in WORD_OF and held.sign > 0 and held.degree > UNKNOWN:
        return Held(made.sign, made.degree, (why,))
    return decided(made.sign, min(made.degree, held.degree), held, why)


def weakened(held: Held, degree: int, why: str) -> Held:
    """No surer than `degree`."""
    return decided(held.sign, min(held.degree, degree), held, why)


def turned(held: Held, why: str) -> Held:
    """The opposite, as sure."""
    return decided(-held.sign, held.degree, held, why)
