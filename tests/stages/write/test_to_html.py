"""The page is one file that loads nothing, hides nothing, and in which a report's words are only words."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given, settings

from tests.clocks import in_time
from tests.stages.write.comparisons import comparisons
from tests.stages.write.crowd import crowd
from tests.stages.write.hostile import HOSTILE, SPANNING
from tests.stages.write.story import STORY
from twosource.data import Comparison
from twosource.stages.write.display import strip_controls
from twosource.stages.write.to_html import to_html

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Reader(HTMLParser):
    """Collects a page's elements, checks that they nest, and keeps the text inside the reports."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: dict[str, str] = {}
        self.report = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, dict(attrs))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)
        if tag == "article" and dict(attrs).get("class") == "report":
            self.report = str(dict(attrs)["id"])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self.open]
        classes = " ".join(str(a.get("class", "")) for _, a in self.open).split()
        if self.report and "aside" in tags and "b" in classes and "summary" not in tags:
            self.blocks[self.report] = self.blocks.get(self.report, "") + data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


@pytest.fixture(scope="module")
def page() -> str:
    return to_html(STORY)


@pytest.fixture(scope="module")
def read(page: str) -> Reader:
    return Reader(page)


def test_every_report_stands_there_whole(read: Reader) -> None:
    for letter, article in zip("ABCD", STORY.reports, strict=True):
        shown = "".join(read.blocks[f"report-{letter}"].split())
        assert shown == "".join(article.text.split())


def test_words_outside_every_block_are_shown_too() -> None:
    first = STORY.reports[0]
    bare = replace(first, blocks=first.blocks[:2] + first.blocks[3:])
    shown = Reader(to_html(replace(STORY, reports=(bare, *STORY.reports[1:]))))
    assert "".join(shown.blocks["report-A"].split()) == "".join(first.text.split())


@pytest.mark.parametrize("comparison", [STORY, HOSTILE, SPANNING], ids=["story", "hostile", "spanning"])
def test_ids_are_single_and_links_lead_somewhere(comparison: Comparison) -> None:
    shown = Reader(to_html(comparison))
    ids = [attrs["id"] for _, attrs in shown.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    inside = [str(a["href"])[1:] for a in shown.all("a") if str(a.get("href")).startswith("#")]
    assert set(inside) <= set(ids)


def test_each_place_linked_to_has_a_way_back(read: Reader) -> None:
    backs = [a["href"] for a in read.all("a") if a.get("class") == "t"]
    assert len(backs) > 40
    assert all(a.get("aria-label") for a in read.all("a") if a.get("class") in ("t", "n"))


def test_landmarks_are_there_and_named(read: Reader) -> None:
    assert (len(read.all("main")), len(read.all("h1"))) == (1, 1)
    assert all(a.get("aria-label") for a in read.all("nav"))
    assert read.all("aside")[0]["aria-labelledby"] == "reports-title"
    assert read.all("html")[0]["lang"] == "en"
    assert read.all("title")


def test_headings_go_down_one_level_at_a_time(read: Reader) -> None:
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_nothing_is_loaded(page: str, read: Reader) -> None:
    assert [a for _, a in read.elements if "src" in a or "srcset" in a or "style" in a] == []
    assert [a["href"] for a in read.all("link")] == ["data:,"]
    assert "@import" not in page
    assert "url(" not in page


def test_the_policy_lets_only_this_style_and_script_through(page: str, read: Reader) -> None:
    policy = next(a["content"] for a in read.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert str(policy).startswith("default-src 'none';")
    assert "unsafe" not in str(policy)
    for tag in ("style", "script"):
        found = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(found[0].encode()).digest()).decode()
        assert len(found) == 1
        assert f"{tag}-src 'sha256-{digest}'" in str(policy)


def test_only_plain_web_addresses_become_links(read: Reader) -> None:
    outward = [a for a in read.all("a") if not str(a["href"]).startswith("#")]
    assert {str(a["href"]).partition("#:~:text=")[0] for a in outward} == {
        "https://coast.example/port-fire?id=7"
    }
    assert all(a["rel"] == "noopener noreferrer" for a in outward)


def test_hostile_words_add_no_element_and_no_attribute() -> None:
    shown = Reader(to_html(HOSTILE))
    assert {tag for tag, _ in shown.elements} <= {tag for tag, _ in Reader(to_html(STORY)).elements}
    assert [a for _, a in shown.elements if any(name.startswith("on") for name in a)] == []
    assert all(str(a["href"]).startswith("#") for a in shown.all("a"))


@settings(max_examples=25, deadline=None)
@given(comparisons())
def test_any_comparison_makes_a_page_with_every_word(comparison: Comparison) -> None:
    page = to_html(comparison)
    assert strip_controls(page) == page
    shown = Reader(page)
    whole = "".join(shown.blocks.get(f"report-{letter}", "") for letter in "ABC")
    expected = strip_controls("".join(a.text for a in comparison.reports))
    assert "".join(whole.split()) == "".join(expected.split())


def test_the_same_comparison_makes_the_same_page(page: str) -> None:
    assert to_html(STORY) == page


def test_thirty_reports_make_a_page_that_can_be_sent() -> None:
    large = crowd(30)
    to_html(STORY)
    start = time.process_time()
    page = to_html(large)
    assert in_time(start, 2)
    assert len(page.encode()) < 5_000_000


def test_no_word_promises_more_than_the_page_knows(page: str) -> None:
    shown = re.sub(r"<(style|script)>.*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)
    promises = r"verified|fact-?check|\bbias|credib|\btrue\b|confirmed|veracity|debunk"
    assert "Who said what" in shown
    assert not re.search(promises, shown, re.IGNORECASE)


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(a: str, b: str) -> float:
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


STYLE = files("twosource.stages.write").joinpath("templates/page.css").read_text(encoding="utf-8")
PALETTES = [
    dict(re.findall(r"--(\w[\w-]*): (#[0-9a-f]{6});", block))
    for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2]
]


@pytest.mark.parametrize("palette", PALETTES, ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "soft", "link", "clash", "update", "open", "fine"])
@pytest.mark.parametrize("ground", ["paper", "panel"])
def test_every_colour_can_be_read(palette: dict[str, str], ink: str, ground: str) -> None:
    assert _contrast(palette[ink], palette[ground]) >= 4.5


@pytest.mark.parametrize("palette", PALETTES, ids=["light", "dark"])
def test_marked_words_can_be_read(palette: dict[str, str]) -> None:
    assert _contrast(palette["mark-ink"], palette["mark"]) >= 4.5
