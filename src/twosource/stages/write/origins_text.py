"""Writes who told whom for a terminal: for each point a small tree, then what follows from all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from twosource.data import Comparison
from twosource.stages.write.console import printed
from twosource.stages.write.display import flatten, quote
from twosource.stages.write.index import Index, build_index
from twosource.stages.write.origins_lines import chain_line, root_line, standing_line, unknown_line
from twosource.stages.write.origins_shapes import Fall, Lineage, NextCall, Standing
from twosource.stages.write.origins_view import lineage, stand_alone
from twosource.stages.write.phrases import count, say
from twosource.stages.write.sheet import Sheet
from twosource.stages.write.summary import stanced

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

POINTS, CALLS, FIRSTS, LISTED = 30, 8, 8, 4


def origins_to_text(comparison: Comparison, *, about: str = "", width: int = 80, color: bool = False) -> str:
    """The ledgers of a comparison as trees, or the one of the point or claim whose id is `about`."""
    index = build_index(comparison)
    if about:
        shown = lineage(index, comparison).of(about) or stand_alone(index, comparison, about)
        return printed(partial(_write_standing, standing=shown), width=width, color=color)
    return printed(partial(_write_all, comparison=comparison, index=index), width=width, color=color)


def _write_all(sheet: Sheet, comparison: Comparison, index: Index) -> None:
    shown = lineage(index, comparison)
    for report, letter in index.letters.items():
        sheet.entry(letter, index.outlet(report))
    several = [s for s in shown.standings if len(s.letters) > 1]
    sheet.heading(say("origins", "points"), len(several))
    if not several:
        sheet.line(say("line", "no_points"))
    for number, standing in enumerate(several[:POINTS]):
        if number:
            sheet.gap()
        _write_standing(sheet, standing)
    sheet.more(len(several) - POINTS)
    write_follow_up(sheet, shown)


def _write_standing(sheet: Sheet, standing: Standing) -> None:
    mark = f"{standing.number}" if standing.number else "-"
    sheet.entry(mark, stanced(standing.lead, quote), style="bold", tail=(standing.lead.words.letter,))
    sheet.entry("", standing_line(standing), style="bold yellow" if standing.most == 1 else "bold")
    branches = [*_stated(standing), *_unstated(standing)]
    if branches:
        _print_tree(sheet, branches)
    for reason in standing.why:
        sheet.entry("", reason, style="dim")


def _stated(standing: Standing) -> Iterator[tuple[str, str, list[str]]]:
    for root in standing.roots:
        leaves = []
        for chain in root.chains:
            joined = f" ({say('origins', 'joined')})" if chain.why else ""
            leaves.append(f"{chain.letter}  {chain_line(chain, quote)}{joined}")
        yield root_line(root), "cyan", leaves


def _unstated(standing: Standing) -> Iterator[tuple[str, str, list[str]]]:
    if standing.unknown:
        told = [f"{chain.letter}  {unknown_line(chain, quote)}" for chain in standing.unknown]
        yield say("origins", "unknown"), "yellow", told
    if standing.joined:
        told = [f"{chain.letter}  {unknown_line(chain, quote)}" for chain in standing.joined]
        yield say("origins", "silent"), "yellow", told


def _print_tree(sheet: Sheet, branches: Sequence[tuple[str, str, list[str]]]) -> None:
    from rich.padding import Padding
    from rich.text import Text
    from rich.tree import Tree

    root = Tree(Text(""), guide_style="dim", hide_root=True)
    for name, style, leaves in branches:
        branch: Tree = root.add(Text(flatten(name), style=style))
        for leaf in leaves:
            branch.add(_hung(leaf))
    sheet.console.print(Padding(root, (0, 0, 0, 3)))


def _hung(leaf: str) -> Text:
    from rich.text import Text

    letter, _, rest = leaf.partition("  ")
    return Text.assemble((letter, "bold"), "  ", flatten(rest))


def write_follow_up(sheet: Sheet, shown: Lineage) -> None:
    """Loops, the next calls, what falls, who was first and own reporting, where there are any."""
    _write_loops(sheet, shown)
    _write_calls(sheet, shown)
    _write_falls(sheet, shown.falls)
    _write_firsts(sheet, shown)
    _write_own(sheet, shown)


def _write_loops(sheet: Sheet, shown: Lineage) -> None:
    if shown.rings:
        sheet.heading(say("origins", "loops"), len(shown.rings))
    for ring in shown.rings:
        sheet.entry("!", f"{' '.join(ring.letters)}: {say('origins', 'loop')}", style="bold red")
        for teller, source, words in ring.steps:
            said = f" {words.letter} {quote(words.text)}" if words else ""
            sheet.entry("", f"{teller} ← {source}{said}")
        for told in ring.sayings:
            sheet.entry(told.words.letter, stanced(told, quote), indent=3)


def _write_calls(sheet: Sheet, shown: Lineage) -> None:
    if shown.calls:
        sheet.heading(say("origins", "calls"), len(shown.calls))
    for call in shown.calls[:CALLS]:
        sheet.entry("-", stanced(call.point.lead, quote), tail=(_of_point(call.point),), tail_style="dim")
        sheet.entry("", call_line(call), style="dim")
    sheet.more(len(shown.calls) - CALLS)


def call_line(call: NextCall, shown: Callable[[str], str] = str) -> str:
    """Why a point is worth a call, and who stands behind it as far as that is stated."""
    names = ", ".join(root_line(root, shown) for root in call.point.roots)
    return f"{shown(call.why)} {say('origins', 'rests_on', names=names)}" if names else shown(call.why)


def _write_falls(sheet: Sheet, falls: Sequence[Fall]) -> None:
    if falls:
        sheet.heading(say("origins", "falls"), len(falls))
    for fall in falls:
        hidden = f" ({say('line', 'unnamed_one')})" if fall.anonymity else ""
        sheet.entry("-", f"{fall.name}{hidden}: {fall_line(fall)}", style="bold")
        for point in fall.points[:LISTED]:
            sheet.entry("", stanced(point.lead, quote), tail=(_of_point(point),), tail_style="dim")
        if len(fall.points) > LISTED:
            sheet.entry("", count("more", len(fall.points) - LISTED), style="dim")


def fall_line(fall: Fall) -> str:
    """What rests on an origin alone, counted, and in which reports."""
    points, reports = count("point", len(fall.points)), count("report", len(fall.letters))
    return f"{say('origins', 'fall', points=points, reports=reports)} ({' '.join(fall.letters)})"


def _write_firsts(sheet: Sheet, shown: Lineage) -> None:
    if shown.firsts:
        sheet.heading(say("origins", "firsts"), len(shown.firsts))
    for first in shown.firsts[:FIRSTS]:
        points = count("point", len(first.points))
        sheet.entry(first.letter, f"{first.outlet}: {say('origins', 'first', points=points)} {first.why}")
        for point, said in first.points[:LISTED]:
            sheet.entry("", stanced(said, quote), tail=(_of_point(point),), tail_style="dim")
        if len(first.points) > LISTED:
            sheet.entry("", count("more", len(first.points) - LISTED), style="dim")
    sheet.more(len(shown.firsts) - FIRSTS)


def _write_own(sheet: Sheet, shown: Lineage) -> None:
    if shown.own:
        sheet.heading(say("origins", "own"), len(shown.own))
    for found in shown.own:
        told = "; ".join(stanced(said, quote) for said in found.sayings)
        sheet.entry(found.words.letter, f"{found.outlet} {quote(found.words.text)}{told and f': {told}'}")


def _of_point(point: Standing) -> str:
    return say("origins", "of_point", n=point.number)
