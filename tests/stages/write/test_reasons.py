"""How it is shown why names are one, are not, or lie one in the other."""

import pytest

from twosource.stages.write.shapes import Reason, Who


def reason(relation):
    return Reason("a/Oxmoor", "a/Vell", relation, "“Oxmoor, Vell”", "within", 0.8)


@pytest.mark.parametrize(
    ("relation", "sign", "is_joined"),
    [
        ("alias", "=", True),
        ("same-entity", "=", True),
        ("not-same-entity", "≠", True),
        ("within", "in", False),
    ],
)
def test_the_sign_tells_what_is_held(relation, sign, is_joined):
    made = reason(relation)
    assert made.sign == sign
    assert Who("e-oxmoor", "Oxmoor", "place", ("A",), (), (), (), (made,)).is_joined == is_joined
