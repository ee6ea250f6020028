"""Origins: the range of independent origins of a point, and the roots it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bench.scoring.counting import mean, share
from bench.scoring.points import judge_point
from bench.scoring.story import Json, View
from bench.scoring.voices import Variants, head, normal, same_voice, variants_of

UNSTATED = re.compile(r"not stated|not said|unstated|unnamed agency|source not|no source")
# Words that stand beside a root's name in the labels: its middleman, a doubt, another form.
ASIDE = re.compile(r"\bthrough\b|\bvia\b|[(),/]|\bor\b|\band\b|'s\b|’s\b")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Root:
    """A root of one point: who, and in which articles; `is_stated` where the text names it."""

    name: str
    articles: frozenset[str]
    is_stated: bool


@dataclass(frozen=True, slots=True)
class JudgedOrigins:
    """The origins of one labelled point beside ours; `ours` is None where the point is not found.

    `right`, `said` and `due` count roots; `outlets` is how many articles
    the label's roots name.
    """

    slug: str
    label: Json
    due_range: Range
    ours: Range | None
    right: int
    said: int
    due: int
    outlets: int


def labelled_roots(label: Json) -> list[Root]:
    """The roots of a label."""
    return [
        Root(root["name"], frozenset(root["articles"]), not UNSTATED.search(root["name"].casefold()))
        for root in label["roots"]
    ]


def our_roots(view: View, point: Json) -> list[Root]:
    """The roots of one of our points, each in the articles whose claims rest on it."""
    roots = []
    for root in point["origins"]["roots"]:
        articles = frozenset(view.claims[claim].article for claim in root["claims"] if claim in view.claims)
        roots.append(Root(root["name"], articles, root["stated"]))
    return [root for root in roots if root.articles]


def parts(name: str) -> list[str]:
    """A labelled root's name and its parts: "police (one officer) through an agency" has three."""
    return [part.strip() for part in (name, *ASIDE.split(name)) if part and normal(part)]


def same_root(ours: Root, label: Root, variants: Variants) -> bool:
    """Whether two roots share an article and are one voice, or are both not stated."""
    if not ours.articles & label.articles or ours.is_stated != label.is_stated:
        return False
    if not label.is_stated:
        return True
    if head(ours.name) in normal(label.name).split():
        return True
    return any(same_voice(ours.name, part, variants) for part in parts(label.name))


def matched(ours: Sequence[Root], labels: Sequence[Root], variants: Variants) -> int:
    """How many roots can be paired, each once (augmenting paths)."""
    taken: dict[int, int] = {}

    def place(at: int, tried: set[int]) -> bool:
        for to, label in enumerate(labels):
            if to not in tried and same_root(ours[at], label, variants):
                tried.add(to)
                if to not in taken or place(taken[to], tried):
                    taken[to] = at
                    return True
        return False

    return sum(place(at, set()) for at in range(len(ours)))


def judge_origin(view: View, label: Json) -> JudgedOrigins:
    """One label against the origins of the point of ours that answers its point."""
    point_label = next(point for point in view.labels["points"] if point["id"] == label["point"])
    point = judge_point(view, point_label).point
    due = labelled_roots(label)
    ours = our_roots(view, point) if point else []
    span = (point["origins"]["min"], point["origins"]["max"]) if point else None
    return JudgedOrigins(
        view.slug,
        label,
        (label["independent_min"], label["independent_max"]),
        span,
        matched(ours, due, variants_of(view.labels["entities"])),
        len(ours),
        len(due),
        len({mention["article"] for mention in point_label["mentions"]}),
    )


def judge_origins(view: View) -> list[JudgedOrigins]:
    """Every labelled ledger of a story, judged."""
    return [judge_origin(view, label) for label in view.labels["origins"]]


def exact(judged: Sequence[JudgedOrigins], answer: Callable[[JudgedOrigins], Range | None]) -> float | None:
    """How often both ends of the answered range are the label's."""
    return share(sum(answer(each) == each.due_range for each in judged), len(judged))


def inside(judged: Sequence[JudgedOrigins], answer: Callable[[JudgedOrigins], Range | None]) -> float | None:
    """How often the whole answered range lies inside the label's."""
    hits = 0
    for each in judged:
        said = answer(each)
        hits += bool(said and each.due_range[0] <= said[0] and said[1] <= each.due_range[1])
    return share(hits, len(judged))


def width(ranges: Iterable[Range]) -> float | None:
    """The mean width of ranges: 0 where both ends are one."""
    return mean(high - low for low, high in ranges)


def our_ranges(view: View) -> list[Range]:
    """Our range for every point of ours that two outlets or more have."""
    outlets = {article["id"]: article["outlet"] for article in view.labels["articles"]}
    return [
        (point["origins"]["min"], point["origins"]["max"])
        for point in view.comparison["points"]
        if len({outlets[view.claims[c].article] for c in point["claims"] if c in view.claims}) > 1
    ]


def labelled_ranges(view: View) -> list[Range]:
    """The label's range for every labelled ledger whose point two outlets or more have."""
    outlets = {article["id"]: article["outlet"] for article in view.labels["articles"]}
    points = {point["id"]: point["mentions"] for point in view.labels["points"]}
    return [
        (ledger["independent_min"], ledger["independent_max"])
        for ledger in view.labels["origins"]
        if len({outlets[mention["article"]] for mention in points[ledger["point"]]}) > 1
    ]


def one_origin(ranges: Sequence[Range]) -> float | None:
    """How many of some ranges are of one origin at most."""
    return share(sum(high == 1 for _, high in ranges), len(ranges))


def perhaps_one(ranges: Sequence[Range]) -> float | None:
    """How many of some ranges may be of one origin and may be of more."""
    return share(sum(low == 1 < high for low, high in ranges), len(ranges))
