"""Attribution chains on an invented story."""

import pytest

from bench.scoring.chains import (
    anonymous_pair,
    edges,
    judge_chains,
    out_of_sentence,
    shared_edges,
    stance_pairs,
)
from tests.bench.invented import claim, labels, view


def attribution(article, quote, *chain, stance="asserts", anonymous=False):
    return {
        "article": article,
        "quote": quote,
        "chain": list(chain),
        "stance": stance,
        "anonymous": anonymous,
    }


def chain(*names):
    return [{"name": name, "start": None if name.startswith("(") else 0} for name in names]


@pytest.mark.parametrize(
    ("ours", "label", "expected"),
    [
        (["Post", "Brook"], ["Post", "Ida Brook"], 1),
        (["another outlet", "Brook"], ["Post", "Ida Brook"], 1),
        (["Post"], ["Post", "Ida Brook"], 0),
        (["Post", "police", "Brook"], ["Post", "Brook"], 0),
        (["Post", "police", "Brook"], ["Post", "police", "Brook"], 2),
        (["Post", "police", "Moor"], ["Post", "police", "Brook"], 1),
        (["Post", "Gull", "police", "Brook"], ["Post", "police", "Brook"], 1),
        (["Post", "(implied)", "Brook"], ["Post", "(report not named)", "Brook"], 2),
        (["Post", "a report", "Brook"], ["Post", "(report not named)", "Brook"], 0),
        ([], ["Post", "Brook"], 0),
    ],
)
def test_shared_edges(ours, label, expected):
    assert shared_edges(chain(*ours), label, ()) == expected


def test_found_labels_give_precision_and_all_give_recall():
    hurt = attribution("a", "Nine people were hurt", "Minnow Post", "Ida Brook, the harbour master")
    fog = attribution("b", "fog was to blame", "Coast Radio", "the Gull", "A deckhand", anonymous=True)
    lost = attribution("c", "Ten people were hurt", "The Gull", "police")
    claims = [
        claim("a2", "a", "Nine people were hurt", "the harbour master"),
        claim("b3", "b", "that fog was to blame", "A deckhand?"),
    ]
    judged = judge_chains(view(labels(attributions=[hurt, fog, lost]), claims))
    assert [each.right for each in judged] == [1, 0, 0]
    assert [each.exact for each in judged] == [True, False, False]
    assert [each.root for each in judged] == [True, True, False]
    # 1 edge right; 2 said on found labels; 4 due on all.
    assert edges(judged) == (1 / 2, 1 / 4, pytest.approx(1 / 3))


def test_edges_when_nothing_is_said():
    hurt = attribution("a", "Nine people were hurt", "Minnow Post", "Ida Brook")
    judged = judge_chains(view(labels(attributions=[hurt]), [claim("a2", "a", "Nine people were hurt")]))
    assert edges(judged) == (None, 0.0, 0.0)


def test_the_best_overlap_is_scored_then_the_shortest():
    hurt = attribution("a", "Nine people were hurt", "Minnow Post", "Ida Brook")
    claims = [
        claim("wide", "a", "Nine people were hurt, said Ida Brook", "Ida Brook"),
        claim("best", "a", "Nine people were hurt"),
    ]
    (judged,) = judge_chains(view(labels(attributions=[hurt]), claims))
    assert judged.claim.id == "best"
    assert judged.right == 0


def test_stance_is_scored_over_the_found():
    fog = attribution("a", "fog was to blame", "Minnow Post", "Brook", stance="denies")
    lost = attribution("b", "A ferry hit rocks", "Coast Radio", "police", stance="doubts")
    judged = judge_chains(
        view(
            labels(attributions=[fog, lost]),
            [claim("a3", "a", "that fog was to blame", "Brook", stance="denies")],
        )
    )
    assert stance_pairs(judged) == [("denies", "denies")]


@pytest.mark.parametrize(
    ("links", "anonymous", "voices", "expected"),
    [
        (("Post", "officials"), True, ("officials?",), ("True", "True")),
        (("Post", "officials"), True, ("officials",), ("True", "False")),
        (("Post", "Brook"), False, ("officials?",), ("False", "True")),
        (("Post", "officials", "aides"), True, ("aides",), None),
        (("Post", "officials", "aides"), True, ("aides?",), ("True", "True")),
        (("Post", "officials", "Ida Brook"), True, ("Brook",), None),
        (("Post", "officials", "Ida Brook"), True, ("Brook?",), None),
        (("Post", "officials"), True, (), ("True", "False")),
    ],
)
def test_a_label_of_another_link_is_not_held_against_the_answer(links, anonymous, voices, expected):
    label = attribution("a", "Nine people were hurt", *links, anonymous=anonymous)
    seen = view(labels(attributions=[label]), [claim("a2", "a", "Nine people were hurt", *voices)])
    assert anonymous_pair(label, seen.claims["a2"]) == expected


def test_a_label_not_found_is_answered_not_anonymous():
    label = attribution("a", "x", "Post", "officials", anonymous=True)
    assert anonymous_pair(label, None) == ("True", "False")


@pytest.mark.parametrize(
    ("article", "quote", "source", "expected"),
    [
        ("a", "Nine people were hurt", "Ida Brook", False),
        ("a", "fog was to blame", "Ida Brook", True),
        ("b", "fog was to blame", "A deckhand", False),
        ("b", "no such words", "Ida Brook", False),
    ],
)
def test_out_of_sentence(article, quote, source, expected):
    label = attribution(article, quote, "outlet", source)
    assert out_of_sentence(view(labels(), []), label) is expected
