"""The figures of the map from text to bytes, over the pages that were cleaned."""

from __future__ import annotations

from collections.abc import Sequence

from bench.figures import Figure
from bench.scoring.counting import share
from bench.scoring.page_maps import mapped, read_alike
from twosource.data import Article, Failure, Page


def map_figures(pages: Sequence[Page | Failure], cleaned: Sequence[Article | Failure]) -> list[Figure]:
    """How much of the text is mapped, how many runs read the same words back, and how many there are."""
    held = [
        (page, article)
        for page, article in zip(pages, cleaned, strict=True)
        if isinstance(page, Page) and isinstance(article, Article)
    ]
    counts = [mapped(a.text, [(run.span.start, run.span.end) for run in a.map]) for _, a in held]
    letters = sum(of for _, of in counts)
    pairs = [pair for page, article in held for pair in words_of_runs(page, article)]
    least = min((at / of for at, of in counts if of), default=None)
    return [
        Figure(
            "map: characters mapped, white space aside",
            share(sum(at for at, _ in counts), letters),
            letters,
            ">= .995",
            (("worst page", least),),
        ),
        Figure(
            "map: runs that read the same words back",
            share(read_alike(pairs), len(pairs)),
            len(pairs),
            ">= 1",
        ),
    ]


def words_of_runs(page: Page, article: Article) -> list[tuple[str, str]]:
    """For each run what its bytes read back as, and its words in the text."""
    from twosource.errors import SourceError
    from twosource.text.readback import read_back

    charset = article.value("charset") or "utf-8"
    pairs = []
    for run in article.map:
        try:
            back = read_back(page.data, charset, page.media_type, run)
        except SourceError as refusal:
            back = f"({refusal})"
        pairs.append((back, run.span.of(article.text)))
    return pairs
