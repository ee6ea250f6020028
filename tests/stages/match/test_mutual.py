from tests.stages.match.test_likenesses import features_of
from tests.stages.match.test_points import DUCKS, OTHER_ROOF, REPAIRS, ROOF, points, simply
from twosource.stages.match.likenesses import compare_all
from twosource.stages.match.mutual import mutual_edges


def mutual(**reports):
    """The words of the pairs that are each other's likest, of all that have a word in common."""
    features = features_of(simply(**reports))
    likenesses = compare_all(features)
    edges = [(score, a, b) for (a, b), score in likenesses.pairs.items()]
    return {
        frozenset((features[a].words, features[b].words))
        for _, a, b in mutual_edges(edges, features, likenesses)
    }


def test_each_is_the_others_likest():
    assert mutual(a=[ROOF, REPAIRS], b=[OTHER_ROOF, DUCKS]) == {frozenset((ROOF, OTHER_ROOF))}


def test_one_that_has_a_liker_one_is_left_out():
    storm = "A storm passed by the tannery"
    assert mutual(a=[ROOF, storm], b=[OTHER_ROOF]) == {frozenset((ROOF, OTHER_ROOF))}


def test_one_word_in_common_is_the_topic_and_no_point():
    assert points(simply(a=["The tannery burnt in winter"], b=["Ducks nest behind the tannery"])) == []
