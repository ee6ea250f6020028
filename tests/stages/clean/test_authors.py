import time

import pytest

from tests.clocks import in_time
from twosource.data import Stated
from twosource.stages.clean.authors import is_outlet, shown_names, split_names
from twosource.stages.clean.signed import choose_authors

STATEMENTS = [
    ("Ana Roe", ["Ana Roe"]),
    ("By Ana Roe and Bo Lind", ["Ana Roe", "Bo Lind"]),
    ("Von Ana Roe und Bo Lind", ["Ana Roe", "Bo Lind"]),
    ("Par Ana Roe et Bo Lind", ["Ana Roe", "Bo Lind"]),
    ("Por Ana Roe y Bo Lind", ["Ana Roe", "Bo Lind"]),
    ("Di Ana Roe e Bo Lind", ["Ana Roe", "Bo Lind"]),
    ("Av Ana Roe og Bo Lind", ["Ana Roe", "Bo Lind"]),
    ("Ana Roe, Bo Lind & Cy Marr", ["Ana Roe", "Bo Lind", "Cy Marr"]),
    ("Ana Roe/Bo Lind", ["Ana Roe", "Bo Lind"]),
    ("AFP/Reuters", ["AFP", "Reuters"]),
    ("qp/aro;bli", ["qp/aro", "bli"]),
    ("dpa", ["dpa"]),
    ("松本 花、佐藤 健", ["松本 花", "佐藤 健"]),
    ("Ana Ortega y Gomes", ["Ana Ortega y Gomes"]),
    ("Dr. Ana Roe", ["Dr. Ana Roe"]),
    ("Ana Roe, Political Correspondent", ["Ana Roe"]),
    ("Ana Roe, Leitende Wirtschaftsredakteurin", ["Ana Roe"]),
    ("Ana RoeKorrespondentin", ["Ana Roe"]),
    ("Ana McRoe", ["Ana McRoe"]),
    ("Ana Roe for The Quay Post", ["Ana Roe"]),
    ("Ana Roe in Vell", ["Ana Roe"]),
    ("Ana Roe (aro)", ["Ana Roe"]),
    ("Ana Roe (www.quay.example)", ["Ana Roe"]),
    ("Ana Roe ana.roe@quay.example", ["Ana Roe"]),
    ("Ana Roe@AnaRoe", ["Ana Roe"]),
    ("@anaroe", []),
    ("https://quay.example/ana-roe", []),
    ("ana-roe", []),
    ("quay.example developer", []),
    ("Admin", []),
    ("7 hours", []),
    ("12345", []),
    ("quay.example", ["quay.example"]),
    ("20 Stunden Quay", ["20 Stunden Quay"]),
    ("<b>Ana Roe</b>", ["Ana Roe"]),
    ("", []),
    ("x" * 10_000, []),
    (", ".join(f"Ana {'Abcdefgh'[i % 8].upper()}roe{'x' * i}" for i in range(200)), None),
]


@pytest.mark.parametrize(("statement", "due"), STATEMENTS, ids=[s[:40] for s, _ in STATEMENTS])
def test_a_statement_of_authors_is_split_into_names(statement, due):
    names = split_names(statement)
    assert all(len(name) <= 80 for name in names)
    assert names == due if due is not None else len(names) <= 40


LINES = [
    ("Von Ana Roe, Vell", ["Ana Roe"]),
    ("By Ana Roe | The Quay Post", ["Ana Roe", "The Quay Post"]),
    ("Quay-Redaktion", ["Quay-Redaktion"]),
    ("Political Editor", []),
    ("Follow Ana Roe", []),
    ("the ferry stays in port, officials said", []),
    ("Published 3 March", []),
    ("Agenturen", []),
]


@pytest.mark.parametrize(("line", "due"), LINES, ids=[line for line, _ in LINES])
def test_a_shown_line_names_makers_or_none(line, due):
    assert shown_names(line) == due


OUTLETS = [
    ("The Quay Post", True),
    ("quay-post.example", True),
    ("Quay VELL", True),
    ("Quay Redaktion", True),
    ("Quay P", True),
    ("Quay Post", True),
    ("Vellnet", True),
    ("Ana Roe", False),
    ("Quay Marr", False),
    ("The Associated Press", False),
]


@pytest.mark.parametrize(("name", "due"), OUTLETS)
def test_an_outlet_is_told_by_its_name(name, due):
    assert bool(is_outlet(name, ["The Quay Post", "vellnet.example"])) == due


def chosen(*said):
    found = [Stated("author", name, where) for where, names in said for name in names]
    out = choose_authors(found, ["The Quay Post"])
    return [s.value for s in out if s.where == out[0].where], out[0].where, out[0].contradicted_by


SIGNED = {
    "data before meta": (
        [("json-ld", ["Ana Roe"]), ("meta", ["Bo Lind"])],
        (["Ana Roe"], "json-ld", ("Bo Lind",)),
    ),
    "the outlet alone": ([("json-ld", ["The Quay Post"])], (["The Quay Post"], "json-ld", ())),
    "somebody before the outlet": (
        [("json-ld", ["The Quay Post"]), ("meta", ["The Quay Post"]), ("byline", ["Ana Roe"])],
        (["Ana Roe"], "byline", ()),
    ),
    "a byline with more": (
        [("json-ld", ["Ana Roe"]), ("byline", ["Ana Roe", "Bo Lind"])],
        (["Ana Roe", "Bo Lind"], "byline", ()),
    ),
    "a byline with an agency more": (
        [("json-ld", ["Ana Roe"]), ("byline", ["Ana Roe", "AFP"])],
        (["Ana Roe"], "json-ld", ("AFP",)),
    ),
    "a byline with another": (
        [("json-ld", ["Bo Lind"]), ("byline", ["Ana Roe"])],
        (["Ana Roe"], "byline", ("Bo Lind",)),
    ),
    "another who is named inside or below the text": (
        [("json-ld", ["Bo Lind"]), ("signature", ["Ana Roe"])],
        (["Bo Lind"], "json-ld", ("Ana Roe",)),
    ),
    "a signature where only the outlet is named": (
        [("json-ld", ["The Quay Post"]), ("signature", ["Ana Roe"])],
        (["Ana Roe"], "signature", ()),
    ),
    "a desk shown beside names": (
        [("json-ld", ["Ana Roe"]), ("byline", ["Quay-Redaktion"])],
        (["Ana Roe"], "json-ld", ("Quay-Redaktion",)),
    ),
    "the same in another case": (
        [("json-ld", ["quay.example"]), ("meta", ["Quay.example"])],
        (["quay.example"], "json-ld", ()),
    ),
    "a shorter form": (
        [("json-ld", ["Ana Lind Roe"]), ("byline", ["Ana Roe"])],
        (["Ana Lind Roe"], "json-ld", ()),
    ),
    "for whom one works": (
        [("byline", ["Ana Roe", "Quay VELL"])],
        (["Ana Roe"], "byline", ()),
    ),
    "what a feed says": (
        [("json-ld", ["Ana Roe"]), ("feed", ["Cy Marr"])],
        (["Ana Roe"], "json-ld", ("Cy Marr",)),
    ),
    "what a feed alone says": ([("feed", ["Cy Marr"])], (["Cy Marr"], "feed", ())),
    "what the user says": (
        [("flag", ["Cy Marr"]), ("json-ld", ["Ana Roe"]), ("byline", ["Ana Roe", "Bo Lind"])],
        (["Cy Marr"], "flag", ("Ana Roe", "Bo Lind")),
    ),
}


@pytest.mark.parametrize(("said", "due"), SIGNED.values(), ids=SIGNED.keys())
def test_of_several_statements_those_who_signed_are_chosen(said, due):
    assert chosen(*said) == due


@pytest.mark.parametrize(
    "value", ["a " * 100_000, "(" * 100_000, "<" * 100_000, "@" * 100_000, "Ana, " * 50_000]
)
def test_a_hostile_statement_takes_no_time(value):
    start = time.process_time()
    split_names(value)
    assert in_time(start, 0.5)
