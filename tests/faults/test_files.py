"""Files that change while they are read, and words that turn the text around them."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
from pathlib import Path

import pytest
from lxml import html

from tests import formats
from tests.faults.conftest import ReadOne
from tests.stages.acquire import archives
from twosource.data import Article, Failure, Page, Source
from twosource.library import compare
from twosource.outputs import render
from twosource.stages.acquire.read import read
from twosource.testing import fake_models

MANY = 2000
ROWS = [json.dumps({"text": f"{formats.SENTENCES[0]} {n}."}).encode() + b"\n" for n in range(MANY)]
LETTERS = [b"From a@b Fri May  2 09:00:00 2031\n" + formats.MAIL.encode() + b"\n" for _ in range(MANY)]
RECORDS = [
    archives.record(archives.answer(formats.HTML.encode()), target=f"https://a.example/{n}")
    for n in range(MANY // 4)
]
STREAMS = {
    "table.jsonl": b"".join(ROWS),
    "table.csv": b"text\n" + b"".join(b'"%s"\n' % row.strip().replace(b'"', b"'") for row in ROWS),
    "letters.mbox": b"".join(LETTERS),
    "pages.warc": b"".join(RECORDS),
    "pages.warc.gz": b"".join(gzip.compress(one, 1) for one in RECORDS),
    "rows.jsonl.gz": gzip.compress(os.urandom(3_000_000).hex().encode().join(ROWS[:3]), 1),
}


@pytest.mark.parametrize("change", ["cut", "grown", "overwritten", "gone"])
@pytest.mark.parametrize("name", STREAMS)
def test_a_file_that_changes_while_it_is_read_is_read_as_it_was_met(
    tmp_path: Path, name: str, change: str
) -> None:
    file = tmp_path / name
    file.write_bytes(STREAMS[name])
    items = read(Source(str(file)))
    found = [next(items)]
    if change == "gone":
        file.unlink()
    elif change == "cut":
        os.truncate(file, 100)
    else:
        with file.open("ab" if change == "grown" else "r+b") as stream:
            stream.write(b"\xff\x00 {not what it was\n" * 1000)
    found += items
    for item in found:
        assert isinstance(item, Page | Failure)
        if isinstance(item, Page):
            assert hashlib.sha256(item.data).hexdigest() == item.sha256
        else:
            assert item.code not in ("", "fault")


def test_letters_are_kept_as_they_are_put_together(read_one: ReadOne) -> None:
    apart = "The cafe\u0301 of Zoe\u0308 A\u030a. at the quay of Vell stays open, the owner said on Monday."
    article = read_one(f"<p>{apart}</p><p>{apart.replace('open', 'shut')}</p>")
    assert isinstance(article, Article)
    assert apart in article.text


MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
TURNED = "\u202eDahl\u2066 \u200bKranz\u200d"
SAYS = (
    f"<meta name=author content='{TURNED}'><meta property='og:site_name' content='Vell {TURNED}'>"
    "<h1>Quay shut {0}</h1><p>The quay was shut on Monday, said {0}, the head of the harbour.</p>"
    "<p>“We lost {0},” said Mayor {0}. A crane of 12 metres fell {1}.</p>"
)


def test_words_that_turn_the_text_are_shown_apart_from_what_stands_around(tmp_path: Path) -> None:
    for name, where in (("a.html", "into the sea"), ("b.html", "onto the pier")):
        (tmp_path / name).write_text(SAYS.format(TURNED, where), encoding="utf-8")
    made = compare([tmp_path / "a.html", tmp_path / "b.html"], models=fake_models())
    assert all(TURNED in report.text for report in made.reports)
    page = html.fromstring(render(made, "html").encode())
    turned = [
        text for text in page.xpath("//body//text()") if re.search("[\u202a-\u202e\u2066-\u2069]", text)
    ]
    assert turned
    for text in turned:
        around = [text.getparent(), *text.getparent().iterancestors()]
        assert any(one.tag == "bdi" or one.get("dir") == "auto" for one in around), text
