"""Writes a comparison as Markdown, for a document that people go on editing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from twosource.data import Comparison
from twosource.stages.write.display import escape_markdown, flatten, quote
from twosource.stages.write.origins_markdown import origins_to_markdown
from twosource.stages.write.outline import outline
from twosource.stages.write.phrases import count, gloss, say, table
from twosource.stages.write.shapes import Differing, Pointed, Said, Teller
from twosource.stages.write.shapes_whole import Outline
from twosource.stages.write.summary import (
    absent_groups,
    around,
    facts_line,
    group_values,
    points_of,
    rests_line,
    route,
    stanced,
    tally_others,
)


def to_markdown(comparison: Comparison) -> str:
    """The comparison as Markdown in which no report's words act as markup."""
    view = outline(comparison)
    parts = (
        _top,
        _matters,
        _points,
        _differences,
        _only,
        _tellers,
        _wordings,
        _omits,
        _shared,
        _who,
        _timeline,
        _left_out,
        _made,
    )
    lines: list[str] = []
    for part in parts:
        lines += part(view)
        lines += origins_to_markdown(comparison) if part is _tellers else ()
    kept = [line for before, line in pairwise(["", *lines]) if before or line]
    return "\n".join(kept) + "\n"


def _quote(text: str) -> str:
    return escape_markdown(quote(text))


def _heading(title: str, level: int = 2) -> Iterator[str]:
    yield ""
    yield f"{'#' * level} {title}"
    yield ""


def _top(view: Outline) -> Iterator[str]:
    if view.title:
        yield f"# {escape_markdown(view.title.text)}"
        yield ""
        whose = say("line", "headline_of" if view.title_is_headline else "lead_of")
        yield f"{whose} {view.title.letter}. {facts_line(view)}."
    else:
        yield f"# {facts_line(view)}"
    yield ""
    for card in view.cards:
        outlet = escape_markdown(card.outlet) or say("line", "outlet_unstated")
        title = f": {_quote(card.title)}" if card.title else ""
        when = escape_markdown(card.published) or say("line", "published_unstated")
        yield f"- **{card.letter}** {outlet}{title} ({when}; {escape_markdown(card.path)})"
    for item, _, reason in view.failures:
        yield f"- {say('section', 'failures')}: {escape_markdown(item)}: {escape_markdown(reason)}"


def _matters(view: Outline) -> Iterator[str]:
    yield from _heading(say("section", "matters"))
    if not view.differ:
        yield say("line", "no_differences")
        yield ""
    elif absent := absent_groups(view):
        yield f"- {say('line', 'not_found', what='; '.join(absent))}"
    for group, differences in view.matters:
        yield f"- **{say('group', group)}**"
        for difference in differences:
            kind = say("kind", difference.kind)
            values = group_values(difference, _quote)
            yield f"  - {kind}, *{difference.word}*: {values} ({points_of(difference)})"
    if view.alone:
        yield f"- **{say('group', 'alone')}**"
    for said in view.alone:
        yield f"  - {_said(said)}"
    if others := tally_others(view):
        told = ", ".join(f"{n} {word}" for word, _, n in others)
        yield f"- {say('line', 'others')}: {told}"


def _points(view: Outline) -> Iterator[str]:
    every = "both" if len(view.cards) == 2 else "all"
    for key, points in ((every, view.points_of_all), ("several", view.points_of_several)):
        if points:
            yield from _heading(say("section", key))
        for point in points:
            yield from _point(point)
    if not (view.points_of_all or view.points_of_several):
        yield from _heading(say("section", "several"))
        yield say("line", "no_points")


def _point(point: Pointed) -> Iterator[str]:
    yield f"- **Point {point.number}** {_standing(point.lead)} ({point.lead.words.letter})"
    yield f"  - {rests_line(point, escape_markdown)}"
    if not point.is_sure:
        yield f"  - {say('line', 'unsure')}"
    if point.relation != "same" or point.differences:
        for said in point.sayings:
            yield f"  - {_said(said)}"


def _standing(said: Said) -> str:
    """The words that stand for a point, with their sentence around them where they lean on it."""
    before, after = map(escape_markdown, around(said))
    if not before + after:
        return stanced(said, _quote)
    stance = "" if said.stance == "asserts" else f"{say('stance', said.stance)}: "
    return f"{stance}“{before}**{escape_markdown(flatten(said.words.text))}**{after}”"


def _said(said: Said) -> str:
    whose = route(said.steps, said.is_stated, escape_markdown)
    return f"{said.words.letter}: {stanced(said, _quote)} ({whose})"


def _differences(view: Outline) -> Iterator[str]:
    if not view.differ:
        return
    yield from _heading(say("section", "differ"))
    for group, differences in view.differ:
        yield from _heading(say("group", group), 3)
        for difference in differences:
            yield from _difference(difference)


def _difference(difference: Differing) -> Iterator[str]:
    kind, between = say("kind", difference.kind), say("between", difference.between)
    yield f"- **{kind}: {difference.word}** {between}, {points_of(difference)}"
    for side in difference.sides:
        before, after = escape_markdown(side.before), escape_markdown(side.after)
        value = escape_markdown(side.value.text).strip()
        stance = "" if side.stance == "asserts" else f"{say('stance', side.stance)}: "
        whose = f" ({route(side.said.steps, side.said.is_stated, escape_markdown)})" if side.said else ""
        yield f"  - {side.value.letter}: {stance}“{before}**{value}**{after}”{whose}"
    meaning = gloss(difference.verdict, difference.word)
    yield f"  - Why: {escape_markdown(difference.why)} (rule {escape_markdown(difference.rule)}; {meaning})"


def _only(view: Outline) -> Iterator[str]:
    yield from _heading(say("section", "only"))
    for report in view.reports:
        yield from _heading(f"{report.letter} {escape_markdown(report.name)}", 3)
        if not report.only:
            yield say("line", "no_only")
        for said in report.only:
            yield f"- {_said(said)}"


def _tellers(view: Outline) -> Iterator[str]:
    yield from _heading(say("section", "said"))
    for teller in view.tellers:
        hidden = f", not named: {_quote(teller.anonymity)}" if teller.anonymity else ""
        yield f"- **{escape_markdown(teller.name)}**{hidden} ({' '.join(teller.letters)})"
        yield from _paths(teller)
    claims = sum(t.count for t in view.unstated)
    if claims:
        yield f"- {say('section', 'unstated')}: {count('claim', claims)}, {say('line', 'own_words')}"
        for teller in view.unstated:
            yield from _paths(teller)


def _paths(teller: Teller) -> Iterator[str]:
    for path in teller.paths:
        yield f"  - {path.letter}: {route(path.steps, True, escape_markdown)}"
        for said in path.sayings:
            yield f"    - {stanced(said, _quote)}"
    for hop in teller.hops:
        worded = f": {_quote(hop.words.text)}" if hop.words else ""
        yield f"  - {hop.letter}: {escape_markdown(hop.teller)} ← {escape_markdown(hop.source)}{worded}"


def _wordings(view: Outline) -> Iterator[str]:
    if view.wordings:
        yield from _heading(say("section", "wording"))
    for worded in view.wordings:
        about = _standing(worded.about) if worded.about else escape_markdown(worded.name)
        yield f"- {about or say('about', worded.kind)}"
        for phrase, places in worded.phrasings:
            letters = " ".join(dict.fromkeys(place.letter for place in places))
            yield f"  - {letters}: {_quote(phrase)}"


def _omits(view: Outline) -> Iterator[str]:
    if any(report.omits for report in view.reports):
        yield from _heading(say("section", "omits"))
    for report in (r for r in view.reports if r.omits):
        yield f"- {report.letter} {escape_markdown(report.name)}"
        for point in report.omits:
            yield f"  - Point {point.number} {_standing(point.lead)} ({' '.join(point.letters)})"


def _shared(view: Outline) -> Iterator[str]:
    if view.shared:
        yield from _heading(say("section", "shared"))
    for pair in view.shared:
        why = f" ({escape_markdown(pair.why)})" if pair.why else ""
        yield f"- {pair.a}, {pair.b}: {say('copy', pair.kind)}, {count('run', len(pair.runs))}{why}"
        for run, _ in pair.runs:
            yield f"  - {_quote(run.text)}"


def _who(view: Outline) -> Iterator[str]:
    if view.who:
        yield from _heading(say("section", "who"))
    for who in view.who:
        roles = "".join(f", {escape_markdown(role)}" for role in who.roles)
        kind = say("entity", who.kind).lower()
        yield f"- **{escape_markdown(who.name)}**{roles} ({kind}; {' '.join(who.letters)})"
        if len(who.spellings) > 1:
            yield f"  - As spelt: {', '.join(map(_quote, who.spellings))}"
        for reason in who.reasons:
            pair = f"{escape_markdown(reason.a)} {reason.sign} {escape_markdown(reason.b)}"
            yield f"  - {pair}: {escape_markdown(reason.why)}"


def _timeline(view: Outline) -> Iterator[str]:
    yield from _heading(say("section", "timeline"))
    if not view.timeline:
        yield say("line", "no_timeline")
    for date, whens in view.timeline:
        yield f"- {escape_markdown(date) or say('line', 'date_unstated')}"
        for when in whens:
            told = "; ".join(stanced(said, _quote) for said in when.sayings)
            yield f"  - {when.words.letter} {_quote(when.words.text)}{f': {told}' if told else ''}"


def _left_out(view: Outline) -> Iterator[str]:
    yield from _heading(say("section", "furniture"))
    for report in view.reports:
        if not report.furniture:
            yield f"- {report.letter}: {say('line', 'no_furniture')}"
        for block in report.furniture:
            why = f" ({escape_markdown(block.why)})" if block.why else ""
            yield f"- {report.letter}: {say('block', block.kind)}{why}: {_quote(block.words.text)}"


def _made(view: Outline) -> Iterator[str]:
    yield from _heading(say("section", "made"))
    for name, value in view.made_by:
        yield f"- {escape_markdown(name)}: {escape_markdown(value)}"
    for card in view.cards:
        yield f"- {card.letter}: sha256 {flatten(card.sha256)}"
    yield from _heading(say("section", "not_claimed"), 3)
    for phrase in table("not_claimed").values():
        yield f"- {phrase}"
