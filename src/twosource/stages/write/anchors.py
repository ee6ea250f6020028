"""Links words of a report on the page, and remembers every place that was linked to.

The reports are written after the rest of the page and cut at the borders of
the places gathered here, so that every link has its target and every target
a way back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from twosource.stages.write.display import strip_controls
from twosource.stages.write.shapes import Words


@dataclass(frozen=True, slots=True)
class Anchors:
    """The places linked to so far, by report, then by anchor."""

    used: dict[str, dict[str, Words]] = field(default_factory=dict)

    def link(self, words: Words) -> str:
        """A report's own words as a link to their place, as markup."""
        return self._link(words, words.text, "w")

    def see(self, words: Words, label: str) -> str:
        """A link to words of a report under another label (a name, a number)."""
        return self._link(words, label, "see")

    def _link(self, words: Words, label: str, kind: str) -> str:
        anchor = words.anchor
        known = self.used.setdefault(words.report, {})
        back = "" if anchor in known else f' id="u-{anchor}"'
        known[anchor] = words
        return f'<a class="{kind}"{back} href="#{anchor}"><bdi>{escape(strip_controls(label))}</bdi></a>'


def highlight_rules(anchors: Anchors, crossing: frozenset[str]) -> str:
    """The style rules that mark exactly the words of the place the address names.

    All pieces of a place follow its anchor in the same block; only places that
    cross blocks (`crossing`) need the costlier rule over the blocks after it.
    """
    names = [anchor for places in anchors.used.values() for anchor in places]
    rules = [",".join(f"#{a}:target~.{a}" for a in names)]
    rules += [f".b:has(#{a}:target)~* .{a}" for a in names if a in crossing]
    body = "{background:var(--mark);color:var(--mark-ink);text-decoration:none}"
    return "\n".join(rule + body for rule in rules if rule)
