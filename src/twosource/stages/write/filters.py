"""What the page can be narrowed to: one kind of difference, one verdict, one report; by style alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from twosource.stages.write.phrases import say, slug
from twosource.stages.write.shapes import Differing
from twosource.stages.write.shapes_whole import Outline


@dataclass(frozen=True, slots=True)
class Choice:
    """A list to choose from: `name` as in the address, and of each option its value, label and number."""

    name: str
    label: str
    options: tuple[tuple[str, str, int], ...]


def show_filters(view: Outline) -> tuple[Choice, ...]:
    """The lists that leave a choice; where all differences are of one kind there is none."""
    differences = [d for _, found in view.differ for d in found]
    kinds = _tally((d.kind, say("kind", d.kind)) for d in differences)
    verdicts = _tally((slug(d.word), d.word) for d in differences)
    reports = tuple(
        (c.letter, f"{c.letter} {c.outlet or say('line', 'outlet_unstated')}", 0) for c in view.cards
    )
    choices = (
        Choice("verdict", say("filter", "verdict"), verdicts),
        Choice("kind", say("filter", "kind"), kinds),
        Choice("report", say("filter", "report"), reports),
    )
    return tuple(choice for choice in choices if len(choice.options) > 1)


def _tally(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str, int], ...]:
    told = list(pairs)
    counts = {pair: told.count(pair) for pair in told}
    return tuple((value, label, n) for (value, label), n in sorted(counts.items(), key=lambda item: -item[1]))


def filter_rules(choices: Iterable[Choice]) -> str:
    """The style that hides what was not chosen.

    Whatever can be hidden has the class ``f-NAME`` of each list that it heeds
    and ``NAME-VALUE`` of what it is; a box (``box``) goes when nothing of the
    chosen value is in it.  The script writes what is chosen to the findings,
    which is quick; without a script the lists are asked themselves.
    """
    told = [(choice.name, value) for choice in choices for value, _, _ in choice.options]
    quick = [_rule(f'main[data-{name}="{value}"]', f".{name}-{value}", name) for name, value in told]
    asked = [
        _rule(f'main:has(#only-{name} option[value="{value}"]:checked)', f".{name}-{value}", name)
        for name, value in told
    ]
    any_chosen = 'main:has(.filters option:checked:not([value=""]))'
    quick.append(_opened("main[data-chosen]"))
    asked.append(_opened(any_chosen))
    return "\n".join([*quick, "@media (scripting: none) {", *asked, "}", ""])


def _rule(chosen: str, kept: str, name: str) -> str:
    return f"{chosen} .f-{name}:not({kept}),{chosen} .box:not(:has({kept})){{display:none}}"


def _opened(chosen: str) -> str:
    """What is folded for its length alone is open while something is chosen."""
    return (
        f"{chosen} details.more>summary{{display:none}}"
        f"{chosen} details.more::details-content{{content-visibility:visible;block-size:auto}}"
    )


def classes_of(differences: Iterable[Differing], letters: Iterable[str]) -> str:
    """The classes by which something is kept or hidden: its differences' kinds and verdicts, its reports."""
    found = {"f-kind": None, "f-verdict": None, "f-report": None}
    for difference in differences:
        found |= {f"kind-{difference.kind}": None, f"verdict-{slug(difference.word)}": None}
    return " ".join([*found, *(f"report-{letter}" for letter in letters)])


def classes_of_difference(difference: Differing) -> str:
    """The classes of one difference."""
    return classes_of([difference], dict.fromkeys(side.value.letter for side in difference.sides))
