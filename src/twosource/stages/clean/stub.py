"""Refuses pages that stand in a report's place: not found, access denied, sign in, cookies."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from twosource.errors import CleanError
from twosource.stages.clean.page_text import PageText, shown
from twosource.stages.clean.patterns import HERE
from twosource.words.load import load_words

_FEW_WORDS = 90
_NAME = re.compile(r"\s+[|–—·-]\s+.*$")


def refuse_stub(page: PageText, body: Collection[int], title: str) -> None:
    """Raise CleanError if the title says that this is no report and hardly any text says otherwise."""
    words = sum(len(shown(page, page.paragraphs[i]).split()) for i in body)
    if words >= _FEW_WORDS:
        return
    headings = [shown(page, p) for p in page.paragraphs if p.tag == "h1"]
    for name in (_NAME.sub("", title), *headings[:1]):
        if any(pattern.fullmatch(name.strip()) for pattern in _patterns()):
            raise CleanError(f"the page is no report but “{name.strip()[:60]}”: save the report again.")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in load_words(HERE, "meta.toml")["stub"])
