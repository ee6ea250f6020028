"""Says in one line each what a comparison, a point, a difference and a chain amount to."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from twosource.stages.write.phrases import count, origins_line, say
from twosource.stages.write.shapes import Differing, Outline, Pointed, Root, Said, Step, Valued


def facts_line(view: Outline) -> str:
    """``4 reports, 3 outlets (outlet not stated in 1 report), 6 origins``."""
    outlets = count("outlet", len(view.outlets))
    if view.unstated_outlets:
        outlets += f" ({say('line', 'outlet_unstated')} in {count('report', view.unstated_outlets)})"
    origins = count("origin", len(view.tellers))
    unnamed = sum(bool(t.anonymity) for t in view.tellers)
    if unnamed:
        origins += f" ({say('line', 'unnamed', n=unnamed)})"
    claims = sum(t.count for t in view.unstated)
    rest = f"; {say('line', 'unknown', claims=count('claim', claims))}" if claims else ""
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
        hidden = " (not named)" if step.anonymity else ""
        links.append(f"{shown(step.name)}{role}{hidden}")
    line = " ← ".join(links)
    return line if is_stated else f"{line}: {say('line', 'origin_unstated')}"
