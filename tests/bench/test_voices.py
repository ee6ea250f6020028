"""Heads of voices and whether two are one."""

import pytest

from bench.scoring.voices import head, normal, same_voice, variants_of

VARIANTS = variants_of([{"variants": ["Ida Brook", "the harbour master"]}, {"variants": ["the port police"]}])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ida Brook", "brook"),
        ("Harbour Master Ida Brook", "brook"),
        ("the harbour master, Ida Brook", "brook"),
        ("Ida Brook, the master of the harbour", "brook"),
        ("a spokeswoman for the port", "spokeswoman"),
        ("the town’s engineer Karl van der Moor", "moor"),
        ("a letter issued Tuesday", "letter"),
        ("police", "police"),
        ("Mayor José Peña", "pena"),
        ("a person close to the talks", "person"),
        ("", ""),
        (", ,", ""),
    ],
)
def test_head(name, expected):
    assert head(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("The Port’s Master", "port master"), ("U.S. officials", "u.s officials"), ("an", ""), ("—", "")],
)
def test_normal(name, expected):
    assert normal(name) == expected


@pytest.mark.parametrize(
    ("ours", "label", "expected"),
    [
        ("Brook", "Harbour Master Ida Brook", True),
        ("Ida Brook", "Brook", True),
        ("the harbour master", "Ida Brook", True),
        ("the port police", "Ida Brook", False),
        ("Karl Moor", "Ida Brook", False),
        ("officials", "two officials familiar with the talks", True),
        ("Ida Brook", "", False),
        ("he", "Ida Brook", False),
    ],
)
def test_same_voice(ours, label, expected):
    assert same_voice(ours, label, VARIANTS) is expected
    assert same_voice(label, ours, VARIANTS) is expected
