"""A reader narrows the page to one verdict, kind or report, with a script and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.test_page import IN_VIEW, MARKED
from tests.stages.write.crowd import crowd
from tests.stages.write.wordings import WORDED

Open = Callable[..., Any]
SHOWN = "e => [...document.querySelectorAll(e)].filter(x => x.checkVisibility()).map(x => x.id)"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_only_what_has_the_chosen_verdict_stays(open_page: Open, script: bool) -> None:
    page = open_page(WORDED, java_script_enabled=script)
    assert len(page.evaluate(SHOWN, "#differ .difference")) > 4
    page.select_option("#only-verdict", "contradiction")
    assert page.evaluate(SHOWN, "#differ .difference") == ["d2-1", "d3-1"]
    assert page.evaluate(SHOWN, ".point") == ["point-2", "point-3"]
    assert not page.locator("#differ-update").is_visible()
    page.select_option("#only-kind", "place")
    assert page.evaluate(SHOWN, "#differ .difference") == ["d2-1"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_only_what_a_report_has_a_part_in_stays(open_page: Open, script: bool) -> None:
    page = open_page(WORDED, java_script_enabled=script)
    page.select_option("#only-report", "D")
    assert page.evaluate(SHOWN, ".point") == ["point-1", "point-2"]
    assert page.locator("#only h3:visible").count() == 1


def test_what_is_chosen_is_told_and_stands_in_the_address(open_page: Open) -> None:
    page = open_page(WORDED)
    page.select_option("#only-verdict", "contradiction")
    page.select_option("#only-report", "D")
    assert page.url.endswith("#verdict=contradiction&report=D")
    assert page.locator(".filters output").inner_text() == "2 of 9 shown"
    page.reload()
    assert page.evaluate(SHOWN, ".point") == ["point-2"]
    page.get_by_role("button", name="Show all").click()
    assert len(page.evaluate(SHOWN, ".point")) == 3
    assert page.locator(".filters output").inner_text() == ""


def test_the_keyboard_reaches_the_lists_and_the_way_back(open_page: Open) -> None:
    page = open_page(WORDED)
    page.locator("#only-verdict").focus()
    page.keyboard.press("c")
    assert page.locator("#only-verdict").input_value() == "contradiction"
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#only-verdict").input_value() == ""
    assert page.evaluate("document.activeElement.id") == "only-verdict"


def test_a_link_to_what_is_hidden_shows_all_again(open_page: Open) -> None:
    page = open_page(WORDED)
    page.select_option("#only-verdict", "later-update")
    page.evaluate("location.hash = '#d2-1'")
    page.wait_for_function("document.querySelector('#d2-1').checkVisibility()")
    assert page.locator("#only-verdict").input_value() == ""


def test_a_link_to_what_is_folded_opens_it(open_page: Open) -> None:
    page = open_page(crowd(3))
    page.evaluate("location.hash = '#point-20'")
    page.wait_for_function("document.querySelector('#point-20').checkVisibility()")
    assert page.locator("#point-20 h3").evaluate(IN_VIEW)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_narrowing_opens_what_is_folded_for_its_length(open_page: Open, script: bool) -> None:
    page = open_page(crowd(3), java_script_enabled=script)
    assert len(page.evaluate(SHOWN, ".point")) < 20
    page.select_option("#only-report", "B")
    assert len(page.evaluate(SHOWN, ".point")) == 20


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("width", [390, 1440])
def test_a_click_on_a_value_marks_it_and_brings_it_into_view(
    open_page: Open, width: int, script: bool
) -> None:
    page = open_page(WORDED, width, java_script_enabled=script)
    places = "#matters .against a.w, #differ .value a.w, #wording .phrasings a.w"
    links = [link for link in page.locator(places).all() if link.is_visible()]
    assert len(links) > 15
    for link in links:
        link.click()
        anchor = link.get_attribute("href")
        assert page.evaluate(MARKED) == link.inner_text()
        assert page.locator(anchor).evaluate(IN_VIEW)
        assert page.locator(":target").count() == 1


def test_the_rule_of_a_verdict_is_one_click_away(open_page: Open) -> None:
    page = open_page(WORDED)
    first = page.locator("#matters .why").first
    assert not first.get_by_text("Rule: ").is_visible()
    first.locator("summary").click()
    told = first.inner_text()
    assert "One fire cannot begin in two silos." in told
    assert "both cannot hold" in told
    assert "Rule: two-places-one-thing." in told
