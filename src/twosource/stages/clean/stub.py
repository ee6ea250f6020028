"""Refuses pages that stand in a report's place: not found, bot check, sign-in, consent to cookies."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from twosource.errors import CleanError
from twosource.stages.clean.page_text import PageText
from twosource.stages.clean.patterns import HERE, count_words
from twosource.words.load import load_words

_FEW_WORDS = 90
_FEW_BESIDE_A_TEXT = 60
_LOOKED_AT = 2500  # characters of what the page shows
_NAME = re.compile(r"\s+[|–—·-]\s+.*$")
_TODO = {
    "not-found": "check the address",
    "bot-wall": "save the page from a browser",
    "login-wall": "sign in and save the page from a browser",
    "consent-wall": "answer it in a browser and save the report itself",
    "no-report": "try again later",
}


@dataclass(frozen=True, slots=True)
class _Wall:
    code: str
    says: str
    title: re.Pattern[str] | None
    text: re.Pattern[str] | None


def refuse_stub(page: PageText, body: Collection[int], title: str) -> None:
    """Raise CleanError if title or text say that this is no report and hardly any prose says otherwise."""
    texts = [page.paragraphs[i].text for i in sorted(body)]
    words = 0
    for text in texts:
        words += 0 if _is_about_consent(text) else count_words(text)
        if words >= _FEW_WORDS:
            return
    headings = [paragraph.text for paragraph in page.paragraphs if paragraph.tag == "h1"]
    names = [name for name in (_NAME.sub("", title).strip(), title.strip(), *headings[:1]) if name]
    shown = [paragraph.text for paragraph in page.paragraphs] if words < _FEW_BESIDE_A_TEXT else []
    if wall := _wall(names, shown):
        code, says, told = wall
        raise CleanError(f"the page is no report but {says} (“{told[:60]}”): {_TODO[code]}.", code)


def _wall(names: Sequence[str], shown: Sequence[str]) -> tuple[str, str, str] | None:
    """Code, meaning and words of the wall that a page is."""
    for wall in _walls():
        for name in names:
            if wall.title and wall.title.fullmatch(name):
                return wall.code, wall.says, name
    first = "\n".join(_first(shown))
    for wall in _walls():
        if wall.text and (found := wall.text.search(first)):
            return wall.code, wall.says, " ".join(found.group().split())
    return None


def _first(shown: Sequence[str]) -> Iterator[str]:
    """The first lines of a page, as much as is looked at."""
    size = 0
    for text in shown:
        if size >= _LOOKED_AT:
            return
        yield text[: _LOOKED_AT - size]
        size += len(text)


def _is_about_consent(text: str) -> bool:
    """Whether a paragraph tells of cookies and partners."""
    return len(set(_consent().findall(text[:_LOOKED_AT].lower()))) >= 2


@cache
def _consent() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load_words(HERE, "walls.toml")["consent"]["words"])))


@cache
def _walls() -> tuple[_Wall, ...]:
    return tuple(
        _Wall(row["code"], row["says"], _any(row["title"]), _any(row["text"]))
        for row in load_words(HERE, "walls.toml")["wall"]
    )


def _any(patterns: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE) if patterns else None
