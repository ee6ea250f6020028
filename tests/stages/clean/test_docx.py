import hashlib
import io
import time
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clocks import in_time
from tests.docx_files import make_docx, paragraph, run
from tests.stages.clean.invariants import assert_sound
from twosource.data import Page
from twosource.errors import CleanError
from twosource.stages.clean.clean import clean
from twosource.text.parts import DOCX

FIRST = "The ferry stayed in port on Monday because of the storm, officials said."
SECOND = "It is to sail again on Tuesday, when the wind is expected to drop, they added."


def page_from(data: bytes) -> Page:
    return Page(data, hashlib.sha256(data).hexdigest(), "report.docx", DOCX)


def cleaned(*paragraphs: str, core: str = "", members=None):
    page = page_from(make_docx("".join(paragraphs), core, members))
    article = clean(page)
    assert_sound(page, article)
    return article


def kinds(article):
    return [(block.kind, block.span.of(article.text)) for block in article.blocks]


def test_styles_tell_what_a_paragraph_is_whatever_the_language_of_their_ids():
    article = cleaned(
        paragraph("Ferry stays in port", "Ours"),
        paragraph("Captain waits for the wind", "Untertitel"),
        paragraph("By Ana Roe"),
        paragraph("Passengers wait . . . . 1", "Verzeichnis1"),
        paragraph(FIRST),
        paragraph("The ferry at the quay", "Beschriftung"),
        paragraph("Passengers wait", "Heading2"),
        paragraph("We cannot sail into that.", "Zitat"),
        paragraph(SECOND),
    )
    assert kinds(article) == [
        ("headline", "Ferry stays in port"),
        ("subhead", "Captain waits for the wind"),
        ("byline", "By Ana Roe"),
        ("navigation", "Passengers wait . . . . 1"),
        ("body", FIRST),
        ("caption", "The ferry at the quay"),
        ("subhead", "Passengers wait"),
        ("quote", "We cannot sail into that."),
        ("body", SECOND),
    ]
    assert (article.value("title"), article.value("author")) == ("Ferry stays in port", "Ana Roe")


@pytest.mark.parametrize(
    ("paragraphs", "headlines"),
    [
        ([("Ferry", "berschrift1"), (FIRST, ""), ("Harbour", "berschrift1"), (SECOND, "")], ["Ferry"]),
        (
            [("Ferry stays in port", "Title"), ("Harbour", "berschrift1"), (FIRST, "")],
            ["Ferry stays in port"],
        ),
        ([(FIRST, ""), ("Harbour", "berschrift1"), (SECOND, "")], []),
    ],
)
def test_a_document_has_one_headline(paragraphs, headlines):
    article = cleaned(*(paragraph(*p) for p in paragraphs))
    assert [words for kind, words in kinds(article) if kind == "headline"] == headlines


SHOWN = {
    "a word in many runs": (run("The fe") + run("rry", "<w:b/>") + run(" sailed."), "The ferry sailed."),
    "references": (run("Fish & <chips> “ü” 🌊"), "Fish & <chips> “ü” 🌊"),
    "a numbered reference": ("<w:r><w:t>a&#8212;b &#x1F30A;</w:t></w:r>", "a—b 🌊"),
    "an insertion": (f"<w:ins>{run('new ')}</w:ins>{run('words')}", "new words"),
    "a deletion": ("<w:del><w:r><w:delText>old</w:delText></w:r></w:del>" + run("words"), "words"),
    "moved away": (f"<w:moveFrom>{run('old ')}</w:moveFrom><w:moveTo>{run('new')}</w:moveTo>", "new"),
    "a hidden run": (run("secret ", "<w:vanish/>") + run("words"), "words"),
    "a run that is not hidden": (run("open ", '<w:vanish w:val="0"/>') + run("words"), "open words"),
    "a link": (f"<w:hyperlink>{run('the law')}</w:hyperlink>", "the law"),
    "a field": ("<w:r><w:instrText>PAGE 7</w:instrText></w:r>" + run("seven"), "seven"),
    "a tab": ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
    "a break": ("<w:r><w:t>a word</w:t><w:br/><w:t>and more</w:t></w:r>", "a word\nand more"),
    "white space": ("<w:r><w:t>a \n b</w:t></w:r>" + run("  c"), "a b c"),
    "a hyphen that breaks no line": ("<w:r><w:t>E</w:t><w:noBreakHyphen/><w:t>4</w:t></w:r>", "E\u20114"),
    "a soft hyphen": ("<w:r><w:t>har</w:t><w:softHyphen/><w:t>bour</w:t></w:r>", "harbour"),
    "ruby": (f"<w:ruby><w:rt>{run('kan')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby>", "漢"),
    "a former style": ('<w:pPr><w:pPrChange><w:pPr><w:pStyle w:val="Title"/></w:pPr></w:pPrChange></w:pPr>'
                       + run("words"), "words"),
    "a section of characters": ("<w:r><w:t><![CDATA[a < b]]> c</w:t></w:r>", "a < b c"),
    "a comment in the XML": ("<w:r><w:t>a <!-- no -->b</w:t></w:r>", "a b"),
}  # fmt: skip


@pytest.mark.parametrize(("inner", "words"), SHOWN.values(), ids=SHOWN.keys())
def test_what_is_shown_is_the_text(inner, words):
    article = cleaned(paragraph(FIRST), paragraph(inner), paragraph(SECOND))
    assert article.text == f"{FIRST}\n\n{words}\n\n{SECOND}"


def test_a_text_box_is_read_once_behind_its_paragraph():
    box = f"<w:txbxContent>{paragraph('The box tells of the crane in the north.')}</w:txbxContent>"
    inner = (
        f"{run(FIRST[:20])}<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        f"{run(FIRST[20:])}"
    )
    article = cleaned(paragraph(inner), paragraph(SECOND))
    assert article.text == f"{FIRST}\n\nThe box tells of the crane in the north.\n\n{SECOND}"


def test_tables_are_read_cell_by_cell():
    cells = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("Ferry", "Delay in days", "Ostra", "3"))
    article = cleaned(paragraph(FIRST), f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>", paragraph(SECOND))
    assert article.text.split("\n\n") == [FIRST, "Ferry", "Delay in days", "Ostra", "3", SECOND]


def test_lines_that_breaks_part_are_judged_alone_but_no_sentence_is_cut():
    lines = ["Ferry stays in port", "By Ana Roe", FIRST, "It is to sail again", "on Tuesday, they added."]
    inner = "<w:r>" + "<w:br/>".join(f"<w:t>{line}</w:t>" for line in lines) + "</w:r>"
    assert [kind for kind, _ in kinds(cleaned(paragraph(inner)))] == ["headline", "byline", "body", "body"]


CORE = (
    "<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:language>en-GB</dc:language>"
    "<dcterms:created>2031-03-03T10:15:00Z</dcterms:created><dcterms:modified>2031-03-04</dcterms:modified>"
)


def test_properties_tell_what_nothing_else_tells():
    core = CORE.format(title="Ferry in port", author="Ana Roe; Bo Lind")
    article = cleaned(paragraph(FIRST), paragraph(SECOND), core=core)
    found = [(s.field, s.value) for s in article.stated if s.where == "docx-properties"]
    assert found == [
        ("title", "Ferry in port"),
        ("author", "Ana Roe"),
        ("author", "Bo Lind"),
        ("published", "2031-03-03T10:15:00+00:00"),
        ("modified", "2031-03-04"),
        ("language", "en-GB"),
    ]


def test_what_is_shown_goes_before_the_properties():
    core = CORE.format(title="Template for reports", author="Bo Lind")
    shown = [paragraph("Ferry in port", "Title"), paragraph("By Ana Roe"), paragraph("4 March 2031")]
    article = cleaned(*shown, paragraph(FIRST), core=core)
    best = {field: article.first(field) for field in ("title", "author", "published")}
    assert {field: (s.value, s.contradicted_by) for field, s in best.items()} == {
        "title": ("Ferry in port", ()),
        "author": ("Ana Roe", ()),
        "published": ("2031-03-04", ()),
    }


@pytest.mark.parametrize("title", ["Microsoft Word - ferry.docx", "ferry_final2.doc", "Document1", "--"])
def test_names_that_a_program_gives_are_no_title(title):
    article = cleaned(paragraph(FIRST), core=CORE.format(title=title, author="user"))
    assert (article.value("title"), article.value("author")) == (None, None)


def test_a_damaged_side_part_costs_nothing_but_itself():
    members = {"word/styles.xml": "<w:styles", "docProps/core.xml": b"\xff\xfe", "_rels/.rels": "<x>"}
    assert cleaned(paragraph(FIRST), members=members).text == FIRST


def test_the_main_part_is_found_by_its_relation():
    relation = '<Relationship Type="x/officeDocument" Target="/word/document2.xml"/>'
    other = f'<w:document xmlns:w="w"><w:body>{paragraph(SECOND)}</w:body></w:document>'
    members = {"_rels/.rels": f"<Relationships>{relation}</Relationships>", "word/document2.xml": other}
    article = cleaned(paragraph(FIRST), members=members)
    assert (article.text, article.map[0].part) == (SECOND, "word/document2.xml")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCTYPE = '<!DOCTYPE a [<!ENTITY b "c">]>'


def without_document(other: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(other, "<x/>")
    return file.getvalue()


BOMB = make_docx(paragraph("a" * 3_000_000))
REFUSED = {
    "locked": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "an old document": (OLE + bytes(600), "unknown-kind"),
    "a spreadsheet": (without_document("xl/workbook.xml"), "unknown-kind"),
    "a presentation": (without_document("ppt/presentation.xml"), "unknown-kind"),
    "an OpenDocument file": (without_document("content.xml"), "unknown-kind"),
    "an e-book": (without_document("META-INF/container.xml"), "unknown-kind"),
    "another archive": (without_document("a.txt"), "unknown-kind"),
    "cut off": (make_docx(paragraph(FIRST))[:-40], "damaged"),
    "no archive": (b"PK\x03\x04 and nothing", "damaged"),
    "a bomb": (BOMB, "too-large"),
    "many members": (make_docx(paragraph(FIRST)) + b"PK\x01\x02" * 6000, "too-large"),
    "entities": (make_docx("", members={"word/document.xml": DOCTYPE + "<a>&b;</a>"}), "entities"),
    "no XML": (make_docx("<w:p>"), "damaged"),
    "no body": (make_docx("", members={"word/document.xml": "<document/>"}), "damaged"),
    "too deep": (make_docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "too-deep"),
    "no text": (make_docx("<w:p/>"), "empty"),
}


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_refused_with_a_sentence(data, code):
    with pytest.raises(CleanError) as refusal:
        clean(page_from(data))
    assert refusal.value.code == code
    assert str(refusal.value).endswith(".")


TAGS = (b"<w:p>", b"</w:p>", b"<w:noBreakHyphen/>", b"&amp;", b"&x;", b"]]>", b"<![CDATA[", b"<!--", b"<w:r>")
WHOLE = make_docx(
    paragraph("Ferry stays in port", "Title") + paragraph(FIRST) + paragraph(SECOND),
    CORE.format(title="Ferry in port", author="Ana Roe"),
)


XML = zipfile.ZipFile(io.BytesIO(WHOLE)).read("word/document.xml")


def survives(data: bytes) -> None:
    page = page_from(data)
    start = time.process_time()
    with suppress(CleanError):
        assert_sound(page, clean(page))
    assert in_time(start, 2.0)


@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=8), st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_damaged_archive_is_refused_or_read_soundly(at, other, is_cut):
    survives(WHOLE[:at] + other + (b"" if is_cut else WHOLE[at + len(other) :]))


@given(st.integers(0, len(XML) - 1), st.binary(max_size=8) | st.sampled_from(TAGS), st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_damaged_text_is_refused_or_read_soundly(at, other, is_put_in):
    xml = XML[:at] + other + XML[at + (0 if is_put_in else len(other)) :]
    survives(make_docx("", members={"word/document.xml": xml}))


def test_a_long_document_is_read_in_time():
    page = page_from(make_docx(paragraph(run(FIRST[:30]) + run(FIRST[30:], "<w:b/>")) * 2000))
    start = time.process_time()
    clean(page)
    assert in_time(start, 2.0)
