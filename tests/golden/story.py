"""A comparison in JSON, asked by the words of its reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
ARTICLE_KINDS = {
    "headline",
    "kicker",
    "subhead",
    "byline",
    "dateline",
    "body",
    "caption",
    "quote",
    "correction",
}
# A span of ours means the words where the two share this much of both.
MEANT = 0.5


@dataclass(frozen=True, slots=True)
class Story:
    """The JSON of a comparison; reports go by their number in it, from one."""

    json: Json

    def report(self, number: int) -> Json:
        """A report by its number."""
        found: Json = self.json["reports"][number - 1]
        return found

    def places(self, number: int, words: str) -> list[tuple[int, int]]:
        """Everywhere that `words` stand in a report."""
        text, found, start = self.report(number)["text"], [], -1
        while (start := text.find(words, start + 1)) >= 0:
            found.append((start, start + len(words)))
        return found

    def means(self, thing: Json, number: int, words: str) -> bool:
        """Whether a thing with report, start and end stands for `words` of report `number`."""
        if thing["report"] != self.report(number)["id"] or thing["start"] is None:
            return False
        return any(
            likeness((thing["start"], thing["end"]), place) >= MEANT for place in self.places(number, words)
        )

    def claims(self, number: int, words: str) -> list[Json]:
        """The claims that stand for these words."""
        return [c for c in self.json["claims"] if self.means(c, number, words)]

    def points(self, wanted: Sequence[tuple[int, str]]) -> list[Json]:
        """The points that hold a claim for each of `wanted`, as number of the report and words."""
        ids = [{c["id"] for c in self.claims(number, words)} for number, words in wanted]
        return [p for p in self.json["points"] if all(each & set(p["claims"]) for each in ids)]

    def differences(self) -> Iterator[Json]:
        """Every difference of every point."""
        for point in self.json["points"]:
            yield from point["differences"]

    def kinds(self, number: int, words: str) -> set[str]:
        """The kinds of the blocks in which words of a report stand; empty where the text lacks them."""
        blocks = self.report(number)["blocks"]
        return {
            b["kind"]
            for s, e in self.places(number, words)
            for b in blocks
            if b["start"] < e and s < b["end"]
        }

    def words(self, thing: Json) -> str:
        """The words of a thing with report, start and end."""
        text = next(r["text"] for r in self.json["reports"] if r["id"] == thing["report"])
        return str(text[thing["start"] : thing["end"]])


def likeness(a: tuple[int, int], b: tuple[int, int]) -> float:
    """F1 of two spans' characters."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return 2 * shared / (a[1] - a[0] + b[1] - b[0]) if shared > 0 else 0.0
