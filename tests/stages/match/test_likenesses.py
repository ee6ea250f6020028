import pytest

from tests.stages.match.test_points import DUCKS, OTHER_ROOF, REPAIRS, ROOF, simply
from twosource.stages.match.entities import join_entities
from twosource.stages.match.features import find_features
from twosource.stages.match.likenesses import NEAREST, compare_all


def features_of(case):
    return find_features(case, join_entities(case), None)


def pairs(**reports):
    """The words of every pair worth comparing."""
    case = simply(**reports)
    features = features_of(case)
    return {frozenset((features[a].words, features[b].words)) for a, b in compare_all(features).pairs}


def test_claims_with_a_rare_word_in_common_are_compared():
    assert pairs(a=[ROOF, REPAIRS], b=[OTHER_ROOF, DUCKS]) == {frozenset((ROOF, OTHER_ROOF))}


def test_claims_of_one_report_are_no_pair():
    assert pairs(a=[ROOF, OTHER_ROOF], b=[DUCKS]) == set()


def test_any_two_claims_have_a_score_but_those_that_overlap():
    features = features_of(simply(a=[ROOF, OTHER_ROOF], b=[DUCKS]))
    likenesses = compare_all(features)
    assert likenesses.of(0, 1) == likenesses.of(1, 0) > 0.3
    assert likenesses.of(0, 2) == 0.0
    assert likenesses.of(0, 0) is None


@pytest.mark.parametrize("reports", [20, 40])
def test_pairs_grow_with_the_claims(reports):
    told = {f"r{n:02}": [f"{ROOF} number {n}", f"{REPAIRS} by the {n}th", DUCKS] for n in range(reports)}
    features = features_of(simply(**told))
    found = compare_all(features).pairs
    assert len(found) <= 2 * NEAREST * len(features)
    joined = {i for pair in found for i in pair if features[i].words == DUCKS}
    assert len(joined) == reports
