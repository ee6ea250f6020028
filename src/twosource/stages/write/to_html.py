"""Writes a comparison as one HTML page that needs no other file, no network and no script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from importlib.resources import files
from typing import Any

from twosource.data import Comparison
from twosource.stages.write import phrases
from twosource.stages.write.anchors import Anchors, highlight_rules
from twosource.stages.write.display import strip_controls
from twosource.stages.write.filters import classes_of, classes_of_difference, filter_rules, show_filters
from twosource.stages.write.index import build_index
from twosource.stages.write.marked import Marked, fates_of, join_furniture, mark_report
from twosource.stages.write.origins_page import show_on_page
from twosource.stages.write.outline import outline
from twosource.stages.write.shapes_whole import Outline
from twosource.stages.write.summary import absent_groups, around, says_so, tally_others

# Of more reports than these, each tells less of what it alone says before it is opened.
_FEW = 6


def to_html(comparison: Comparison) -> str:
    """The page: findings first, the reports in full beside them, every word linked to its place."""
    view = outline(comparison)
    anchors = Anchors()
    names = {card.letter: card.outlet or phrases.say("line", "outlet_unstated") for card in view.cards}
    environment = _environment()
    teller_ids = {t.id: f"origin-{n}" for n, t in enumerate(view.tellers + view.unstated, 1)}
    filters = show_filters(view)
    chains = show_on_page(comparison, teller_ids)
    environment.globals.update(chains.values)
    environment.globals.update(
        view=view,
        names=names,
        words=_as_markup(anchors.link),
        see=_as_markup(anchors.see),
        teller_ids=teller_ids,
        contents=_contents(view, chains.ties),
        filters=filters,
        absent=absent_groups(view),
        others=tally_others(view),
        only_shown=3 if len(view.cards) <= _FEW else 1,
        unnamed=sum(bool(t.anonymity) for t in view.tellers),
        unstated_claims=sum(t.count for t in view.unstated),
        furniture_count=sum(len(r.furniture) for r in view.reports),
    )
    main = environment.get_template("main.html").render()
    reports, crossing = _mark_reports(comparison, anchors)
    aside = environment.get_template("reports.html").render(reports=reports)
    style = _read("page.css") + filter_rules(filters) + chains.style + highlight_rules(anchors, crossing)
    script = _read("page.js")
    page: str = environment.get_template("page.html").render(
        main=main,
        aside=aside,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    return page


def _contents(view: Outline, ties: int) -> tuple[tuple[str, str, int], ...]:
    """The sections that hold something, with how much."""
    every = "both" if len(view.cards) == 2 else "all"
    entries = (
        ("all", every, len(view.points_of_all)),
        ("several", "several", len(view.points_of_several)),
        ("differ", "differ", sum(len(d) for _, d in view.differ)),
        ("only", "only", sum(len(r.only) for r in view.reports)),
        ("chains", "chains", ties),
        ("said", "said", len(view.tellers)),
        ("wording", "wording", len(view.wordings)),
        ("omits", "omits", sum(len(r.omits) for r in view.reports)),
        ("shared", "shared", len(view.shared)),
        ("who", "who", len(view.who)),
        ("timeline", "timeline", sum(len(whens) for _, whens in view.timeline)),
        ("furniture", "furniture", sum(len(r.furniture) for r in view.reports)),
        ("made", "made", len(view.cards)),
        ("reports", "reports", len(view.cards)),
    )
    return tuple((anchor, phrases.say("section", key), n) for anchor, key, n in entries if n)


def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("twosource.stages.write"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_clean,
    )
    environment.globals.update(
        say=phrases.say,
        count=phrases.count,
        table=phrases.table,
        gloss=phrases.gloss,
        family=phrases.family,
        says_so=says_so,
        around=around,
        classes_of=classes_of,
        classes_of_difference=classes_of_difference,
        origins_line=phrases.origins_line,
    )
    return environment


def _as_markup(write: Callable[..., str]) -> Callable[..., str]:
    """What `write` returns, for a template to print as it is."""
    from markupsafe import Markup

    return lambda *values: Markup(write(*values))


def _clean(value: object) -> object:
    """Every value printed by a template passes here: text loses its control characters."""
    return strip_controls(value) if type(value) is str else value


def _mark_reports(
    comparison: Comparison, anchors: Anchors
) -> tuple[dict[str, tuple[tuple[Marked, ...], ...]], frozenset[str]]:
    """By badge, the blocks of each report, furniture that follows on furniture together."""
    index = build_index(comparison)
    only = frozenset(entry.claim for entry in comparison.only_in)
    reports: dict[str, tuple[tuple[Marked, ...], ...]] = {}
    crossing: frozenset[str] = frozenset()
    for article in comparison.reports:
        claims = [c for c in comparison.claims if c.report == article.id]
        fates = fates_of(claims, index.number_of_claim, only)
        marked, more = mark_report(article, anchors.used.get(article.id, {}), fates)
        reports[index.letters[article.id]] = join_furniture(marked)
        crossing |= more
    return reports, crossing


def _read(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """The source expression by which a content security policy lets this content through."""
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")
