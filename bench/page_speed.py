"""Pages a second on one core, ours and trafilatura's on the same bytes, and where our seconds go."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from bench.figures import Figure
from bench.page_answers import clean_page
from bench.sampling import sampled
from bench.scoring.counting import median
from bench.scoring.page_share import shares
from twosource.data import Failure, Page

ROUNDS = 3
ROOM = "twosource.stages.clean"
_SHOWN = 8


def speed_figures(read: Sequence[Page | Failure]) -> list[Figure]:
    """Our pages a second beside trafilatura's, and our seconds as a multiple of its own."""
    pages = [page for page in read if isinstance(page, Page)]
    readers: dict[str, Callable[[Page], object]] = {
        "twosource": clean_page,
        "trafilatura": trafilatura_with(fast=False),
        "trafilatura fast": trafilatura_with(fast=True),
    }
    taken = interleaved(readers, pages)
    ours, full, fast = (median(taken[name]) or 0.0 for name in readers)
    note = f"one core, median of {ROUNDS} interleaved; bytes read beforehand; trafilatura with its metadata"
    beside = (("trafilatura", len(pages) / full), ("trafilatura fast", len(pages) / fast))
    return [
        Figure("speed: pages a second", len(pages) / ours, len(pages), "", beside, "pages", note),
        Figure(
            "speed: our seconds for each of trafilatura's",
            ours / full,
            len(pages),
            "<= 1.3",
            (("of trafilatura fast's", ours / fast),),
            note="where they go: " + spent_on(pages),
        ),
    ]


def trafilatura_with(*, fast: bool) -> Callable[[Page], object]:
    """trafilatura alone on a page's bytes, with its metadata."""
    from trafilatura import bare_extraction

    return lambda page: bare_extraction(page.data, with_metadata=True, fast=fast)


def interleaved(
    readers: dict[str, Callable[[Page], object]], pages: Sequence[Page]
) -> dict[str, list[float]]:
    """The seconds of computing of every reader in every round; a round before them warms what is kept."""
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for turn in range(ROUNDS + 1):
        for name, reader in readers.items():
            start = time.process_time()
            for page in pages:
                reader(page)
            if turn:
                taken[name].append(time.process_time() - start)
    return taken


def spent_on(pages: Sequence[Page]) -> str:
    """The modules of the room that most of the seconds go to, with their shares."""
    ranked = shares(sampled(lambda: [clean_page(page) for page in pages]), ROOM)
    told = [f"{module} {part:.0%}" for module, part in ranked[:_SHOWN]]
    return ", ".join([*told, f"others {sum(part for _, part in ranked[_SHOWN:]):.0%}"])
