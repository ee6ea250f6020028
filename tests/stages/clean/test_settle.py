import pytest

from twosource.data import Stated
from twosource.stages.clean.settle import settle

DAY = "2031-03-03"
FOUND = {
    "days that agree": (
        [
            ("published", "2031-03-03T23:30:00+00:00", "json-ld"),
            ("published", "2031-03-04T00:30:00+01:00", "meta"),
        ],
        ("2031-03-03T23:30:00+00:00", ()),
    ),
    "a day in the outlet's own zone": (
        [("published", "2031-03-03T23:30:00+00:00", "json-ld"), ("published", "2031-03-04", "meta")],
        ("2031-03-03T23:30:00+00:00", ()),
    ),
    "another day": (
        [("published", DAY, "json-ld"), ("published", "2031-03-01", "date line")],
        (DAY, ("2031-03-01",)),
    ),
    "what the user says": (
        [("published", "2031-03-01", "flag"), ("published", DAY, "json-ld")],
        ("2031-03-01", (DAY,)),
    ),
    "a language with its country": (
        [("language", "de", "html element"), ("language", "de-AT", "meta")],
        ("de", ()),
    ),
    "two names of one language": (
        [("language", "nb-NO", "html element"), ("language", "no", "meta")],
        ("nb-NO", ()),
    ),
    "two languages": ([("language", "de", "html element"), ("language", "en", "meta")], ("de", ("en",))),
    "an address with a query": (
        [
            ("canonical", "https://quay.example/a", "link element"),
            ("canonical", "http://quay.example/a/?x=1", "meta"),
        ],
        ("https://quay.example/a", ()),
    ),
    "another address": (
        [
            ("canonical", "https://quay.example/a", "link element"),
            ("canonical", "https://quay.example/b", "meta"),
        ],
        ("https://quay.example/a", ("https://quay.example/b",)),
    ),
    "news and a kind of it": (
        [("genre", "news", "json-ld"), ("genre", "opinion", "kicker")],
        ("opinion", ()),
    ),
    "two kinds": (
        [("genre", "opinion", "json-ld"), ("genre", "sponsored", "kicker")],
        ("opinion", ("sponsored",)),
    ),
    "news alone": ([("genre", "news", "json-ld")], ("news", ())),
    "a shorter outlet": (
        [("outlet", "The Quay Post", "json-ld"), ("outlet", "Quay Post", "meta")],
        ("The Quay Post", ()),
    ),
}


@pytest.mark.parametrize(("found", "due"), FOUND.values(), ids=FOUND.keys())
def test_the_best_statement_carries_what_contradicts_it(found, due):
    first, *_ = settle([Stated(*one) for one in found])
    assert (first.value, first.contradicted_by) == due


def test_several_agencies_stand_side_by_side_but_not_the_outlet():
    found = [
        Stated("outlet", "AFP", "json-ld"),
        *(Stated("agency", name, "credit") for name in ("dpa", "AFP", "AP", "dpa")),
    ]
    assert [s.value for s in settle(found) if s.field == "agency"] == ["dpa", "AP"]


def test_an_agency_that_is_given_is_kept_though_it_is_the_outlet():
    found = [Stated("outlet", "AFP", "flag"), Stated("agency", "AFP", "field")]
    assert [s.value for s in settle(found) if s.field == "agency"] == ["AFP"]


def test_what_is_given_is_brought_into_normal_form():
    from tests.stages.clean.test_bad_input import SENTENCE, page_from
    from twosource.stages.clean.clean import clean

    given = (
        Stated("modified", "Mon, 03 Mar 2031 10:05:00 GMT", "feed"),
        Stated("modified", "31.2.2031", "feed"),
    )
    assert clean(page_from(SENTENCE, given=given)).value("modified") == "2031-03-03T10:05+00:00"


CAPTURED = "2031-03-05T10:00:00+00:00"


def published(*days):
    return settle([Stated("published", day, where) for day, where in days], CAPTURED)


def test_a_day_after_the_fetch_is_believed_last():
    first, *_ = published(("2031-04-01", "json-ld"), (DAY, "date line"))
    assert (first.value, first.contradicted_by) == (DAY, ("2031-04-01",))


def test_a_day_after_the_fetch_alone_is_kept_and_contradicted():
    (only,) = published(("2031-04-01", "json-ld"))
    assert (only.value, only.contradicted_by) == ("2031-04-01", (CAPTURED,))


def test_the_day_of_the_fetch_in_another_zone_is_none():
    (only,) = published(("2031-03-06T01:00:00+12:00", "json-ld"))
    assert only.contradicted_by == ()
