import pytest

from tests.pdfs import WAVE, WAVES, Words, make_pdf, paragraph
from twosource.errors import SourceError
from twosource.text.parts import PDF, PLAIN, open_part

TWO = make_pdf(
    [paragraph(["The ferry stayed", "in the har-", "bour (Café)."], 700), [Words("w", font=WAVES)]]
)


def test_a_page_is_its_lines_as_utf8_with_the_hyphens_at_their_ends():
    opened = open_part(TWO, PDF, "page=1")
    assert opened.data.decode() == "The ferry stayed\nin the har-\nbour (Café)."
    assert (opened.charset, opened.media_type) == ("utf-8", PLAIN)


def test_a_letter_beyond_the_first_plane_is_one_letter():
    assert open_part(TWO, PDF, "page=2").data.decode() == WAVE


def test_a_page_is_the_same_each_time_it_is_opened():
    assert open_part(TWO, PDF, "page=1") == open_part(TWO, PDF, "page=1")


@pytest.mark.parametrize(
    "part", ["page=3", "page=0", "page=01", "page=-1", "page=", "page=1 ", "page=٣", "x=1"]
)
def test_a_part_that_is_not_there_is_refused(part):
    with pytest.raises(SourceError) as refusal:
        open_part(TWO, PDF, part)
    assert refusal.value.code == "no-part"


def test_what_is_no_pdf_is_refused():
    with pytest.raises(SourceError) as refusal:
        open_part(b"%PDF-1.4", PDF, "page=1")
    assert refusal.value.code == "damaged"
