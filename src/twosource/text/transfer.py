"""Undoes the transfer encodings of mail: base64, of which what is sound is read, and quoted-printable."""

from __future__ import annotations

import binascii
import quopri
import re

_SPACE = re.compile(rb"\s+")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]*+(={0,2})")


def undo_transfer(body: bytes, encoding: str) -> tuple[bytes, bool]:
    """What was sent under a ``Content-Transfer-Encoding``, and whether some of it is damaged.

    An encoding that is not known is read as none.
    """
    if encoding == "base64":
        return _from_base64(body)
    if encoding == "quoted-printable":
        return quopri.decodestring(body), False
    return body, False


def _from_base64(body: bytes) -> tuple[bytes, bool]:
    bare = _SPACE.sub(b"", body)
    whole = _BASE64.fullmatch(bare)
    if whole and (len(bare) % 4 == 0 or not whole[1]):
        cut = len(bare) % 4
        kept = bare[:-1] if cut == 1 else bare + b"=" * (-len(bare) % 4)
        return binascii.a2b_base64(kept), cut != 0
    # A line of another length, or with other letters in it, is damaged or was put in by a list's server.
    lines = [line.strip() for line in body.splitlines()]
    sound = [line for line in lines if len(line) % 4 == 0 and _BASE64.fullmatch(line)]
    return b"".join(binascii.a2b_base64(line) for line in sound), True
