"""Puts a whole comparison in reading order: the one outline that every view shows."""

from __future__ import annotations

from twosource.data import Article, Claim, Comparison, Entity, Moment, Stated
from twosource.stages.write.dates import say_when
from twosource.stages.write.display import safe_link
from twosource.stages.write.index import Index, build_index
from twosource.stages.write.merged import merge_alike
from twosource.stages.write.pointed import choose_matters, group_differences, show_point
from twosource.stages.write.said import headline_span, show_claim
from twosource.stages.write.shapes import Pointed, Reason, Said, When, Who
from twosource.stages.write.shapes_whole import Card, Fact, LeftOut, OneReport, Outline
from twosource.stages.write.tellers import show_copies, show_origins
from twosource.stages.write.titles import choose_title
from twosource.stages.write.whole import is_cut, is_part
from twosource.stages.write.worded import show_wordings

# How many claims of one report alone are told among what matters first.
ALONE = 6


def outline(comparison: Comparison) -> Outline:
    """The outline of a comparison."""
    index = build_index(comparison)
    points, differences = merge_alike(tuple(show_point(index, p) for p in index.points))
    differ = group_differences(differences)
    reports = len(comparison.reports)
    stated, unstated = show_origins(index, comparison)
    outlets = [a.value("outlet") for a in comparison.reports]
    title = choose_title(index, points)
    return Outline(
        title=title,
        title_is_headline=title != (points[0].lead.words if points else None),
        outlets=tuple(dict.fromkeys(o for o in outlets if o)),
        unstated_outlets=sum(1 for o in outlets if not o),
        cards=tuple(_show_card(index, comparison, a) for a in comparison.reports),
        points_of_all=tuple(p for p in points if len(p.letters) == reports > 1),
        points_of_several=tuple(p for p in points if 1 < len(p.letters) < reports),
        points_of_one=tuple(p for p in points if len(p.letters) == 1),
        matters=choose_matters(differ),
        alone=_choose_alone(index, comparison),
        differ=differ,
        reports=tuple(_show_report(index, comparison, points, a) for a in comparison.reports),
        tellers=stated,
        unstated=unstated,
        wordings=show_wordings(index, comparison),
        shared=show_copies(index, comparison),
        who=_show_entities(index, comparison),
        timeline=_show_timeline(index, comparison),
        failures=tuple((f.item, f.step, f.reason) for f in comparison.failures),
        made_by=comparison.made_by,
    )


def _choose_alone(index: Index, comparison: Comparison) -> tuple[Said, ...]:
    """The weightiest that one report alone says and that stands alone, no report twice before all once.

    Of two that overlap the weightier is told.
    """
    rank: dict[str, int] = {}
    ranked: list[tuple[int, float, Claim]] = []
    for entry in sorted(comparison.only_in, key=lambda o: -o.weight):
        claim = index.claims.get(entry.claim)
        if claim is None or claim.id in index.number_of_claim:
            continue
        text = index.articles[claim.report].text
        if is_part(claim, text) or is_cut(claim.span.of(text)):
            continue
        if not any(c.report == claim.report and c.span.overlaps(claim.span) for _, _, c in ranked):
            rank[claim.report] = rank.get(claim.report, 0) + 1
            ranked.append((rank[claim.report], -entry.weight, claim))
    first = sorted(ranked, key=lambda one: one[:2])[:ALONE]
    return tuple(show_claim(index, claim) for _, _, claim in first)


def _show_card(index: Index, comparison: Comparison, article: Article) -> Card:
    why = next((m.why for m in comparison.story.members if m.report == article.id), "")
    return Card(
        letter=index.letters[article.id],
        report=article.id,
        outlet=article.value("outlet") or "",
        title=title_of(article),
        authors=authors_of(article),
        published=article.value("published") or "",
        path=article.path,
        link=safe_link(article.path),
        sha256=article.sha256,
        media_type=article.media_type,
        why=why,
        language=article.value("language") or "",
        facts=tuple(_show_fact(index, article, s) for s in article.stated),
    )


def title_of(article: Article) -> str:
    """The stated title, else the words of the headline, else ""."""
    span = headline_span(article)
    return article.value("title") or (span.of(article.text) if span else "")


def authors_of(article: Article) -> tuple[str, ...]:
    """The authors as the best place that names any of them has it."""
    found = [s for s in article.stated if s.field == "author"]
    return tuple(dict.fromkeys(s.value for s in found if s.where == found[0].where))


def _show_fact(index: Index, article: Article, stated: Stated) -> Fact:
    words = index.words(article.id, stated.span) if stated.span else None
    return Fact(stated.field, stated.value, stated.where, words, stated.contradicted_by)


def _show_report(
    index: Index, comparison: Comparison, points: tuple[Pointed, ...], article: Article
) -> OneReport:
    by_id = {p.id: p for p in points}
    only = [o for o in comparison.only_in if o.report == article.id and o.claim in index.claims]
    only.sort(key=lambda o: -o.weight)
    return OneReport(
        letter=index.letters[article.id],
        name=index.outlet(article.id),
        only=tuple(show_claim(index, index.claims[o.claim]) for o in only),
        omits=tuple(
            by_id[o.point] for o in comparison.omissions if o.report == article.id and o.point in by_id
        ),
        furniture=tuple(
            LeftOut(b.kind, b.why, index.words(article.id, b.span)) for b in article.blocks if b.is_furniture
        ),
    )


def _show_entities(index: Index, comparison: Comparison) -> tuple[Who, ...]:
    """Entities by how many reports name them, then by how often."""
    shown = [_show_entity(index, e) for e in comparison.entities]
    return tuple(sorted(shown, key=lambda who: (-len(who.letters), -len(who.mentions))))


def _show_entity(index: Index, entity: Entity) -> Who:
    mentions = sorted((index.words(m.report, m.span) for m in entity.mentions), key=lambda w: w.span)
    order = list(index.letters.values())
    return Who(
        id=entity.id,
        name=entity.name,
        kind=entity.kind,
        letters=index.badges(m.report for m in entity.mentions),
        spellings=entity.spellings,
        roles=entity.roles,
        mentions=tuple(sorted(mentions, key=lambda w: order.index(w.letter))),
        reasons=tuple(
            Reason(link.a, link.b, link.relation, link.why, link.by, link.score) for link in entity.links
        ),
    )


def _show_timeline(index: Index, comparison: Comparison) -> tuple[tuple[str, tuple[When, ...]], ...]:
    """The moments in the order given, those of one date together under it."""
    order = list(index.letters.values())
    found: dict[str, list[When]] = {}
    for when in (_show_moment(index, m) for m in comparison.timeline):
        found.setdefault(when.date, []).append(when)
    return tuple(
        (date, tuple(sorted(whens, key=lambda when: order.index(when.words.letter))))
        for date, whens in found.items()
    )


def _show_moment(index: Index, moment: Moment) -> When:
    claims = [index.claims[c] for c in moment.claims if c in index.claims]
    return When(
        date=say_when(moment.time),
        words=index.words(moment.report, moment.time.span),
        sayings=tuple(show_claim(index, c) for c in claims),
    )
