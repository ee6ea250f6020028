"""Writes a comparison for a terminal: the page's content, compact, in plain lines."""

from __future__ import annotations

from functools import partial

from twosource.data import Comparison
from twosource.stages.write.console import printed
from twosource.stages.write.display import quote
from twosource.stages.write.index import build_index
from twosource.stages.write.origins_shapes import Lineage
from twosource.stages.write.origins_text import write_follow_up
from twosource.stages.write.origins_view import lineage
from twosource.stages.write.outline import outline
from twosource.stages.write.phrases import count, say
from twosource.stages.write.shapes import Differing, Path, Pointed, Said, Teller
from twosource.stages.write.shapes_whole import OneReport, Outline
from twosource.stages.write.sheet import Sheet
from twosource.stages.write.summary import (
    absent_groups,
    around,
    facts_line,
    group_values,
    points_of,
    rests_line,
    route,
    stanced,
)

POINTS = 15
MATTERS = 8
ONLY = 5
TOLD = 3
SHOWN_ORIGINS = 12
STYLES = {
    "contradiction": "bold red",
    "later-update": "bold blue",
    "cannot-tell": "bold yellow",
    "other-scope": "bold yellow",
}


def to_terminal(comparison: Comparison, *, width: int = 80, color: bool = False) -> str:
    """The comparison as lines of at most `width` columns; without `color` no escape is in them."""
    shown = lineage(build_index(comparison), comparison)
    return printed(partial(_write, view=outline(comparison), shown=shown), width=width, color=color)


def _write(sheet: Sheet, view: Outline, shown: Lineage) -> None:
    _write_top(sheet, view)
    _write_matters(sheet, view)
    both = "both" if len(view.cards) == 2 else "all"
    _write_points(sheet, say("section", both), view.points_of_all)
    _write_points(sheet, say("section", "several"), view.points_of_several)
    if not (view.points_of_all or view.points_of_several):
        sheet.heading(say("section", "several"), 0)
        sheet.line(say("line", "no_points"))
    _write_others(sheet, view)
    _write_only(sheet, view.reports)
    _write_tellers(sheet, view)
    write_follow_up(sheet, shown)
    _write_wordings(sheet, view)
    _write_omits(sheet, view.reports)
    _write_shared(sheet, view)
    _write_timeline(sheet, view)
    _write_left_out(sheet, view.reports)


def _write_top(sheet: Sheet, view: Outline) -> None:
    sheet.line(facts_line(view))
    if view.title:
        name = next(c.outlet for c in view.cards if c.letter == view.title.letter)
        whose = say("line", "headline_of" if view.title_is_headline else "lead_of")
        sheet.gap()
        sheet.line(view.title.text, style="bold")
        sheet.line(whose, f"{view.title.letter},", name or say("line", "outlet_unstated"), style="dim")
    sheet.gap()
    for card in view.cards:
        outlet = card.outlet or say("line", "outlet_unstated")
        when = card.published or say("line", "published_unstated")
        title = f": {quote(card.title)}" if card.title else ""
        sheet.entry(card.letter, f"{outlet}{title} ({when})")
    if view.failures:
        sheet.gap()
        sheet.line(count("failure", len(view.failures)) + ".", style="bold")
        for item, _, reason in view.failures:
            sheet.entry("!", f"{item}: {reason}")


def _write_matters(sheet: Sheet, view: Outline) -> None:
    sheet.heading(say("section", "matters"), 0)
    if not view.differ:
        sheet.line(say("line", "no_differences"))
    elif absent := absent_groups(view):
        sheet.line(say("line", "not_found", what="; ".join(absent)))
    for group, differences in view.matters:
        sheet.line(say("group", group), style="bold")
        for difference in differences[:MATTERS]:
            _write_difference(sheet, difference)
        sheet.more(len(differences) - MATTERS)
    if view.alone:
        sheet.line(say("group", "alone"), style="bold")
        for said in view.alone:
            _write_said(sheet, said, 2)


def _write_others(sheet: Sheet, view: Outline) -> None:
    """The differences that are neither clash nor update; those were told first."""
    others = dict(view.differ).get("other", ())
    if others:
        sheet.heading(say("line", "others"), len(others))
    for difference in others[:MATTERS]:
        _write_difference(sheet, difference)
    sheet.more(len(others) - MATTERS)


def _write_difference(sheet: Sheet, difference: Differing) -> None:
    kind = say("kind", difference.kind)
    sheet.entry(
        "-",
        f"{kind}: {group_values(difference, quote)}",
        indent=2,
        tail=(difference.word, points_of(difference)),
        tail_style=STYLES.get(difference.verdict, "bold green"),
    )
    sheet.entry("", difference.why, indent=2, style="dim")


def _write_points(sheet: Sheet, title: str, points: tuple[Pointed, ...]) -> None:
    if not points:
        return
    sheet.heading(title, len(points))
    for point in points[:POINTS]:
        sheet.entry(
            f"{point.number}", stanced(point.lead, quote), style="bold", tail=(point.lead.words.letter,)
        )
        _write_around(sheet, point.lead)
        sheet.entry("", rests_line(point))
        if not point.is_sure:
            sheet.entry("", say("line", "unsure"), style="dim")
        if point.relation != "same" or point.differences:
            _write_sayings(sheet, point)
        if point.differences:
            found = [f"{d.word} ({say('kind', d.kind).lower()})" for d in point.differences]
            sheet.entry("", f"{count('difference', len(found))}: {', '.join(found)}", style="dim")
    sheet.more(len(points) - POINTS)


def _write_sayings(sheet: Sheet, point: Pointed) -> None:
    """Each report's own words, once a report."""
    first = {said.words.letter: said for said in reversed(point.sayings)}
    shown = [said for said in point.sayings if first[said.words.letter] is said]
    for said in shown[:SHOWN_ORIGINS]:
        _write_said(sheet, said, 4)
    sheet.more(len(point.sayings) - len(shown[:SHOWN_ORIGINS]))


def _write_around(sheet: Sheet, said: Said) -> None:
    """The sentence of words that cannot be understood without it."""
    before, after = around(said)
    if before or after:
        sheet.entry("", f"{before}{said.words.text}{after}", style="dim")


def _write_said(sheet: Sheet, said: Said, indent: int) -> None:
    whose = route(said.steps, said.is_stated)
    sheet.entry(said.words.letter, stanced(said, quote), indent=indent)
    sheet.entry("", whose, indent=indent, style="dim")


def _write_only(sheet: Sheet, reports: tuple[OneReport, ...]) -> None:
    sheet.heading(say("section", "only"), sum(len(r.only) for r in reports))
    for report in reports:
        sheet.line(report.letter, report.name, style="bold")
        if not report.only:
            sheet.entry("", say("line", "no_only"))
        for said in report.only[:ONLY]:
            sheet.entry("-", stanced(said, quote), indent=2)
            sheet.entry("", route(said.steps, said.is_stated), indent=2, style="dim")
        sheet.more(len(report.only) - ONLY)


def _write_tellers(sheet: Sheet, view: Outline) -> None:
    sheet.heading(say("section", "said"), len(view.tellers))
    for teller in view.tellers[:SHOWN_ORIGINS]:
        hidden = f", not named: {quote(teller.anonymity)}" if teller.anonymity else ""
        top = f"{teller.name}{hidden} ({' '.join(teller.letters)}, {count('claim', teller.count)})"
        sheet.tree(top, [_branch(path) for path in teller.paths] + _hops(teller))
    sheet.more(len(view.tellers) - SHOWN_ORIGINS)
    if view.unstated:
        claims = count("claim", sum(t.count for t in view.unstated))
        sheet.line(f"{say('section', 'unstated')}: {claims}, {say('line', 'own_words')}")


def _branch(path: Path) -> tuple[str, list[str]]:
    told = [stanced(said, quote) for said in path.sayings]
    rest = [count("more", len(told) - TOLD)] if len(told) > TOLD else []
    return f"{path.letter}  {route(path.steps, True)}", told[:TOLD] + rest


def _hops(teller: Teller) -> list[tuple[str, list[str]]]:
    return [(f"{hop.letter}  {hop.teller} ← {hop.source}", []) for hop in teller.hops]


def _write_wordings(sheet: Sheet, view: Outline) -> None:
    if view.wordings:
        sheet.heading(say("section", "wording"), len(view.wordings))
    for worded in view.wordings[:POINTS]:
        about = stanced(worded.about, quote) if worded.about else worded.name
        told = " | ".join(
            f"{' '.join(dict.fromkeys(place.letter for place in places))} {quote(phrase)}"
            for phrase, places in worded.phrasings
        )
        sheet.entry("-", f"{about or say('about', worded.kind)}: {told}")
    sheet.more(len(view.wordings) - POINTS)


def _write_omits(sheet: Sheet, reports: tuple[OneReport, ...]) -> None:
    leaving = [report for report in reports if report.omits]
    if leaving:
        sheet.heading(say("section", "omits"), 0)
    for report in leaving:
        sheet.line(report.letter, report.name, style="bold")
        for point in report.omits[:ONLY]:
            tail = (" ".join(point.letters), f"point {point.number}")
            sheet.entry("-", stanced(point.lead, quote), indent=2, tail=tail, tail_style="")
        sheet.more(len(report.omits) - ONLY)


def _write_timeline(sheet: Sheet, view: Outline) -> None:
    dated = [(date, whens) for date, whens in view.timeline if date]
    if dated:
        sheet.heading(say("section", "timeline"), len(dated))
    for date, whens in dated[:SHOWN_ORIGINS]:
        told = " | ".join(f"{when.words.letter} {quote(when.words.text)}" for when in whens[:ONLY])
        sheet.entry("-", f"{date}: {told}")
    sheet.more(len(dated) - SHOWN_ORIGINS)


def _write_shared(sheet: Sheet, view: Outline) -> None:
    if view.shared:
        sheet.heading(say("section", "shared"), len(view.shared))
    for pair in view.shared:
        sheet.entry("-", f"{pair.a} {pair.b}: {say('copy', pair.kind)}, {count('run', len(pair.runs))}")


def _write_left_out(sheet: Sheet, reports: tuple[OneReport, ...]) -> None:
    sheet.heading(say("section", "furniture"), sum(len(r.furniture) for r in reports))
    for report in reports:
        kinds = [say("block", block.kind) for block in report.furniture]
        counted = ", ".join(f"{kind} ({kinds.count(kind)})" for kind in dict.fromkeys(kinds))
        sheet.entry(report.letter, counted or say("line", "no_furniture"))
