"""Origins, copies, cleaning and what only one has, on an invented story."""

import pytest

from bench.scoring.cleaning import furniture_left, words_lost
from bench.scoring.copies import copied_or_not, copy_pairs
from bench.scoring.only_in import judge_only_in
from bench.scoring.origins import Root, exact, inside, judge_origins, matched, same_root, width
from bench.scoring.voices import variants_of
from tests.bench.invented import ENTITIES, TEXTS, claim, comparison, labels, point, view
from tests.bench.test_points import CLAIMS, HURT

VARIANTS = variants_of(ENTITIES)


def root(name, *articles, is_stated=True):
    return Root(name, frozenset(articles), is_stated)


@pytest.mark.parametrize(
    ("ours", "label", "expected"),
    [
        (root("Brook", "a"), root("Ida Brook's office", "a", "b"), True),
        (root("Brook", "c"), root("Ida Brook's office", "a", "b"), False),
        (root("Ida Brook", "a"), root("harbour master through the Gull", "a"), True),
        (root("police", "b"), root("the authorities (perhaps police)", "b"), True),
        (root("police", "b"), root("Ida Brook", "b"), False),
        (root("Minnow Post", "a", is_stated=False), root("not stated", "a", is_stated=False), True),
        (root("Minnow Post", "a", is_stated=False), root("Minnow Post", "a"), False),
    ],
)
def test_same_root(ours, label, expected):
    assert same_root(ours, label, VARIANTS) is expected


def test_each_root_is_paired_once_and_as_many_as_can_be():
    # The first of ours fits both labels, the second only the first.
    ours = [root("Brook", "a", "b"), root("Brook", "a")]
    due = [root("Ida Brook", "a"), root("Ida Brook", "b")]
    assert matched(ours, due, VARIANTS) == 2
    assert matched(ours, due[:1], VARIANTS) == 1
    assert matched([], due, VARIANTS) == 0


LEDGER = {
    "point": "p1",
    "roots": [
        {"name": "Ida Brook", "articles": ["a", "b"]},
        {"name": "The Gull, source not stated", "articles": ["c"]},
    ],
    "independent_min": 1,
    "independent_max": 2,
}


def origins_of(least, most, *roots):
    return {"roots": list(roots), "min": least, "max": most, "unknown": [], "why": []}


def judged(*points):
    return judge_origins(view(labels(points=[HURT], origins=[LEDGER]), CLAIMS, points=list(points)))


def test_origins_of_a_found_point():
    brook = {"name": "Ida Brook", "stated": True, "claims": ["a2", "b2"]}
    own = {"name": "The Gull", "stated": False, "claims": ["c1"]}
    nobody = {"name": "nobody", "stated": True, "claims": ["gone"]}
    (each,) = judged(point("x", "a2", "b2", "c1", origins=origins_of(1, 2, brook, own, nobody)))
    assert (each.right, each.said, each.due, each.outlets) == (2, 2, 2, 3)
    assert (each.ours, each.due_range) == ((1, 2), (1, 2))


def test_origins_of_a_point_not_found():
    (each,) = judged(point("x", "a2"))
    assert (each.ours, each.right, each.said, each.due) == (None, 0, 0, 2)
    assert exact([each], lambda one: one.ours) == 0
    assert inside([each], lambda one: one.ours) == 0


@pytest.mark.parametrize(
    ("answer", "is_exact", "is_inside"),
    [((1, 2), 1, 1), ((1, 1), 0, 1), ((2, 2), 0, 1), ((1, 3), 0, 0), ((3, 3), 0, 0)],
)
def test_exact_and_inside(answer, is_exact, is_inside):
    these = judged(point("x", "a2", "b2"))
    assert exact(these, lambda _: answer) == is_exact
    assert inside(these, lambda _: answer) == is_inside


def test_width():
    assert width([(1, 1), (1, 2), (1, 3)]) == 1
    assert width([]) is None


def test_copies_of_a_pair_in_either_order_and_of_a_pair_not_told():
    labelled = [
        {"a": "a", "b": "b", "kind": "none"},
        {"a": "a", "b": "c", "kind": "shared-quote-only"},
        {"a": "b", "b": "c", "kind": "wire-copy"},
    ]
    said = [{"a": "rc", "b": "ra", "kind": "wire-copy"}]
    pairs = copy_pairs(view(labels(copies=labelled), [], copies=said))
    assert pairs == [("none", "none"), ("shared-quote-only", "wire-copy"), ("wire-copy", "none")]
    assert copied_or_not(pairs) == [("none", "none"), ("copied", "copied"), ("copied", "none")]


CREDIT = {"article": "c", "quote": "Photo: Gull/Stringer"}


def blocks(cut):
    made = comparison([])
    made["reports"][2]["blocks"] = cut
    return made["reports"]


def test_furniture_left_in_and_taken_out():
    assert furniture_left(view(labels(furniture=[CREDIT]), [])) == [("Photo: Gull/Stringer", True)]
    cut = blocks([{"start": 0, "end": 46, "kind": "body"}, {"start": 47, "end": 67, "kind": "credit"}])
    seen = view(labels(furniture=[CREDIT]), [], reports=cut)
    assert furniture_left(seen) == [("Photo: Gull/Stringer", False)]
    assert words_lost(seen, TEXTS) == (0, sum(len(text.split()) for text in TEXTS.values()) - 2)


def test_words_in_furniture_blocks_are_lost():
    cut = blocks([{"start": 0, "end": 20, "kind": "related"}, {"start": 20, "end": 67, "kind": "body"}])
    assert words_lost(view(labels(), [], reports=cut), TEXTS)[0] == 4


def test_a_headline_that_is_not_in_the_text_hides_no_loss():
    headline = "Ten hurt\n"
    made = comparison([])["reports"]
    made[2]["text"] = headline + TEXTS["c"]
    made[2]["blocks"] = [{"start": 0, "end": 8, "kind": "headline"}, {"start": 12, "end": 76, "kind": "body"}]
    # "Ten" is outside the body; the one of the headline does not make up for it.
    assert words_lost(view(labels(), [], reports=made), TEXTS)[0] == 1


@pytest.mark.parametrize(
    ("alone", "pointed", "expected"),
    [(["a2"], [], (True, False)), ([], ["a2", "b2"], (False, True)), ([], [], (False, False))],
)
def test_only_in(alone, pointed, expected):
    seen = view(
        labels(only_in=[{"article": "a", "quote": "Nine people were hurt"}]),
        CLAIMS,
        only_in=[{"report": "ra", "claim": name} for name in alone],
        points=[point("x", *pointed)] if pointed else [],
    )
    (each,) = judge_only_in(seen)
    assert (each.claim is not None, each.is_shared) == expected


def test_only_in_of_another_article_does_not_count():
    seen = view(
        labels(only_in=[{"article": "b", "quote": "were hurt"}]),
        [claim("a2", "a", "were hurt")],
        only_in=[{"report": "ra", "claim": "a2"}],
    )
    (each,) = judge_only_in(seen)
    assert each.claim is None
