"""Chooses among the parts of a mail those that hold its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.errors import CleanError
from twosource.text.mime import MESSAGE, MimePart, all_parts

_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_PLAIN_TYPES = frozenset({"text/plain", "text/markdown", "text/x-markdown", "text"})
_LOCKED = frozenset({"multipart/encrypted", "application/pgp-encrypted"})
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_ARMOUR = re.compile(rb"\A\s*-----BEGIN PGP MESSAGE-----")

# The readings of one stretch of a mail, the best first: its HTML, then its plain text.
Choice = tuple[MimePart, ...]


def choose_texts(message: MimePart) -> tuple[Choice, ...]:
    """What is shown of a message, from top to bottom, each with the parts that say it in other forms.

    Attachments are no part of it, unless nothing else holds text.  CleanError
    if it is encrypted.
    """
    _refuse_locked(message)
    return tuple(_choices(message)) or tuple((part,) for part in all_parts(message) if _is_text(part))


def attached_messages(message: MimePart) -> Iterator[MimePart]:
    """The messages that a message carries, each as the part that holds it."""
    for part in message.parts:
        if part.media_type == MESSAGE:
            yield part
        else:
            yield from attached_messages(part)


def root_part(related: MimePart) -> MimePart | None:
    """The part of a ``multipart/related`` that is the page: what `start` names, else the first HTML."""
    start = related.head.param("start").strip("<>")
    named = [p for p in related.parts if start and _content_id(p) == start]
    texts = [p for p in all_parts(related) if p.media_type in _HTML_TYPES and not p.parts]
    if named and named[0].parts:
        texts = [p for p in all_parts(named[0]) if p.media_type in _HTML_TYPES] or texts
        named = []
    return next(iter([*named, *texts]), None)


def is_html(part: MimePart) -> bool:
    """Whether a part is HTML."""
    return part.media_type in _HTML_TYPES


def what_it_holds(message: MimePart) -> str:
    """The media types of the parts of a message, for a sentence."""
    types = dict.fromkeys(part.media_type for part in all_parts(message) if not part.parts)
    return ", ".join(name[:60] for name in list(types)[:5])


def _choices(part: MimePart) -> Iterator[Choice]:
    if not part.parts:
        if _is_text(part) and not _is_attached(part):
            yield (part,)
    elif part.media_type == "multipart/alternative":
        yield from _alternative(part)
    elif part.media_type in ("multipart/related", "multipart/signed"):
        yield from _choices(_first(part))
    elif part.media_type != MESSAGE:
        for inner in part.parts:
            yield from _choices(inner)


def _alternative(part: MimePart) -> Sequence[Choice]:
    """The alternative that has HTML, with the plain one behind it; a later one is the sender's better."""
    readings = [choices for inner in part.parts if (choices := list(_choices(inner)))]
    rich = [choices for choices in readings if any(is_html(choice[0]) for choice in choices)]
    plain = [choices for choices in readings if choices not in rich]
    if not rich:
        return plain[-1] if plain else ()
    best = rich[-1]
    if len(best) == 1 and plain and len(plain[-1]) == 1:
        return [(*best[0], *plain[-1][0])]
    return best


def _first(part: MimePart) -> MimePart:
    """The part that the others belong to."""
    start = part.head.param("start").strip("<>")
    return next((p for p in part.parts if start and _content_id(p) == start), part.parts[0])


def _content_id(part: MimePart) -> str:
    return (part.head.field("content-id") or b"").decode("latin-1").strip(" <>\t\r\n")


def _is_text(part: MimePart) -> bool:
    return not part.parts and part.media_type in (_HTML_TYPES | _PLAIN_TYPES)


def _is_attached(part: MimePart) -> bool:
    told = (part.head.field("content-disposition") or b"").strip().lower()
    return told.startswith(b"attachment")


def _refuse_locked(message: MimePart) -> None:
    for part in all_parts(message):
        kind = part.head.param("smime-type")
        if (
            part.media_type in _LOCKED
            or (part.media_type in _SEALED and kind != "signed-data")
            or (_is_text(part) and _ARMOUR.match(part.body))
        ):
            raise CleanError(
                "the mail is encrypted: open it in your mail program and save its text.", "encrypted"
            )
