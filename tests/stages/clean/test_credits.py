import time

import pytest

from tests.clocks import in_time
from twosource.data import Block, Span
from twosource.stages.clean.credits import agencies_in, find_credits

LINES = [
    ("(Reuters)", ["Reuters"]),
    ("AFP/Reuters", ["AFP", "Reuters"]),
    ("Source: AFP", ["AFP"]),
    ("Quelle: dpa/aro", ["dpa"]),
    ("Fuente: EFE", ["EFE"]),
    ("With AP", ["AP"]),
    ("Mit Material von dpa und AFP", ["dpa", "AFP"]),
    ("avec AFP", ["AFP"]),
    ("© 2031 dpa", ["dpa"]),
    ("Copyright 2031 The Associated Press. All rights reserved.", ["The Associated Press"]),
    ("This report was provided by The Associated Press.", ["The Associated Press"]),
    ("Dieser Text wurde von der Nachrichtenagentur dpa übernommen.", ["dpa"]),
    ("Vell – ANSA", ["ANSA"]),
    ("Minister to meet Reuters on Monday", []),
    ("He spoke with AP about the ferry", []),
    ("TTIP and APA", []),
    ("Ana Roe", []),
]


def credited(text, kind="other", why=""):
    return [s.span.of(text) for s in find_credits(text, [Block(Span(0, len(text)), kind, why)])]


@pytest.mark.parametrize(("line", "due"), LINES, ids=[line for line, _ in LINES])
def test_a_line_about_the_text_credits_agencies(line, due):
    assert credited(line) == due


SAID = "The ferry stays in port, officials said."
TAILS = [
    (f"{SAID} (AFP)", ["AFP"]),
    (f"{SAID} (dpa/lno)", ["dpa"]),
    (f"{SAID} – with AFP", ["AFP"]),
    (f"{SAID} He told Reuters so.", []),
    (f"{SAID} The AP said it too", []),
    ("Reuters said that the ferry stays in port.", []),
]


@pytest.mark.parametrize(("text", "due"), TAILS, ids=[text for text, _ in TAILS])
def test_the_end_of_the_body_credits_agencies(text, due):
    assert credited(text, "body") == due


def test_only_the_last_paragraphs_end_in_a_credit():
    text = f"{SAID} (AFP)"
    blocks = [Block(Span(0, len(text)), "body")] * 3
    assert len(list(find_credits(text, blocks))) == 3  # the same place, as all blocks are equal
    long = "\n\n".join([text, SAID, SAID])
    spans = [
        Span(long.index(part, at), long.index(part, at) + len(part))
        for part, at in ((text, 0), (SAID, len(text)), (SAID, len(text) + len(SAID)))
    ]
    assert list(find_credits(long, [Block(span, "body") for span in spans])) == []


def test_a_picture_s_credit_and_a_caption_are_none():
    assert credited("Photo: AFP", "credit", "picture credit") == []
    assert credited("The quay on Monday (AFP)", "caption") == []


def test_agencies_in_a_statement_are_told_once():
    assert agencies_in("dpa, AFP and dpa") == ["dpa", "AFP"]


def test_a_hostile_line_takes_no_time():
    start = time.process_time()
    credited("With " + "AFP, " * 40_000, "body")
    credited("dpa " * 50)
    assert in_time(start, 0.5)
