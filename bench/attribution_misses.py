"""``python -m bench.attribution_misses [content|source|linked|spurious] [--article N]``: what we miss.

Attribution by attribution, then added up by kind of content and by cue; for the terminal only, as it
quotes the articles.  N is the number of an article or a part of its name.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.attribution_answers import said_in
from bench.gold_attributions import GoldArticle, gold_articles
from bench.places import default_data
from bench.reading_of import article_of, readings_of
from bench.scoring.attribution import Said, characters, is_same_source
from bench.scoring.attribution_kinds import cue_word, kind_of
from bench.scoring.spans import Place

# From this share of its characters on a content or a source counts as met here.
_MET = 0.5
_SHOWN_CUES = 40


@dataclass(frozen=True, slots=True)
class Miss:
    """One attribution, how many of its characters are wrong, and what stands in its place."""

    said: Said
    lost: int
    instead: tuple[Said, ...]


def content_misses(text: str, gold: Sequence[Said], ours: Sequence[Said]) -> Iterator[Miss]:
    """Attributions of the gold whose content we do not give to anybody."""
    claimed = characters(text, (place for one in ours for place in one.content))
    for label in gold:
        due = characters(text, label.content)
        if len(due & claimed) < _MET * len(due):
            yield Miss(label, len(due - claimed), ())


def source_misses(text: str, gold: Sequence[Said], ours: Sequence[Said]) -> Iterator[Miss]:
    """Attributions of the gold whose source is none of ours."""
    claimed = characters(text, (place for one in ours for place in one.source))
    for label in gold:
        due = characters(text, label.source)
        if due and len(due & claimed) < _MET * len(due):
            yield Miss(label, len(due - claimed), _over(text, label, ours))


def linked_misses(text: str, gold: Sequence[Said], ours: Sequence[Said]) -> Iterator[Miss]:
    """Attributions of the gold whose content we give to somebody else."""
    for label in gold:
        over = _over(text, label, ours)
        if label.source and over and not any(is_same_source(label, one) for one in over):
            yield Miss(label, len(characters(text, label.content)), over)


def spurious(text: str, gold: Sequence[Said], ours: Sequence[Said]) -> Iterator[Miss]:
    """Attributions of ours whose content is nobody's word in the gold."""
    due = characters(text, (place for one in gold for place in one.content))
    for answer in ours:
        said = characters(text, answer.content)
        if len(said & due) < _MET * len(said):
            yield Miss(answer, len(said - due), ())


def _over(text: str, label: Said, ours: Sequence[Said]) -> tuple[Said, ...]:
    due = characters(text, label.content)
    return tuple(one for one in ours if len(characters(text, one.content) & due) >= _MET * len(due) / 2)


Finder = Callable[[str, Sequence[Said], Sequence[Said]], Iterator[Miss]]
FINDERS: dict[str, Finder] = {
    "content": content_misses,
    "source": source_misses,
    "linked": linked_misses,
    "spurious": spurious,
}


def shown(text: str, places: Sequence[Place]) -> str:
    """The words at the places, on one line."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in places) or "–"


def article_lines(number: int, article: GoldArticle, misses: Sequence[Miss]) -> Iterator[str]:
    """One article's misses."""
    yield f"{number} {article.name}: {len(misses)}"
    text = article.text
    for miss in misses:
        yield f"  {miss.lost:4} {_teller(text, miss.said)} {shown(text, miss.said.content)}"
        yield from (f"       ours: {_teller(text, ours)}" for ours in miss.instead)


def _teller(text: str, said: Said) -> str:
    return f"[{shown(text, said.source)}] <{shown(text, said.cue)}>"


def summary(articles: Sequence[GoldArticle], missed: Sequence[Sequence[Miss]]) -> Iterator[str]:
    """Misses and their characters by kind of content and by cue, the most characters first."""
    for title, key in (("kind", kind_of), ("cue", cue_word)):
        count: Counter[str] = Counter()
        lost: Counter[str] = Counter()
        for article, misses in zip(articles, missed, strict=True):
            for miss in misses:
                name = key(article.text, miss.said)
                count[name] += 1
                lost[name] += miss.lost
        yield f"by {title}: misses, characters"
        yield from (f"  {count[name]:4} {chars:6}  {name}" for name, chars in lost.most_common(_SHOWN_CUES))


def is_asked(number: int, article: GoldArticle, only: str) -> bool:
    """Whether the command line asks for this article."""
    return number == int(only) if only.isdigit() else only in article.name


def report(data: Path, what: str, only: str) -> Iterator[str]:
    """The lines to print."""
    numbered = [
        (number, article)
        for number, article in enumerate(gold_articles(data))
        if is_asked(number, article, only)
    ]
    articles = [article for _, article in numbered]
    read = readings_of([article_of(a.name, a.text, has_headline=True, is_by_line=True) for a in articles])
    missed = [
        list(FINDERS[what](article.text, article.marked[0], said_in(reading.claims)))
        for article, reading in zip(articles, read, strict=True)
    ]
    for (number, article), misses in zip(numbered, missed, strict=True):
        yield from article_lines(number, article, misses)
    yield from summary(articles, missed)
    total = sum(len(article.marked[0]) for article in articles)
    yield f"{sum(map(len, missed))} misses; the gold has {total} attributions in {len(articles)} articles"


def main(arguments: list[str]) -> int:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.attribution_misses", description=__doc__)
    parser.add_argument("what", nargs="?", choices=list(FINDERS), default="content")
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--article", default="", help="a number, or a part of the name")
    asked = parser.parse_args(arguments)
    for line in report(asked.data or default_data(), asked.what, asked.article):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
