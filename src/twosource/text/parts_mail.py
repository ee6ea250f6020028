"""Opens a part of a kept mail or MHTML page: one body, or one header.

``part=1.2;charset=windows-1252`` is the body of part 1.2 once its transfer
encoding is undone; ``header=Subject`` the header once decoded, white space
made single, as UTF-8, and ``part=2;header=Subject`` that of the message in
part 2.
"""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header

from twosource.errors import SourceError
from twosource.text.mime import MESSAGE, MimePart, all_parts, read_message
from twosource.text.parts import HTML, PLAIN, Opened
from twosource.text.transfer import undo_transfer

MOST_DECODED = 10_000_000
_LONGEST_VALUE = 10_000
_HTML_TYPES = frozenset({HTML, "application/xhtml+xml"})
# With these a byte has no meaning by itself, so the part's bytes are counted once it is put into UTF-8.
STATEFUL = {
    "iso-2022-jp": "iso2022_jp_ext",
    "csiso2022jp": "iso2022_jp_ext",
    "iso-2022-kr": "iso2022_kr",
    "csiso2022kr": "iso2022_kr",
    "hz-gb-2312": "hz",
}
# In practice the letters that it adds to the standard's are meant too.
_CODECS = STATEFUL | {"iso-8859-1": "windows-1252", "us-ascii": "windows-1252", "gb2312": "gb18030"}
_FOLD = re.compile(r"\s*[\r\n]+\s*")


def name_body(part: MimePart, charset: str) -> str:
    """The name of the part that is the body of a part of a mail."""
    return f"part={part.number};charset={charset}"


def name_header(name: str, within: str = "") -> str:
    """The name of the part that is a header of a message; `within` is the part it is attached as."""
    return f"part={within};header={name}" if within else f"header={name}"


def open_mail_part(data: bytes, part: str) -> Opened:
    """The part of a mail or MHTML page that has this name; SourceError if there is none."""
    told = dict(pair.partition("=")[::2] for pair in part.split(";"))
    root = read_message(data)
    number = told.get("part", "")
    if name := told.get("header"):
        if (message := _message_at(root, number)) and (value := header_text(message, name)):
            return Opened(value.encode(), "utf-8", PLAIN)
    elif found := next((p for p in all_parts(root) if p.number == number and not p.parts), None):
        return open_body(found, told.get("charset", "utf-8"))
    raise SourceError(f"the mail has no part {part!r}.", "no-part")


def open_body(part: MimePart, charset: str) -> Opened:
    """The body of a part, its transfer encoding undone; SourceError if it is larger than is read."""
    data = decode_body(part)[0]
    media_type = HTML if part.media_type in _HTML_TYPES else PLAIN
    if codec := STATEFUL.get(charset):
        return Opened(data.decode(codec, "replace").encode("utf-8", "replace"), "utf-8", media_type)
    return Opened(data, charset, media_type)


def decode_body(part: MimePart) -> tuple[bytes, bool]:
    """The body with its transfer encoding undone, and whether that is damaged.

    SourceError if it unpacks to more than 10 MB.
    """
    size = len(part.body) * 3 // 4 if part.head.transfer == "base64" else len(part.body)
    if size > MOST_DECODED:
        raise SourceError(
            f"part {part.number} of the mail is too large: at most {MOST_DECODED // 10**6} MB are read.",
            "too-large",
        )
    return undo_transfer(part.body, part.head.transfer)


def header_text(message: MimePart, name: str) -> str:
    """A header decoded (RFC 2047), raw 8-bit letters read too, white space made single; "" if there is none.

    What cannot be decoded stays as it was sent.
    """
    raw = (message.head.field(name) or b"")[:_LONGEST_VALUE]
    try:
        written = raw.decode("utf-8")
    except UnicodeDecodeError:
        written = raw.decode("windows-1252", "replace")
    written = _FOLD.sub(" ", written)
    try:
        decoded = "".join(_word(word, charset) for word, charset in decode_header(written))
    except (HeaderParseError, ValueError):
        decoded = written
    return " ".join(decoded.encode("utf-8", "replace").decode().split())


def _word(word: bytes | str, charset: str | None) -> str:
    if isinstance(word, str):
        return word
    if charset is None:
        return word.decode("raw-unicode-escape", "replace")
    try:
        return word.decode(_CODECS.get(charset.lower(), charset), "replace")
    except (LookupError, ValueError):
        return word.decode("latin-1")


def _message_at(root: MimePart, number: str) -> MimePart | None:
    """The message in the part of that number, or the mail itself."""
    if not number:
        return root
    found = next((p for p in all_parts(root) if p.number == number and p.media_type == MESSAGE), None)
    return found.parts[0] if found else None
