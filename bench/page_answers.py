"""What is read on a page, by us or by somebody else, in one shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from twosource.data import Article, Failure, Page, Source

# What of an article is its running text; captions stand outside it, as in the gold.
RUNNING = frozenset({"body", "quote", "subhead"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What was read on a page: `body` with the lead, `bare` without; `problem` says why nothing was."""

    body: str = ""
    bare: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    problem: str = ""


def page_of(file: Path) -> Page | Failure:
    """The page of a file as the library reads it."""
    from twosource.stages.acquire.read import read

    return next(iter(read(Source(str(file)))))


def clean_page(page: Page | Failure) -> Article | Failure:
    """The article of a page, the first where it holds several."""
    return clean_items(page)[0]


def clean_items(page: Page | Failure) -> tuple[Article | Failure, ...]:
    """The articles of a page; whatever goes wrong is its failure, so that one page never stops the run."""
    from twosource.errors import CleanError
    from twosource.stages.clean.clean import clean_all

    if isinstance(page, Failure):
        return (page,)
    try:
        return tuple(one for one in clean_all(page) if isinstance(one, Article))
    except CleanError as refusal:
        return (Failure("clean", page.path, str(refusal)),)
    except Exception as crash:
        return (Failure("clean", page.path, f"crashed: {crash!r}"),)


def answer_of(read: Article | Failure, others: Sequence[Article | Failure] = ()) -> Answer:
    """Our answer: running text, and of the metadata what is shown first.

    `others` are the further items of a live blog: its gold is all of it as one
    report, with their titles as headings in it.
    """
    if isinstance(read, Failure):
        return Answer(problem=read.reason)
    from twosource.stages.write.outline import authors_of, title_of

    rest = [running_text(one, RUNNING | {"headline"}) for one in others if isinstance(one, Article)]
    return Answer(
        body="\n".join([running_text(read), *rest]),
        bare="\n".join([running_text(read, has_lead=False), *rest]),
        title=title_of(read),
        authors=authors_of(read),
        published=read.value("published") or "",
    )


def running_text(article: Article, kinds: frozenset[str] = RUNNING, *, has_lead: bool = True) -> str:
    """Body, quotes and headings between them, a line a block; what stands above the body is the lead."""
    blocks = [block for block in article.blocks if block.kind in kinds]
    if not has_lead:
        start = next((at for at, block in enumerate(blocks) if block.kind != "subhead"), 0)
        blocks = blocks[start:]
    return "\n".join(block.span.of(article.text) for block in blocks)
