"""Takes a link apart, once: what is checked is what is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import quote, urljoin, urlsplit

from twosource.errors import SourceError
from twosource.stages.acquire.opening import printable

# Servers refuse longer request lines; 8,000 is what RFC 9110 asks them to take.
LONGEST = 8000
_LONGEST_SHOWN = 200
_PORTS = {"http": 80, "https": 443}
_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_BRACKETED = re.compile(r"\[([0-9a-fA-F:.]+)\](?::(\d*))?")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PLAIN = re.compile(r"([^:@\[\]]*)(?::([0-9]*))?")
_KEPT_IN_PATH = "/%:@!$&'()*+,;=~[]|"
_KEPT_IN_QUERY = _KEPT_IN_PATH + "?"


@dataclass(frozen=True, slots=True)
class Target:
    """A link taken apart: all of it ASCII, the host lower-case (a name in its ``xn--`` form)."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The link, written anew."""
        return f"{self.scheme}://{self.authority}{self.path}"


def parse_link(link: str) -> Target:
    """Take a link apart; SourceError says why one cannot be fetched.

    Refused are other schemes than http and https, names or passwords in the
    link, ports that do not exist, and every form that two readers of links
    take for two different hosts.
    """
    text = link.strip(" \t\r\n")
    if len(text) > LONGEST:
        raise _bad(text, f"is {len(text)} characters long; links of at most {LONGEST} are fetched")
    _check_characters(text)
    try:
        parts = urlsplit(text)
    except ValueError:
        raise _bad(text, "cannot be taken apart") from None
    if parts.scheme not in _PORTS:
        raise _bad(text, "does not start with http:// or https://")
    host, port = _split_authority(parts.netloc, text)
    return Target(
        parts.scheme,
        host,
        _PORTS[parts.scheme] if port is None else port,
        _escaped(parts.path or "/", _KEPT_IN_PATH, text)
        + (f"?{_escaped(parts.query, _KEPT_IN_QUERY, text)}" if parts.query else ""),
    )


def join_link(base: Target, location: str) -> Target:
    """The target of a redirect that `base` answered with."""
    text = location.strip().replace(" ", "%20")
    _check_characters(text)
    try:
        return parse_link(urljoin(base.url, text))
    except ValueError:
        raise _bad(location, "cannot be taken apart") from None


def shown_link(link: str) -> str:
    """The link as a sentence may show it: printable and not too long."""
    text = printable(link)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def is_address(host: str) -> bool:
    """Whether a target's host is an address, not a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _check_characters(text: str) -> None:
    """SourceError for what some readers of links pass over and others do not."""
    if any(c <= " " or c in "\x7f\\" or "\ud800" <= c <= "\udfff" for c in text):
        raise _bad(text, "holds a blank, a backslash or a character that cannot be in a link")


def _split_authority(netloc: str, link: str) -> tuple[str, int | None]:
    if "@" in netloc:
        raise _bad(link, "holds a user name before the host; leave out what stands before the @")
    bracketed = _BRACKETED.fullmatch(netloc)
    if bracketed:
        return _address(bracketed[1], link), _port(bracketed[2], link)
    plain = _PLAIN.fullmatch(netloc)
    if not plain:
        raise _bad(link, "names no host that can be read")
    return _name(plain[1], link), _port(plain[2], link)


def _address(text: str, link: str) -> str:
    try:
        return str(IPv6Address(text))
    except ValueError:
        raise _bad(link, "holds no sound IPv6 address in its brackets") from None


def _port(digits: str | None, link: str) -> int | None:
    if not digits:
        return None
    if len(digits) > 5 or not 1 <= int(digits) <= 65_535:
        raise _bad(link, "names a port that does not exist; ports are 1 to 65535")
    return int(digits)


def _name(text: str, link: str) -> str:
    """The host in the form that is looked up; a number must be an address as everybody writes it."""
    host = _ascii_name(text, link).lower().removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _bad(link, "names a host with an empty, too long or impossible part")
    if not _NUMBER.fullmatch(labels[-1]):
        return host
    try:
        return str(IPv4Address(host))
    except ValueError:
        raise SourceError(
            f"{shown_link(link)} writes its address as a number in an unusual form: "
            "four decimal numbers with dots were expected.",
            "refused-address",
        ) from None


def _ascii_name(text: str, link: str) -> str:
    if text.isascii() or len(text) > 253:
        return text
    import idna

    try:
        return idna.encode(text, uts46=True).decode("ascii")
    except UnicodeError:
        raise _bad(link, "names a host that is no sound international name") from None


def _escaped(text: str, kept: str, link: str) -> str:
    if _BAD_ESCAPE.search(text):
        raise _bad(link, "holds a % that is not followed by two hexadecimal digits")
    return quote(text, safe=kept)


def _bad(link: str, why: str) -> SourceError:
    return SourceError(f"{shown_link(link)} {why}: check the link.", "bad-link")
