"""One scorer for every set of stories: the count's error, edges, kinds of copies, loops."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.origins.files import Story, claim_id
from bench.scoring.chains import is_exact, shared_edges
from bench.scoring.copies import NONE, copied_or_not
from bench.scoring.counting import Pair, class_f1, f1, macro_f1, mean, share
from bench.scoring.voices import variants_of

Answer = Mapping[str, Any]
"""What a system says of one story: ``points``, ``claims``, ``copies``, ``loops``; README.md has the form."""
NOTHING: Answer = {}
Range = tuple[int, int]


@dataclass(slots=True)
class Counts:
    """True, said and due things of one kind."""

    right: int = 0
    said: int = 0
    due: int = 0

    def add(self, right: int, said: int, due: int) -> None:
        """Count one more item."""
        self.right, self.said, self.due = self.right + right, self.said + said, self.due + due

    @property
    def f1(self) -> float | None:
        """F1 of what was counted."""
        return f1(self.right, self.said - self.right, self.due - self.right)


@dataclass(slots=True)
class Tally:
    """Everything counted over some stories; a range not answered is None."""

    ranges: list[tuple[Range, Range | None]] = field(default_factory=list)
    edges: Counts = field(default_factory=Counts)
    told: Counts = field(default_factory=Counts)
    chains: list[bool] = field(default_factory=list)
    copies: list[Pair] = field(default_factory=list)
    loops: Counts = field(default_factory=Counts)


def score(stories: Iterable[Story], answers: Mapping[str, Answer]) -> Tally:
    """Hold the answers of a system against the labels; a story it says nothing of counts as such."""
    tally = Tally()
    for story in stories:
        answer = answers.get(story.slug, NOTHING)
        tally.ranges += ranges(story, answer)
        count_edges(tally, story, answer)
        tally.copies += kinds(story, answer)
        count_loops(tally, story, answer)
    return tally


def ranges(story: Story, answer: Answer) -> list[tuple[Range, Range | None]]:
    """For each labelled ledger the label's range and the answered one."""
    said = answer.get("points", {})
    return [
        (
            (ledger["independent_min"], ledger["independent_max"]),
            range_of(said[ledger["point"]]) if said.get(ledger["point"]) else None,
        )
        for ledger in story.labels["origins"]
    ]


def range_of(said: Mapping[str, int]) -> Range:
    """The two ends of an answer."""
    return int(said["min"]), int(said["max"])


def links(names: Sequence[str]) -> list[dict[str, Any]]:
    """An answered chain as the scorer of chains has it: a link in brackets has no words of its own."""
    return [{"name": name, "start": None if name.startswith("(") else 0} for name in names]


def count_edges(tally: Tally, story: Story, answer: Answer) -> None:
    """Edges of every labelled claim: as its words have them, and as the whole story shows them."""
    variants = variants_of(story.labels["entities"])
    said = answer.get("claims", {})
    for at, label in enumerate(story.labels["attributions"]):
        chains = said.get(claim_id(at, label), {})
        worded = links(chains.get("worded", ()))
        whole = links(chains.get("told", chains.get("worded", ())))
        due = label["chain"]
        tally.edges.add(shared_edges(worded, due, variants), max(0, len(worded) - 1), len(due) - 1)
        tally.chains.append(is_exact(worded, due, variants))
        if "told" in label:
            due = label["told"]
            tally.told.add(shared_edges(whole, due, variants), max(0, len(whole) - 1), len(due) - 1)


def kinds(story: Story, answer: Answer) -> list[Pair]:
    """Label and answer for every labelled pair; a pair nothing is said of is ``none``."""
    said = {frozenset((pair["a"], pair["b"])): pair["kind"] for pair in answer.get("copies", ())}
    return [
        (label["kind"], said.get(frozenset((label["a"], label["b"])), NONE))
        for label in story.labels["copies"]
    ]


def count_loops(tally: Tally, story: Story, answer: Answer) -> None:
    """Loops, each a set of reports; stories whose labels tell nothing of loops are left out."""
    if "loops" not in story.labels:
        return
    due = {frozenset(loop) for loop in story.labels["loops"]}
    said = {frozenset(loop) for loop in answer.get("loops", ())}
    tally.loops.add(len(due & said), len(said), len(due))


def error(tally: Tally, end: int) -> float | None:
    """How far one end of the range is off, in origins, on the mean; nothing said counts as none at all."""
    return mean(abs(due[end] - (said or (0, 0))[end]) for due, said in tally.ranges)


def answered_error(tally: Tally, end: int) -> float | None:
    """The same over the points that were answered."""
    return mean(abs(due[end] - said[end]) for due, said in tally.ranges if said)


def exact(tally: Tally) -> float | None:
    """How often both ends are the label's; nothing said is wrong."""
    return share(sum(due == said for due, said in tally.ranges), len(tally.ranges))


def inside(tally: Tally) -> float | None:
    """How often an answered range lies inside the label's, of those answered."""
    held = [(due, said) for due, said in tally.ranges if said]
    return share(sum(due[0] <= said[0] and said[1] <= due[1] for due, said in held), len(held))


def answered(tally: Tally) -> float | None:
    """The share of points of which anything was said."""
    return share(sum(said is not None for _, said in tally.ranges), len(tally.ranges))


Measure = tuple[str, Callable[[Tally], float | None], Callable[[Tally], int]]


def _points(tally: Tally) -> int:
    return len(tally.ranges)


def _held(tally: Tally) -> int:
    return sum(said is not None for _, said in tally.ranges)


def _pairs(tally: Tally) -> int:
    return len(tally.copies)


MEASURES: tuple[Measure, ...] = (
    ("error of the least number, in origins", lambda tally: error(tally, 0), _points),
    ("error of the greatest number, in origins", lambda tally: error(tally, 1), _points),
    ("error of the least number, answered", lambda tally: answered_error(tally, 0), _held),
    ("error of the greatest number, answered", lambda tally: answered_error(tally, 1), _held),
    ("both ends exact", exact, _points),
    ("inside the label's range, answered", inside, _held),
    ("points answered", answered, _points),
    ("edges F1, as worded", lambda tally: tally.edges.f1, lambda tally: tally.edges.due),
    ("edges F1, as told", lambda tally: tally.told.f1, lambda tally: tally.told.due),
    ("copies: kinds, macro F1", lambda tally: macro_f1(tally.copies), _pairs),
    (
        "copies: copied against none, F1",
        lambda tally: class_f1(copied_or_not(tally.copies), "copied"),
        _pairs,
    ),
    ("loops F1", lambda tally: tally.loops.f1, lambda tally: tally.loops.due),
)
"""The measures by name, with how many items each rests on."""
