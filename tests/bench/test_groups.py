"""Groups are scored as their authors define it, and average link is what it says."""

import numpy as np
import pytest

from bench.grouping import stream
from bench.scoring.groups import adjusted_rand, average_link, b_cubed, cut, pair_f1, tf_idf
from tests.desk.placed import ALIKE, events

GOLD = ["a", "a", "a", "b", "b", "c"]
ONE = [0] * 6
EACH = list(range(6))


@pytest.mark.parametrize(
    ("found", "b3", "pairs", "rand"),
    [
        (GOLD, 1, 1, 1),
        (ONE, 2 * (14 / 36) / (14 / 36 + 1), 2 * 4 / 19, 0),
        (EACH, 2 * 0.5 / 1.5, 0, 0),
        ([0, 0, 1, 1, 1, 2], 2 * (8 / 9 * 6 / 7) / (8 / 9 + 6 / 7), None, None),
    ],
)
def test_scores(found, b3, pairs, rand):
    if pairs is not None:
        assert b_cubed(found, GOLD) == pytest.approx(b3)
        assert pair_f1(found, GOLD) == pytest.approx(pairs)
        assert adjusted_rand(found, GOLD) == pytest.approx(rand)
    else:
        # precision (1 + 1 + 1/3 + 2/3 + 2/3 + 1) / 6, recall (2/3 + 2/3 + 1/3 + 1 + 1 + 1) / 6
        assert b_cubed(found, GOLD) == pytest.approx(7 / 9)


def test_average_link_joins_the_nearest_first():
    alike = np.array([[1, 0.9, 0.1, 0.2], [0.9, 1, 0.3, 0.2], [0.1, 0.3, 1, 0.8], [0.2, 0.2, 0.8, 1]])
    made = average_link(alike)
    assert [(a, b) for a, b, _ in made] == [(0, 1), (2, 3), (0, 2)]
    assert [score for *_, score in made] == pytest.approx([0.9, 0.8, 0.2])
    assert [cut(made, 4, least) for least in (0.95, 0.85, 0.5, 0.1)] == [
        [0, 1, 2, 3],
        [0, 0, 2, 3],
        [0, 0, 2, 2],
        [0, 0, 0, 0],
    ]


def test_texts_are_like_themselves_and_not_like_others():
    alike = tf_idf(["ferry aground", "ferry aground", "tram late", ""])
    assert alike[0, 1] == pytest.approx(1)
    assert alike[0, 2] == alike[3, 3] == 0


def test_reports_run_through_a_library():
    told = [a for reports in events("quakes").values() for a in reports]
    ran = stream(told, 1)
    assert set(ran.stories) == {a.id for a in told}
    assert len(set(ran.stories.values())) == len(ALIKE["quakes"])
    assert ran.seconds > 0
