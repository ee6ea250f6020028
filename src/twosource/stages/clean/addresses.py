"""Tells addresses of the web from whatever else a page calls an address."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"https?://[^\s<>\"'\\\x00-\x20\x7f-\x9f\ud800-\udfff]{3,2000}", re.IGNORECASE)


def is_web_address(written: str) -> bool:
    """Whether this is an address with http or https, a host, and nothing that no address holds."""
    if not _ADDRESS.fullmatch(written):
        return False
    try:
        return bool(urlsplit(written).hostname)
    except ValueError:
        return False
