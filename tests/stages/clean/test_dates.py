import time

import pytest

from tests.clocks import in_time
from twosource.stages.clean.dates import address_date, find_date, find_update, is_update, iso_date

LINES = [
    ("Published on 3 March 2031", "2031-03-03"),
    ("March 3, 2031 at 3:14 pm EST", "2031-03-03T15:14-05:00"),
    ("Mon, 03 Mar 2031 10:05:00 GMT", "2031-03-03T10:05+00:00"),
    ("Mon, 03 Mar 2031 10:05:06 +0530", "2031-03-03T10:05:06+05:30"),
    ("Montag, 3. März 2031, 10:05 Uhr", "2031-03-03T10:05"),
    ("Stand: 03.03.2031 10:05 Uhr", "2031-03-03T10:05"),
    ("Publié le 3 mars 2031 à 10h05, modifié le 4 mars 2031 à 8h00", "2031-03-03T10:05"),
    ("1er août 2031", "2031-08-01"),
    ("3 de marzo de 2031 10:05h", "2031-03-03T10:05"),
    ("Pubblicato il 3 marzo 2031 alle 10:05", "2031-03-03T10:05"),
    ("3 de março de 2031 às 10h05", "2031-03-03T10:05"),
    ("Gepubliceerd op 3 maart 2031 om 10:05", "2031-03-03T10:05"),
    ("Publisert 03.03.2031 kl. 10:05", "2031-03-03T10:05"),
    ("3 marca 2031, 10:05", "2031-03-03T10:05"),
    ("3. března 2031 10:05", "2031-03-03T10:05"),
    ("3 Mart 2031 10:05", "2031-03-03T10:05"),
    ("3 марта 2031, 10:05", "2031-03-03T10:05"),
    ("3 березня 2031", "2031-03-03"),
    ("2031. március 3.", "2031-03-03"),
    ("2031年3月3日 10:05", "2031-03-03T10:05"),
    ("2031.03.03 10:05", "2031-03-03T10:05"),
    ("23/03/2031", "2031-03-23"),
    ("03/23/2031", "2031-03-23"),
    ("03/04/2031", None),
    ("31 February 2031", None),
    ("in about 12 2031 boats", None),
    ("The ferry sails again in 2031", None),
    ("Room 12, 2031 guests", None),
]


@pytest.mark.parametrize(("line", "due"), LINES, ids=[line for line, _ in LINES])
def test_a_written_date_is_read_in_its_language(line, due):
    assert find_date(line) == due


@pytest.mark.parametrize("line", [line for line, due in LINES if due and "modifié" not in line])
def test_a_line_that_is_all_date_is_told(line):
    assert find_date(line, whole=True)
    assert not find_date(f"{line} and the ferry stayed in port", whole=True)


FIELDS = [
    ("2031-03-03", "2031-03-03"),
    ("20310303", "2031-03-03"),
    ("2031-3-3", "2031-03-03"),
    ("2031-03-03T10:05:06Z", "2031-03-03T10:05:06+00:00"),
    ("2031-03-03T10:05:06.123456789+01:00", "2031-03-03T10:05:06.123456+01:00"),
    ("2031-03-03 10:05:06 +01:00", "2031-03-03T10:05:06+01:00"),
    ("2031-03-03T10:05+01", "2031-03-03T10:05:00+01:00"),
    ("2031-03-03T10:05:06+01:00[Europe/Oslo]", "2031-03-03T10:05:06+01:00"),
    ("1930298706", "2031-03-03T10:05:06+00:00"),
    ("1930298706000", "2031-03-03T10:05:06+00:00"),
    ("2031-03-03T25:00:00", "2031-03-03"),
    ("2031-03-03T10:05:06+99:00", "2031-03-03"),
    ("2031-02-31", None),
    ("2031-02-31T10:00:00Z", None),
    ("9999-12-31", None),
    ("0001-01-01T00:00:00Z", None),
    ("1970-01-01T00:00:00Z", None),
    ("0000-00-00", None),
    ("99999999999999999999999", None),
    ("yesterday", None),
    ("", None),
    ("[" * 10_000, None),
]


@pytest.mark.parametrize(("field", "due"), FIELDS, ids=[field[:40] for field, _ in FIELDS])
def test_a_field_gives_a_possible_day_or_none(field, due):
    assert iso_date(field) == due


ADDRESSES = [
    ("https://quay.example/2031/03/03/ferry", "2031-03-03"),
    ("https://quay.example/news/2031-03-03-ferry.html", "2031-03-03"),
    ("https://quay.example/ferry-20310303.html", "2031-03-03"),
    ("https://quay.example/2031/13/03/ferry", None),
    ("https://quay.example/ferry?on=/2031/03/03/", None),
    ("https://quay.example/1220310303123", None),
]


@pytest.mark.parametrize(("address", "due"), ADDRESSES)
def test_the_path_of_an_address_may_hold_the_day(address, due):
    assert address_date(address) == due


def test_a_change_is_told_from_the_publication():
    line = "Veröffentlicht am 3. März 2031, aktualisiert am 4. März 2031, 8:00 Uhr"
    assert (find_date(line), find_update(line)) == ("2031-03-03", "2031-03-04T08:00")
    assert is_update("Last updated 3 March 2031")
    assert not is_update("Published 3 March 2031")


@pytest.mark.parametrize("line", ["2031 " * 20_000, "1 2031-" * 20_000, "a" * 200_000 + " 2031"])
def test_a_hostile_line_takes_linear_time(line):
    start = time.process_time()
    find_date(line)
    find_date(line, whole=True)
    assert in_time(start, 1.0)
