"""Gathers what the headers of a mail state: sender, date, subject, list, language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import parseaddr, parsedate_to_datetime

from twosource.data import Stated
from twosource.stages.clean.mail.lines import has_outlet_word, is_person_alone
from twosource.text.mime import MimePart
from twosource.text.parts_mail import header_text

_HEADER = "header"
_LONGEST_VALUE = 500
# Marks of an answer or of a mail passed on, and the name of a list, before the subject itself.
_PREFIX = re.compile(
    r"(?:(?:re|fwd?|fw|aw|wg|tr|rv|sv|vs|antw|doorst)\s{0,3}(?:\[\d{1,3}\])?:\s*|\[[^\]]{1,40}\]\s*)+",
    re.IGNORECASE,
)
# "Ida Ström at The Tern", "Ida Ström | The Tern", "Ida Ström, The Tern", "Ida Ström (The Tern)".
_OF = re.compile(
    r"(?P<name>[^|,(·•:@]{3,60}?)(?:\s+(?:at|from|of|for|with|via|von|bei|de|du|chez|en|@|[|·•–—-])\s+|\s*,\s+|\s*\((?=.+\)$))"
    r"(?P<outlet>[^|,()]{2,60})\)?"
)
_NO_SENDER = re.compile(
    r"(?:no-?reply|do-?not-?reply|info|news|newsletters?|e-?mails?|editor|editors|mail|updates?|alerts?"
    r"|(?:saved|gespeichert) (?:by|von) .*)",
    re.IGNORECASE,
)
# Who speaks for somebody in the news is no outlet.
_SPEAKS_FOR = re.compile(
    r"\b(?:(?:press|media|presse|pr)[ -]?(?:office|officer|team|relations|contact|stelle|amt)"
    r"|communications(?: \w+)?)$",
    re.IGNORECASE,
)
# As one mail program shows an address in the header of what was passed on.
_MAILTO = re.compile(r"\[mailto:([^\]\s]{3,200})\]", re.IGNORECASE)
# What a sender's name says of the mail, not of the outlet.
_OF_MAIL = re.compile(
    r"[\s:|,–—-]+(?:newsletters?|(?:news |breaking )?alerts?|updates?|e-?mails?"
    r"|(?:daily |morning |evening )?briefing)$",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"(?P<phrase>[^<]*)<(?P<id>[^<>\s]{1,200})>")


def bare_subject(subject: str) -> str:
    """A subject without marks of an answer or of a mail passed on and without the name of a list."""
    found = _PREFIX.match(subject)
    return subject[found.end() :] if found else subject


def find_stated(message: MimePart) -> Iterator[Stated]:
    """What the headers of a message state."""
    if title := bare_subject(header_text(message, "subject")):
        yield Stated("title", title[:_LONGEST_VALUE], _HEADER)
    yield from _sender(header_text(message, "from"), _HEADER)
    if day := mail_date(header_text(message, "date")):
        yield Stated("published", day, _HEADER)
    if language := header_text(message, "content-language").split(",")[0].strip():
        yield Stated("language", language[:35], _HEADER)
    if (found := _ENTRY.search(header_text(message, "list-id"))) is not None:
        yield Stated("feed", found["phrase"].strip(' "') or found["id"], _HEADER)
    if found := _ENTRY.search(header_text(message, "message-id")):
        yield Stated("id", found["id"], _HEADER)
    address = header_text(message, "archived-at").strip("<>")
    if address.startswith(("http://", "https://")) and " " not in address:
        yield Stated("canonical", address[:2000], _HEADER)


def forwarded_stated(fields: Mapping[str, str]) -> Iterator[Stated]:
    """What the header of a forwarded mail states, as its lines show it."""
    where = "forwarded header"
    if title := bare_subject(fields.get("subject", "")):
        yield Stated("title", title[:_LONGEST_VALUE], where)
    yield from _sender(fields.get("from", ""), where)
    if day := mail_date(fields.get("date", "")):
        yield Stated("published", day, where)


def mail_date(written: str) -> str:
    """The date of a mail (RFC 5322) as ISO 8601, or as it is written where it is shown otherwise."""
    try:
        moment: datetime = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return _shown_date(written)
    return moment.isoformat() if 1800 <= moment.year <= 2100 else ""


def _shown_date(written: str) -> str:
    from twosource.stages.clean.dates import find_date

    return find_date(written[:100].replace("\u202f", " ")) or ""


def _sender(written: str, where: str) -> Iterator[Stated]:
    """Who sent it: a person, an outlet, or a person of an outlet."""
    name, address = parseaddr(_MAILTO.sub(r"<\1>", written[:1000]))
    name = name.strip(" \"'") or ("" if "@" in written else written.strip(" \"'<>"))
    if not name or "@" in name or _NO_SENDER.fullmatch(name) or len(name) > 120:
        return
    found = _OF.fullmatch(name)
    if found and is_person_alone(found["name"]) and not is_person_alone(found["outlet"].strip()):
        yield Stated("author", found["name"].strip(), where)
        yield from _outlet(found["outlet"].strip(), address, where)
    elif is_person_alone(name) and not _OF_MAIL.search(name):
        yield Stated("author", name, where)
    else:
        yield from _outlet(name, address, where)


def _outlet(name: str, address: str, where: str) -> Iterator[Stated]:
    """The publisher; it is the outlet too where its name or its address says so."""
    yield Stated("publisher", name, where)
    outlet = _OF_MAIL.sub("", name)
    if _SPEAKS_FOR.search(name):
        return
    if has_outlet_word(outlet) or _is_home(outlet, address):
        yield Stated("outlet", outlet, where)


def _is_home(name: str, address: str) -> bool:
    """Whether a sender's address is at a domain that carries the name."""
    domain = address.rpartition("@")[2].lower()
    letters = "".join(c for c in name.lower().removeprefix("the ") if c.isalnum())
    return len(letters) >= 3 and any(letters == label.replace("-", "") for label in domain.split("."))
