"""What every view shows, in reading order: words of the reports and counts, never a sentence of ours."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.data import Span


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one report at their place; `letter` is the badge of the report."""

    letter: str
    report: str
    span: Span
    text: str

    @property
    def anchor(self) -> str:
        """The name of this place on the page: badge and code points."""
        return f"{self.letter}{self.span.start}-{self.span.end}"


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain as shown: who, and the words that say so, if any."""

    name: str
    kind: str
    role: str = ""
    anonymity: str = ""
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class OnPage:
    """Where words stand on the page they were read from: the line or page, the bytes, a link there."""

    where: str
    bytes: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as shown: its words, its sentence around them, and whose word it is.

    `is_part` tells that the words cannot be understood without their sentence.
    """

    id: str
    words: Words
    before: str
    after: str
    steps: tuple[Step, ...]
    stance: str
    quoted: bool
    is_stated: bool
    cue: Words | None = None
    facet: str = ""
    parent: Words | None = None
    number: int | None = None
    place: OnPage | None = None
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Valued:
    """One side of a difference: the value as worded, inside the claim or sentence that holds it.

    `stance` is the claim's where the words shown are the claim's alone; a whole
    sentence says its stance itself.
    """

    value: Words
    said: Said | None
    before: str
    after: str
    stance: str = "asserts"


@dataclass(frozen=True, slots=True)
class Differing:
    """A difference as shown, once for all points (`numbers`) in which it stands word for word.

    `about` is the claim that leads the first of them.
    """

    anchor: str
    numbers: tuple[int, ...]
    about: Said
    kind: str
    verdict: str
    word: str
    between: str
    rule: str
    why: str
    sides: tuple[Valued, ...]

    @property
    def groups(self) -> tuple[tuple[Valued, ...], ...]:
        """The sides, those with the same words and the same stance together."""
        found: dict[tuple[str, str], list[Valued]] = {}
        for side in self.sides:
            words = " ".join(side.value.text.casefold().split())
            found.setdefault((side.stance, words), []).append(side)
        return tuple(tuple(group) for group in found.values())


@dataclass(frozen=True, slots=True)
class Root:
    """Somebody on whom a point rests, with the badges of the reports that do."""

    id: str
    name: str
    is_stated: bool
    anonymity: str
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rests:
    """What a point or claim rests on: the origins and how many are independent."""

    roots: tuple[Root, ...]
    least: int
    most: int
    unknown: int
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pointed:
    """A point as shown, with each report's own words."""

    id: str
    number: int
    lead: Said
    letters: tuple[str, ...]
    sayings: tuple[Said, ...]
    relation: str
    why: str
    rests: Rests
    differences: tuple[Differing, ...]
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Path:
    """One way by which words of an origin came into one report, and what came by it."""

    letter: str
    steps: tuple[Step, ...]
    sayings: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Hop:
    """An edge of who told whom that stands in no claim's own chain."""

    letter: str
    teller: str
    source: str
    words: Words | None


@dataclass(frozen=True, slots=True)
class Teller:
    """An origin as shown: everything that rests on it and how it reached each outlet."""

    id: str
    name: str
    kind: str
    anonymity: str
    letters: tuple[str, ...]
    paths: tuple[Path, ...]
    hops: tuple[Hop, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two names are held to be one, or not to be, or to lie one within the other."""

    a: str
    b: str
    relation: str
    why: str
    by: str
    score: float

    @property
    def sign(self) -> str:
        """What stands between the two names."""
        return {"within": "in", "not-same-entity": "≠"}.get(self.relation, "=")


@dataclass(frozen=True, slots=True)
class Who:
    """An entity as shown."""

    id: str
    name: str
    kind: str
    letters: tuple[str, ...]
    spellings: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: tuple[Words, ...]
    reasons: tuple[Reason, ...]

    @property
    def is_joined(self) -> bool:
        """Whether it took a reason to say who this is."""
        return any(reason.relation != "within" for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Worded:
    """Different words for one actor or act: `name` of an entity, or the claim that leads a point."""

    kind: str
    name: str
    about: Said | None
    number: int | None
    phrasings: tuple[tuple[str, tuple[Words, ...]], ...]
    letters: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class When:
    """An entry of the timeline as shown; `date` is "" where it is not stated."""

    date: str
    words: Words
    sayings: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """Running text two reports have in common."""

    a: str
    b: str
    kind: str
    why: str
    runs: tuple[tuple[Words, Words], ...]
