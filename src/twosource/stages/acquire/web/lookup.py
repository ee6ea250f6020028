"""Looks a host's name up once a run, within the time, and checks every address it has."""

from __future__ import annotations

from queue import Empty, SimpleQueue
from threading import Thread

from twosource.errors import SourceError
from twosource.stages.acquire.web.addresses import check_addresses
from twosource.stages.acquire.web.links import is_address
from twosource.stages.acquire.web.transport import Deadline
from twosource.stages.acquire.web.web import Web


def find_addresses(web: Web, host: str, deadline: Deadline) -> tuple[str, ...]:
    """The checked addresses of `host`; the same ones all through a run, so that a name cannot be rebound.

    SourceError if there are none or any of them is not allowed.
    """
    known = web.addresses.get(host)
    if known is None:
        found = [host] if is_address(host) else _look_up(web, host, deadline)
        known = web.addresses.setdefault(host, check_addresses(host, found, web.allowed))
    return known


def _look_up(web: Web, host: str, deadline: Deadline) -> list[str]:
    # The system's look-up can neither be stopped nor timed, so it gets a thread that nobody has to wait for.
    answers: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(list(web.resolve(host)))
        except (OSError, ValueError) as trouble:
            answers.put(trouble)

    Thread(target=ask, name=f"look up {host}", daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except Empty:
        deadline.left()
        answer = []
    if isinstance(answer, Exception) or not answer:
        raise SourceError(
            f"{host} has no address: check the spelling and the connection to the net.", "network"
        ) from None
    return answer
