"""The records of the generator: who there is, what was told by whom to whom, and what was printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Level:
    """How hard a story is made; the shares are explained in levels.toml."""

    number: int
    reports: tuple[int, int]
    agencies: int
    recipes: Mapping[str, int]
    shares: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody who tells things: a person of an office, an office, unnamed people, a witness, nobody stated.

    `kind` is person, body, document, unnamed, own or unstated.  `side` are
    those that may share what they know; `office` the role that the source
    belongs to; `slip` the family name as an agency misspells it.
    """

    kind: str
    office: str
    side: str
    body: str
    post: str = ""
    given: str = ""
    family: str = ""
    slip: str = ""
    described: str = ""

    @property
    def key(self) -> str:
        """What tells this source from others of the story."""
        return f"{self.office}:{self.family or self.described if self.kind != 'body' else ''}"


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence as it was first written: a fact from a source in certain words.

    `print` is one for a sentence and all its copies, however reworded;
    `agency` and `outlet` are who carried it, as the words say or not;
    `styles` tell for each figure how it is worded; `changed` says how much a
    sub-editor changed (a share of the changes there are to make); `follows`
    is the print of another outlet's sentence that this one openly retells;
    `sent_by` the agency that it truly came by, `agency` the one that it names.
    """

    fact: str
    source: Source
    clause: str
    frame: str
    print: int
    styles: tuple[tuple[str, str], ...] = ()
    agency: str = ""
    outlet: str = ""
    rumour: bool = False
    is_quote: bool = False
    is_denial: bool = False
    is_slipped: bool = False
    wrong: tuple[tuple[str, int], ...] = ()
    changed: float = 0.0
    follows: int = 0
    sent_by: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A report before it is put into words: its paragraphs, and which agencies it credits and where."""

    id: str
    outlet: str
    publisher: str
    title: str
    recipe: str
    paragraphs: tuple[tuple[Telling, ...], ...]
    hour: int
    credit: str = ""
    credited: tuple[str, ...] = ()
    from_agencies: tuple[str, ...] = ()
    byline: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A telling where it stands in a report: the clause, the whole sentence and the words for each voice."""

    report: str
    telling: Telling
    clause: str
    sentence: str
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """The invented world of one story."""

    event: Mapping[str, Any]
    names: Mapping[str, str]
    figures: Mapping[str, int]
    currency: str
    per_dollar: int
    offices: Mapping[str, tuple[Source, ...]]
    outlets: tuple[tuple[str, str], ...]
    agencies: tuple[str, ...]
    shorts: Mapping[str, str]
    journalists: tuple[str, ...]
