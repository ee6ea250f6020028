"""Tells the outlet that shows a report from the body that publishes it by law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from twosource.data import Stated
from twosource.stages.clean.head import Head
from twosource.stages.clean.linked_data import LinkedData
from twosource.stages.clean.patterns import HERE
from twosource.words.load import load_words

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\((?:https?://|www\.)[^()]*\)")
_SLOGAN = re.compile(r"\s+[|–—•·-]\s+.*$")
_LONGEST = 80  # characters


def outlet_names(head: Head, data: LinkedData) -> Iterator[Stated]:
    """The outlet as the page names it, best first, and the publisher where its legal name is stated."""
    said = list(_said(head, data))
    legal = [(where, name) for where, name in said if _legal().search(name)]
    for where, name in said:
        if (where, name) not in legal or len(legal) == len(said):
            yield Stated("outlet", name, where)
    own = data.report.get("publisher")
    if isinstance(own, dict) and isinstance(own.get("legalName"), str):
        legal.insert(0, ("json-ld", " ".join(own["legalName"].split())[:_LONGEST]))
    for where, name in legal:
        yield Stated("publisher", name, where)


def _said(head: Head, data: LinkedData) -> Iterator[tuple[str, str]]:
    titles = {head.title, head.first("og:title")}
    told = [("json-ld", name) for name in data.texts(data.report.get("publisher"))[:2]]
    told += [("meta", name) for name in head.each(load_words(HERE, "meta.toml")["outlet"])]
    told += [("json-ld", name) for name in data.texts(data.site.get("name"))[:1]]
    for where, name in told:
        bare = _SLOGAN.sub("", _IN_BRACKETS.sub("", name)).strip()
        if 2 <= len(bare) <= _LONGEST and not _ADDRESS.fullmatch(bare) and name not in titles:
            yield where, bare


@cache
def _legal() -> re.Pattern[str]:
    """A legal form in a name."""
    forms = "|".join(load_words(HERE, "meta.toml")["legal_form"])
    return re.compile(rf"(?:^|[\s,])(?:{forms})(?=$|[\s,&)])", re.IGNORECASE)
