import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pdfs import (
    BOLD,
    FIRST,
    HEADLINE,
    INFO,
    NAMELESS,
    REGULAR,
    SECOND,
    Words,
    make_pdf,
    page_from,
    paragraph,
)
from tests.stages.clean.invariants import assert_covers
from twosource.errors import CleanError
from twosource.stages.clean.clean import clean
from twosource.text.parts import PDF
from twosource.text.readback import held_by, read_opened

LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O ({'a' * 32}) /U ({'b' * 32}) /P -4 >> /ID [<00> <00>]"
WHOLE = make_pdf([[HEADLINE, *paragraph(FIRST, 700)], [*paragraph(SECOND, 700)]], INFO)
REFUSED = {
    "locked": (make_pdf([[HEADLINE]], extra=[LOCK]), "encrypted"),
    "pictures of pages": (make_pdf([[], []]), "no-text"),
    "a scanner's stamp": (make_pdf([[Words("Scan 12")]]), "no-text"),
    "letters without a meaning": (make_pdf([[Words("x" * 60, font=NAMELESS)]]), "no-text"),
    "no PDF": (b"%PDF-1.7 and nothing more", "damaged"),
    "cut off at once": (WHOLE[:300], "damaged"),
    "no pages": (make_pdf([]), "damaged"),
    "a headline alone": (make_pdf([[HEADLINE]]), "no-report"),
}


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_refused_with_a_sentence(data, code):
    with pytest.raises(CleanError) as refusal:
        clean(page_from(data))
    assert refusal.value.code == code
    assert str(refusal.value).endswith(".")


def test_a_page_that_is_lost_is_told():
    data = make_pdf([paragraph(FIRST, 700), paragraph(SECOND, 700)]).replace(
        b"[10 0 R 12 0 R]", b"[10 0 R 99 0 R]"
    )
    article = clean(page_from(data))
    assert article.text == " ".join(FIRST)
    assert [(flag.kind, "page 2" in flag.why) for flag in article.flags] == [("cut-text", True)]


def test_a_book_is_cut_off_and_that_is_told():
    article = cleaned_quickly(make_pdf([paragraph(FIRST, 60 + 37 * n % 600) for n in range(202)]))
    assert [run.part for run in article.map][-1] == "page=200"
    assert article.flags[-1].why == "only the first 200 of the PDF's 202 pages were read"


def test_a_file_of_many_lines_is_cut_off_and_that_is_told():
    pages = [[Words(f"{page}.{n}", y=780 - 1.7 * n, size=1) for n in range(450)] for page in range(20)]
    article = cleaned_quickly(make_pdf([[*paragraph(FIRST, 700)], *pages]))
    assert article.flags[-1].why.startswith("only the first 19 of")


def cleaned_quickly(data):
    start = time.process_time()
    article = clean(page_from(data))
    assert time.process_time() - start < 2.5
    return article


def survives(data):
    """What is read of a damaged file leads back to its bytes."""
    with suppress(CleanError):
        article = cleaned_quickly(data)
        assert_covers([run.span for run in article.map], article.text)
        for part in {run.part for run in article.map}:
            opened = held_by(data, "utf-8", PDF, part)
            for run in (run for run in article.map if run.part == part):
                assert read_opened(opened, run).split() == run.span.of(article.text).split()


@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=6), st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_damaged_file_is_refused_or_read_soundly(at, other, is_cut):
    survives(WHOLE[:at] + other + (b"" if is_cut else WHOLE[at + len(other) :]))


PLACED = st.builds(
    Words,
    st.text(st.sampled_from("abc .-T1"), min_size=1, max_size=40),
    st.integers(0, 600),
    st.integers(0, 790),
    st.sampled_from([4.0, 11.0, 40.0]),
    st.sampled_from([REGULAR, BOLD, NAMELESS]),
    st.sampled_from(["1 0 0 1", "0 1 -1 0", "-1 0 0 -1", "1e9 0 0 1e9", "0 0 0 0"]),
)


@given(st.lists(st.lists(PLACED, max_size=12), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_words_at_any_place_keep_their_bytes(pages):
    survives(make_pdf([[*page, *paragraph(FIRST, 400)] for page in pages]))
