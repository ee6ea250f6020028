"""Puts a whole comparison in reading order: the one outline that every view shows."""

from __future__ import annotations

from twosource.data import Article, Comparison, Entity, Moment, Stated
from twosource.stages.write.dates import say_when
from twosource.stages.write.display import safe_link
from twosource.stages.write.index import Index, build_index
from twosource.stages.write.pointed import group_differences, show_point
from twosource.stages.write.said import headline_span, show_claim
from twosource.stages.write.shapes import (
    Card,
    Fact,
    LeftOut,
    OneReport,
    Outline,
    Pointed,
    Reason,
    When,
    Who,
    Words,
)
from twosource.stages.write.tellers import show_copy, show_origins


def outline(comparison: Comparison) -> Outline:
    """The outline of a comparison."""
    index = build_index(comparison)
    points = tuple(show_point(index, p) for p in index.points)
    reports = len(comparison.reports)
    stated, unstated = show_origins(index, comparison)
    outlets = [a.value("outlet") for a in comparison.reports]
    title = _choose_title(index, points)
    lead = points[0].lead.words if points else None
    return Outline(
        title=title,
        title_is_headline=title != lead,
        lead=points[0] if points else None,
        outlets=tuple(dict.fromkeys(o for o in outlets if o)),
        unstated_outlets=sum(1 for o in outlets if not o),
        cards=tuple(_show_card(index, comparison, a) for a in comparison.reports),
        points_of_all=tuple(p for p in points if len(p.letters) == reports > 1),
        points_of_several=tuple(p for p in points if 1 < len(p.letters) < reports),
        points_of_one=tuple(p for p in points if len(p.letters) == 1),
        matters=group_differences(points, least=2),
        differ=group_differences(points),
        reports=tuple(_show_report(index, comparison, points, a) for a in comparison.reports),
        tellers=stated,
        unstated=unstated,
        shared=tuple(show_copy(index, c) for c in comparison.copies if c.kind != "none"),
        who=_show_entities(index, comparison),
        timeline=_show_timeline(index, comparison),
        failures=tuple((f.item, f.step, f.reason) for f in comparison.failures),
        made_by=comparison.made_by,
    )


def _choose_title(index: Index, points: tuple[Pointed, ...]) -> Words | None:
    """The headline of the report that carries most of what is shared, else the strongest lead."""
    carried = {letter: sum(letter in p.letters for p in points) for letter in index.letters.values()}
    titled = [(a, headline_span(a)) for a in index.articles.values()]
    best = max(
        ((a, span) for a, span in titled if span and span.of(a.text).strip()),
        key=lambda pair: carried[index.letters[pair[0].id]],
        default=None,
    )
    if best:
        return index.words(best[0].id, best[1])
    return points[0].lead.words if points else None


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
