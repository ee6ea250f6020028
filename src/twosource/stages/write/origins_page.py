"""What the page's templates are given of who told whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from twosource.data import Comparison
from twosource.stages.write.chains_graph import Graph, Node, graph_of
from twosource.stages.write.chains_svg import draw, rules, to_svg
from twosource.stages.write.index import Index, build_index
from twosource.stages.write.origins_lines import standing_line
from twosource.stages.write.origins_view import lineage


@dataclass(frozen=True, slots=True)
class OnThePage:
    """The values that templates use, and the style of the picture."""

    values: Mapping[str, object]
    ties: int
    style: str


def show_on_page(comparison: Comparison, teller_ids: Mapping[str, str]) -> OnThePage:
    """Chains and ledgers for the page; `teller_ids` are the anchors of the origins on it."""
    from markupsafe import Markup

    index = build_index(comparison)
    graph = graph_of(index, comparison)
    drawing = draw(graph, _links(index, comparison, graph, teller_ids))
    shown = lineage(index, comparison)
    values = {
        "lineage": shown,
        "standings": {standing.id: standing for standing in shown.standings},
        "standing_line": standing_line,
        "graph": graph,
        "node_names": {node.key: node.name for node in graph.nodes},
        "picture": Markup(to_svg(drawing)) if drawing else None,
    }
    style = files(__package__).joinpath("templates", "chains.css").read_text(encoding="utf-8")
    return OnThePage(values, len(graph.ties), style + (rules(graph) if drawing else ""))


def _links(
    index: Index, comparison: Comparison, graph: Graph, teller_ids: Mapping[str, str]
) -> dict[str, str]:
    """Where each node leads: an outlet to its report, an origin to all of it, others to their words."""
    found = {tie.source: f"#{tie.words[0].anchor}" for tie in reversed(graph.ties) if tie.words}
    for node in graph.nodes:
        if node.is_outlet:
            found[node.key] = f"#report-{node.letters[0]}"
        elif node.key in teller_ids:
            found[node.key] = f"#{teller_ids[node.key]}"
    return found | _unstated(index, comparison, graph.nodes, teller_ids)


def _unstated(
    index: Index, comparison: Comparison, nodes: tuple[Node, ...], teller_ids: Mapping[str, str]
) -> dict[str, str]:
    """Where the rings at outlets lead: to what the first of its reports says without an origin."""
    own = [o for o in comparison.origins if not o.is_stated and o.claims and o.claims[0] in index.claims]
    places = {index.letters[index.claims[o.claims[0]].report]: teller_ids.get(o.id) for o in own}
    found = {}
    for node in nodes:
        anchors = [places[letter] for letter in node.letters if places.get(letter)]
        if anchors:
            found[f"?{node.key}"] = f"#{anchors[0]}"
    return found
