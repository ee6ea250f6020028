"""Tries again what may pass, after a growing pause or the one that the site asks for."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Callable
from email.utils import parsedate_to_datetime

from twosource.errors import SourceError
from twosource.stages.acquire.web.exchange import Answer
from twosource.stages.acquire.web.links import Target
from twosource.stages.acquire.web.pace import MOST_WAIT, hold, when
from twosource.stages.acquire.web.transport import Deadline
from twosource.stages.acquire.web.web import Web

TRIES = 3
_PASSING = frozenset({429, 500, 502, 503, 504})
_FIRST_PAUSE = 0.5
_DIGITS = re.compile(r"[0-9]{1,40}")
# No date that can be written lies further off than this.
_NEVER = 300_000_000_000.0


def ask_again(web: Web, target: Target, deadline: Deadline, ask: Callable[[], Answer]) -> Answer:
    """Ask up to three times; the last answer that came, or SourceError if none came or the wait is too long.

    A pause is jittered and doubles from 0.5 s on; a Retry-After is obeyed if
    all such waits of a fetch stay within MOST_WAIT seconds.
    """
    for tried in range(1, TRIES + 1):
        answer = _once(ask)
        if isinstance(answer, Answer) and answer.status not in _PASSING:
            return answer
        asked = retry_after(answer.header("retry-after"), web.now()) if isinstance(answer, Answer) else None
        pause = _FIRST_PAUSE * 2 ** (tried - 1)
        wait = max(asked or 0.0, pause) + web.dice.random() * pause
        hold(web, target.host, wait)
        deadline.waited += wait
        if deadline.waited > MOST_WAIT:
            break
    if isinstance(answer, ConnectionError):
        raise SourceError(f"{answer} (tried {tried} times): try again later.", "network")
    if asked:
        raise SourceError(
            f"{target.host} is busy (status {answer.status}) and asks to be left alone until "
            f"{when(web.now() + wait)}: try again then.",
            "http-status",
        )
    return answer


def _once(ask: Callable[[], Answer]) -> Answer | ConnectionError:
    try:
        return ask()
    except ConnectionError as trouble:
        return trouble


def retry_after(value: str, now: float) -> float | None:
    """The seconds that a Retry-After header asks for, None where it asks nothing that makes sense."""
    text = value.strip()
    if _DIGITS.fullmatch(text):
        return min(float(text), _NEVER)
    try:
        # A date without a zone is one in UTC, as all dates of HTTP are.
        return max(0.0, timegm(parsedate_to_datetime(text).utctimetuple()) - now)
    except (TypeError, ValueError, OverflowError):
        return None
