"""One story label by label, for reading in the terminal; quotes texts, so it is never written to a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bench.scoring.chains import judge_chains
from bench.scoring.cleaning import furniture_left, words_lost
from bench.scoring.contradictions import clashes_of
from bench.scoring.copies import copy_pairs
from bench.scoring.only_in import judge_only_in
from bench.scoring.origins import judge_origins, our_roots
from bench.scoring.points import claims_of, judge_point
from bench.scoring.story import Json, Ours, View, nearest


def explained(view: View, texts: dict[str, str]) -> list[str]:
    """All labels of a story with what of ours is nearest."""
    lost, total = words_lost(view, texts)
    return [
        f"# {view.slug}: {len(view.claims)} claims, {len(view.comparison['points'])} points of ours",
        *section("points", (line for label in view.labels["points"] for line in point_lines(view, label))),
        *section("contradictions of ours", map(str, clashes_of(view))),
        *section("only in one", only_lines(view)),
        *section("attributions", chain_lines(view)),
        *section("origins", origin_lines(view)),
        *section("copies", (f"{label} <- {answer}" for label, answer in copy_pairs(view))),
        *section(
            "furniture", (f"{'LEFT' if left else 'out'} {quote!r}" for quote, left in furniture_left(view))
        ),
        f"\nwords lost: {lost} of {total}",
    ]


def section(title: str, lines: Iterable[str]) -> list[str]:
    """Lines under a heading."""
    return [f"\n## {title}", *lines]


def quoted(view: View, claim: Ours | None) -> str:
    """A claim of ours as a line: its words, whole chain, stance."""
    if claim is None:
        return "(no claim touches it)"
    chain = " <- ".join(str(link["name"]) for link in claim.chain)
    return f"{view.words(claim)!r} [{chain}; {claim.stance}]"


def near(view: View, article: str, quote: str) -> str:
    """The claim of ours nearest to a labelled quote, with its agreement."""
    places = view.places(article, quote)
    if not places:
        return "(the words are not in our text)"
    claim, agreement = nearest(view.claims.values(), article, places)
    return f"{agreement:.2f} {quoted(view, claim)}"


def verdict_line(difference: Json | None) -> str:
    """Kind and verdict of a difference."""
    return f"{difference['kind']}/{difference['verdict']}" if difference else "no difference"


def point_lines(view: View, label: Json) -> list[str]:
    """A labelled point: found or missed, the verdicts side by side, mention by mention."""
    judged = judge_point(view, label)
    state = f"{'FOUND ' if judged.point else 'MISSED'} {label['id']}"
    lines = [f"{state} {label['summary']} | label {label['relation']} {verdict_line(label['difference'])}"]
    if judged.point:
        shown = ", ".join(f"{verdict_line(each)}[{each['rule']}]" for each in judged.point["differences"])
        lines.append(f"    ours {judged.point['id']} {judged.point['relation']} {shown or 'no difference'}")
    for index, mention in enumerate(label["mentions"]):
        mark = "+" if index in judged.held else "-"
        lines.append(f"  {mark} {mention['article'][-6:]} {mention['quote']!r}")
        lines.append(f"      near {near(view, mention['article'], mention['quote'])}")
    if judged.point:
        held = {claim.id for claim in judged.held.values()}
        others = [claim for claim in claims_of(view, judged.point) if claim.id not in held]
        lines += [f"    also {claim.article[-6:]} {quoted(view, claim)}" for claim in others]
    return lines


def only_lines(view: View) -> list[str]:
    """What only one report has."""
    lines = []
    for judged in judge_only_in(view):
        state = "FOUND " if judged.claim else "SHARED" if judged.is_shared else "MISSED"
        lines.append(f"{state} {judged.label['quote']!r}")
        lines.append(f"      near {near(view, judged.label['article'], judged.label['quote'])}")
    return lines


def chain_lines(view: View) -> list[str]:
    """Attributions: chains, stance and anonymity side by side."""
    lines = []
    for judged in judge_chains(view):
        label = judged.label
        state = (
            "MISSED" if not judged.claim else "EXACT " if judged.exact else f"{judged.right} OF {judged.due}"
        )
        where = " (named outside the sentence)" if judged.is_out_of_sentence else ""
        lines.append(f"{state} {label['quote']!r}{where}")
        lines.append(f"      label {' <- '.join(label['chain'])}; {label['stance']}")
        lines.append(f"      near  {near(view, label['article'], label['quote'])}")
        if judged.anonymous and judged.claim and judged.anonymous[0] != judged.anonymous[1]:
            lines.append(f"      anonymous: label {judged.anonymous[0]}, ours {judged.anonymous[1]}")
    return lines


def origin_lines(view: View) -> list[str]:
    """Origins: ranges and roots side by side; * where ours is not stated."""
    lines = []
    for judged in judge_origins(view):
        ranges = f"label {judged.due_range} ours {judged.ours} roots {judged.right}/{judged.due}"
        lines.append(f"{judged.label['point']} {ranges}")
        lines.append(f"      label {names(root['name'] for root in judged.label['roots'])}")
        label = next(point for point in view.labels["points"] if point["id"] == judged.label["point"])
        point = judge_point(view, label).point
        if point:
            roots = our_roots(view, point)
            lines.append(
                f"      ours  {names(root.name + ('' if root.is_stated else '*') for root in roots)}"
            )
            lines += [f"      why   {why}" for why in point["origins"].get("why", ())]
    return lines


def names(found: Iterable[str]) -> str:
    """Names in one line."""
    listed: Sequence[str] = list(found)
    return "; ".join(listed) or "(none)"
