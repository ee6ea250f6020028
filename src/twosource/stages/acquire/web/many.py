"""Fetches many links: several hosts at a time, each host one link after the other, results in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from threading import Condition, Thread

from twosource.data import Failure, Page, Source
from twosource.errors import SourceError
from twosource.stages.acquire.web.fetch import fetch
from twosource.stages.acquire.web.links import parse_link, shown_link
from twosource.stages.acquire.web.web import Web

MOST_THREADS = 8
# Pages that wait to be taken are held in memory, so no more than these are under way.
_AHEAD = 32


@dataclass(slots=True)
class _Job:
    """A link, its host, and what came of it: a result, or an error that is a fault of ours."""

    source: Source
    host: str
    result: Page | Failure | None = None
    fault: BaseException | None = None


@dataclass(slots=True)
class _Board:
    """The jobs nobody has taken, the hosts somebody is asking, and whether all is over."""

    waiting: list[_Job] = field(default_factory=list)
    busy: set[str] = field(default_factory=set)
    change: Condition = field(default_factory=Condition)
    is_over: bool = False


def fetch_all(sources: Iterable[Source], web: Web) -> Iterator[Page | Failure]:
    """Give the page of every link in the order of the links, a `Failure` in the place of each refusal.

    Up to 8 hosts are asked at a time, and one host never twice at a time.
    Links are taken from `sources` as they are needed.
    """
    board = _Board()
    ahead: deque[_Job] = deque()
    threads = 0
    links = iter(sources)
    try:
        while True:
            for source in islice(links, _AHEAD - len(ahead)):
                ahead.append(_post(board, source))
                if threads < MOST_THREADS:
                    threads += 1
                    # Not waited for at the end of the program: a look-up or a handshake may take its time.
                    Thread(target=_work, args=(board, web), daemon=True).start()
            if not ahead:
                return
            yield _result(board, ahead.popleft())
    finally:
        with board.change:
            board.is_over = True
            board.change.notify_all()


def _post(board: _Board, source: Source) -> _Job:
    job = _Job(source, _host_of(source.path))
    with board.change:
        board.waiting.append(job)
        board.change.notify_all()
    return job


def _host_of(link: str) -> str:
    """The host of a link, "" where it has none and so keeps nobody waiting."""
    try:
        return parse_link(link).host
    except SourceError:
        return ""


def _result(board: _Board, job: _Job) -> Page | Failure:
    with board.change:
        board.change.wait_for(lambda: job.result or job.fault)
    if job.fault:
        raise job.fault
    assert job.result
    return job.result


def _work(board: _Board, web: Web) -> None:
    """Take jobs, the first whose host nobody is asking, until all is over."""
    while (job := _take(board)) is not None:
        try:
            result, fault = _fetched(job.source, web), None
        except BaseException as error:  # raised again where the result is taken
            result, fault = None, error
        with board.change:
            job.result, job.fault = result, fault
            board.busy.discard(job.host)
            board.change.notify_all()


def _take(board: _Board) -> _Job | None:
    with board.change:
        while not board.is_over:
            job = next((j for j in board.waiting if not j.host or j.host not in board.busy), None)
            if job is not None:
                board.waiting.remove(job)
                board.busy.add(job.host)
                return job
            board.change.wait()
    return None


def _fetched(source: Source, web: Web) -> Page | Failure:
    try:
        return fetch(source, web)
    except SourceError as refusal:
        return Failure("acquire", shown_link(source.path), str(refusal), code=refusal.code)
