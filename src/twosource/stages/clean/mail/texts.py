"""Reads the texts of a message: transfer encoding and charset undone, HTML before plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from twosource.data import Page, Stated
from twosource.errors import CleanError, SourceError
from twosource.stages.clean.charset import find_charset, mark_length
from twosource.stages.clean.decode import decode
from twosource.stages.clean.held import Part
from twosource.stages.clean.mail.body import Body
from twosource.stages.clean.mail.html import read_html
from twosource.stages.clean.mail.parts import Choice, attached_messages, choose_texts, is_html
from twosource.stages.clean.mail.plain import read_plain
from twosource.text.mime import MimePart
from twosource.text.parts import HTML, PLAIN
from twosource.text.parts_mail import STATEFUL, decode_body, name_body, open_body

_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang=[\"']?([\w-]{2,35})", re.IGNORECASE)
_NO_CHARSET = frozenset({"us-ascii", "ascii", "ansi_x3.4-1968", "unknown-8bit", "binary"})
_NOTE = 30  # words: so short a text above an attached mail is a note on it


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a message: its part as it is held, its charset, and whether some of it came damaged."""

    part: Part
    charset: Stated
    is_damaged: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """A message with its texts read; `within` is the part that carries it, "" for the mail itself."""

    message: MimePart
    within: str
    texts: tuple[tuple[Text, Body], ...]

    @property
    def words(self) -> int:
        """How many words of prose it has."""
        return sum(body.words for _, body in self.texts)


def find_letters(root: MimePart) -> tuple[Letter, ...]:
    """The messages whose text is read: the mail itself, or what is attached to it with hardly a note above.

    Empty if no text is in any; CleanError if all there is cannot be read.
    """
    trouble: CleanError | None = None
    found: list[Letter] = []
    for message, within in _messages(root, ""):
        try:
            letter = _read_letter(message, within)
        except CleanError as lack:
            trouble = trouble or lack
            continue
        if letter.texts:
            found.append(letter)
        if not within and letter.words >= _NOTE:
            break
    if not found and trouble is not None:
        raise trouble
    return tuple(letter for letter in found if letter.words >= _NOTE) or _best(found)


def _best(letters: Sequence[Letter]) -> tuple[Letter, ...]:
    """The message with most prose, the outermost of those that have as much."""
    most = max((letter.words for letter in letters), default=0)
    return tuple(letter for letter in letters if letter.words == most)[:1]


def read_bytes(part: MimePart) -> Text:
    """The text that a part is, as it is held; CleanError if it is too large or in no known encoding."""
    try:
        data, is_damaged = decode_body(part)
        charset = _charset(part, data)
        opened = open_body(part, charset.value)
    except SourceError as lack:
        raise CleanError(str(lack), lack.code) from None
    decoded = decode(opened.data, opened.charset, mark_length(opened.data))
    return Text(Part(name_body(part, charset.value), decoded), charset, is_damaged)


def _messages(message: MimePart, within: str) -> Iterator[tuple[MimePart, str]]:
    """The mail and all that are attached to it, outer ones first."""
    yield message, within
    for carrier in attached_messages(message):
        yield from _messages(carrier.parts[0], carrier.number)


def _read_letter(message: MimePart, within: str) -> Letter:
    """The message with all of its texts that can be read; CleanError if none of several can."""
    texts: list[tuple[Text, Body]] = []
    trouble: CleanError | None = None
    for choice in choose_texts(message):
        try:
            texts.append(_read_choice(choice))
        except CleanError as lack:
            trouble = trouble or lack
    if trouble is not None and not texts:
        raise trouble
    return Letter(message, within, tuple(texts))


def _read_choice(choice: Choice) -> tuple[Text, Body]:
    """The first of the forms of a text that can be read."""
    trouble: CleanError | None = None
    for part in choice:
        try:
            text = read_bytes(part)
            return text, _read_body(part, text.part.decoded.text)
        except CleanError as lack:
            trouble = trouble or lack
    raise trouble or CleanError("the mail has no text.", "no-text")


def _read_body(part: MimePart, source: str) -> Body:
    if is_html(part):
        found = _LANGUAGE.search(source)
        stated = (Stated("language", found[1], "html element"),) if found else ()
        return replace(read_html(source), stated=stated)
    is_flowed = part.head.param("format").lower() == "flowed"
    return read_plain(source, is_flowed=is_flowed, drops_space=part.head.param("delsp").lower() == "yes")


def _charset(part: MimePart, data: bytes) -> Stated:
    """The encoding that the part is sent with, as its header says, unless that is plainly untrue."""
    label = part.head.param("charset").lower()
    if label in STATEFUL:
        return Stated("charset", label, "header")
    said = label if label not in _NO_CHARSET or data.isascii() else ""
    media_type = HTML if is_html(part) else PLAIN
    headers = (("content-type", f"{media_type}; charset={said}"),) if said else ()
    return find_charset(Page(data, "", "", media_type, headers=headers))


def all_damaged(texts: Sequence[tuple[Text, Body]]) -> str:
    """The names of the texts that were damaged on the way, for a sentence."""
    return ", ".join(text.part.name.partition(";")[0] for text, _ in texts if text.is_damaged)
