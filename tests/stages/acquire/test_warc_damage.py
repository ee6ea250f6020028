"""Web archives that are damaged or hostile: what is wrong is named, and everything else is still found."""

import gzip
import hashlib
import time
import tracemalloc
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clocks import in_time
from tests.stages.acquire.archives import (
    ARC_START,
    TOWNS,
    A,
    B,
    C,
    address,
    answer,
    arc,
    flipped,
    frame,
    html,
    of,
    packed,
    read_bytes,
    record,
    told,
    zeros,
)

FIRST, LAST = of(A), of(C)
PAGE = html(B)
LEFT = len(gzip.compress(FIRST, mtime=0))


MIDDLE = packed(of(B))
DAMAGED = {
    "a byte of the member": flipped(MIDDLE, 60),
    "its first byte": flipped(MIDDLE, 0),
    "its checksum": flipped(MIDDLE, len(MIDDLE) - 6),
    "its length": flipped(MIDDLE, len(MIDDLE) - 1),
    "its end": MIDDLE[:-20],
    "its beginning": MIDDLE[20:],
    "nothing but bytes": b"\x1f\x8b\x08\x00" * 50,
    "a member that is no record": gzip.compress(b"no record")[:-1],
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_after_a_damaged_member_the_next_is_found(tmp_path, damage):
    data = packed(FIRST) + DAMAGED[damage] + packed(LAST)
    pages, (failure,) = read_bytes(tmp_path, data)
    assert [page.data for page in pages] == [html(A), html(C)]
    assert (failure.code, failure.item) == ("damaged", f"{tmp_path / 'a.warc.gz'}#{LEFT}")
    assert f"bytes {LEFT} to {LEFT + len(DAMAGED[damage])} of the archive" in failure.reason


def test_bytes_between_members_are_told_and_passed_over(tmp_path):
    rubbish = b"\x00\x1f\x8b rubbish" * 9
    pages, (failure,) = read_bytes(tmp_path, packed(FIRST) + rubbish + packed(LAST))
    assert [page.data for page in pages] == [html(A), html(C)]
    assert f"bytes {LEFT} to {LEFT + len(rubbish)} of the archive" in failure.reason


@pytest.mark.parametrize("before", range(5))
def test_a_member_is_found_wherever_it_begins(tmp_path, before):
    rubbish = b"r" * (262_144 - before)
    assert told(tmp_path, packed(FIRST) + rubbish + packed(LAST)) == ([A, C], ["damaged"])


def test_a_damaged_frame_of_zstd_costs_one_record(tmp_path):
    data = frame(FIRST) + flipped(frame(of(B)), 60) + frame(LAST)
    assert told(tmp_path, data) == ([A, C], ["damaged"])
    assert told(tmp_path, frame(FIRST) + frame(LAST)[:-9]) == ([A], ["truncated"])


def test_a_damaged_first_member_costs_one_record(tmp_path):
    assert told(tmp_path, flipped(packed(FIRST), 60) + packed(of(B), LAST)) == ([B, C], ["damaged"])


def test_damage_in_one_stream_costs_what_follows_it(tmp_path):
    data = gzip.compress(b"".join(of(town) for town in TOWNS for _ in range(1)), compresslevel=0)
    pages, (failure,) = read_bytes(tmp_path, flipped(data, len(data) - 6))
    assert [page.data for page in pages] == [html(town) for town in TOWNS[:-1]]
    assert failure.code == "damaged"


CUTS = [
    ("plain", FIRST + LAST),
    ("packed", packed(FIRST, LAST)),
    ("one", gzip.compress(FIRST + LAST, compresslevel=0)),
]


@pytest.mark.parametrize(("how", "data"), CUTS, ids=[cut[0] for cut in CUTS])
@pytest.mark.parametrize("missing", [5, 40, 200])
def test_a_cut_record_is_no_page(tmp_path, how, data, missing):
    assert told(tmp_path, data[:-missing]) == ([A], ["truncated"])


def test_a_failure_tells_record_and_bytes(tmp_path):
    (_, (failure,)) = read_bytes(tmp_path, (FIRST + LAST)[:-100], name="a.warc")
    assert failure.item == f"{tmp_path / 'a.warc'}#{len(FIRST)}"
    assert failure.reason == (
        f"the record of {address(C)} is cut: its header says {len(answer(html(C)))} bytes, and "
        f"{len(answer(html(C))) - 96} are there; get the page from elsewhere."
    )
    assert failure.digest == hashlib.sha256(answer(html(C))[:-96]).hexdigest()


PACKINGS = {
    "plain": lambda *records: b"".join(records),
    "one": lambda *records: gzip.compress(b"".join(records)),
    "packed": packed,
}
LENGTHS = [
    "10",
    "0",
    "1200",
    "5000",
    "10000000",
    "1" + "0" * 15,
    "9" * 5000,
    "-4",
    "+10",
    "ten",
    "١٢",
    "",
    None,
]


@pytest.mark.parametrize("length", LENGTHS, ids=[str(length)[:20] for length in LENGTHS])
@pytest.mark.parametrize("packing", PACKINGS)
def test_a_wrong_length_costs_one_record(tmp_path, length, packing):
    pages, (code,) = told(tmp_path, PACKINGS[packing](FIRST, of(B, Content_Length=length), LAST))
    assert pages == [A, C]
    assert code in ("damaged", "truncated")


def test_a_wrong_length_in_arc_costs_one_record(tmp_path):
    for length in (10, 5000, 10**15):
        wrong = arc(address(B), answer(PAGE), length=length)
        data = ARC_START + arc(address(A), answer(html(A))) + wrong + arc(address(C), answer(html(C)))
        pages, (code,) = told(tmp_path, data)
        assert (pages, code) == ([A, C], "damaged")


HEADS = {
    "100,000 headers": of(B, **{f"X_{n}": "a" for n in range(100_000)}),
    "2,000 headers": of(B, **{f"X_{n}": "a" for n in range(2000)}),
    "a header of 20 MB": of(B, X="a" * 20_000_000),
    "no end of the header": of(B).replace(b"\r\n\r\n", b"\r\n"),
    "rubbish": b"no record at all\r\n" * 500,
    "NULs": bytes(5000),
}


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("packing", PACKINGS)
def test_a_header_that_is_none_costs_one_record(tmp_path, head, packing):
    data = PACKINGS[packing](FIRST, HEADS[head], LAST)
    start = time.process_time()
    assert told(tmp_path, data) == ([A, C], ["damaged"])
    assert in_time(start, 2)


def test_a_record_of_a_gigabyte_is_passed_over(tmp_path):
    data = packed(FIRST) + zeros(1_000_000_000) + packed(LAST)
    start = time.process_time()
    assert told(tmp_path, data) == ([A, C], ["too-large"])
    assert in_time(start, 2)


def sparse(path, *, content_type, size):
    """A record of many zeros between two others, in a file that takes no room."""
    body = answer(b"", Content_Type=content_type)
    head = record(body, ending=b"", Content_Length=len(body) + size, target=address(B))
    with path.open("wb") as stream:
        stream.write(FIRST + head)
        stream.seek(size, 1)
        stream.write(b"\r\n\r\n" + LAST)


@pytest.mark.parametrize(("content_type", "codes"), [("text/html", ["too-large"]), ("video/mp4", [])])
def test_a_long_record_is_never_held(tmp_path, content_type, codes):
    from twosource.data import Page, Source
    from twosource.stages.acquire.archives.read import read_warc

    sparse(tmp_path / "a.warc", content_type=content_type, size=100_000_000)
    tracemalloc.start()
    found = list(read_warc(Source(str(tmp_path / "a.warc")), max_bytes=1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [item.data for item in found if isinstance(item, Page)] == [html(A), html(C)]
    assert [item.code for item in found if not isinstance(item, Page)] == codes
    assert peak < 10_000_000


NO_ARCHIVES = {
    "a page": (PAGE, "unknown-kind"),
    "a packed page": (gzip.compress(PAGE), "unknown-kind"),
    "a page in a frame": (frame(PAGE), "unknown-kind"),
    "a ZIP": (b"PK\x03\x04" + bytes(50), "unknown-kind"),
    "the word": (b"WARC/1.0", "unknown-kind"),
}


@pytest.mark.parametrize("what", NO_ARCHIVES)
def test_what_is_no_archive_is_called_so(tmp_path, what):
    data, code = NO_ARCHIVES[what]
    _, (failure,) = read_bytes(tmp_path, data)
    assert failure.code == code
    assert "a.warc.gz is no web archive" in failure.reason


def test_an_empty_file_is_called_so(tmp_path):
    assert told(tmp_path, b"") == ([], ["empty"])


def test_an_archive_made_of_damage_is_given_up(tmp_path):
    member = packed(record(b"", kind="metadata"))
    start = time.process_time()
    pages, codes = told(tmp_path, packed(FIRST) + (b"rubbish" + member) * 3000 + packed(LAST))
    assert (pages, codes) == ([A], ["damaged"] * 1000)
    assert told(tmp_path, packed(FIRST) + b"\x1f\x8b\x08\x00" * 3_000_000) == ([A], ["damaged"])
    assert in_time(start, 5)


def test_members_of_a_byte_each_cost_no_more_than_others(tmp_path):
    crumbs = b"".join(gzip.compress(b"a", compresslevel=0) for _ in range(10_000))
    start = time.process_time()
    assert told(tmp_path, packed(of(A, Content_Length=10**6)) + crumbs + packed(LAST)) == ([C], ["truncated"])
    assert told(tmp_path, packed(b"WARC/1.0\r\nX: a") + crumbs + packed(LAST)) == ([C], ["damaged"])
    assert in_time(start, 4)


WHOLE = [of(town) for town in TOWNS]
FORMS = {"plain": WHOLE, "gzip": [packed(one) for one in WHOLE], "zstd": [frame(one) for one in WHOLE]}


def touched(parts, at, cut):
    """The towns whose part has the byte `at`, or is not whole without the last `cut` bytes."""
    ends = list(accumulate(len(part) for part in parts))
    starts = [0, *ends]
    is_hit = [start <= at < end or end > ends[-1] - cut for start, end in zip(starts, ends, strict=False)]
    return {html(town) for town, hit in zip(TOWNS, is_hit, strict=True) if hit}


@settings(max_examples=120, deadline=2000)
@given(
    st.sampled_from(["gzip", "zstd", "plain"]), st.floats(0, 0.999), st.sampled_from([0, 0, 1, 5, 50, 700])
)
def test_a_flip_and_a_cut_cost_only_what_they_touch(tmp_path_factory, form, at, cut):
    parts = FORMS[form]
    data = b"".join(parts)
    place = int(at * (len(data) - cut))
    damaged = flipped(data, place)[: len(data) - cut]
    pages, failures = read_bytes(tmp_path_factory.mktemp("flip"), damaged)
    lost = touched(parts, place, cut)
    whole = {html(town) for town in TOWNS}
    found = {page.data for page in pages}
    assert found >= whole - lost
    # A flip in the time of a gzip header changes nothing; plain bytes have no checksum.
    assert found <= whole or form == "plain"
    assert failures or found >= whole or form == "plain"
    assert all(failure.reason.endswith(".") and failure.code for failure in failures)


CODES = {"damaged", "truncated", "unknown-kind", "empty", "no-http-header", "too-large"}


@settings(max_examples=100, deadline=2000)
@given(
    st.binary(max_size=2000),
    st.sampled_from([b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08\x00", FIRST, packed(FIRST)]),
)
def test_any_bytes_are_survived(tmp_path_factory, rest, start):
    found = told(tmp_path_factory.mktemp("any"), start + rest)
    assert found == "no-report" or set(found[1]) <= CODES
