"""Keeps of a page of many items, such as a live blog, those about what the other reports are about."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.data import Article, Failure
from twosource.stages.cluster.given import cosine, weigh

# Cosine of TF-IDF vectors to the nearest report of another page; reports of one story mostly have .20
# and more, and an item is short.
RELATED = 0.10
UNRELATED = "unrelated"


def leave_unrelated(articles: Sequence[Article]) -> tuple[Article | Failure, ...]:
    """The articles, an item of a page replaced by a failure where no report of another page is like it.

    Whoever names a page means the page, not each of its items.  A page of
    which no item is like any other report stays whole, and so does a page
    that stands alone.
    """
    vectors = weigh(articles)
    near = [_nearest_elsewhere(number, articles, vectors) for number in range(len(articles))]
    told = {a.sha256 for a, score in zip(articles, near, strict=True) if a.item and score >= RELATED}
    return tuple(
        _left_out(article) if article.item and article.sha256 in told and score < RELATED else article
        for article, score in zip(articles, near, strict=True)
    )


def _nearest_elsewhere(
    number: int, articles: Sequence[Article], vectors: Sequence[dict[str, float]]
) -> float:
    """The likeness to the nearest article of another page, 0 where there is none."""
    page = articles[number].sha256
    return max(
        (cosine(vectors[number], vectors[i]) for i, other in enumerate(articles) if other.sha256 != page),
        default=0.0,
    )


def _left_out(article: Article) -> Failure:
    reason = f"{article.path} shares hardly a rare word with the other reports and is left out."
    return Failure("cluster", article.path, reason, article.sha256, UNRELATED)
