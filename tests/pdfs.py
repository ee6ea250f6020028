"""Writes small PDFs for the tests: lines of text at places, in two fonts."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from twosource.data import Page
from twosource.text.parts import PDF

WIDTH, HEIGHT, LEFT = 612, 792, 72
WAVE = "\N{WATER WAVE}"
REGULAR, BOLD, WAVES, NAMELESS = "F1", "F2", "F3", "F4"  # a wave alone; letters without a meaning


@dataclass(frozen=True)
class Words:
    """Words at a place, in points from the lower left corner of the page."""

    text: str
    x: float = LEFT
    y: float = 700.0
    size: float = 11.0
    font: str = REGULAR
    matrix: str = "1 0 0 1"


def paragraph(lines: Iterable[str], y: float, x: float = LEFT, **options) -> list[Words]:
    """Lines one below the other."""
    pitch = 1.2 * options.get("size", 11.0)
    return [Words(line, x, y - pitch * number, **options) for number, line in enumerate(lines)]


FIRST = [
    "The ferry stayed in port on Monday because of the storm that came over the",
    "strait at night, officials said. It is to sail again on Tuesday, when the wind",
    "is expected to drop, they added.",
]
SECOND = [
    "Passengers were put up in a school, and the council met in the evening to say",
    "what is to be done with the goods that lie at the northern quay of the town.",
]
HEADLINE = Words("Ferry stays in port for a third day", y=740, size=24, font=BOLD)
INFO = {
    "Title": "Ferry in port",
    "Author": "Ana Roe",
    "CreationDate": "D:20310303101500+01'00'",
    "ModDate": "D:2031",
}


def page_from(data: bytes) -> Page:
    """The page that these bytes are."""
    return Page(data, hashlib.sha256(data).hexdigest(), "report.pdf", PDF)


def make_pdf(
    pages: Sequence[Sequence[Words]], info: Mapping[str, str] | None = None, extra: Sequence[str] = ()
) -> bytes:
    """The bytes of a PDF; `extra` are entries for its trailer."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (10 + 2 * n) for n in range(len(pages))), len(pages)),
        _font("Helvetica"),
        _font("Helvetica-Bold"),
        _font("Courier", "/ToUnicode 6 0 R"),
        _stream(_to_unicode(b"<77> <%s>" % WAVE.encode("utf-16-be").hex().encode())),
        _info(info or {}),
        _font("Courier", "/ToUnicode 9 0 R"),
        _stream(_to_unicode(b"<78> <e000>")),
    ]
    for number, page in enumerate(pages):
        objects += [_page(11 + 2 * number), _stream("\n".join(map(_drawn, page)).encode("cp1252"))]
    return _file(objects, extra)


def _font(name: str, more: str = "") -> bytes:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding {more} >>".encode()


def _to_unicode(pair: bytes) -> bytes:
    return b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar %s endbfchar" % pair


def _info(info: Mapping[str, str]) -> bytes:
    entries = " ".join(f"/{key} <feff{value.encode('utf-16-be').hex()}>" for key, value in info.items())
    return f"<< {entries} >>".encode()


def _page(content: int) -> bytes:
    fonts = "/F1 3 0 R /F2 4 0 R /F3 5 0 R /F4 8 0 R"
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {content} 0 R "
        f"/Resources << /Font << {fonts} >> >> >>"
    ).encode()


def _drawn(words: Words) -> str:
    text = words.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{words.font} {words.size} Tf {words.matrix} {words.x} {words.y} Tm ({text}) Tj ET"


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _file(objects: Sequence[bytes], extra: Sequence[str]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    entries = " ".join([f"/Size {len(objects) + 1} /Root 1 0 R /Info 7 0 R", *extra])
    out += f"trailer\n<< {entries} >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)
