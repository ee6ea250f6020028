"""What a robots.txt allows us (RFC 9309)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.stages.acquire.web.sniff import is_rules

if TYPE_CHECKING:
    from protego import Protego

_AGENT_LINE = re.compile(r"[ \t]*user[- ]?agent[ \t]*:?[ \t]*([^#\r\n]*)", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z_-]+")
_NOBODY = "somebody-else"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site allows: rules to ask (None: all is allowed), or why nothing is, with a failure's code."""

    parsed: Protego | None = None
    closed: str = ""
    code: str = "robots"


def product_of(user_agent: str) -> str:
    """The product's name at the start of a User-Agent, by which rules are chosen."""
    found = _TOKEN.match(user_agent.strip().lower())
    return found[0] if found else _NOBODY


def read_rules(data: bytes, product: str) -> Rules:
    """The rules of a robots.txt; a page or a picture in its place has none."""
    from protego import Protego

    if not is_rules(data):
        return Rules()
    text = data.decode("utf-8-sig", "replace")
    return Rules(Protego.parse("\n".join(_renamed(line, product) for line in text.splitlines())))


def _renamed(line: str, product: str) -> str:
    """A line naming us, everybody or somebody else.

    Protego keeps every rule once for each agent of its group, which is the
    square of the file's size; and it takes part of a name for the name.
    """
    found = _AGENT_LINE.match(line)
    if not found:
        return line
    token = _TOKEN.match(found[1].strip().lower())
    name = "*" if found[1].strip().startswith("*") else _NOBODY
    return f"User-agent: {product if token and token[0] == product else name}"
