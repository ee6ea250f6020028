"""``python -m bench.page_misses [body|bare|title|authors|date] [--data DIR] [--page NAME]``: what we miss.

Gold and ours, page by page, the worst first; for the terminal only, as it quotes the pages.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bench.gold_pages import GoldPage, gold_pages
from bench.page_answers import Answer, answer_of, clean_page, page_of
from bench.page_figures import SCORES
from bench.places import default_data
from bench.scoring.pages import gold_body

# Below this a body is listed; what is left above it are a few words.
_BODY_SHOWN_BELOW = 0.99


def body_lines(answer: Answer, page: GoldPage) -> Iterator[str]:
    """What the gold has and we lack (``-``), and the other way round (``+``), line by line."""
    yield from _difference(gold_body(page.gold, has_lead=True), answer.body)


def bare_lines(answer: Answer, page: GoldPage) -> Iterator[str]:
    """The same without the lead."""
    yield from _difference(gold_body(page.gold, has_lead=False), answer.bare)


def _difference(due: str, said: str) -> Iterator[str]:
    gold, ours = ([" ".join(line.split()) for line in text.split("\n")] for text in (due, said))
    for line in difflib.ndiff([one for one in gold if one], [one for one in ours if one]):
        if line[0] in "-+":
            yield "    " + line


LINES: Mapping[str, Callable[[Answer, GoldPage], Iterator[str]]] = {
    "body": body_lines,
    "bare": bare_lines,
    "title": lambda answer, page: _pair(page.gold.get("title"), answer.title),
    "authors": lambda answer, page: _pair(page.gold.get("authors"), list(answer.authors)),
    "date": lambda answer, page: _pair(page.gold.get("publishing_date"), answer.published),
}


def _pair(due: object, said: object) -> Iterator[str]:
    yield f"    gold {due!r}"
    yield f"    ours {said!r}"


def missed(data: Path, field: str, only: str = "") -> Iterator[str]:
    """The lines of every page whose `field` we miss; with `only`, of the pages whose name holds it."""
    answers = [
        (page, answer_of(clean_page(page_of(page.file)))) for page in gold_pages(data) if only in page.name
    ]
    scored = [(float(SCORES[field](answer, page) or 0), page, answer) for page, answer in answers]
    bound = _BODY_SHOWN_BELOW if field in ("body", "bare") else 1.0
    held = sorted((one for one in scored if only or one[0] < bound), key=lambda one: one[0])
    for score, page, answer in held:
        yield f"{page.name}  {score:.3f}  {answer.problem}".rstrip()
        yield from LINES[field](answer, page)
    yield f"{len(held)} of {len(answers)} pages; mean {sum(one[0] for one in scored) / len(scored):.4f}"


def main(arguments: list[str]) -> int:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.page_misses", description=__doc__)
    parser.add_argument("field", nargs="?", choices=list(SCORES), default="body")
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument(
        "--page", default="", help="only pages whose name holds this, also those without a miss"
    )
    asked = parser.parse_args(arguments)
    for line in missed(asked.data or default_data(), asked.field, asked.page):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
