"""A link is taken apart in one way, and refused with a sentence where there might be two."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from twosource.errors import SourceError
from twosource.stages.acquire.web.links import Target, join_link, parse_link, shown_link

GOOD = {
    "http://news.test": "http://news.test/",
    "HTTP://News.Test/A": "http://news.test/A",
    " https://news.test/a \n": "https://news.test/a",
    "https://news.test:443/a": "https://news.test/a",
    "http://news.test:8080/": "http://news.test:8080/",
    "http://news.test:/": "http://news.test/",
    "http://news.test./a": "http://news.test/a",
    "http://news.test/a#part": "http://news.test/a",
    "http://news.test?q=1": "http://news.test/?q=1",
    "http://news.test/größe?q=ö": "http://news.test/gr%C3%B6%C3%9Fe?q=%C3%B6",
    "http://news.test/a%20b?c=%7E": "http://news.test/a%20b?c=%7E",
    "http://bücher.test/": "http://xn--bcher-kva.test/",
    "http://аpple.test/": "http://xn--pple-43d.test/",
    "http://ｎｅｗｓ.test/": "http://news.test/",
    "http://my_news.test/": "http://my_news.test/",
    "http://8.8.8.8/": "http://8.8.8.8/",
    "http://[2606:4700:0::1111]:81/": "http://[2606:4700::1111]:81/",
    "http://news.test/a'b\"c<d>": "http://news.test/a'b%22c%3Cd%3E",
}
BAD = [
    "",
    "http://",
    "http:///a",
    "https:news.test",
    "//news.test/a",
    "news.test/a",
    "ftp://news.test/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,a",
    "http://news.test:0/",
    "http://news.test:65536/",
    "http://news.test:99999/",
    "http://news.test:123456789/",
    "http://news.test:-1/",
    "http://news.test:8o/",
    "http://news.test:٨٠/",
    "http://a:b:c/",
    "http://news..test/",
    "http://.news.test/",
    "http://news.test../",
    f"http://{'a' * 64}.test/",
    f"http://{'ü' * 64}.test/",
    f"http://{'a.' * 130}test/",
    "http://a b.test/",
    "http://news.test/a b",
    "http://news.test/a\x00b",
    "http://news.test/a\r\nHost: other.test",
    "http://news.test/\ud800",
    "http://\ud800.test/",
    "http://news%2etest/",
    "http://news.test/%zz",
    "http://news.test/100%",
    "http://news.test/?q=%",
    "http://user:word@news.test/",
    "http://@news.test/",
    "http://news.test\\a",
    "http://[::1",
    "http://[zz]/",
    "http://[::1]a/",
    "http://\u200d/",
    "http://xn--\u2025.test/",
    "http://news.test℀.test/",
    f"http://news.test/{'a' * 64_000}",
]


@pytest.mark.parametrize("link", GOOD)
def test_a_link_is_taken_apart(link: str) -> None:
    assert parse_link(link).url == GOOD[link]


@pytest.mark.parametrize("link", BAD, ids=[ascii(link)[:30] for link in BAD])
def test_a_bad_link_is_refused_with_a_sentence(link: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_link(link)
    assert caught.value.code == "bad-link"
    assert str(caught.value).endswith(": check the link.")
    assert len(str(caught.value)) < 400
    assert str(caught.value).isprintable()


@given(st.text() | st.from_regex(r"https?://[^/]{0,30}(/.{0,20})?"))
@example("http://[v1.a]/")
@example("http://ⅷ.test/")
def test_any_text_is_a_link_or_is_refused(text: str) -> None:
    target = None
    with suppress(SourceError):
        target = parse_link(text)
    if target is None:
        return
    assert target.url.isascii()
    assert parse_link(target.url) == target


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/b", "http://news.test/b"),
        ("b?c#d", "http://news.test/x/b?c"),
        ("?c=1", "http://news.test/x/a?c=1"),
        ("../b", "http://news.test/b"),
        ("//other.test/b", "http://other.test/b"),
        ("https://other.test", "https://other.test/"),
        ("/a b", "http://news.test/a%20b"),
        (" /b ", "http://news.test/b"),
    ],
)
def test_a_redirect_is_joined_to_where_it_came_from(location: str, url: str) -> None:
    assert join_link(Target("http", "news.test", 80, "/x/a"), location).url == url


@pytest.mark.parametrize("location", ["http://[::1", "file:///a", "http://a@b/", "/a\tb", "/%zz"])
def test_a_bad_redirect_is_refused(location: str) -> None:
    with pytest.raises(SourceError) as caught:
        join_link(Target("http", "news.test", 80, "/x/a"), location)
    assert caught.value.code == "bad-link"


def test_what_is_shown_of_a_link_is_short_and_printable() -> None:
    assert shown_link("http://news.test/\x1b[31m\u202e" + "a" * 1000).isprintable()
    assert len(shown_link("http://news.test/" + "a" * 1000)) < 250
