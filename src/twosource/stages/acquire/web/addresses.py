"""Which addresses a link may lead to: public ones, and those that the user allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from twosource.errors import SettingError, SourceError
from twosource.words.load import load_words

_HERE = "twosource.stages.acquire.web"
_RESERVED = "reserved"
Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Allowed:
    """What is allowed besides public addresses: names and networks, and whether any private one."""

    names: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()
    is_private_allowed: bool = False


@dataclass(frozen=True, slots=True)
class _Shut:
    """A stretch of addresses that is no part of the public net, and what it is."""

    network: Network
    what: str
    is_local: bool


def read_allowed(hosts: Iterable[str], *, allow_private: bool) -> Allowed:
    """Tell names from networks (``10.1.0.0/16``, ``192.168.7.2``); SettingError for what is neither."""
    names, networks = set(), []
    for host in hosts:
        text = host.strip().lower().rstrip(".").strip("[]")
        try:
            networks.append(ip_network(text, strict=False))
        except ValueError:
            if not text or not set(text) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_."):
                raise SettingError(
                    f"{host!r} is neither a host's name nor a network: name a host, "
                    "an address, or a range such as 10.1.0.0/16."
                ) from None
            names.add(text)
    return Allowed(frozenset(names), tuple(networks), allow_private)


def check_addresses(host: str, found: Sequence[str], allowed: Allowed) -> tuple[str, ...]:
    """The addresses of `host`, each as it will be connected to; SourceError if any of them is not allowed.

    One bad address refuses all: a name that leads to both sides is how a
    private one is reached on the second try.
    """
    addresses = [_parse(host, text) for text in found]
    for address in addresses:
        what = _refusal(address, allowed)
        if what and host not in allowed.names:
            raise SourceError(
                f"{host} leads to {address}, which is {what}: only public addresses are fetched; "
                f"allow the host if you mean it (--allow-host {host}).",
                "refused-address",
            )
    return tuple(dict.fromkeys(str(address) for address in addresses))


def _parse(host: str, text: str) -> Address:
    try:
        return ip_address(text.partition("%")[0])  # what follows % names the network card
    except ValueError:
        raise SourceError(
            f"{host} leads to no address that can be read: check the link.", "network"
        ) from None


def _refusal(address: Address, allowed: Allowed) -> str:
    """What the address is if it may not be connected to, else ""."""
    if any(address in network for network in allowed.networks):
        return ""
    inner = _carried(address)
    if inner is not None:
        return _refusal(inner, allowed)
    shut = next((s for s in _shut() if address in s.network), None)
    if shut is None:
        return "" if address.version == 4 or address in _public6() else _RESERVED
    return "" if shut.is_local and allowed.is_private_allowed else shut.what


def _carried(address: Address) -> IPv4Address | None:
    """The IPv4 address that this IPv6 one stands for, if it does."""
    if any(address in network for network in _carriers()):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


@cache
def _shut() -> tuple[_Shut, ...]:
    rows = load_words(_HERE, "addresses.toml")["shut"]
    return tuple(
        _Shut(ip_network(r), row["is"], row.get("local", False)) for row in rows for r in row["ranges"]
    )


@cache
def _carriers() -> tuple[Network, ...]:
    return tuple(ip_network(text) for text in load_words(_HERE, "addresses.toml")["carries4"])


@cache
def _public6() -> Network:
    return ip_network(load_words(_HERE, "addresses.toml")["public6"])
