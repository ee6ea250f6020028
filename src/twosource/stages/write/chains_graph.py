"""Makes one graph of a story's chains: outlets, the hands between, and the origins, each drawn once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from twosource.data import Comparison, Loop, Origin
from twosource.stages.write.index import Index
from twosource.stages.write.origins_hands import Hands, chain_of, gather_hands, key_of, outlet_key
from twosource.stages.write.origins_shapes import Chain, Hand
from twosource.stages.write.shapes import Words

# More origins than this make a picture taller than two screens.
MOST_ORIGINS = 30
# The hands of a chain that are drawn, each with the words that lead to it.
Steps = list[tuple[Hand, tuple[Words, ...]]]


@dataclass(frozen=True, slots=True)
class Node:
    """An outlet, a hand between, or an origin; `letters` are the reports of an outlet.

    `unstated` counts an outlet's claims whose origin is not stated.
    """

    key: str
    name: str
    kind: str
    letters: tuple[str, ...] = ()
    is_outlet: bool = False
    is_origin: bool = False
    anonymity: str = ""
    unstated: int = 0


@dataclass(frozen=True, slots=True)
class Tie:
    """`teller` has it from `source`, in these words; `by_way_of` the keys of all chains that pass here."""

    teller: str
    source: str
    words: tuple[Words, ...]
    claims: int
    passed_by: frozenset[str] = frozenset()
    is_loop: bool = False


@dataclass(frozen=True, slots=True)
class Graph:
    """The nodes in the order of the reports and origins, the ties, and how many origins were not drawn."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    undrawn: int = 0


def graph_of(index: Index, comparison: Comparison, most: int = MOST_ORIGINS) -> Graph:
    """The graph of a comparison, with the origins that matter most where there are more than `most`.

    An origin matters that a point of several reports rests on, or that several outlets have.
    """
    hands = gather_hands(index, comparison)
    stated = [o for o in comparison.origins if o.is_stated]
    drawn = _choose(index, comparison, stated, most)
    nodes = {n.key: n for n in _outlets(hands, comparison)}
    ties: dict[tuple[str, str], Tie] = {}
    for origin in drawn:
        for claim in (index.claims[c] for c in origin.claims if c in index.claims):
            chain = chain_of(hands, claim)
            steps = _folded(chain)
            _add_nodes(nodes, origin, steps)
            _add_ties(ties, chain, steps)
    _add_unstated(hands, nodes, ties, comparison)
    _add_loops(hands, nodes, ties, comparison.loops)
    return Graph(tuple(nodes.values()), tuple(ties.values()), len(stated) - len(drawn))


def _choose(index: Index, comparison: Comparison, stated: list[Origin], most: int) -> list[Origin]:
    shared = {p.id for p in comparison.points if len(index.reports_of(p.claims)) > 1}
    resting = {o for ledger in comparison.ledgers if ledger.about in shared for o in ledger.origins}
    wide = [o for o in stated if o.id in resting or len(index.reports_of(o.claims)) > 1]
    ranked = sorted(wide or stated, key=lambda o: (-len(index.reports_of(o.claims)), -len(o.claims)))
    return ranked[:most]


def _outlets(hands: Hands, comparison: Comparison) -> Iterator[Node]:
    index = hands.index
    unstated = (c for o in comparison.origins if not o.is_stated for c in o.claims if c in index.claims)
    own = Counter(index.claims[claim].report for claim in unstated)
    of_outlet: dict[str, list[str]] = {}
    for report in index.articles:
        of_outlet.setdefault(outlet_key(hands, report), []).append(report)
    for key, reports in of_outlet.items():
        yield Node(
            key,
            index.outlet(reports[0]),
            "outlet",
            index.badges(reports),
            is_outlet=True,
            unstated=sum(own[r] for r in reports),
        )


def _folded(chain: Chain) -> Steps:
    """The hands to draw.

    “A statement” on the way to whose it is, and a hand that nobody names, are no
    stations of their own: their words go with the next hand.
    """
    steps: Steps = []
    waiting: tuple[Words, ...] = ()
    for place, hand in enumerate(chain.hands):
        words = (*waiting, hand.words) if hand.words else waiting
        is_last = place == len(chain.hands) - 1
        if place and not is_last and hand.key.startswith("c-"):
            waiting = words
            continue
        if not steps or steps[-1][0].key != hand.key:
            steps.append((hand, words))
        waiting = ()
    return steps


def _add_nodes(nodes: dict[str, Node], origin: Origin, steps: Steps) -> None:
    for hand, _ in steps:
        node = nodes.get(hand.key) or Node(hand.key, hand.name, hand.kind, anonymity=hand.anonymity)
        if hand.key == origin.id:
            named = node if node.is_outlet else replace(node, name=origin.name, kind=origin.kind)
            node = replace(named, is_origin=True, anonymity=origin.anonymity)
        nodes[hand.key] = node


def _add_ties(ties: dict[tuple[str, str], Tie], chain: Chain, steps: Steps) -> None:
    passed = frozenset(hand.key for hand, _ in steps)
    for (teller, _), (source, words) in pairwise(steps):
        pair = (teller.key, source.key)
        old = ties.get(pair) or Tie(*pair, (), 0)
        more = tuple(dict.fromkeys((*old.words, *(words or (chain.said.words,)))))
        ties[pair] = Tie(*pair, more, old.claims + 1, old.passed_by | passed)


def _add_unstated(
    hands: Hands, nodes: dict[str, Node], ties: dict[tuple[str, str], Tie], comparison: Comparison
) -> None:
    """The ways by which words came whose origin is not stated: from an agency, say, that names nobody."""
    unstated = [o for o in comparison.origins if not o.is_stated]
    for origin in unstated:
        for claim in (hands.index.claims[c] for c in origin.claims if c in hands.told):
            chain = chain_of(hands, claim)
            steps = _folded(chain)
            _add_nodes(nodes, origin, steps)
            _add_ties(ties, chain, steps)


def _add_loops(
    hands: Hands, nodes: dict[str, Node], ties: dict[tuple[str, str], Tie], loops: Iterable[Loop]
) -> None:
    """The edges of loops, drawn as such also where a chain has them."""
    for edge in (edge for loop in loops for edge in loop.edges):
        pair = (key_of(hands, edge.teller), key_of(hands, edge.source))
        for key, name in zip(pair, (edge.teller, edge.source), strict=True):
            nodes.setdefault(key, Node(key, name, "outlet"))
        words = (hands.index.words(edge.report, edge.span),) if edge.span else ()
        old = ties.get(pair) or Tie(*pair, (), 1, frozenset(pair))
        ties[pair] = replace(old, words=tuple(dict.fromkeys((*old.words, *words))), is_loop=True)
