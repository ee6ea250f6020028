"""Says in one line each what a comparison, a point, a difference and a chain amount to."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from twosource.stages.write.phrases import count, origins_line, say, table
from twosource.stages.write.shapes import Differing, Pointed, Root, Said, Step, Valued
from twosource.stages.write.shapes_whole import Outline


def facts_line(view: Outline) -> str:
    """``4 reports, 3 outlets (outlet not stated in 1 report), 6 origins``."""
    outlets = count("outlet", len(view.outlets))
    if view.unstated_outlets:
        outlets += f" ({say('line', 'outlet_unstated')} in {count('report', view.unstated_outlets)})"
    origins = count("origin", len(view.tellers))
    unnamed = sum(bool(t.anonymity) for t in view.tellers)
    if unnamed:
        origins += f" ({say('line', 'unnamed', n=unnamed)})"
    rest = f", {say('line', 'own_voice')}" if view.unstated else ""
    return f"{count('report', len(view.cards))}, {outlets}, {origins}{rest}"


def rests_line(point: Pointed, shown: Callable[[str], str] = str) -> str:
    """``3 reports, 1–2 origins: name (A B), name (C)``; `shown` escapes the names."""
    rests = point.rests
    line = origins_line(len(point.letters), rests.least, rests.most, rests.unknown)
    names = [_name_root(root, shown) for root in rests.roots if root.is_stated]
    return f"{line}: {', '.join(names)}" if names else line


def _name_root(root: Root, shown: Callable[[str], str]) -> str:
    hidden = ", not named" if root.anonymity else ""
    return f"{shown(root.name)}{hidden} ({' '.join(root.letters)})"


def group_values(difference: Differing, quote: Callable[[str], str]) -> str:
    """``A B “four” | C “two”``: the same words once, with the reports that use them."""
    return " | ".join(
        f"{' '.join(dict.fromkeys(side.value.letter for side in group))} {value_of(group[0], quote)}"
        for group in difference.groups
    )


def value_of(side: Valued, quote: Callable[[str], str]) -> str:
    """One side's words, with their claim's stance where that turns them."""
    words = quote(side.value.text)
    return words if side.stance == "asserts" else f"{say('stance', side.stance)}: {words}"


def stanced(said: Said, quote: Callable[[str], str]) -> str:
    """A claim's words, never without the stance that turns them."""
    words = quote(said.words.text)
    return words if said.stance == "asserts" else f"{say('stance', said.stance)}: {words}"


def route(steps: Iterable[Step], is_stated: bool, shown: Callable[[str], str] = str) -> str:
    """``outlet ← agency ← person``, with office and anonymity; `shown` escapes the names."""
    links = []
    for step in steps:
        role = f", {shown(step.role)}" if step.role else ""
        hidden = " (not named)" if step.anonymity and not says_so(step.name) else ""
        links.append(f"{shown(step.name)}{role}{hidden}")
    line = " ← ".join(links)
    return line if is_stated else f"{line}: {say('line', 'origin_unstated')}"


def points_of(difference: Differing) -> str:
    """``point 3``, or ``points 1, 4`` where a difference stands in several."""
    noun = "point" if len(difference.numbers) == 1 else "points"
    return f"{noun} {', '.join(map(str, difference.numbers))}"


def says_so(name: str) -> bool:
    """Whether the words that stand for a name say themselves that there is none."""
    return name.rstrip(")").endswith((say("line", "unnamed_one"), "not stated"))


def absent_groups(view: Outline) -> tuple[str, ...]:
    """What an editor looks for first and what was not found here, in words."""
    found = {group for group, _ in view.matters} | ({"alone"} if view.alone else set())
    return tuple(phrase for group, phrase in table("absent").items() if group not in found)


def tally_others(view: Outline) -> tuple[tuple[str, str, int], ...]:
    """The verdicts of the other differences, each as its word, its name and how often it stands."""
    others = [(d.word, d.verdict) for group, found in view.differ if group == "other" for d in found]
    return tuple((word, verdict, others.count((word, verdict))) for word, verdict in dict.fromkeys(others))


# How much of a sentence is shown around a claim that leans on it, in words.
_BEFORE, _AFTER = 12, 8


def around(said: Said) -> tuple[str, str]:
    """What stands before and after a claim in its sentence, where it cannot be understood alone."""
    if not said.is_part:
        return "", ""
    before, after = said.before.split(), said.after.split()
    cut_before = "… " if len(before) > _BEFORE else ""
    cut_after = " …" if len(after) > _AFTER else ""
    first = cut_before + " ".join(before[-_BEFORE:])
    return (f"{first} " if before else ""), _joined(said.after, " ".join(after[:_AFTER]) + cut_after)


def _joined(after: str, shown: str) -> str:
    return f" {shown}" if after[:1].isspace() else shown
