"""What reading costs beside parsing alone, and which steps of it take the seconds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bench.scoring.page_share import Sample

PARSE = "parse"
OTHERS = "others"
# The steps of a reading, and the modules that the room's function calls for each.
STEPS: Mapping[str, frozenset[str]] = {
    PARSE: frozenset({PARSE}),
    "names": frozenset({"headlines", "names", "refer", "spoken_of"}),
    "times": frozenset({"times"}),
    "quantities": frozenset({"quantities"}),
    "sayings": frozenset({"acts", "chains", "cues", "labels", "marked", "orphans", "quotes", "telling"}),
    "claims": frozenset({"claims", "factuality", "grammar", "matter_claims"}),
}


def added(ours: float, bare: float) -> float | None:
    """What is spent beyond the bare seconds, as a share of them."""
    return (ours - bare) / bare if bare else None


def step_of(stack: Sequence[str], room: str, parser: str) -> str:
    """The module that the room's function called, or that the parser is at work.

    A stack has the innermost module first; the room's function is in the
    outermost of the room's modules.
    """
    if any(name.startswith(parser) for name in stack):
        return PARSE
    of_room = [name.removeprefix(room + ".") for name in stack if name.startswith(room + ".")]
    called = [name for name in of_room if name != of_room[-1]]
    return called[-1] if called else "elsewhere"


def by_step(samples: Iterable[Sample], room: str, parser: str) -> list[tuple[str, float]]:
    """The seconds of every step, the most first."""
    spent: dict[str, float] = {}
    for seconds, stack in samples:
        step = step_of(stack, room, parser)
        spent[step] = spent.get(step, 0.0) + seconds
    return sorted(spent.items(), key=lambda item: (-item[1], item[0]))


def by_group(steps: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The seconds of each of STEPS, in their order, and of whatever is none of them."""
    spent = dict.fromkeys((*STEPS, OTHERS), 0.0)
    for module, seconds in steps:
        spent[next((step for step, modules in STEPS.items() if module in modules), OTHERS)] += seconds
    return spent
