"""Says in one line what a point rests on and how its words came."""

from __future__ import annotations

from collections.abc import Callable

from twosource.stages.write.origins_shapes import Chain, Rooted, Standing
from twosource.stages.write.phrases import count, say


def standing_line(standing: Standing) -> str:
    """``7 reports, 5 outlets, 1–2 origins``, with what is not stated said and never counted."""
    parts = [count("report", len(standing.letters))]
    outlets = count("outlet", standing.outlets) if standing.outlets else ""
    unnamed = say("origins", "unnamed_outlets", n=standing.unnamed_outlets)
    if standing.unnamed_outlets:
        parts.append(f"{outlets} ({unnamed})" if outlets else say("line", "outlet_unstated"))
    else:
        parts.append(outlets)
    parts += [range_line(standing.least, standing.most)] if standing.most else []
    silent = len(standing.unknown) + len(standing.joined)
    if silent:
        parts.append(say("line", "unknown", claims=count("claim", silent)))
    elif not standing.most:
        parts.append(say("line", "origin_unstated"))
    return ", ".join(parts)


def range_line(least: int, most: int) -> str:
    """``2 origins``, or ``1–2 origins`` where the words leave it open."""
    return count("origin", most) if least == most else say("line", "range", low=least, high=most)


def root_line(root: Rooted, shown: Callable[[str], str] = str) -> str:
    """A root's name, whether it is not named, and the reports that rest on it."""
    hidden = f", {say('line', 'unnamed_one')}" if root.anonymity else ""
    return f"{shown(root.name)}{hidden} ({' '.join(root.letters)})"


def chain_line(chain: Chain, quote: Callable[[str], str], shown: Callable[[str], str] = str) -> str:
    """``outlet ← agency “words” ← person “words”``; words of another report come after its badge."""
    links = [shown(chain.hands[0].name)]
    for hand in chain.hands[1:]:
        hidden = f" ({say('line', 'unnamed_one')})" if hand.anonymity else ""
        if hand.words is None:
            links.append(f"{shown(hand.name)}{hidden} ({say('origins', 'no_words')})")
            continue
        where = "" if hand.words.letter == chain.letter else f"{hand.words.letter} "
        name = "" if hand.name in hand.words.text else f"{shown(hand.name)}{hidden} "
        links.append(f"{name}{where}{quote(hand.words.text)}")
    turned = "" if chain.said.stance == "asserts" else f" ({say('stance', chain.said.stance)})"
    return " ← ".join(links) + turned


def unknown_line(chain: Chain, quote: Callable[[str], str], shown: Callable[[str], str] = str) -> str:
    """A claim whose origin is not stated: its chain as far as it leads, and its words."""
    colon = ":" if len(chain.hands) > 1 else ""
    return f"{chain_line(chain, quote, shown)}{colon} {quote(chain.said.words.text)}"
