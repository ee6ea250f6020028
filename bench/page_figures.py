"""The figures of the pages row: every reader of the pages on the same pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.figures import Figure
from bench.gold_pages import GoldPage
from bench.page_answers import Answer
from bench.scoring.counting import mean
from bench.scoring.pages import gold_body, gram_f1, is_after, is_same_day, is_same_set, is_same_title

Score = Callable[[Answer, GoldPage], float | None]
"""Of one page; None where it does not count."""
FIELDS = frozenset({"body", "date", "authors", "title"})


@dataclass(frozen=True, slots=True)
class Reader:
    """Who read the pages, what it said of each, and which fields it has an answer to at all."""

    name: str
    answers: Sequence[Answer]
    fields: frozenset[str] = FIELDS


def body_score(answer: Answer, page: GoldPage) -> float:
    """F1 of the body with its lead."""
    return gram_f1(answer.body, gold_body(page.gold, has_lead=True))


def bare_score(answer: Answer, page: GoldPage) -> float:
    """F1 of the body without its lead."""
    return gram_f1(answer.bare, gold_body(page.gold, has_lead=False))


def date_score(answer: Answer, page: GoldPage) -> float:
    """Whether the day is right."""
    return is_same_day(answer.published, page.gold.get("publishing_date"))


def sound_date_score(answer: Answer, page: GoldPage) -> float | None:
    """Whether the day is right, where the gold's can be: it does not lie after the day of capture."""
    gold = page.gold.get("publishing_date")
    return None if is_after(gold, page.captured) else is_same_day(answer.published, gold)


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


def scores_of(reader: Reader, pages: Sequence[GoldPage], score: Score) -> list[float]:
    """The score of every page that counts, 0 where it could not be read; [] if none could be."""
    if all(one.problem for one in reader.answers):
        return []
    held = [(one, score(one, page)) for one, page in zip(reader.answers, pages, strict=True)]
    return [0.0 if one.problem else float(value) for one, value in held if value is not None]


def quality_figures(
    pages: Sequence[GoldPage], ours: Reader, others: Sequence[Reader], note: str = ""
) -> list[Figure]:
    """Body, date, authors and title of our answers, with every other reader's beside them."""

    def figure(name: str, field: str, score: Score, goal: str, said: str) -> Figure:
        beside = tuple(
            (one.name, mean(scores_of(one, pages, score))) for one in others if field in one.fields
        )
        own = scores_of(ours, pages, score)
        if field != "body":  # three digits may round a miss up to the goal
            said = f"{sum(own):.0f} right; {said}"
        return Figure(name, mean(own), len(own), goal, beside, note=said)

    unnamed = sum(not page.gold.get("authors") for page in pages)
    undated = sum(not page.gold.get("publishing_date") for page in pages)
    failed = [(one.name, sum(bool(each.problem) for each in one.answers)) for one in (ours, *others)]
    lead = "its lead: a summary or headings above the first paragraph; peers do not tell it apart"
    late = "without pages whose gold day lies after their capture"
    nobody = f"{unnamed} pages have no gold author: right is to state none"
    return [
        Figure("pages not read", failed[0][1], len(pages), "<= 0", tuple(failed[1:]), "pages", note),
        figure("body with its lead: F1 of runs of 4 words", "body", body_score, ">= .965", "mean over pages"),
        figure("body without its lead: F1 of runs of 4 words", "body", bare_score, ">= .965", lead),
        figure("date: day exact", "date", date_score, ">= .985", f"{undated} pages have no gold date"),
        figure("date: day exact, sound gold", "date", sound_date_score, ">= .985", late),
        figure("authors: set exact", "authors", authors_score, ">= .92", f"case, marks aside; {nobody}"),
        figure("authors: set exact to the mark", "authors", strict_authors_score, "", "case aside"),
        figure("title: exact", "title", title_score, ">= .95", "white space aside"),
    ]
