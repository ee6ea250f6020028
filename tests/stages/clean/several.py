"""The articles of a page that holds several, and what of it must not be read."""

from __future__ import annotations

from twosource.data import Article, Failure, Page
from twosource.stages.clean.clean import clean_all


def articles_of(page: Page) -> tuple[Article, ...]:
    """The articles alone."""
    return tuple(item for item in clean_all(page) if isinstance(item, Article))


def failures_of(page: Page) -> tuple[Failure, ...]:
    """What of the page is no article."""
    return tuple(item for item in clean_all(page) if isinstance(item, Failure))
