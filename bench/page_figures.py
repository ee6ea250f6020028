"""The figures of the pages row: every reader of the pages on the same pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bench.figures import Figure
from bench.gold_pages import GoldPage
from bench.page_answers import Answer
from bench.scoring.counting import mean
from bench.scoring.pages import gold_body, gram_f1, is_same_day, is_same_set, is_same_title

OURS = "twosource"
Answers = Mapping[str, Sequence[Answer]]
"""What every reader says of each page; ours is among them."""
Score = Callable[[Answer, GoldPage], float]


def body_score(answer: Answer, page: GoldPage) -> float:
    """F1 of the body with its lead."""
    return gram_f1(answer.body, gold_body(page.gold, has_lead=True))


def bare_score(answer: Answer, page: GoldPage) -> float:
    """F1 of the body without its lead."""
    return gram_f1(answer.bare, gold_body(page.gold, has_lead=False))


def date_score(answer: Answer, page: GoldPage) -> float:
    """Whether the day is right."""
    return is_same_day(answer.published, page.gold.get("publishing_date"))


def authors_score(answer: Answer, page: GoldPage) -> float:
    """Whether the authors are right, punctuation aside."""
    return is_same_set(answer.authors, page.gold.get("authors"))


def strict_authors_score(answer: Answer, page: GoldPage) -> float:
    """Whether the authors are right to the mark."""
    return is_same_set(answer.authors, page.gold.get("authors"), is_strict=True)


def title_score(answer: Answer, page: GoldPage) -> float:
    """Whether the title is right."""
    return is_same_title(answer.title, page.gold.get("title"))


SCORES: Mapping[str, Score] = {
    "body": body_score,
    "bare": bare_score,
    "date": date_score,
    "authors": authors_score,
    "title": title_score,
}


def quality_figures(pages: Sequence[GoldPage], answers: Answers) -> list[Figure]:
    """Body, date, authors and title of our answers, with every other reader's beside them."""

    def figure(name: str, score: Score, goal: str, note: str) -> Figure:
        def of(reader: str) -> float | None:
            held = zip(answers[reader], pages, strict=True)
            return mean(0.0 if one.problem else float(score(one, page)) for one, page in held)

        beside = tuple((reader, of(reader)) for reader in answers if reader != OURS)
        return Figure(name, of(OURS), len(pages), goal, beside, note=note)

    unnamed = sum(not page.gold.get("authors") for page in pages)
    undated = sum(not page.gold.get("publishing_date") for page in pages)
    failed = sum(bool(one.problem) for one in answers[OURS])
    nameless = f"{unnamed} pages have no gold author: right is to state none"
    return [
        Figure("pages that could not be cleaned", failed, len(pages), "<= 0", unit="pages"),
        figure("body, lead and all: F1 of runs of 4 words", body_score, ">= .965", "mean over pages"),
        figure(
            "body without the lead: F1", bare_score, ">= .965", "ours: what stands above the body left out"
        ),
        figure("date: day exact", date_score, ">= .985", f"{undated} pages have no gold date"),
        figure("authors: set exact", authors_score, ">= .92", f"case and punctuation aside; {nameless}"),
        figure("authors: set exact to the mark", strict_authors_score, "", f"case aside; {nameless}"),
        figure("title: exact", title_score, ">= .95", "white space aside"),
    ]
