"""Pages are kept where the user wants it, and not sent again while they have not changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from tests.servers import Line, Request, answer, moved, serve
from tests.stages.acquire.web.opened import PAGE, START, Clock, opened
from twosource.data import Page, Source
from twosource.errors import SourceError
from twosource.stages.acquire.web.fetch import NOTE, fetch
from twosource.stages.acquire.web.kept import Kept, KeptPage, load_page, make_room, open_kept, save_page
from twosource.stages.acquire.web.web import Web

ETAG = '"v1"'
DATE = "Fri, 02 May 2031 08:00:00 GMT"


def unchanged(request: Request, line: Line) -> bytes:
    """A route that knows what has not changed."""
    if request.headers.get("if-none-match") == ETAG or request.headers.get("if-modified-since") == DATE:
        return answer(b"", 304, {"Content-Length": ""})
    return answer(PAGE, headers={"ETag": ETAG, "Set-Cookie": "who=you"})


def fetched(link: str, folder: Path, clock: Clock | None = None) -> Page:
    """The page at a link, with a folder of kept pages."""
    with opened(cache=str(folder), clock=clock) as web:
        page = fetch(Source(link), web)
        assert web.notes == []
        return page


def test_an_unchanged_page_is_not_sent_again(tmp_path: Path) -> None:
    with serve({"/a": unchanged}) as server:
        first = fetched(server.link("/a"), tmp_path / "new" / "pages")
        again = fetched(server.link("/a"), tmp_path / "new" / "pages", Clock(START + 3600))
    assert (again.data, again.sha256, again.media_type) == (first.data, first.sha256, first.media_type)
    assert again.captured == first.captured == "2031-05-02T10:00:00+00:00"
    (note,) = [value for name, value in again.headers if name == NOTE]
    assert "2031-05-02T11:00:00" in note
    assert again.headers[:-1] == first.headers
    asked = [request.headers.get("if-none-match") for request in server.asked if request.path == "/a"]
    assert asked == [None, ETAG]


def test_a_page_with_a_date_is_asked_for_by_its_date(tmp_path: Path) -> None:
    first = answer(PAGE, headers={"Last-Modified": DATE})
    with serve({"/a": first}) as server:
        fetched(server.link("/a"), tmp_path)
        server.routes["/a"] = unchanged
        assert fetched(server.link("/a"), tmp_path).data == PAGE
        assert server.asked[-1].headers["if-modified-since"] == DATE


def test_a_changed_page_takes_the_place_of_the_old(tmp_path: Path) -> None:
    with serve({"/a": answer(PAGE, headers={"ETag": '"1"'})}) as server:
        fetched(server.link("/a"), tmp_path)
        server.routes["/a"] = answer(PAGE + b" More.", headers={"ETag": '"2"'})
        assert fetched(server.link("/a"), tmp_path).data == PAGE + b" More."
        server.routes["/a"] = answer(b"", 304)
        assert fetched(server.link("/a"), tmp_path).data == PAGE + b" More."
        assert server.asked[-1].headers["if-none-match"] == '"2"'


def test_it_is_the_link_that_answers_whose_page_is_kept(tmp_path: Path) -> None:
    with serve({"/a": moved("/b"), "/b": unchanged}) as server:
        for _ in range(2):
            assert fetched(server.link("/a"), tmp_path).data == PAGE
        marks = [
            request.headers.get("if-none-match") for request in server.asked if request.path in ("/a", "/b")
        ]
        assert marks == [None, None, None, ETAG]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"ETag": ETAG, "Cache-Control": "private, No-Store"},
        {"ETag": "a" * 5000},
        {"ETag": "\xe4"},
    ],
)
def test_what_has_no_mark_or_may_not_be_kept_is_not(tmp_path: Path, headers: dict[str, str]) -> None:
    with serve({"/a": answer(PAGE, headers=headers)}) as server:
        fetched(server.link("/a"), tmp_path)
        fetched(server.link("/a"), tmp_path)
        assert "if-none-match" not in server.asked[-1].headers
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_page_is_not_kept(tmp_path: Path) -> None:
    for said in (answer(b"\x89PNG\r\n\x1a\n", headers={"ETag": ETAG}), answer(b" ", headers={"ETag": ETAG})):
        with serve({"/a": said}) as server, pytest.raises(SourceError):
            fetched(server.link("/a"), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nobody_is_told_that_nothing_changed_who_did_not_ask(tmp_path: Path) -> None:
    with serve({"/a": answer(b"", 304)}) as server, pytest.raises(SourceError) as caught:
        fetched(server.link("/a"), tmp_path)
    assert caught.value.code == "http-status"


def test_a_damaged_page_is_fetched_anew(tmp_path: Path) -> None:
    with serve({"/a": unchanged}) as server:
        fetched(server.link("/a"), tmp_path)
        (file,) = tmp_path.iterdir()
        whole = file.read_bytes()
        for damaged in (
            b"",
            whole[:-1],
            whole + b"a",
            b"\x00" * 50,
            b"[" * 100_000,
            b'{"format": 1}\n',
            b"[]\n",
        ):
            file.write_bytes(damaged)
            assert fetched(server.link("/a"), tmp_path).data == PAGE
            assert "if-none-match" not in server.asked[-1].headers
            assert file.read_bytes() == whole


def test_a_page_kept_of_another_link_is_not_taken(tmp_path: Path) -> None:
    kept = open_kept(str(tmp_path), 1000, [])
    assert kept
    save_page(kept, KeptPage("http://a.test/", ETAG, "", "", (), PAGE))
    (file,) = tmp_path.iterdir()
    file.rename(tmp_path / (hashlib.sha256(b"http://b.test/").hexdigest() + file.suffix))
    assert load_page(kept, "http://b.test/") is None


def test_large_pages_are_not_kept(tmp_path: Path) -> None:
    kept = Kept(tmp_path, 10, [])
    save_page(kept, KeptPage("http://a.test/", ETAG, "", "", (), b"a" * 11))
    save_page(kept, KeptPage("http://a.test/", ETAG, "", "", (("a", "b" * 300_000),), b"a"))
    assert list(tmp_path.iterdir()) == []


def test_the_oldest_pages_make_room(tmp_path: Path) -> None:
    kept = Kept(tmp_path, 1000, [])
    for number in range(6):
        page = KeptPage(f"http://a.test/{number}", ETAG, "", "", (), b"a" * 900)
        save_page(kept, page)
        for file in tmp_path.iterdir():
            os.utime(file, (file.stat().st_mtime - 100,) * 2)
    size = max(file.stat().st_size for file in tmp_path.iterdir())
    make_room(tmp_path, 3 * size)
    left = [n for n in range(6) if load_page(kept, f"http://a.test/{n}")]
    assert left == [3, 4, 5]


def test_a_folder_that_cannot_be_used_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    def looked(web: Web) -> bool:
        return all(fetch(Source(server.link("/a")), web).data == PAGE for _ in range(2))

    with serve({"/a": unchanged}) as server:
        for folder in (tmp_path / "file", tmp_path / "file" / "pages", Path("/proc/nothing"), Path("nul\0")):
            with opened(cache=str(folder)) as web:
                assert looked(web)
                (note,) = web.notes
                assert note.endswith(".")
        with opened(cache=str(tmp_path / "lost")) as web:
            (tmp_path / "lost").rmdir()
            assert looked(web)
            assert len(web.notes) == 1
