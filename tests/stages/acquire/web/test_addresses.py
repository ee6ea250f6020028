"""No link leads to an address that is not public, in whatever form it is written."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.servers import answer, moved, serve
from tests.stages.acquire.web.opened import PAGE, get, opened, refusal
from tests.walls import SRC
from twosource.data import Source
from twosource.errors import SettingError, SourceError
from twosource.stages.acquire.web.addresses import Allowed, check_addresses, read_allowed
from twosource.stages.acquire.web.fetch import fetch
from twosource.stages.acquire.web.web import WebSettings

CASES = tomllib.loads(Path(__file__).with_name("addresses.toml").read_text(encoding="utf-8"))


def here(host: str) -> list[str]:
    """What these names lead to."""
    return {"localhost": ["127.0.0.1", "::1"], "inner.news.test": ["10.0.0.7"]}[host]


@pytest.mark.parametrize("address", CASES["shut"])
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(SourceError) as caught:
        check_addresses("news.test", [address], Allowed())
    assert caught.value.code == "refused-address"
    assert "news.test" in str(caught.value)


@pytest.mark.parametrize("address", CASES["public"])
def test_a_public_address_is_allowed(address: str) -> None:
    assert len(check_addresses("news.test", [address], Allowed())) == 1


@pytest.mark.parametrize("link", CASES["links"])
def test_no_form_of_a_link_leads_inside(link: str) -> None:
    assert refusal(link, allow_private=False, resolve=here).code == CASES["links"][link]


def test_a_name_with_one_private_address_is_refused_whole() -> None:
    for found in (["8.8.8.8", "10.0.0.1"], ["10.0.0.1", "8.8.8.8"], ["2606:4700::1111", "::1"]):
        with pytest.raises(SourceError, match="only public addresses"):
            check_addresses("news.test", found, Allowed())


def test_private_networks_open_only_to_who_says_so() -> None:
    local = read_allowed([], allow_private=True)
    for address in (
        "127.0.0.1",
        "10.0.0.1",
        "192.168.0.1",
        "100.64.0.1",
        "::1",
        "fd00::1",
        "::ffff:10.0.0.1",
    ):
        assert check_addresses("news.test", [address], local)
    for address in ("169.254.169.254", "0.0.0.0", "224.0.0.1", "fe80::1", "2002:a00:1::"):
        with pytest.raises(SourceError):
            check_addresses("news.test", [address], local)


def test_hosts_and_ranges_can_be_allowed() -> None:
    allowed = read_allowed(["10.2.0.0/16", "Desk.Test.", "fd00::/16"], allow_private=False)
    assert check_addresses("news.test", ["10.2.3.4"], allowed) == ("10.2.3.4",)
    assert check_addresses("desk.test", ["192.168.1.1"], allowed) == ("192.168.1.1",)
    assert check_addresses("news.test", ["fd00::7"], allowed) == ("fd00::7",)
    for host, address in (("news.test", "10.3.0.1"), ("sub.desk.test", "192.168.1.1")):
        with pytest.raises(SourceError):
            check_addresses(host, [address], allowed)


@pytest.mark.parametrize("host", ["", "10.0.0.0/99", "a b", "http://desk.test/", "*"])
def test_what_is_neither_host_nor_range_is_no_setting(host: str) -> None:
    with pytest.raises(SettingError):
        read_allowed([host], allow_private=False)


@pytest.mark.parametrize(
    "setting", [{"seconds": 0}, {"max_bytes": -1}, {"pause": -1}, {"redirects": -1}, {"user_agent": "a\nb"}]
)
def test_settings_that_make_no_sense_are_refused(setting: dict[str, object]) -> None:
    with pytest.raises(SettingError):
        WebSettings(**setting)  # type: ignore[arg-type]


def test_a_refused_address_is_never_connected_to() -> None:
    with serve({"/a": answer(PAGE)}) as server:
        assert refusal(server.link("/a"), allow_private=False).code == "refused-address"
        assert server.asked == []


def test_the_address_that_was_checked_is_the_one_connected_to() -> None:
    answers = [["127.0.0.1"], ["10.0.0.1"], ["127.0.0.1"]]
    asked = []

    def rebinding(host: str) -> list[str]:
        asked.append(host)
        return answers.pop(0)

    with serve({"/a": answer(PAGE), "/b": answer(PAGE)}) as server:
        with opened(allow_private=False, allowed_hosts=("127.0.0.0/8",), resolve=rebinding) as web:
            # No name server knows this name: whatever looked it up again would fail.
            for path in ("/a", "/b"):
                assert fetch(Source(server.link(path, "quay.invalid")), web).data == PAGE
        assert asked == ["quay.invalid"]
        assert {request.host for request in server.asked} == {"quay.invalid"}


def test_a_redirect_is_checked_like_the_link() -> None:
    def named(host: str) -> list[str]:
        return {
            "news.test": ["127.0.0.1"],
            "inner.test": ["10.0.0.1"],
            "mixed.test": ["127.0.0.1", "10.0.0.1"],
        }[host]

    hops = {
        "/a": ("http://inner.test/", "refused-address"),
        "/b": ("http://169.254.169.254/latest/", "refused-address"),
        "/c": ("//[::1]/", "refused-address"),
        "/d": ("file:///etc/passwd", "bad-link"),
        "/e": ("gopher://news.test/", "bad-link"),
        "/f": ("http://mixed.test/", "refused-address"),
        "/g": ("http://0x7f.1/", "refused-address"),
    }
    with serve({path: moved(to) for path, (to, _) in hops.items()}) as server:
        for path, (_, code) in hops.items():
            link = server.link(path, "news.test")
            caught = refusal(link, allow_private=False, allowed_hosts=("127.0.0.1",), resolve=named)
            assert caught.code == code, path
            assert server.paths()[-1] == path


def test_the_proxy_of_the_environment_is_not_used() -> None:
    code = (
        "import sys; from twosource.data import Source;"
        "from twosource.stages.acquire.web.fetch import fetch;"
        "from twosource.stages.acquire.web.web import WebSettings, open_web;"
        "web = open_web(WebSettings(allow_private=True, pause=0), resolve=lambda host: ['127.0.0.1']);"
        "print(len(fetch(Source(sys.argv[1]), web.__enter__()).data))"
    )
    with serve({"/a": answer(PAGE)}) as server, serve() as proxy:
        given = {"http_proxy": proxy.link(), "HTTP_PROXY": proxy.link(), "ALL_PROXY": proxy.link()}
        ran = subprocess.run(
            [sys.executable, "-c", code, server.link("/a", "news.test")],
            env={**os.environ, **given, "PYTHONPATH": str(SRC)},
            capture_output=True,
            text=True,
            timeout=30,
        )
        assert ran.stdout.strip() == str(len(PAGE)), ran.stderr
        assert proxy.asked == []


def test_a_name_without_an_address_is_said_to_have_none() -> None:
    def unknown(host: str) -> list[str]:
        raise OSError("no such name")

    assert refusal("http://news.test/", resolve=unknown).code == "network"
    assert refusal("http://news.test/", resolve=lambda host: []).code == "network"
    assert refusal("http://news.test/", resolve=lambda host: ["what is this"]).code == "network"


def test_several_addresses_are_tried() -> None:
    with serve({"/a": answer(PAGE)}) as server:
        page = get_from(server.link("/a", "news.test"), ["127.0.0.9", "127.0.0.1"])
        assert page == PAGE
    with serve({"/a": answer(PAGE)}) as server:
        assert get(server).data == PAGE


def get_from(link: str, addresses: list[str]) -> bytes:
    """The page at a link whose host has these addresses."""
    with opened(resolve=lambda host: addresses) as web:
        return fetch(Source(link), web).data
