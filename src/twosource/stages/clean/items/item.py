"""What is known of the items of a page, and what a page says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from twosource.stages.clean.items.marks import Mark
from twosource.stages.clean.items.stretches import Stretch
from twosource.stages.clean.items.updates import Updates
from twosource.stages.clean.linked_data import Node

LIVE, ROUND_UP, SEVERAL = "live-blog", "round-up", "several-articles"


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says of itself: whether it is one report, or a live blog, and the reports it lists.

    `reports` are all that its data describe, `updates` the items of a live blog;
    `address` is its own.
    """

    address: str = ""
    is_report: bool = False
    is_live: bool = False
    reports: Updates = field(default_factory=Updates)
    updates: Updates = field(default_factory=Updates)


@dataclass(frozen=True, slots=True)
class Item:
    """One of several reports: where it stands, its heading (-1 if it has none), and what data say of it.

    `size` counts its prose in characters, `paragraphs` in paragraphs; `mark`
    is its time if it has one; `update` is empty where no data tell of it.
    """

    stretch: Stretch
    heading: int
    size: int
    paragraphs: int
    mark: Mark | None
    update: Node


@dataclass(frozen=True, slots=True)
class Several:
    """The reports of a page that holds several, and what such a page is called."""

    kind: str
    items: tuple[Item, ...]
