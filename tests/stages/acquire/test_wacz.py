"""WACZ packages: the web archives in a ZIP file, and the ways in which it can be wrong."""

import hashlib
import io
import json
import struct
import time
import zipfile

import pytest

from tests.clocks import in_time
from tests.stages.acquire.archives import A, B, C, address, html, of, packed, read_bytes, record, told
from tests.stages.acquire.test_warc_revisits import BY_ID, KEPT, revisit
from twosource.errors import SourceError

ONE = packed(of(A))
FIRST, SECOND = ONE + packed(of(B)), packed(of(C))
NAME = "a.wacz"


def listed(members, **changes):
    """The list of a package with the hash of each of its archives."""
    resources = [
        {"name": name, "path": name, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "bytes": len(data)}
        | changes
        for name, data in members.items()
        if name.startswith("archive/")
    ]
    return json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}).encode()


def package(members, *, stated=None, packing=zipfile.ZIP_STORED):
    """A package of archives."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        if stated != b"":
            archive.writestr("datapackage.json", stated or listed(members))
    return out.getvalue()


TWO = {
    "archive/a.warc.gz": FIRST,
    "archive/b.warc": of(C),
    "indexes/index.cdx": b"",
    "pages/pages.jsonl": b"{}",
}


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("stated", [None, b""])
def test_every_archive_of_a_package_is_read(tmp_path, packing, stated):
    assert told(tmp_path, package(TWO, packing=packing, stated=stated), name=NAME) == ([A, B, C], [])


def test_a_page_of_a_package_has_a_path_that_leads_back(tmp_path):
    pages, _ = read_bytes(tmp_path, package(TWO), name=NAME)
    path = str(tmp_path / NAME)
    assert [page.path for page in pages] == [
        f"{path}#archive/a.warc.gz:0",
        f"{path}#archive/a.warc.gz:{len(ONE)}",
        f"{path}#archive/b.warc:0",
    ]
    assert [page.given[0].value for page in pages] == [address(town) for town in (A, B, C)]


def test_a_revisit_finds_its_page_in_another_archive_of_the_package(tmp_path):
    members = {"archive/a.warc.gz": packed(revisit(**BY_ID)), "archive/b.warc.gz": packed(KEPT)}
    assert told(tmp_path, package(members), name=NAME) == ([A, A], [])


def test_the_same_page_in_two_archives_is_given_once(tmp_path):
    members = {"archive/a.warc.gz": FIRST, "archive/b.warc.gz": FIRST + SECOND}
    assert told(tmp_path, package(members), name=NAME) == ([A, B, C], [])


def test_a_hash_that_is_not_the_stated_one_is_told_after_the_pages(tmp_path):
    data = package(TWO, stated=listed(TWO, hash="sha256:" + "0" * 64))
    assert told(tmp_path, data, name=NAME) == ([A, B, C], ["damaged", "damaged"])
    _, (failure, _) = read_bytes(tmp_path, data, name=NAME)
    assert failure.item == f"{tmp_path / NAME}#archive/a.warc.gz"
    assert "sha256" in failure.reason


def test_a_damaged_byte_costs_one_record_and_the_package_its_soundness(tmp_path):
    for stated in (None, b""):
        data = bytearray(package(TWO, stated=stated))
        data[data.find(FIRST) + 60] ^= 0x55
        assert told(tmp_path, bytes(data), name=NAME) == ([B, C], ["damaged", "damaged"])


def test_a_list_that_was_changed_is_told(tmp_path):
    digest = json.dumps({"path": "datapackage.json", "hash": "sha256:" + "0" * 64}).encode()
    changed = package(TWO | {"datapackage-digest.json": digest})
    assert told(tmp_path, changed, name=NAME) == ([A, B, C], ["damaged"])
    sound = json.dumps({"hash": "sha256:" + hashlib.sha256(listed(TWO)).hexdigest()}).encode()
    assert told(tmp_path, package(TWO | {"datapackage-digest.json": sound}), name=NAME) == ([A, B, C], [])


@pytest.mark.parametrize(
    ("stated", "codes"),
    [
        (b"no JSON", ["damaged"]),
        (b"[" * 100_000, ["damaged"]),
        (b"\xff\xfe", ["damaged"]),
        (b"[]", []),
        (b'{"resources": 5}', []),
        (b'{"resources": [5, {"hash": "sha256:00"}, {"path": 5, "hash": []}]}', []),
        (b'{"resources": [{"path": "archive/lost.warc.gz"}]}', ["missing"]),
    ],
)
def test_a_list_that_cannot_be_used_costs_no_page(tmp_path, stated, codes):
    assert told(tmp_path, package(TWO, stated=stated), name=NAME) == ([A, B, C], codes)


MEMBERS = {
    "out of the package": ({"../archive/x.warc.gz": SECOND}, "unsafe-name"),
    "out of the archives": ({"archive/../../x.warc.gz": SECOND}, "unsafe-name"),
    "with backslashes": ({"archive\\..\\x.warc.gz": SECOND}, "unsafe-name"),
    "absolute": ({"/archive/x.warc.gz": SECOND}, "unsafe-name"),
    "on a drive": ({"C:/archive/x.warc.gz": SECOND}, "unsafe-name"),
    "a ZIP in itself": ({"archive/x.warc.gz": package({})}, "unknown-kind"),
    "no archive": ({"archive/x.warc.gz": b"no archive"}, "unknown-kind"),
    "empty": ({"archive/x.warc.gz": b""}, "empty"),
}


@pytest.mark.parametrize("member", MEMBERS)
def test_a_member_that_is_refused_costs_no_other(tmp_path, member):
    members, code = MEMBERS[member]
    pages, codes = told(tmp_path, package(members | {"archive/a.warc.gz": FIRST}), name=NAME)
    assert (pages, codes) == ([A, B], [code])
    assert {path.name for path in tmp_path.iterdir()} == {NAME}


def with_entry(data, **changes):
    """A package whose first entry has other values in the directory of the ZIP file."""
    data, at = bytearray(data), data.find(b"PK\x01\x02")
    places = {"flags": 8, "method": 10, "attributes": 38, "offset": 42}
    for name, value in changes.items():
        size = "<L" if name in ("attributes", "offset") else "<H"
        struct.pack_into(size, data, at + places[name], value)
    return bytes(data)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"flags": 1}, "encrypted"),
        ({"method": 12}, "unknown-kind"),
        ({"attributes": 0o120777 << 16}, "unsafe-name"),
        ({"offset": 7}, "damaged"),
    ],
)
def test_an_entry_that_is_not_read_costs_no_other(tmp_path, changes, code):
    data = with_entry(package(TWO, stated=b""), **changes)
    assert told(tmp_path, data, name=NAME) == ([C], [code])


def test_a_member_that_unpacks_to_far_more_is_given_up(tmp_path):
    bomb = of(A) + record(b"", kind="metadata", Content_Length=10**9) + bytes(60_000_000)
    data = package({"archive/a.warc": bomb, "archive/b.warc.gz": SECOND}, packing=zipfile.ZIP_DEFLATED)
    assert told(tmp_path, data, name=NAME) == ([A, C], ["too-large"])


def crowd(number):
    """A ZIP file whose directory tells of many files."""
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    size = number * len(entry)
    end = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, number, number, size, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, size, 1)
    last = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return entry * number + end + locator + last


def overlapping():
    """A ZIP file whose directory names one member a thousand times."""
    data = package({"archive/a.warc.gz": FIRST}, stated=b"")
    at, end = data.find(b"PK\x01\x02"), data.find(b"PK\x05\x06")
    entry = data[at:end]
    last = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1000, 1000, 1000 * len(entry), at, 0)
    return data[:at] + entry * 1000 + last


REFUSED = {
    "no ZIP": (b"no ZIP", "damaged"),
    "cut": (package(TWO)[:-30], "damaged"),
    "a million files": (crowd(1_000_000), "too-large"),
    "members that overlap": (overlapping(), "damaged"),
    "no archives": (package({"a.html": html(A)}), "no-report"),
    "a package of packages": (package({"a.wacz": package(TWO)}), "no-report"),
    "archives without pages": (package({"archive/a.warc": record(b"", kind="metadata")}), "no-report"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_package_of_pages_is_refused(tmp_path, what):
    data, code = REFUSED[what]
    start = time.process_time()
    with pytest.raises(SourceError, match=NAME) as refusal:
        read_bytes(tmp_path, data, name=NAME)
    assert refusal.value.code == code
    assert in_time(start, 2)
