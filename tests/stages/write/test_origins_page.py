"""The picture and the ledgers on the page: links lead somewhere, words are escaped, a table says the same."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

from tests.stages.write.hostile import HOSTILE
from tests.stages.write.lineages import story
from tests.stages.write.story import STORY
from twosource.data import Comparison
from twosource.stages.write.chains_svg import chains_to_svg
from twosource.stages.write.to_html import to_html

SVG = "{http://www.w3.org/2000/svg}"


class Anchors(HTMLParser):
    """Every id of a page, and every link to one."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.hrefs: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids |= {str(found["id"])} if "id" in found else set()
        href = found.get("href") or ""
        self.hrefs |= {href[1:]} if href.startswith("#") else set()


def picture(comparison: Comparison) -> ElementTree.Element:
    found = re.search(r"<svg.*?</svg>", to_html(comparison), re.DOTALL)
    assert found
    return ElementTree.fromstring(found.group())


def test_every_link_of_the_picture_leads_somewhere() -> None:
    for comparison in (story(12, loop=True), STORY):
        page = Anchors()
        page.feed(to_html(comparison))
        assert sorted(page.hrefs - page.ids) == []


def test_every_line_opens_words_that_the_table_has_too() -> None:
    html, drawn = to_html(story(6, loop=True)), picture(story(6, loop=True))
    lines = [a.get("href", "") for a in drawn.iter(f"{SVG}a") if "tie" in a.get("class", "")]
    table = html[html.index('id="chains-table"') :]
    assert len(lines) > 5
    assert [href for href in lines if f'href="{href}"' not in table] == []


def test_the_picture_is_told_in_words() -> None:
    drawn = picture(story(6, loop=True))
    named = (drawn.get("aria-labelledby") or "").split()
    texts = {e.get("id"): e.text for e in drawn}
    assert texts[named[0]] == "The story’s chains"
    assert "6 outlets" in str(texts[named[1]])
    assert "loop" in str(texts[named[1]])


def test_a_loop_is_drawn_and_said() -> None:
    drawn = picture(story(6, loop=True))
    assert sum("loop" in a.get("class", "").split() for a in drawn.iter(f"{SVG}a")) == 2
    assert "These have one thing from each other" in to_html(story(6, loop=True))
    assert "These have one thing from each other" not in to_html(story(6))


def test_a_long_name_is_cut_and_whole_in_its_title() -> None:
    drawn = picture(story(9))
    long = [g for g in drawn.iter(f"{SVG}a") if "Evening Advertiser" in (g.findtext(f"{SVG}title") or "")]
    node = next(g for g in long if "node" in g.get("class", ""))
    assert "Shipping List of Port 6" in str(node.findtext(f"{SVG}title"))
    assert "".join(node.find(f"{SVG}text").itertext()).endswith("…")  # type: ignore[union-attr]


def test_a_chain_joined_over_the_story_names_the_report_of_its_words() -> None:
    html = to_html(story(6))
    assert "joined: <bdi>Paper 0 says itself whom it has it from.</bdi>" in html
    assert '<a class="badge" href="#report-A"' in html[html.index('class="ledger"') :]


def test_what_follows_is_said() -> None:
    html = to_html(story(6, loop=True))
    for words in ("What falls if one origin is wrong", "The next calls", "Who had it first", "Own reporting"):
        assert f">{words} <span" in html
    bare = replace(story(6), told=(), rests=(), calls=(), firsts=(), firsthand=())
    assert ">The next calls <span" not in to_html(bare)


def test_a_ledger_counts_outlets_and_says_what_is_not_known() -> None:
    html = to_html(story(6))
    assert "6 reports, 6 outlets, 1–" in html
    assert "Origin not stated; never counted as independent" in html


def test_hostile_names_are_only_words() -> None:
    for drawn in (picture(HOSTILE), ElementTree.fromstring(chains_to_svg(HOSTILE))):
        tags = {e.tag.removeprefix(SVG) for e in drawn.iter()}
        assert tags <= {"svg", "title", "desc", "style", "text", "tspan", "a", "g", "rect", "path", "circle"}
        assert [e for e in drawn.iter() for name in e.attrib if name.startswith("on")] == []


def test_reports_that_only_retell_each_other_are_drawn() -> None:
    looped = story(2, loop=True)
    of_ring = {claim for loop in looped.loops for claim in loop.claims}
    bare = replace(looped, told=(), origins=tuple(o for o in looped.origins if set(o.claims) <= of_ring))
    heads = [t.text for t in picture(bare).iter(f"{SVG}text") if t.get("class") == "head"]
    assert heads == ["Outlets"]


def test_a_picture_alone_has_no_links() -> None:
    drawn = ElementTree.fromstring(chains_to_svg(story(6)))
    assert drawn.get("role") == "img"
    assert list(drawn.iter(f"{SVG}a")) == []
    assert any("Fjord Wire" in (t.text or "") for t in drawn.iter(f"{SVG}title"))
