"""The picture of the chains in a browser: names in their frames, lines open words, keys reach them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.stages.write.hostile import HOSTILE
from tests.stages.write.lineages import story

Open = Callable[..., Any]
# Names that stand out of their frames, and frames that touch.
OUTSIDE = """() => [...document.querySelectorAll(".chains .node")].filter(n => {
  const box = n.querySelector("rect").getBBox(), text = n.querySelector("text").getBBox();
  return text.x < box.x || text.x + text.width > box.x + box.width;
}).map(n => n.textContent)"""
TOUCHING = """() => {
  const boxes = [...document.querySelectorAll(".chains .node rect")].map(r => r.getBoundingClientRect());
  return boxes.filter((a, n) => boxes.some((b, m) => m > n && a.left < b.right && b.left < a.right
    && a.top < b.bottom && b.top < a.bottom)).length;
}"""
DIMMED = """() => [...document.querySelectorAll(".chains .tie")]
  .filter(e => getComputedStyle(e).opacity < 0.5).length"""
MARKED = """() => document.querySelector("#reports :target") !== null"""


@pytest.mark.parametrize("reports", [3, 12, 30])
def test_names_stand_in_their_frames(open_page: Open, reports: int) -> None:
    page = open_page(story(reports, loop=reports > 3))
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(TOUCHING) == 0


def test_hostile_names_stand_in_their_frames(open_page: Open) -> None:
    assert open_page(HOSTILE).evaluate(OUTSIDE) == []


def test_a_line_opens_its_words_without_script(open_page: Open) -> None:
    page = open_page(story(6), java_script_enabled=False)
    page.locator(".chains a.tie").first.dispatch_event("click")
    page.goto(page.url.split("#")[0] + page.locator(".chains a.tie").first.get_attribute("href"))
    assert page.evaluate(MARKED)


def test_the_keyboard_reaches_names_and_lines(open_page: Open) -> None:
    page = open_page(story(3))
    page.locator(".picture").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('tie')")
    page.keyboard.press("Enter")
    assert page.evaluate(MARKED)


def test_pointing_at_a_name_dims_all_other_chains(open_page: Open) -> None:
    page = open_page(story(12))
    assert page.evaluate(DIMMED) == 0
    page.locator(".chains .node.origin").last.hover()
    dimmed = page.evaluate(DIMMED)
    assert 0 < dimmed < page.locator(".chains .tie").count()


@pytest.mark.parametrize("width", [390, 900, 1440])
def test_the_page_is_no_wider_for_it(open_page: Open, width: int) -> None:
    page = open_page(story(30, loop=True), width)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_it_is_dark_where_the_page_is(open_page: Open) -> None:
    page = open_page(story(3), color_scheme="dark")
    ink = page.locator(".chains .node text").first.evaluate("e => getComputedStyle(e).fill")
    assert min(int(part) for part in ink[4:-1].split(",")) > 180
