"""News pages: body, date, authors and title against gold, the map to the bytes, seconds; peers beside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.figures import Figure
from bench.gold_pages import gold_pages
from bench.page_answers import answer_of, clean_items, page_of
from bench.page_baselines import baseline_of
from bench.page_figures import Reader, quality_figures
from bench.page_maps import map_figures
from bench.page_peers import PEERS, peers_answers, versions
from bench.page_speed import speed_figures


def run(data: Path) -> list[Figure]:
    """The figures over all pages."""
    pages = gold_pages(data)
    files = [page.file for page in pages]
    read = [page_of(file) for file in files]
    cleaned = [clean_items(page) for page in read]
    ours = Reader("twosource", [answer_of(items[0], items[1:]) for items in cleaned])
    held = [(page, one) for page, items in zip(read, cleaned, strict=True) for one in items]
    return [
        *quality_figures(pages, ours, others(files), versions()),
        *map_figures([page for page, _ in held], [one for _, one in held]),
        *speed_figures(read),
    ]


def others(files: Sequence[Path]) -> list[Reader]:
    """The peers that are there, and the simplest way to read a page."""
    told = peers_answers(files)
    peers = [Reader(name, answers, PEERS[name]) for name, answers in told.items()]
    return [*peers, Reader("simplest", [baseline_of(file) for file in files])]
