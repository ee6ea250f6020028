import io
import zipfile

import pytest

from tests.docx_files import make_docx, paragraph
from twosource.errors import SourceError
from twosource.text.parts import DOCX, XML, open_part

NAME = "word/document.xml"


def test_a_part_is_the_bytes_of_the_member():
    data = make_docx(paragraph("Fish & chips"))
    opened = open_part(data, DOCX, NAME)
    assert opened.data == zipfile.ZipFile(io.BytesIO(data)).read(NAME)
    assert (opened.charset, opened.media_type) == ("utf-8", XML)


@pytest.mark.parametrize("tag", ["<w:noBreakHyphen/>", "<w:noBreakHyphen />", "<noBreakHyphen/>"])
def test_a_hyphen_that_is_an_element_is_opened_as_a_reference_as_long(tag):
    data = make_docx("", members={NAME: f"<a>E{tag}4</a>"})
    opened = open_part(data, DOCX, NAME).data
    assert len(opened) == len(f"<a>E{tag}4</a>")
    assert opened.startswith(b"<a>E&#x0")
    assert opened.endswith(b"02011;4</a>")


REFUSED = {
    "a member that is not there": (make_docx(""), "word/other.xml", "no-part"),
    "a path out of the archive": (make_docx(""), "../word/document.xml", "no-part"),
    "no archive": (b"PK", NAME, "damaged"),
    "a bomb": (make_docx("", members={NAME: bytes(30_000_000)}), NAME, "too-large"),
    "a small bomb": (make_docx("", members={NAME: bytes(2_000_000)}), NAME, "too-large"),
}


@pytest.mark.parametrize(("data", "part", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_part_that_cannot_be_had_is_refused(data, part, code):
    with pytest.raises(SourceError) as refusal:
        open_part(data, DOCX, part)
    assert refusal.value.code == code


def test_a_member_that_says_it_is_small_is_never_read_further():
    data = make_docx("", members={NAME: b"<a>" + b"x" * 3_000_000 + b"</a>"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo(NAME).file_size
    lying = data.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    with pytest.raises(SourceError) as refusal:
        open_part(lying, DOCX, NAME)
    assert refusal.value.code == "damaged"
