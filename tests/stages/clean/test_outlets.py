import pytest

from twosource.stages.clean.head import Head
from twosource.stages.clean.linked_data import LinkedData
from twosource.stages.clean.outlets import outlet_names


def names(publisher=None, site=None, title="", **meta):
    report = {"publisher": publisher} if publisher else {}
    head = Head({key.replace("_", ":", 1): (value,) for key, value in meta.items()}, title)
    found = outlet_names(head, LinkedData(report, site={"name": site} if site else {}))
    return [(s.field, s.value, s.where) for s in found]


def test_the_outlet_is_named_by_data_meta_and_site():
    assert names("The Quay Post", "quay.example", og_site_name="Quay Post") == [
        ("outlet", "The Quay Post", "json-ld"),
        ("outlet", "Quay Post", "meta"),
        ("outlet", "quay.example", "json-ld"),
    ]


def test_a_legal_name_is_the_publisher_s():
    publisher = {"name": "Quay Media GmbH & Co. KG"}
    assert names(publisher, og_site_name="The Quay Post") == [
        ("outlet", "The Quay Post", "meta"),
        ("publisher", "Quay Media GmbH & Co. KG", "json-ld"),
    ]
    stated = {"name": "The Quay Post", "legalName": "Quay  Media AS"}
    assert ("publisher", "Quay Media AS", "json-ld") in names(stated)


def test_a_legal_name_alone_is_both():
    assert names("Quay Media Ltd.") == [
        ("outlet", "Quay Media Ltd.", "json-ld"),
        ("publisher", "Quay Media Ltd.", "json-ld"),
    ]


NONE = ["https://quay.example", "www.quay.example", "Q", "x" * 200, "Ferry stays in port"]


@pytest.mark.parametrize("name", NONE, ids=[name[:30] for name in NONE])
def test_addresses_titles_and_essays_are_no_names(name):
    assert names(og_site_name=name, title="Ferry stays in port") == []


@pytest.mark.parametrize("name", ["The Quay Post – News from the coast", "The Quay Post (www.quay.example)"])
def test_a_name_is_freed_of_slogan_and_address(name):
    assert names(og_site_name=name) == [("outlet", "The Quay Post", "meta")]
