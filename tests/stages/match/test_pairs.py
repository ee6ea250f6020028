import tomllib
from pathlib import Path

import pytest

from tests.stages.match.sides import both, judged
from twosource.stages.match.compare_actors import compare_actors, compare_lists
from twosource.stages.match.compare_extent import compare_extent
from twosource.stages.match.compare_places import compare_arrivals, compare_places
from twosource.stages.match.compare_scope import compare_scope
from twosource.stages.match.compare_sources import compare_charges, compare_documents, compare_sources
from twosource.stages.match.compare_stances import compare_stances

CASES = tomllib.loads((Path(__file__).parent / "cases" / "pairs.toml").read_text(encoding="utf-8"))["case"]
ON_SIDES = {
    "arrivals": compare_arrivals,
    "sources": compare_sources,
    "charges": compare_charges,
    "documents": compare_documents,
    "extent": lambda a, b: compare_extent(a, b, is_one_act=True),
}
ON_INDEX = {"places": compare_places, "lists": compare_lists}
ON_FEATURES = {"scope": compare_scope, "actors": compare_actors, "stances": compare_stances}


def found_by(rules, sides, features, index):
    """What one group of rules says of two claims."""
    if rules in ON_INDEX:
        return list(ON_INDEX[rules](*sides, index))
    if rules in ON_SIDES:
        return list(ON_SIDES[rules](*sides))
    return list(ON_FEATURES[rules](*sides, *features))


@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_two_claims(case, turned):
    sides, features, index = both(case, turned=turned)
    found = found_by(case["rules"], sides, features, index)
    assert judged(found, sides) == ([case["says"]] if case["says"] else [])
    assert [d.why for d in found] == [case.get("why", d.why) for d in found]


def test_every_value_is_a_span_of_its_own_report():
    for case in CASES:
        sides, features, index = both(case)
        texts = {s.article.id: s.article.text for s in sides}
        for difference in found_by(case["rules"], sides, features, index):
            assert {v.report for v in difference.values} == set(texts)
            assert all(v.span.of(texts[v.report]).strip() for v in difference.values)
