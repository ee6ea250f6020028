"""A reader clicks, tabs, prints: the words marked in a report are exactly the words clicked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.stages.write.hostile import HOSTILE, SPANNING
from tests.stages.write.story import STORY
from twosource.data import Claim, Comparison

Open = Callable[..., Any]

# The words that carry the mark: everything in the reports with the mark's own background.
MARKED = """() => {
  const probe = document.createElement("i");
  probe.style.background = "var(--mark)";
  document.body.append(probe);
  const mark = getComputedStyle(probe).backgroundColor;
  probe.remove();
  return [...document.querySelectorAll("#reports .b span")]
    .filter(s => getComputedStyle(s).backgroundColor === mark).map(s => s.textContent).join("");
}"""
IN_VIEW = """e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; }"""


def anchor_of(comparison: Comparison, claim: Claim) -> str:
    letter = "ABCDEFG"[[a.id for a in comparison.reports].index(claim.report)]
    return f"{letter}{claim.span.start}-{claim.span.end}"


def words_of(comparison: Comparison, claim: Claim) -> str:
    return claim.span.of(next(a.text for a in comparison.reports if a.id == claim.report))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("width", [390, 900, 1440])
def test_a_click_marks_exactly_the_words_of_the_claim(open_page: Open, width: int, script: bool) -> None:
    page = open_page(STORY, width, java_script_enabled=script)
    shown = 0
    for claim in STORY.claims:
        anchor = anchor_of(STORY, claim)
        links = page.locator(f"main a.w[href='#{anchor}']:visible")
        if not links.count():
            continue
        links.first.click()
        assert page.evaluate(MARKED) == words_of(STORY, claim)
        assert page.locator(f"#{anchor}").evaluate(IN_VIEW)
        shown += 1
    assert shown > 12


def test_words_over_two_paragraphs_are_marked_whole(open_page: Open) -> None:
    page = open_page(SPANNING)
    claim = SPANNING.claims[0]
    page.locator(f"main a.w[href='#{anchor_of(SPANNING, claim)}']:visible").first.click()
    assert page.evaluate(MARKED) == words_of(SPANNING, claim).replace("\n\n", "")


@pytest.mark.parametrize("width", [390, 1440])
def test_the_way_back_leads_to_the_link_that_was_followed(open_page: Open, width: int) -> None:
    page = open_page(STORY, width)
    link = page.locator("#only a.w").first
    link.click()
    anchor = page.evaluate("location.hash.slice(1)")
    page.locator(f"#{anchor}").click()
    assert link.evaluate("e => e === document.activeElement")
    assert link.evaluate(IN_VIEW)


def test_the_way_back_works_without_script(open_page: Open) -> None:
    page = open_page(STORY, 390, java_script_enabled=False)
    page.locator("#only a.w").first.click()
    anchor = page.url.split("#")[1]
    page.locator(f"#{anchor}").click()
    assert page.url.endswith(f"#u-{anchor}")
    assert page.locator(f"#u-{anchor}").evaluate(IN_VIEW)


def test_escape_leads_back(open_page: Open) -> None:
    page = open_page(STORY)
    link = page.locator("#said a.w").first
    link.click()
    page.keyboard.press("Escape")
    assert link.evaluate("e => e === document.activeElement")


def test_beside_the_findings_a_click_moves_only_the_reports(open_page: Open) -> None:
    page = open_page(STORY, 1440, 500)
    link = page.locator("#only a.w").last
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    link.click()
    assert page.evaluate("scrollY") == before > 0
    assert page.locator("#reports").evaluate("e => e.scrollTop") > 0


def test_furniture_opens_in_its_place(open_page: Open) -> None:
    page = open_page(STORY)
    page.locator("#furniture summary").first.click()
    page.locator("#furniture a.see").first.click()
    assert page.evaluate(MARKED).startswith("Recent posts")


def test_the_number_in_a_report_leads_to_its_point(open_page: Open) -> None:
    page = open_page(STORY)
    page.locator("#report-C a.n").first.click()
    assert page.url.endswith("#point-1")


def test_the_keyboard_comes_first_to_the_skip_link(open_page: Open) -> None:
    page = open_page(STORY)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#findings"
    assert page.locator("a.skip").first.evaluate(IN_VIEW)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("width", [320, 390, 900, 1440])
def test_nothing_is_wider_than_the_screen(open_page: Open, width: int) -> None:
    page = open_page(HOSTILE, width)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_hostile_words_are_only_words(open_page: Open) -> None:
    page = open_page(HOSTILE)
    page.wait_for_timeout(200)
    assert page.locator("img, iframe, object, main script, aside script, form").count() == 0
    assert page.evaluate("[...document.links].every(a => ['file:', 'http:', 'https:'].includes(a.protocol))")
    assert page.evaluate("document.title").count("<script>") == 1


def test_dark_mode_is_dark(open_page: Open) -> None:
    page = open_page(STORY, color_scheme="dark")
    background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert max(int(part) for part in background[4:-1].split(",")) < 64


def test_print_opens_what_is_folded_and_folds_it_again(open_page: Open) -> None:
    page = open_page(STORY)
    closed = "document.querySelectorAll('details:not([open])').length"
    before = page.evaluate(closed)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(closed) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(closed) == before > 0


def test_print_shows_what_is_folded_without_script_too(open_page: Open) -> None:
    page = open_page(STORY, java_script_enabled=False)
    page.emulate_media(media="print")
    folded = page.locator("#reports .furniture p").first
    assert folded.evaluate("e => e.getBoundingClientRect().height") > 10
    assert folded.evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")
