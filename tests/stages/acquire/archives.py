"""Makes web archives by hand, so that each can be wrong in one way."""

import gzip
import zlib
from itertools import count

import zstandard

from twosource.data import Failure, Page, Source
from twosource.errors import SourceError
from twosource.stages.acquire.archives.read import read_wacz, read_warc

MAX_BYTES = 1_000_000
TOWNS = ("Arlen", "Brockwell", "Carsby", "Dunmore", "Eastry", "Farholt", "Garth", "Holme")
A, B, C = TOWNS[:3]
_numbers = count(1)


def html(town):
    """A page of its own for each town."""
    words = " ".join(f"The ferry to {town} was held at berth {n} on Monday." for n in range(20))
    return f"<!doctype html><title>{town}</title><p>{words}</p>".encode()


def address(town):
    """Where the page of a town stands."""
    return f"https://post.example/{town.lower()}"


def _fields(given, start):
    told = start | {name.replace("_", "-"): value for name, value in given.items()}
    return "".join(f"{name}: {value}\r\n" for name, value in told.items() if value is not None)


def answer(body, status="200 OK", **headers):
    """An HTTP response."""
    fields = _fields(headers, {"Content-Type": "text/html; charset=utf-8"})
    return f"HTTP/1.1 {status}\r\n{fields}\r\n".encode() + body


def record(content, *, kind="response", target="https://post.example/a", ending=b"\r\n\r\n", **fields):
    """A WARC record; a field of the value None is left out."""
    start = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{next(_numbers)}>",
        "WARC-Date": "2031-05-06T07:08:09Z",
        "WARC-Target-URI": target,
        "Content-Type": "application/http;msgtype=response",
        "Content-Length": len(content),
    }
    return f"WARC/1.0\r\n{_fields(fields, start)}\r\n".encode() + content + ending


def of(town, **fields):
    """The record of a town's page."""
    return record(answer(html(town)), target=address(town), **fields)


def arc(target, content, *, date="20310506070809", length=None):
    """An ARC record."""
    length = len(content) if length is None else length
    return f"{target} 192.0.2.7 {date} text/html {length}\n".encode() + content + b"\n"


ARC_START = arc("filedesc://a.arc", b"1 1 Post\nURL IP-address Archive-date Content-type Archive-length\n")


def packed(*records):
    """Each record in a gzip member of its own."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def frame(data):
    """A frame of zstd."""
    return zstandard.ZstdCompressor(write_checksum=True).compress(data)


def flipped(data, at):
    """The bytes with another one at a place."""
    return data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]


def bare(data):
    """Deflate without a header."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def zeros(size):
    """A gzip member that would unpack to far more than it is long, made without packing all of it."""
    packer = zlib.compressobj(wbits=31)
    start = packer.compress(record(answer(b""), Content_Length=size, ending=b"")) + packer.flush(
        zlib.Z_FULL_FLUSH
    )
    block = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + block * (size // 1_000_000) + packer.flush()


def read_bytes(folder, data, *, name="a.warc.gz", max_bytes=MAX_BYTES, given=()):
    """What is read of an archive: its pages and its failures."""
    path = folder / name
    path.write_bytes(data)
    reader = read_wacz if name.endswith(".wacz") else read_warc
    found = list(reader(Source(str(path), given), max_bytes=max_bytes))
    pages = [item for item in found if isinstance(item, Page)]
    return pages, [item for item in found if isinstance(item, Failure)]


def told(folder, data, **options):
    """What is read of an archive in short: the towns whose pages came, and the codes of the failures."""
    try:
        pages, failures = read_bytes(folder, data, **options)
    except SourceError as refusal:
        return refusal.code
    towns = {html(town): town for town in TOWNS}
    return [towns.get(page.data, "?") for page in pages], [failure.code for failure in failures]
