"""Writes who told whom as Markdown: what each point rests on, and what follows."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.data import Comparison
from twosource.stages.write.display import escape_markdown, quote
from twosource.stages.write.index import build_index
from twosource.stages.write.origins_lines import chain_line, root_line, standing_line, unknown_line
from twosource.stages.write.origins_shapes import Lineage, Standing
from twosource.stages.write.origins_text import call_line, fall_line
from twosource.stages.write.origins_view import lineage
from twosource.stages.write.phrases import count, say
from twosource.stages.write.summary import stanced


def origins_to_markdown(comparison: Comparison) -> Iterator[str]:
    """The lines of the sections, in which no report's words act as markup."""
    shown = lineage(build_index(comparison), comparison)
    several = [s for s in shown.standings if len(s.letters) > 1]
    yield from _section(say("origins", "points"), (line for s in several for line in _standing(s)))
    yield from _section(say("origins", "loops"), _rings(shown))
    yield from _section(say("origins", "calls"), _calls(shown))
    yield from _section(say("origins", "falls"), _falls(shown))
    yield from _section(say("origins", "firsts"), _firsts(shown))
    yield from _section(say("origins", "own"), _own(shown))


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", f"## {title}", "", *found)


def _quote(text: str) -> str:
    return escape_markdown(quote(text))


def _standing(standing: Standing) -> Iterator[str]:
    yield f"- **Point {standing.number}** {stanced(standing.lead, _quote)}: {standing_line(standing)}"
    for root in standing.roots:
        yield f"  - {root_line(root, escape_markdown)}"
        for chain in root.chains:
            joined = f" ({say('origins', 'joined')}: {escape_markdown(chain.why)})" if chain.why else ""
            yield f"    - {chain.letter}: {chain_line(chain, _quote, escape_markdown)}{joined}"
    if standing.unknown:
        yield f"  - {say('origins', 'unknown')}"
    for chain in standing.unknown:
        yield f"    - {chain.letter}: {unknown_line(chain, _quote, escape_markdown)}"
    if standing.joined:
        yield f"  - {say('origins', 'silent')}"
    for chain in standing.joined:
        why = escape_markdown(chain.why)
        yield f"    - {chain.letter}: {unknown_line(chain, _quote, escape_markdown)} ({why})"
    for reason in standing.why:
        yield f"  - {escape_markdown(reason)}"


def _rings(shown: Lineage) -> Iterator[str]:
    for ring in shown.rings:
        yield f"- {' '.join(ring.letters)}: {say('origins', 'loop')}"
        for teller, source, words in ring.steps:
            said = f" {words.letter} {_quote(words.text)}" if words else ""
            yield f"  - {escape_markdown(teller)} ← {escape_markdown(source)}{said}"


def _calls(shown: Lineage) -> Iterator[str]:
    for call in shown.calls:
        why = call_line(call, escape_markdown)
        yield f"- {stanced(call.point.lead, _quote)} (point {call.point.number}): {why}"


def _falls(shown: Lineage) -> Iterator[str]:
    for fall in shown.falls:
        numbers = ", ".join(str(point.number) for point in fall.points)
        yield f"- **{escape_markdown(fall.name)}**: {fall_line(fall)}: point {numbers}"


def _firsts(shown: Lineage) -> Iterator[str]:
    for first in shown.firsts:
        had = say("origins", "first", points=count("point", len(first.points)))
        yield f"- {first.letter} {escape_markdown(first.outlet)}: {had} {escape_markdown(first.why)}"
        for point, said in first.points:
            yield f"  - {stanced(said, _quote)} (point {point.number})"


def _own(shown: Lineage) -> Iterator[str]:
    for found in shown.own:
        told = "; ".join(stanced(said, _quote) for said in found.sayings)
        outlet = escape_markdown(found.outlet)
        yield f"- {found.words.letter} {outlet} {_quote(found.words.text)}{told and f': {told}'}"
