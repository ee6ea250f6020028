"""The figures of the stories row, pooled over the stories given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from bench.chain_figures import chain_figures
from bench.figures import Figure
from bench.point_figures import (
    contradiction_figures,
    difference_figures,
    only_in_figures,
    point_figures,
    shown_figures,
)
from bench.scoring.chains import edges, judge_chains
from bench.scoring.cleaning import furniture_left, words_lost
from bench.scoring.copies import copied_or_not, copy_pairs
from bench.scoring.counting import accuracy, always, class_f1, f1, mean, share
from bench.scoring.entities import entity_figures
from bench.scoring.origins import (
    JudgedOrigins,
    exact,
    inside,
    judge_origins,
    labelled_ranges,
    one_origin,
    our_ranges,
    perhaps_one,
    width,
)
from bench.scoring.points import judge_points
from bench.scoring.story import View
from twosource.models.ports import Embedder

Looked = Sequence[tuple[View, dict[str, str]]]


def all_figures(looked: Looked, embedder: Embedder | None = None) -> list[Figure]:
    """Every figure over all stories; the embedder is for a baseline."""
    views = [view for view, _ in looked]
    judged = [each for view in views for each in judge_points(view)]
    return [
        *point_figures(views, judged, embedder),
        *shown_figures(views),
        *difference_figures(judged),
        *contradiction_figures(views, judged),
        *only_in_figures(views),
        *chain_figures(views),
        *entity_figures(views),
        *origin_figures(views),
        *headline_figures(views),
        *copy_figures(views),
        *cleaning_figures(looked),
    ]


def origin_figures(views: Sequence[View]) -> list[Figure]:
    """The range of origins and the roots, over the points found; constant answers on the same points."""
    everything = [each for view in views for each in judge_origins(view)]
    held = [each for each in everything if each.ours]
    right, said, due = (sum(getattr(each, key) for each in held) for key in ("right", "said", "due"))

    def beside(score: Callable[..., float | None]) -> tuple[tuple[str, float | None], ...]:
        return (
            ("always 1", score(held, lambda _: (1, 1))),
            ("always 2", score(held, lambda _: (2, 2))),
            ("always 1–2", score(held, lambda _: (1, 2))),
            ("outlets counted", score(held, lambda each: (each.outlets, each.outlets))),
        )

    def ours(each: JudgedOrigins) -> tuple[int, int] | None:
        return each.ours

    labels = width(each.due_range for each in held)
    own = width(each.ours for each in held if each.ours)
    return [
        Figure("origins: both ends exact", exact(held, ours), len(held), ">= .60", beside(exact)),
        Figure("origins: both ends exact, of all labels", exact(everything, ours), len(everything)),
        Figure(
            "origins: mean width of the range",
            own,
            len(held),
            f"<= {labels:.3f}" if labels is not None else "",
            (("labels", labels),),
        ),
        Figure("origins: inside min–max", inside(held, ours), len(held), ">= .95", beside(inside)),
        Figure("origins: roots F1", f1(right, said - right, due - right), due, ">= .85"),
    ]


def headline_figures(views: Sequence[View]) -> list[Figure]:
    """What share of the points of two outlets or more rests on one origin: by us, and by the labels."""
    ours = [each for view in views for each in our_ranges(view)]
    labels = [each for view in views for each in labelled_ranges(view)]
    shares = (("rest on one origin", one_origin), ("may rest on one origin or on more", perhaps_one))
    return [
        Figure(
            f"points of two outlets: {name}",
            of(ours),
            len(ours),
            beside=((f"labels, n {len(labels)}", of(labels)),),
        )
        for name, of in shares
    ]


def copy_figures(views: Sequence[View]) -> list[Figure]:
    """Copied text told from none, and its kind."""
    pairs = [pair for view in views for pair in copy_pairs(view)]
    plain = copied_or_not(pairs)
    most = Counter(kind for kind, _ in pairs if kind != "none").most_common(1)
    answers = ["none", *(kind for kind, _ in most)]
    return [
        Figure(
            "copies: copied text against none, F1",
            class_f1(plain, "copied"),
            len(plain),
            ">= .90",
            (("always copied", class_f1(always("copied", plain), "copied")), ("always none", 0.0)),
        ),
        Figure(
            "copies: kind, accuracy",
            accuracy(pairs),
            len(pairs),
            beside=tuple((f"always {kind}", accuracy(always(kind, pairs))) for kind in answers),
        ),
    ]


def cleaning_figures(looked: Looked) -> list[Figure]:
    """Furniture left in and article words lost."""
    left = [item for view, _ in looked for item in furniture_left(view)]
    lost = [words_lost(view, texts) for view, texts in looked]
    total = sum(of for _, of in lost)
    return [
        Figure(
            "cleaning: furniture left in",
            sum(is_left for _, is_left in left),
            len(left),
            "<= 0",
            unit="pieces",
        ),
        Figure("cleaning: article words lost", share(sum(gone for gone, _ in lost), total), total, "<= .01"),
    ]


def by_story(looked: Looked) -> list[Figure]:
    """The main figures story by story."""
    return [figure for view, texts in looked for figure in story_line(view, texts)]


def story_line(view: View, texts: dict[str, str]) -> list[Figure]:
    """The main figures of one story."""
    judged = judge_points(view)
    held = [each for each in judge_origins(view) if each.ours]
    chains = judge_chains(view)
    clean = words_lost(view, texts)
    of = view.slug
    return [
        Figure("points found", mean(each.point is not None for each in judged), len(judged), of=of),
        Figure("edges F1", edges(chains)[2], len(chains), of=of),
        Figure("both ends exact", exact(held, lambda each: each.ours), len(held), of=of),
        Figure("article words lost", share(*clean), clean[1], of=of),
    ]
