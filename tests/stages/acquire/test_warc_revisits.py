"""Revisits: records that say that a page is the same as one met before."""

import gzip
import hashlib

import pytest

from tests.stages.acquire.archives import A, B, address, answer, html, of, packed, read_bytes, record, told

PAGE = html(A)
SHA1 = "sha1:" + hashlib.sha1(PAGE).hexdigest()
ELSEWHERE = "https://news.example/again"
DATE = "2031-05-06T07:08:09Z"
LATER = "2031-06-01T00:00:00Z"
KEPT = of(A, WARC_Record_ID="<urn:uuid:kept>", WARC_Payload_Digest=SHA1)
BY_ID = {"WARC_Refers_To": "<urn:uuid:kept>"}
BY_DIGEST = {"WARC_Payload_Digest": SHA1}
BY_ADDRESS = {"WARC_Refers_To_Target_URI": address(A), "WARC_Refers_To_Date": DATE}


def revisit(target=ELSEWHERE, content=None, **fields):
    """A revisit, with the header of its answer as most crawlers keep it."""
    content = answer(b"") if content is None else content
    return record(content, kind="revisit", target=target, WARC_Date=LATER, **fields)


@pytest.mark.parametrize(
    "how", [BY_ID, BY_DIGEST, BY_ADDRESS, BY_ID | BY_DIGEST], ids=lambda how: "+".join(how)
)
@pytest.mark.parametrize("is_before", [False, True])
def test_a_revisit_from_another_address_has_the_page(tmp_path, how, is_before):
    records = [revisit(**how), KEPT] if is_before else [KEPT, revisit(**how)]
    (first, again), failures = read_bytes(tmp_path, packed(*records))
    assert failures == []
    assert first.data == again.data == PAGE
    assert again.given[0].value == ELSEWHERE
    assert again.captured == LATER
    place = 0 if is_before else len(packed(KEPT))
    assert again.path == f"{tmp_path / 'a.warc.gz'}#{place}"


@pytest.mark.parametrize("how", [BY_ID, BY_DIGEST, BY_ADDRESS], ids=lambda how: "+".join(how))
def test_a_revisit_from_the_same_address_is_not_given_again(tmp_path, how):
    assert told(tmp_path, packed(KEPT, revisit(address(A), **how))) == ([A], [])
    assert told(tmp_path, packed(KEPT, revisit(**how), revisit(**how))) == ([A, A], [])


def test_a_page_without_a_stated_digest_is_found_by_its_bytes(tmp_path):
    for body, headers in ((PAGE, {}), (gzip.compress(PAGE), {"Content_Encoding": "gzip"})):
        kept = record(answer(body, **headers), target=address(A))
        assert told(tmp_path, packed(kept, of(B), revisit(**BY_DIGEST))) == ([A, B, A], [])


def test_an_answer_of_not_modified_is_a_revisit(tmp_path):
    unchanged = answer(b"", "304 Not Modified", Content_Type=None)
    (_, again), failures = read_bytes(tmp_path, packed(KEPT, revisit(content=unchanged, **BY_ID)))
    assert (again.data, failures) == (PAGE, [])
    assert again.headers == (("Content-Type", "text/html; charset=utf-8"),)


def test_a_revisit_without_a_header_has_that_of_the_page(tmp_path):
    (_, again), _ = read_bytes(tmp_path, packed(KEPT, revisit(content=b"", **BY_ID)))
    assert again.headers == (("Content-Type", "text/html; charset=utf-8"),)


LOST = {
    "no such record": BY_ID | {"WARC_Refers_To": "<urn:uuid:other>"},
    "no such digest": {"WARC_Payload_Digest": "sha1:" + hashlib.sha1(b"a").hexdigest()},
    "the record with another digest": BY_ID
    | {"WARC_Payload_Digest": "sha1:" + hashlib.sha1(b"a").hexdigest()},
    "another time": BY_ADDRESS | {"WARC_Refers_To_Date": "2030-01-01T00:00:00Z"},
    "no word of which record": {},
}


@pytest.mark.parametrize("how", LOST)
def test_a_revisit_without_its_page_is_a_failure(tmp_path, how):
    pages, (failure,) = read_bytes(tmp_path, packed(KEPT, revisit(**LOST[how])))
    assert [page.data for page in pages] == [PAGE]
    assert (failure.code, failure.item) == ("revisit", f"{tmp_path / 'a.warc.gz'}#{len(packed(KEPT))}")
    assert ELSEWHERE in failure.reason


def test_a_revisit_of_a_damaged_record_is_a_failure(tmp_path):
    assert told(tmp_path, packed(KEPT)[:-9] + packed(revisit(**BY_ID))) == ([], ["damaged", "revisit"])


@pytest.mark.parametrize(
    "content",
    [
        answer(b"", Content_Type="image/png"),
        answer(b"", "404 Not Found"),
        answer(b"", "301 Moved"),
        answer(b"", "304 Not Modified", Content_Type="text/css"),
    ],
)
def test_a_revisit_of_what_is_no_page_is_passed_over(tmp_path, content):
    assert told(tmp_path, packed(KEPT, revisit(content=content, WARC_Refers_To="<urn:uuid:none>"))) == (
        [A],
        [],
    )


def test_a_revisit_of_a_record_that_is_no_page_is_passed_over(tmp_path):
    picture = record(answer(b"\x89PNG", Content_Type="image/png"), WARC_Record_ID="<urn:uuid:kept>")
    assert told(tmp_path, packed(of(B), picture, revisit(content=b"", **BY_ID))) == ([B], [])


def test_an_archive_of_revisits_alone_names_each(tmp_path):
    assert told(tmp_path, packed(revisit(**BY_ID), revisit(address(B), **BY_ID))) == (
        [],
        ["revisit", "revisit"],
    )
