"""What is shown of who told whom: chains, what each point rests on, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.stages.write.shapes import Said, Words


@dataclass(frozen=True, slots=True)
class Hand:
    """One hand through which words came, and the words that say so, in whichever report says it.

    `key` is the same for one and the same hand all over the story.
    """

    key: str
    name: str
    kind: str
    role: str = ""
    anonymity: str = ""
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """How the words of one claim came into its report: `hands` from the outlet to the root.

    `why` is the sentence that says why other reports of the story lengthen the
    chain, "" where the report's own words are all of it.
    """

    said: Said
    hands: tuple[Hand, ...]
    why: str = ""

    @property
    def letter(self) -> str:
        """The badge of the report."""
        return self.said.words.letter


@dataclass(frozen=True, slots=True)
class Rooted:
    """One root of a point with every chain that leads to it, and the badges of their reports."""

    id: str
    name: str
    kind: str
    anonymity: str
    letters: tuple[str, ...]
    chains: tuple[Chain, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a point, or a claim of one report alone, rests on.

    `number` is the point's, 0 where no point has the claim.  `unknown` are the
    chains of the claims whose origin is not stated, as far as they lead; `joined`
    those of claims that state none themselves, but whose report or story does.
    """

    id: str
    number: int
    lead: Said
    letters: tuple[str, ...]
    outlets: int
    unnamed_outlets: int
    least: int
    most: int
    roots: tuple[Rooted, ...]
    unknown: tuple[Chain, ...]
    joined: tuple[Chain, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fall:
    """What falls if one origin is wrong: the points that rest on it alone, and their reports."""

    id: str
    name: str
    anonymity: str
    points: tuple[Standing, ...]
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextCall:
    """A point worth a call, and why."""

    point: Standing
    reasons: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Earliest:
    """A report that had points first, by the same times: each point with the report's own words."""

    letter: str
    outlet: str
    why: str
    points: tuple[tuple[Standing, Said], ...]


@dataclass(frozen=True, slots=True)
class OwnWork:
    """Words by which a report says that it found out itself, and what they stand with."""

    outlet: str
    words: Words
    sayings: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Ring:
    """Reports that have one thing from each other: each step with its words, and what is said."""

    letters: tuple[str, ...]
    steps: tuple[tuple[str, str, Words | None], ...]
    sayings: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Everything that is shown of who told whom; `standings` in the order of the points."""

    standings: tuple[Standing, ...]
    rings: tuple[Ring, ...]
    falls: tuple[Fall, ...]
    calls: tuple[NextCall, ...]
    firsts: tuple[Earliest, ...]
    own: tuple[OwnWork, ...]

    def of(self, about: str) -> Standing | None:
        """What the point or claim of this id rests on, where it is shown."""
        return next((s for s in self.standings if s.id == about), None)
