"""Reads XML of agencies: NewsML-G2 (a message, an item, a package) and NITF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from twosource.data import Failure, Page, Stated
from twosource.errors import CleanError, SourceError
from twosource.stages.clean.agency.drafts import Line, Parts, arrange, make_draft
from twosource.stages.clean.agency.newsml_lines import (
    body_lines,
    caption_lines,
    foot_lines,
    head_lines,
    nitf_of,
    rendering,
)
from twosource.stages.clean.agency.newsml_stated import class_of, genres, state, withdrawal
from twosource.stages.clean.agency.newsml_text import Source
from twosource.stages.clean.agency.nitf import nitf_genres, nitf_lines, nitf_state, nitf_withdrawal
from twosource.stages.clean.agency.stated import flags_of, listed, withdrawn
from twosource.stages.clean.decode import decode
from twosource.stages.clean.draft import Draft, Drafted
from twosource.stages.clean.held import Held
from twosource.text.parts_xml import decode_xml, inline_elements, xml_codec
from twosource.text.xml_tree import Element, descendants, read_tree

_MOST_ITEMS = 200
_NO_REPORT = "no-report"


@dataclass(frozen=True, slots=True)
class _Told:
    """An item, and of which guid and version it is."""

    item: Element
    guid: str
    version: int
    taken_back: str


def read_newsml(page: Page) -> Drafted:
    """The drafts of a page of NewsML-G2 or NITF, one a story.

    CleanError if it is damaged, declares entities, is withdrawn, or holds no text.
    """
    try:
        codec, start = xml_codec(page.data)
        decode_xml(page.data, codec, start)
        decoded = decode(page.data, codec, start)
        root = read_tree(decoded.text)
    except SourceError as refusal:
        raise CleanError(str(refusal), refusal.code) from None
    source = Source(decoded, Parts(), tuple(inline_elements(root)))
    source.parts.add("", decoded)
    drafts = _drafts(source, root)
    failures = tuple(_withdrawn(page, source, root))
    return Drafted(Held(source.parts.parts), drafts, Stated("charset", codec, "xml"), failures)


def _withdrawn(page: Page, source: Source, root: Element) -> Iterator[Failure]:
    """The items of a message that the agency has taken back: they are named, and not read."""
    for item in list(descendants(root, "newsItem"))[:_MOST_ITEMS]:
        told = _tell(source, item)
        if told.taken_back:
            refusal = withdrawn(told.taken_back)
            yield Failure("clean", f"{page.path}#{told.guid}", str(refusal), page.sha256, refusal.code)


def _drafts(source: Source, root: Element) -> tuple[Draft, ...]:
    if root.name == "nitf":
        return (_nitf_draft(source, root),)
    items = list(descendants(root, "newsItem"))[:_MOST_ITEMS]
    if not items:
        raise CleanError(_no_item(root), _NO_REPORT)
    stories = _stories(source, items)
    captions = [line for item in items if len(stories) == 1 for line in _captions(source, item)]
    drafts = [_draft(source, item, captions) for item in stories]
    if len(drafts) == 1:
        return tuple(drafts)
    return tuple(replace(draft, item=f"item-{number}") for number, draft in enumerate(drafts, 1))


def _no_item(root: Element) -> str:
    if next(descendants(root, "itemRef"), None):
        return "the page is a package that only refers to reports in other files: give those files."
    return f"the page is XML of the kind {root.name[:60]} and holds no item of news: give the file that does."


def _stories(source: Source, items: Sequence[Element]) -> list[Element]:
    """The items that are texts and stand, each in its last version; CleanError if there are none."""
    told = [_tell(source, item) for item in items]
    last = {one.guid: max(t.version for t in told if t.guid == one.guid) for one in told if one.guid}
    gone = {one.guid for one in told if one.taken_back and one.guid}
    standing = [
        t
        for t in told
        if not t.taken_back and t.guid not in gone and t.version == last.get(t.guid, t.version)
    ]
    stories = [t.item for t in standing if _is_text(t.item) and rendering(source, t.item)]
    if not stories:
        if taken_back := next((one.taken_back for one in told if one.taken_back), ""):
            raise withdrawn(taken_back)
        kinds = ", ".join(sorted({class_of(item) or "unknown" for item in items})[:3])
        raise CleanError(
            f"the page has no text of a report, only items of the type {kinds}: give the file that has it.",
            _NO_REPORT,
        )
    return stories


def _tell(source: Source, item: Element) -> _Told:
    version = item.attributes.get("version", "")
    nitf = nitf_of(rendering(source, item))
    taken_back = withdrawal(source, item) or (nitf_withdrawal(source, nitf) if nitf else "")
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 19 else 0
    return _Told(item, item.attributes.get("guid", ""), number, taken_back)


def _is_text(item: Element) -> bool:
    return not listed(class_of(item), "type.not_text")


def _captions(source: Source, item: Element) -> list[Line]:
    return [] if _is_text(item) or withdrawal(source, item) else list(caption_lines(source, item))


def _draft(source: Source, item: Element, captions: Sequence[Line]) -> Draft:
    element = rendering(source, item)
    assert element is not None
    nitf = nitf_of(element)
    stated = [*state(source, item), *(nitf_state(source, nitf) if nitf else ())]
    kinds = [*genres(source, item), *(nitf_genres(nitf) if nitf else ())]
    body = body_lines(source, element)
    lines = arrange(list(head_lines(source, item)), body, [*captions, *foot_lines(source, item)])
    return make_draft(lines, _first_of_each(stated), flags=flags_of(kinds))


def _nitf_draft(source: Source, nitf: Element) -> Draft:
    if told := nitf_withdrawal(source, nitf):
        raise withdrawn(told)
    lines = arrange([], nitf_lines(source, nitf), [])
    if not lines:
        raise CleanError("the page is NITF without a text: give the file that has the story.", _NO_REPORT)
    return make_draft(lines, nitf_state(source, nitf), flags=flags_of(nitf_genres(nitf)))


def _first_of_each(stated: Sequence[Stated]) -> list[Stated]:
    """What the item states, and of the story inside it only what the item does not."""
    where: dict[str, str] = {}
    for one in stated:
        where.setdefault(one.field, one.where)
    return [one for one in stated if one.where.partition(" ")[0] == where[one.field].partition(" ")[0]]
