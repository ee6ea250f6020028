"""Asks a site's robots.txt, and keeps to it (RFC 9309)."""

from __future__ import annotations

from twosource.errors import SourceError
from twosource.stages.acquire.web.exchange import Answer, Bounds, ask
from twosource.stages.acquire.web.links import Target, shown_link
from twosource.stages.acquire.web.lookup import find_addresses
from twosource.stages.acquire.web.redirects import follow
from twosource.stages.acquire.web.retry import ask_again
from twosource.stages.acquire.web.rules import Rules, product_of, read_rules
from twosource.stages.acquire.web.transport import Deadline
from twosource.stages.acquire.web.web import Host, Web

# What RFC 9309 asks to read at least; the rest is passed over.
_MOST_BYTES = 500 * 1024
_MOST_HOPS = 5
# A site that wants more between two requests wants none of ours.
_MOST_DELAY = 30.0
# Redirects that lead nowhere we may go: as if there were no robots.txt (RFC 9309, 2.3.1.2 and 2.3.1.3).
_AS_IF_NONE = frozenset({"redirects", "bad-link", "refused-address"})
# What is wrong with the site itself, not with its robots.txt.
_PASSED_ON = frozenset({"network", "http-status"})


def check_robots(web: Web, target: Target, deadline: Deadline) -> None:
    """SourceError ``robots`` if the site does not want `target` fetched, or only too slowly.

    The rules are fetched once a run for every scheme, host and port.
    """
    site = f"{target.scheme}://{target.authority}"
    rules = web.rules.get(site)
    if rules is None:
        rules = web.rules.setdefault(site, _fetch_rules(web, target, deadline))
    if rules.closed:
        raise SourceError(rules.closed, rules.code)
    if rules.parsed is None:
        return
    product = product_of(web.settings.user_agent)
    if not rules.parsed.can_fetch(target.url, product):
        raise SourceError(
            f"{shown_link(target.url)} is closed to programs by the site's robots.txt: "
            "save the page in a browser and give the file.",
            "robots",
        )
    delay = rules.parsed.crawl_delay(product) or 0.0
    if delay > _MOST_DELAY:
        raise SourceError(
            f"{site}/robots.txt asks for {delay:g} seconds between two requests; at most {_MOST_DELAY:g} "
            "are waited: save the page in a browser and give the file.",
            "robots",
        )
    web.hosts.setdefault(target.host, Host()).delay = delay


def _fetch_rules(web: Web, target: Target, deadline: Deadline) -> Rules:
    here = Target(target.scheme, target.host, target.port, "/robots.txt")
    bounds = Bounds(_MOST_BYTES, is_cut=True)

    def once(at: Target) -> Answer:
        return ask_again(web, at, deadline, lambda: ask(web, at, deadline, bounds))

    find_addresses(web, target.host, deadline)  # a host that is refused is not one without rules
    try:
        answer = follow(here, once, _MOST_HOPS).answer
    except SourceError as refusal:
        if refusal.code == "stopped":
            raise
        if refusal.code in _AS_IF_NONE:
            return Rules()
        if refusal.code in _PASSED_ON:
            return Rules(closed=str(refusal), code=refusal.code)
        return Rules(
            closed=f"{here.url} cannot be read, and without it nothing is fetched from there: {refusal}"
        )
    if answer.status == 200:
        return read_rules(answer.body, product_of(web.settings.user_agent))
    # "Too many requests" is no answer about rules, though its number is among those that mean "no rules".
    if answer.status == 429 or answer.status >= 500:
        return Rules(
            closed=f"{here.url} could not be had (status {answer.status}), and without it "
            "nothing is fetched from there: try again later."
        )
    return Rules()
