"""Draws the chains of a story as SVG: no script, every line and name a link, colours by style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import pairwise

from twosource.data import Comparison
from twosource.stages.write.chains_fit import fit, width_of
from twosource.stages.write.chains_graph import Graph, Node, Tie, graph_of
from twosource.stages.write.chains_layout import Layout, Rooms, lay_out
from twosource.stages.write.display import flatten
from twosource.stages.write.index import build_index
from twosource.stages.write.phrases import count, say

SIZE = 12.5
HIGH, GAP, HELD, TOP, EDGE = 24.0, 7.0, 12.0, 30.0, 2.0
# Widths of first, middle and last columns and of the room between, by the number of columns.
WIDTHS = {2: (240.0, 0.0, 300.0, 210.0), 3: (196.0, 190.0, 216.0, 62.0), 4: (164.0, 142.0, 174.0, 36.0)}
# How far lines between names of one column stand out, at most, left of the first column and of others.
OUT = (40.0, 26.0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A graph with its layout, the columns' left ends and widths, and what its links lead to.

    `links` gives an address by a node's key; without it (None) nothing is a link.
    `numbers` and `names` are those of the nodes.
    """

    graph: Graph
    layout: Layout
    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    links: Mapping[str, str] | None
    numbers: Mapping[str, int]
    names: Mapping[str, str]

    @property
    def width(self) -> float:
        """The width of the whole."""
        return self.lefts[-1] + self.widths[-1] + EDGE

    @property
    def height(self) -> float:
        """The height of the whole."""
        return TOP + self.layout.height + EDGE

    def place(self, node: str) -> tuple[float, float, float]:
        """Left end, middle of the height, and width of a node."""
        column = self.layout.columns[node]
        return self.lefts[column], TOP + self.layout.heights[node], self.widths[column]


def draw(graph: Graph, links: Mapping[str, str] | None = None) -> Drawing | None:
    """The drawing of a graph, None where nobody has anything from anybody."""
    if not graph.ties:
        return None
    pairs = [(tie.teller, tie.source) for tie in graph.ties if tie.teller != tie.source]
    outlets = [n.key for n in graph.nodes if n.is_outlet]
    origins = [n.key for n in graph.nodes if n.is_origin]
    rooms = Rooms(HIGH + GAP, HELD)
    layout = lay_out([n.key for n in graph.nodes], pairs, rooms, outlets=outlets, origins=origins)
    first, middle, last, between = WIDTHS[max(2, layout.count)]
    widths = (first, *[middle] * (layout.count - 2), last)[: layout.count]
    has_arcs = any(layout.columns[t] == 0 for t, _ in layout.back)
    lefts = [EDGE + (OUT[0] if has_arcs else 0.0)]
    for width in widths[:-1]:
        lefts.append(lefts[-1] + width + between)
    numbers = {node.key: n for n, node in enumerate(graph.nodes)}
    names = {node.key: node.name for node in graph.nodes}
    return Drawing(graph, layout, tuple(lefts), widths, links, numbers, names)


def to_svg(drawing: Drawing, *, style: str = "") -> str:
    """The drawing as an ``svg`` element; with `style` it stands alone in a file."""
    wide, high = f"{drawing.width:.0f}", f"{drawing.height:.0f}"
    role = "graphics-document" if drawing.links is not None else "img"
    size = f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
    named = f'role="{role}" aria-labelledby="chains-name chains-about"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chains" {named} {size}>',
        f'<title id="chains-name">{escape(say("origins", "picture"))}</title>',
        f'<desc id="chains-about">{escape(describe(drawing.graph))}</desc>',
        f"<style>{style}</style>" if style else "",
        *_heads(drawing),
        *(_tie(drawing, tie) for tie in sorted(drawing.graph.ties, key=lambda t: t.is_loop)),
        *(_node(drawing, n, node) for n, node in enumerate(drawing.graph.nodes)),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part)


def chains_to_svg(comparison: Comparison) -> str:
    """The picture of a comparison's chains as a file of its own, with the words in the lines' titles."""
    drawing = draw(graph_of(build_index(comparison), comparison))
    if drawing:
        return to_svg(drawing, style=own_style()) + "\n"
    none = escape(say("origins", "none"))
    return f'<svg xmlns="http://www.w3.org/2000/svg" role="img"><title>{none}</title></svg>\n'


def describe(graph: Graph) -> str:
    """The picture in a sentence, for those who do not see it."""
    origins = sum(n.is_origin for n in graph.nodes)
    outlets = sum(n.is_outlet for n in graph.nodes)
    loops = say("origins", "with_loop") if any(t.is_loop for t in graph.ties) else ""
    return say(
        "origins",
        "described",
        outlets=count("outlet", outlets),
        origins=count("origin", origins),
        ties=count("tie", len(graph.ties)),
    ) + (f" {loops}" if loops else "")


def rules(graph: Graph) -> str:
    """The style rules by which a name that is pointed at or reached by key dims all other chains."""
    return "\n".join(
        f".chains:has(#chain-{n}:is(:hover,:focus-visible)) .tie:not(.c{n}){{opacity:.1}}"
        for n in range(len(graph.nodes))
    )


def own_style() -> str:
    """The style of a picture that stands alone in a file."""
    folder = files(__package__).joinpath("templates")
    return "".join(folder.joinpath(f).read_text(encoding="utf-8") for f in ("chains_alone.css", "chains.css"))


def _heads(drawing: Drawing) -> Iterator[str]:
    columns = drawing.layout.columns
    last = max((columns[n.key] for n in drawing.graph.nodes if n.is_origin), default=-1)
    for column, left in enumerate(drawing.lefts):
        key = "outlets" if column == 0 else "roots" if column == last else "between"
        if key != "between" or column == 1:
            yield f'<text class="head" x="{left:.1f}" y="14">{escape(say("origins", key))}</text>'


def _link(drawing: Drawing, href: str, attributes: str, inner: str) -> str:
    if drawing.links is None or not href:
        return f"<g {attributes}>{inner}</g>"
    return f'<a {attributes} href="{escape(href)}">{inner}</a>'


def _node(drawing: Drawing, number: int, node: Node) -> str:
    left, middle, wide = drawing.place(node.key)
    top = middle - HIGH / 2
    letters = " ".join(node.letters[:4]) + (" …" if len(node.letters) > 4 else "")
    lead = width_of(letters, SIZE - 1) + 8 if letters else 0.0
    tail = 16.0 if node.unstated else 0.0
    label = fit(flatten(node.name), wide - 16 - lead - tail, SIZE)
    kinds = " ".join(
        kind for kind, has in (("outlet", node.is_outlet), ("origin", node.is_origin),
                               ("unnamed", bool(node.anonymity))) if has)  # fmt: skip
    badge = f'<tspan class="letters">{escape(letters)}</tspan> ' if letters else ""
    inner = (
        f"<title>{escape(_told_of(node))}</title>"
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{HIGH}" rx="3"/>'
        f'<text x="{left + 8:.1f}" y="{middle + 4.4:.1f}">{badge}{escape(label)}</text>'
    )
    href = (drawing.links or {}).get(node.key, "")
    made = _link(drawing, href, f'class="node {kinds}" id="chain-{number}"', inner)
    return made + _unstated(drawing, node)


def _told_of(node: Node) -> str:
    """A node's whole name, and what is known of it."""
    hidden = f" ({say('line', 'unnamed_one')})" if node.anonymity else ""
    reports = f"; {', '.join(node.letters)}" if node.letters else ""
    return flatten(node.name) + hidden + reports


def _unstated(drawing: Drawing, node: Node) -> str:
    """The open ring at an outlet that says things whose origin it does not state."""
    if not node.unstated:
        return ""
    left, middle, wide = drawing.place(node.key)
    told = say("line", "unknown", claims=count("claim", node.unstated))
    ring = f'<title>{escape(told)}</title><circle cx="{left + wide - 11:.1f}" cy="{middle:.1f}" r="4.5"/>'
    return _link(drawing, (drawing.links or {}).get(f"?{node.key}", ""), 'class="unstated"', ring)


def _tie(drawing: Drawing, tie: Tie) -> str:
    if tie.teller == tie.source:
        return ""
    numbers, names = drawing.numbers, drawing.names
    passed = " ".join(f"c{numbers[key]}" for key in sorted(tie.passed_by) if key in numbers)
    words = " · ".join(f"{w.letter}: {flatten(w.text)}" for w in tie.words[:3])
    told = say("origins", "tie", teller=flatten(names[tie.teller]), source=flatten(names[tie.source]))
    line, tip = _path(drawing, tie)
    wide = 1.2 + min(tie.claims, 9) * 0.3
    name = escape(f"{told}: {words}" if words else told)
    inner = (
        f'<title>{name}</title><path class="hit" d="{line}"/>'
        f'<path class="line" stroke-width="{wide:.1f}" d="{line}"/>{tip}'
    )
    kind = "tie loop" if tie.is_loop else "tie" if tie.words else "tie implied"
    href = f"#{tie.words[0].anchor}" if tie.words else ""
    return _link(drawing, href, f'class="{kind} {passed}" aria-label="{name}"', inner)


def _path(drawing: Drawing, tie: Tie) -> tuple[str, str]:
    """The line of a tie from its teller to its source, and the tip at the teller's end where it needs one."""
    if (tie.teller, tie.source) in drawing.layout.back:
        return _back(drawing, tie)
    (left, a, wide), (x, b, _) = drawing.place(tie.teller), drawing.place(tie.source)
    points = [(left + wide, a)]
    for column, y in drawing.layout.passed[tie.teller, tie.source]:
        start = drawing.lefts[column]
        points += [(start, TOP + y), (start + drawing.widths[column], TOP + y)]
    points.append((x, b))
    line = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for n, ((x1, y1), end) in enumerate(pairwise(points)):
        half = (x1 + end[0]) / 2
        line += f"H{end[0]:.1f}" if n % 2 else _curve(half, y1, half, end)
    return line, _tip(*points[0], 1) if tie.is_loop else ""


def _back(drawing: Drawing, tie: Tie) -> tuple[str, str]:
    """A line from the left side of its teller: back to another column, or around to one in its own."""
    (left, a, _), (x, b, wide) = drawing.place(tie.teller), drawing.place(tie.source)
    column = drawing.layout.columns[tie.teller]
    start, line = (left, a + 4), f"M{left:.1f} {a + 4:.1f}"
    if drawing.layout.columns[tie.source] < column:
        half = (left + x + wide) / 2
        return line + _curve(half, a + 4, half, (x + wide, b + 4)), _tip(*start, -1)
    out = left - min(OUT[min(column, 1)], 14 + abs(b - a) * 0.16) * 4 / 3
    return line + _curve(out, a + 4, out, (x, b - 4)), _tip(*start, -1)


def _curve(x1: float, y1: float, x2: float, end: tuple[float, float]) -> str:
    return f"C{x1:.1f} {y1:.1f} {x2:.1f} {end[1]:.1f} {end[0]:.1f} {end[1]:.1f}"


def _tip(x: float, y: float, turn: int) -> str:
    """An arrow's head at a teller: what is told comes in here."""
    return f'<path class="tip" d="M{x:.1f} {y:.1f}l{7 * turn} -3.6v7.2z"/>'
