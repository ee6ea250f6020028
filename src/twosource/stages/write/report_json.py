"""Writes reports and failures as JSON: what a comparison and a reading have in common."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from twosource.data import Article, Failure, Reading, Run
from twosource.stages.write.claim_json import place, place_or_null
from twosource.stages.write.outline import authors_of, title_of
from twosource.stages.write.reading_json import readings_to_dict

READ_SCHEMA = "twosource/reports/1"

Json = dict[str, Any]


def reports_to_json(
    items: Iterable[Article | Failure],
    kept: Mapping[str, str] | None,
    made_by: Mapping[str, str],
    readings: Sequence[Reading | Failure] | None = None,
) -> str:
    """Reports as JSON text that ends with a newline, without a comparison; failures beside them.

    `readings` adds what each says; a failure among them takes the place of its article's.
    """
    every, names = list(items), {} if kept is None else kept
    articles = [a for a in every if isinstance(a, Article)]
    data = {
        "schema": READ_SCHEMA,
        "reports": [report_to_dict(a, names.get(a.id)) for a in articles],
        **({} if readings is None else readings_to_dict(articles, readings)),
        "failures": [failure_to_dict(f) for f in readings or every if isinstance(f, Failure)],
        "made_by": dict(made_by),
    }
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def failure_to_dict(failure: Failure) -> Json:
    """A failure as a plain dictionary."""
    return {
        "step": failure.step,
        "item": failure.item,
        "reason": failure.reason,
        "digest": failure.digest,
        "code": failure.code,
    }


def report_to_dict(article: Article, kept: str | None, why: str = "") -> Json:
    """A report as plain dictionaries and lists; `kept` is the file in which its bytes rest."""
    return {
        "id": article.id,
        "sha256": article.sha256,
        "path": article.path,
        "kept": kept,
        "outlet": article.value("outlet"),
        "title": title_of(article) or None,
        "authors": list(authors_of(article)),
        "published": article.value("published"),
        "why": why,
        "media_type": article.media_type,
        "charset": article.value("charset"),
        "text_sha256": hash_text(article.text),
        "text": article.text,
        "blocks": [{**place(b.span), "kind": b.kind, "why": b.why} for b in article.blocks],
        "stated": [
            {
                "field": s.field,
                "value": s.value,
                "where": s.where,
                **place_or_null(s.span),
                "contradicted_by": list(s.contradicted_by),
            }
            for s in article.stated
        ],
        "flags": [{"kind": f.kind, "why": f.why, **place_or_null(f.span)} for f in article.flags],
        "item": article.item,
        "map": [_run(run) for run in article.map],
    }


def _run(run: Run) -> list[Any]:
    """Start, end, byte_start, byte_end; then line, part and box as far as they tell something."""
    told = [run.line, run.part, None if run.box is None else list(run.box)]
    while told and not told[-1]:
        told.pop()
    return [run.span.start, run.span.end, run.byte_start, run.byte_end, *told]


def hash_text(text: str) -> str:
    """The sha256 of a report's text as UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
