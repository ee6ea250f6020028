"""Tells of changes: as lines, as an Atom feed, and to a webhook that may be away for a while."""

from __future__ import annotations

import json
import re
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from xml.sax.saxutils import escape

from twosource.desk.edits import short
from twosource.desk.polling import later
from twosource.errors import SettingError, printable
from twosource.outputs import replace_all
from twosource.store.file import writing
from twosource.store.told import (
    Cited,
    Noted,
    changes_after,
    latest_changes,
    listener,
    newest,
    was_not_told,
    was_told,
)

# Under this name the library keeps up to where the lines were printed.
LINES = "lines"
# Entries of the Atom feed, and changes read or sent at a time.
ENTRIES, MOST = 200, 100
# A webhook that fails is tried again after a minute, then twice as long each time up to an hour.
_FIRST, _LONGEST = 60, 3_600
# Changes that move reports or stories, which their own words do not name; of reports so many are named.
_WHOLE = frozenset({"merged"})
_MOVES = frozenset({"started", "joined", "late", "pinned", "left", "split"}) | _WHOLE
_MOST_NAMED = 3
_WEB = re.compile(r"https?://[^\s]", re.IGNORECASE)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Post = Callable[[str, bytes, str], int]


def id_of(noted: Noted) -> str:
    """The id of a change, the same in every feed and message, as a URN."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'twosource:change:{noted.key}')}"


def to_dict(noted: Noted) -> dict[str, object]:
    """A change as programs get it."""
    change = noted.change
    return {
        "id": id_of(noted),
        "kind": change.kind,
        "at": change.at,
        "story": change.story,
        "title": noted.title,
        "why": why_of(noted),
        "about": list(change.about),
        "reports": [asdict(report) for report in noted.reports],
        "stories": [{"id": story.id, "title": story.title} for story in noted.stories],
    }


def to_line(noted: Noted) -> str:
    """A change on one line: time, kind, story, title, why and a link, a tab between two."""
    change = noted.change
    link = next((report.link for report in noted.reports), "")
    cells = (change.at, change.kind, change.story, noted.title, why_of(noted), link)
    return "\t".join(printable(" ".join(cell.split())) for cell in cells)


def why_of(noted: Noted) -> str:
    """What a change says, so that it can be read alone: where it moves reports, which these are."""
    if noted.change.kind not in _MOVES:
        return noted.change.why
    named = [_named(report, is_dated=noted.change.kind == "late") for report in noted.reports]
    if noted.change.kind in _WHOLE:
        named = [f"“{short(story.title)}”" for story in noted.stories]
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    who = f"{', '.join(named[:_MOST_NAMED])}{more}. " if named else ""
    whither = [f" It is “{short(story.title)}”." for story in noted.stories if noted.change.kind == "split"]
    return f"{who}{noted.change.why}{''.join(whither[:1])}"


def _named(report: Cited, *, is_dated: bool) -> str:
    when = f", dated {report.published[:10]}" if is_dated and report.published else ""
    title = f"“{short(report.title)}”" if report.title else "a report without a title"
    return f"{report.outlet or report.id}{when}: {title}"


def open_listeners(connection: sqlite3.Connection, hook: str) -> None:
    """Before the first round: whoever is new is told of what comes from now on."""
    if hook and not re.match(r"https?://[^/\s]", hook):
        raise SettingError(f"{hook!r} is no webhook: an http or https link was expected.")
    with writing(connection):
        for name in [LINES, *([hook] if hook else [])]:
            listener(connection, name)


def unprinted(connection: sqlite3.Connection, min_outlets: int) -> Iterator[Noted]:
    """Changes that were not printed yet; each counts as printed when the next is asked for."""
    until = newest(connection)
    while found := changes_after(connection, _told(connection, LINES), min_outlets=min_outlets, most=MOST):
        for noted in found:
            yield noted
            _tell(connection, LINES, noted.number)
    _tell(connection, LINES, until)


def send(connection: sqlite3.Connection, hook: str, post: Post, *, min_outlets: int, now: str) -> str:
    """Send a webhook the changes that it has not taken yet, in order; what went wrong, or "".

    `post` sends (link, body, id) and gives the status; ConnectionError where there was
    none.  Each is sent until it is taken, so that one may come twice, with the same id.
    """
    with writing(connection):
        to = listener(connection, hook)
    # A clock that was put back must not keep a webhook waiting for longer than it ever would.
    if to.due_at and now < to.due_at < later(now, _LONGEST + 1):
        return ""
    until = newest(connection)
    while found := changes_after(connection, _told(connection, hook), min_outlets=min_outlets, most=MOST):
        for noted in found:
            trouble = _sent(hook, noted, post)
            if trouble:
                wait = min(_FIRST * 2 ** min(to.failed, 10), _LONGEST)
                with writing(connection):
                    was_not_told(connection, hook, trouble, later(now, wait))
                return "" if trouble == to.reason else trouble
            _tell(connection, hook, noted.number)
    _tell(connection, hook, until)
    return ""


def _told(connection: sqlite3.Connection, name: str) -> int:
    with writing(connection):
        return listener(connection, name).told


def _tell(connection: sqlite3.Connection, name: str, number: int) -> None:
    with writing(connection):
        was_told(connection, name, number)


def _sent(hook: str, noted: Noted, post: Post) -> str:
    body = json.dumps(to_dict(noted), ensure_ascii=False).encode("utf-8", "replace")
    try:
        status = post(hook, body, id_of(noted))
    except ConnectionError as error:
        return f"The webhook {hook} could not be reached ({error}); what it has not taken is kept for it."
    if 200 <= status < 300:
        return ""
    return f"The webhook {hook} answered with status {status}; what it has not taken is kept for it."


def post_json(link: str, body: bytes, name: str) -> int:
    """POST JSON to a webhook, its id as ``Idempotency-Key``; the status of the answer.

    Redirects are not followed.  ConnectionError where no answer came within ten
    seconds a step.
    """
    import httpcore

    headers = [("Content-Type", "application/json; charset=utf-8"), ("Idempotency-Key", name)]
    steps = dict.fromkeys(("connect", "read", "write", "pool"), 10.0)
    try:
        # The body of the answer tells us nothing, and is not read.
        with httpcore.stream(
            "POST", link, headers=headers, content=body, extensions={"timeout": steps}
        ) as answer:
            return int(answer.status)
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError) as error:
        raise ConnectionError(str(error) or type(error).__name__) from None
    except (httpcore.UnsupportedProtocol, ValueError) as error:
        raise ConnectionError(f"the link cannot be used: {error}") from None


def write_atom(connection: sqlite3.Connection, file: Path, *, min_outlets: int, now: str) -> None:
    """Write the last changes as an Atom feed (RFC 4287), whole or not at all; as it was where none is new."""
    found = latest_changes(connection, min_outlets=min_outlets, most=ENTRIES)
    written = to_atom(found, str(file.absolute()), max((n.change.at for n in found), default=now)).encode()
    try:
        if found and file.is_file() and file.read_bytes() == written:
            return
    except OSError:
        pass  # writing it says what is wrong
    replace_all({file: written})


def to_atom(found: Sequence[Noted], name: str, updated: str) -> str:
    """Changes as an Atom feed; `name` is what tells this feed from others."""
    feed = uuid.uuid5(uuid.NAMESPACE_URL, f"twosource:changes:{name}")
    return "\n".join(
        (
            '<?xml version="1.0" encoding="utf-8"?>',
            '<feed xmlns="http://www.w3.org/2005/Atom">',
            f"<id>urn:uuid:{feed}</id>",
            "<title>What changed in the stories</title>",
            "<author><name>twosource</name></author>",
            f"<updated>{updated}</updated>",
            *map(_entry, found),
            "</feed>\n",
        )
    )


def _entry(noted: Noted) -> str:
    change = noted.change
    title = f"{change.kind.replace('-', ' ').capitalize()}: {noted.title or change.story}"
    return (
        f"<entry><id>{id_of(noted)}</id><title>{_text(title)}</title><updated>{change.at}</updated>"
        f'<category term="{_text(change.kind)}"/><category scheme="urn:twosource:story"'
        f' term="{_text(change.story)}"/>{"".join(_links(noted.reports))}'
        f'<content type="html">{_text(_page(noted))}</content></entry>'
    )


def _links(reports: Sequence[Cited]) -> Iterator[str]:
    """Where the reports of a change stand on the web, the first as what the entry leads to."""
    found: dict[str, Cited] = {}
    for report in reports:
        if _WEB.match(report.link):
            found.setdefault(report.link, report)
    for place, report in enumerate(found.values()):
        kind = "related" if place else "alternate"
        yield f'<link rel="{kind}" title="{_text(report.title)}" href="{_text(report.link)}"/>'


def _page(noted: Noted) -> str:
    """What a feed reader shows: why, and the reports with their links, as HTML."""
    # An edited report is two in the library; a reader sees it once.
    cited = dict.fromkeys(map(_cited, noted.reports))
    rows = "".join(f"<li>{report}</li>" for report in cited)
    return f"<p>{_text(why_of(noted))}</p>" + (f"<ul>{rows}</ul>" if rows else "")


def _cited(report: Cited) -> str:
    title = _text(report.title or report.link or report.id)
    if _WEB.match(report.link):
        title = f'<a href="{_text(report.link)}">{title}</a>'
    told = ", ".join(_text(part) for part in (report.outlet, report.published) if part)
    return f"{title} ({told})" if told else title


def _text(words: str) -> str:
    return escape(_NO_XML.sub("\ufffd", words), {'"': "&quot;"})
