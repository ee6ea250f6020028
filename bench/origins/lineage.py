"""The labels of a generated story: ranges of origins, chains as worded and as told, copies, loops."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from bench.origins.records import Draft, Json, Printed, Source
from bench.origins.story import Made

WIRE_SHARE = 0.7  # of the shorter report's words stand in sentences that were copied


def labels_of(made: Made) -> Json:
    """All labels, in the form of the hand-labelled stories; README.md explains each."""
    asked: dict[str, list[Printed]] = {}
    for sentence in made.printed:
        if not sentence.telling.fact.startswith("setting"):
            asked.setdefault(sentence.telling.fact, []).append(sentence)
    wide = {fact: told for fact, told in asked.items() if len({each.report for each in told}) > 1}
    names = {fact: f"p{at + 1}" for at, fact in enumerate(wide)}
    return {
        "story": f"{made.cast.event['key']} at {made.cast.names['town']}",
        "source_set": "generated",
        "level": made.level,
        "articles": _articles(made),
        "entities": [*_agencies(made), *_entities(made.printed)],
        "points": [_point(names[fact], fact, told) for fact, told in wide.items()],
        "origins": [_ledger(made, names[fact], told) for fact, told in wide.items()],
        "attributions": _attributions(made),
        "copies": _copies(made),
        "loops": [list(loop) for loop in made.loops],
    }


def _articles(made: Made) -> list[Json]:
    pairs = zip(made.drafts, made.dates, strict=True)
    return [
        {"id": d.id, "outlet": d.outlet, "publisher": d.publisher, "date": date, "title": d.title}
        for d, date in pairs
    ]


def articles_of(made: Made) -> list[Json]:
    """The reports, as the JSON lines have them."""
    return [{**of, "text": text} for of, text in zip(_articles(made), made.texts, strict=True)]


def _agencies(made: Made) -> list[Json]:
    """The agencies of the story, in full and as reports shorten them."""
    return [
        {"canonical": name, "kind": "source", "variants": list(dict.fromkeys([name, made.cast.shorts[name]]))}
        for name in made.cast.agencies
    ]


def _entities(printed: Iterable[Printed]) -> list[Json]:
    """For every speaker and office the words under which the reports name it."""
    found: dict[str, list[str]] = {}
    for sentence in printed:
        telling = sentence.telling
        if telling.source.kind in ("person", "body") and "{S}" in telling.frame:
            found.setdefault(name_of(telling.source), []).append(sentence.chain[-1])
    return [
        {"canonical": name, "kind": "source", "variants": list(dict.fromkeys([*forms, name]))}
        for name, forms in found.items()
    ]


def name_of(source: Source) -> str:
    """What a source is called as a root."""
    if source.kind == "person":
        return f"{source.given} {source.family} ({source.body})"
    names = {"body": source.body, "own": source.described, "unnamed": f"{source.described}, not named"}
    return names.get(source.kind, "not stated")


def _point(name: str, fact: str, told: Sequence[Printed]) -> Json:
    mentions = [{"article": each.report, "quote": each.clause} for each in told]
    return {"id": name, "summary": fact, "mentions": mentions, "relation": "same", "difference": None}


def _ledger(made: Made, name: str, told: Sequence[Printed]) -> Json:
    """The roots of a point and the range that README.md lays down."""
    groups = grouped(made, told)
    named = {each.telling.source for each in told if each.telling.source.kind in ("person", "body")}
    people = {source.key for source in named if source.kind == "person"}
    offices = {source.office for source in named}
    spoken = {source.office for source in named if source.kind == "person"}
    own = {each.telling.source.key for each in told if each.telling.source.kind == "own"}
    sides = {source.side for source in named} | own
    most = len(people) + len(offices - spoken) + len(own) + len(groups)
    return {
        "point": name,
        "roots": _roots(told, groups),
        "independent_min": max(1, len(sides)),
        "independent_max": max(1, most),
        "why": "",
    }


def _roots(told: Sequence[Printed], groups: Sequence[Sequence[Printed]]) -> list[Json]:
    """The named roots, then one for each group of sentences whose source has no name or is not stated."""
    by_name: dict[str, list[str]] = {}
    for each in told:
        if each.telling.source.kind in ("person", "body", "own"):
            by_name.setdefault(name_of(each.telling.source), []).append(each.report)
    hidden = [(name_of(group[0].telling.source), [each.report for each in group]) for group in groups]
    every = [*by_name.items(), *hidden]
    return [{"name": name, "articles": list(dict.fromkeys(reports))} for name, reports in every]


def grouped(made: Made, told: Sequence[Printed]) -> list[list[Printed]]:
    """Sentences without a named source, together where the texts show that they are one.

    That is: copies of one sentence, a retelling with its original, what comes
    from one agency that both reports name, one wrong figure, one rumour.
    """
    drafts = {draft.id: draft for draft in made.drafts}
    groups: list[tuple[set[str], list[Printed]]] = []
    for each in told:
        if each.telling.source.kind not in ("unnamed", "unstated"):
            continue
        marks = set(_marks(each, drafts[each.report]))
        joined = [group for group in groups if group[0] & marks]
        rest = [group for group in groups if not group[0] & marks]
        members = [member for group in joined for member in group[1]]
        groups = [*rest, (marks.union(*(group[0] for group in joined)), [*members, each])]
    return [members for _, members in groups]


def _marks(sentence: Printed, draft: Draft) -> Iterable[str]:
    """What shows where a sentence without a named source is from."""
    telling = sentence.telling
    yield f"print {telling.print}"
    if telling.follows:
        yield f"print {telling.follows}"
    if telling.rumour:
        yield "rumour"
    if telling.wrong:
        yield f"wrong {telling.wrong}"
    if telling.sent_by in draft.credited:
        yield f"agency {telling.sent_by}"


def _attributions(made: Made) -> list[Json]:
    drafts = {draft.id: draft for draft in made.drafts}
    cites = {each.chain[0]: each.telling.outlet for each in made.printed if each.telling.rumour}
    by_print: dict[int, list[Printed]] = {}
    for each in made.printed:
        by_print.setdefault(each.telling.print, []).append(each)
    return [
        {
            "id": f"c{at + 1}",
            "article": each.report,
            "quote": each.clause,
            "chain": list(each.chain),
            "told": ring(each.chain[0], cites) if each.telling.rumour else told(each, drafts, by_print),
            "stance": "denies" if each.telling.is_denial else "asserts",
            "anonymous": each.telling.source.kind in ("unnamed", "own"),
        }
        for at, each in enumerate(made.printed)
        if not each.telling.fact.startswith("setting")
    ]


def told(
    sentence: Printed, drafts: Mapping[str, Draft], by_print: Mapping[int, Sequence[Printed]]
) -> list[str]:
    """The chain with what the whole story shows besides: the agency credited, what a retold report rests on.

    The agency counts as shown if this report credits it, or another with the
    same sentence, or, where its slip was copied along, any other.
    """
    telling = sentence.telling
    inner = list(sentence.chain[1:])
    if telling.follows:
        original = min(
            by_print[telling.follows], key=lambda each: drafts[each.report].outlet != telling.outlet
        )
        return [sentence.chain[0], telling.outlet, *told(original, drafts, by_print)[1:]]
    mine = drafts[sentence.report]
    if telling.sent_by and not telling.agency and mine.recipe != "dispatch":
        has_slip = telling.is_slipped or bool(telling.wrong)
        alike = drafts.values() if has_slip else [drafts[each.report] for each in by_print[telling.print]]
        if any(telling.sent_by in draft.credited for draft in (mine, *alike)):
            inner = [telling.sent_by, *inner]
    return [sentence.chain[0], *inner]


def ring(outlet: str, cites: Mapping[str, str]) -> list[str]:
    """Who has a rumour from whom, until somebody comes up again."""
    names = [outlet]
    while (following := cites[names[-1]]) not in names:
        names.append(following)
    return names


def _copies(made: Made) -> list[Json]:
    by_report: dict[str, dict[int, Printed]] = {draft.id: {} for draft in made.drafts}
    for each in made.printed:
        by_report[each.report][each.telling.print] = each
    sizes = {name: sum(_words(each.sentence) for each in of.values()) for name, of in by_report.items()}
    found = []
    for a, b in combinations(by_report, 2):
        kind = kind_of(by_report[a], by_report[b], (sizes[a], sizes[b]))
        if kind:
            found.append({"a": a, "b": b, "kind": kind})
    return found


def kind_of(a: Mapping[int, Printed], b: Mapping[int, Printed], sizes: tuple[int, int]) -> str:
    """The kind of sharing; "" where two desks chose the same words by chance, which is not asked."""
    shared = a.keys() & b.keys()
    if any(not a[at].telling.is_quote for at in shared):
        words = (sum(_words(side[at].sentence) for at in shared) for side in (a, b))
        most = max(count / size for count, size in zip(words, sizes, strict=True))
        return "wire-copy" if most >= WIRE_SHARE else "shared-agency-paragraphs"
    prose = [{each.telling.clause for each in of.values() if not each.telling.is_quote} for of in (a, b)]
    if prose[0] & prose[1]:
        return ""
    quotes = [{each.telling.clause for each in of.values() if each.telling.is_quote} for of in (a, b)]
    return "shared-quote-only" if quotes[0] & quotes[1] else "none"


def _words(text: str) -> int:
    return len(re.findall(r"\w+", text))
