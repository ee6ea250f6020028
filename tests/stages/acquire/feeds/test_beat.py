"""How often a feed is worth asking for, what it calls its items, and what of a link only tracks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from twosource.stages.acquire.feeds.beat import beat_of, plain_link
from twosource.testing import make_page

LINKS = [
    ("https://gull.example/a", "https://gull.example/a"),
    ("https://Gull.Example", "https://gull.example/"),
    ("https://gull.example/a?id=3&utm_source=x#top", "https://gull.example/a?id=3"),
    ("https://gull.example/a?FBCLID=1", "https://gull.example/a"),
    ("https://gull.example/a?b=%20c&d", "https://gull.example/a?b=%20c&d"),
    ("https://gull.example/a?at_time=1", "https://gull.example/a?at_time=1"),
    ("https://[gull/a", "https://[gull/a"),
]
RSS = "<rss xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel>{}</channel></rss>"
EVERY = [
    (RSS.format("<ttl>60</ttl>"), "", 3600),
    (RSS.format("<ttl>soon</ttl>"), "", 0),
    (RSS.format("<sy:updatePeriod>daily</sy:updatePeriod>"), "", 86_400),
    (
        RSS.format("<sy:updatePeriod> hourly </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"),
        "",
        900,
    ),
    (RSS.format(""), "public, max-age=1200", 1200),
    (RSS.format(""), "no-cache, max-age=1200", 0),
    (RSS.format("<ttl>60</ttl>"), "max-age=60", 3600),
    ('{"version": "https://jsonfeed.org/version/1"}', "max-age=7", 7),
]


@pytest.mark.parametrize(("link", "plain"), LINKS)
def test_links_without_what_tracks(link: str, plain: str) -> None:
    assert plain_link(link) == plain
    assert plain_link(plain) == plain


@pytest.mark.parametrize(("text", "control", "seconds"), EVERY)
def test_how_often(text: str, control: str, seconds: int) -> None:
    page = replace(make_page(text), headers=(("Cache-Control", control),))
    assert beat_of(page).every == seconds


def test_ids_and_what_was_deleted() -> None:
    page = make_page(
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:at='http://purl.org/atompub/tombstones/1.0'>"
        "<at:deleted-entry ref='tag:1'/><entry><id>tag:2</id><link rel='edit' href='/no'/>"
        "<link href='/two'/></entry><entry><id>tag:3</id></entry></feed>",
        path="https://gull.example/feed",
    )
    found = beat_of(page)
    assert found.ids == (("https://gull.example/two", "tag:2"),)
    assert found.deleted == ("tag:1",)
