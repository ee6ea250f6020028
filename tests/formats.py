"""One report in every format that is read, as bytes."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from base64 import b64encode
from pathlib import Path

from tests.docx_files import make_docx
from tests.docx_files import paragraph as word_paragraph
from tests.pdfs import Words, make_pdf, paragraph
from tests.stages.acquire import archives

TITLE = "Crane falls at Vell quay"
OUTLET = "Vell Herald"
ADDRESS = "https://herald.example/crane"
SENTENCES = (
    "A crane fell into the water at the Vell quay on Friday morning, the harbour office said.",
    "The quay will stay shut for two weeks while divers look for the cabin of the crane.",
    "Nobody was hurt, said Inspector Marek Dahl, who leads the police post at the quay.",
)
HTML = (
    f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{TITLE}</title></head><body><article>"
    f"<h1>{TITLE}</h1>" + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES) + "</article></body></html>"
)
MAIL = (
    f"From: {OUTLET} <news@herald.example>\r\nDate: Fri, 02 May 2031 09:00:00 +0200\r\nSubject: {TITLE}\r\n"
    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    + "\r\n\r\n".join(SENTENCES)
    + "\r\n"
)
MHTML = (
    f"From: <Saved by a browser>\r\nSnapshot-Content-Location: {ADDRESS}\r\nSubject: {TITLE}\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="cut"\r\n\r\n'
    "--cut\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n"
    f"Content-Location: {ADDRESS}\r\n\r\n{b64encode(HTML.encode()).decode()}\r\n--cut--\r\n"
)
NINJS = {
    "uri": ADDRESS,
    "type": "text",
    "versioncreated": "2031-05-02T09:00:00+02:00",
    "headline": TITLE,
    "body_text": "\n\n".join(SENTENCES),
    "standard": {"name": "ninjs", "version": "1.5"},
}
NITF = (
    f"<?xml version='1.0'?><nitf><body><body.head><hedline><hl1>{TITLE}</hl1></hedline></body.head>"
    "<body.content>"
    + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    + "</body.content></body></nitf>"
)
NEWSML = (
    "<?xml version='1.0'?><newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:crane' version='1'>"
    "<itemMeta><itemClass qcode='ninat:text'/>"
    "<versionCreated>2031-05-02T09:00:00+02:00</versionCreated></itemMeta>"
    f"<contentMeta><headline>{TITLE}</headline></contentMeta><contentSet>"
    "<inlineXML contenttype='application/nitf+xml'><nitf xmlns=''><body><body.content>"
    + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    + "</body.content></body></nitf></inlineXML></contentSet></newsItem>"
)
ROW = {"title": TITLE, "text": "\n\n".join(SENTENCES), "outlet": OUTLET}


def pdf() -> bytes:
    """The report on one page."""
    drawn = [Words(TITLE, y=740, size=24)]
    for number, sentence in enumerate(SENTENCES):
        at = sentence.rfind(" ", 0, 70)
        drawn += paragraph([sentence[:at], sentence[at + 1 :]], 700 - 60 * number)
    return make_pdf([drawn])


def docx() -> bytes:
    """The report with its title in the style of a title."""
    return make_docx(word_paragraph(TITLE, "Title") + "".join(map(word_paragraph, SENTENCES)))


def csv() -> bytes:
    """The report as a row under a header."""
    return ("outlet,title,text\r\n" + f'{OUTLET},{TITLE},"{ROW["text"]}"\r\n').encode()


def parquet() -> bytes:
    """The report as the only row."""
    import pyarrow
    import pyarrow.parquet

    held = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([ROW]), held)
    return held.getvalue()


def warc() -> bytes:
    """The page as a crawler kept it."""
    return archives.packed(archives.record(archives.answer(HTML.encode()), target=ADDRESS))


def wacz() -> bytes:
    """The archive of the page in its package."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": []}))
        package.writestr("archive/data.warc.gz", warc())
    return held.getvalue()


def write_all(folder: Path) -> list[Path]:
    """A file of every format with the report in it."""
    plain = f"{TITLE}\n\n" + "\n\n".join(SENTENCES) + "\n"
    written = {
        "a.txt": plain.encode(),
        "a.md": f"# {plain}".encode(),
        "a.txt.gz": gzip.compress(plain.encode(), mtime=0),
        "a.html": HTML.encode(),
        "a.mhtml": MHTML.encode(),
        "a.pdf": pdf(),
        "a.docx": docx(),
        "a.eml": MAIL.encode(),
        "a.mbox": b"From desk@herald.example Fri May  2 09:00:00 2031\n"
        + MAIL.encode().replace(b"\r\n", b"\n"),
        "a.jsonl": json.dumps(ROW).encode(),
        "a.csv": csv(),
        "a.parquet": parquet(),
        "a.warc.gz": warc(),
        "a.wacz": wacz(),
        "ninjs.json": json.dumps(NINJS).encode(),
        "newsml.xml": NEWSML.encode(),
        "nitf.xml": NITF.encode(),
    }
    for name, data in written.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in written]
