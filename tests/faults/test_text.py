"""Texts cut, mislabelled, endless or in no language: read as far as can be said, or refused by name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.conftest import ReadOne
from twosource.data import Article, Failure
from twosource.library import compare, read
from twosource.testing import fake_models

WORDS = "Der Kai von Vell bleibt nach dem Unglück zwei Wochen gesperrt, sagte die Hafenbehörde am Montag. "


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("iso-8859-1", "cp1252"),
        ("utf-8", "utf-8"),
        ("utf-16", "utf-8"),
        ("shift_jis", "utf-8"),
        ("no-such", "utf-8"),
    ],
)
def test_a_page_is_decoded_as_browsers_do(read_one: ReadOne, declared: str, codec: str) -> None:
    article = read_one(f'<meta charset="{declared}"><p>{WORDS * 3}</p>'.encode(codec))
    assert isinstance(article, Article), article
    assert "Unglück" in article.text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("ヴェルの港は月曜日に閉鎖されたと当局者が述べた。事故の後、二週間閉鎖される見通しだ。", "shift_jis"),
        ("维尔码头星期一关闭，港口官员说，起重机倒入水中之后将关闭两周。", "gb18030"),
        ("Причал в Велле закрыли в понедельник, сообщили власти порта.", "windows-1251"),
    ],
)
def test_declared_encodings_of_other_scripts_are_read(read_one: ReadOne, text: str, codec: str) -> None:
    article = read_one(f'<meta charset="{codec}"><p>{text}</p>'.encode(codec))
    assert isinstance(article, Article), article
    assert text in article.text


def test_utf7_is_never_read(read_one: ReadOne) -> None:
    failure = read_one(b'<meta charset="utf-7"><p>+ADw-script+AD4- ' + WORDS.encode("ascii", "ignore"))
    assert isinstance(failure, Failure)
    assert failure.code == "bad-encoding"


def test_bytes_of_no_encoding_are_refused(read_one: ReadOne) -> None:
    failure = read_one(b'<meta charset="utf-8"><p>' + bytes([0xC3, 0x28, 0xA0, 0x41]) * 400 + b"</p>")
    assert isinstance(failure, Failure)
    assert failure.code in ("bad-encoding", "no-report", "binary")


def test_text_decoded_twice_is_flagged_and_left_as_it_is(read_one: ReadOne) -> None:
    broken = ("“Größe zählt”, sagte Müller über die Brücke. " * 5).encode().decode("cp1252", "replace")
    article = read_one(f"<meta charset=utf-8><p>{broken}</p>")
    assert isinstance(article, Article)
    assert [flag.kind for flag in article.flags].count("mojibake") == 1
    assert "GrÃ¶ÃŸe" in article.text


ENDLESS = {
    "a megabyte without a blank": "x" * 1_000_000 + ". " + WORDS * 3,
    "a sentence of a million characters": "and so on " * 100_000 + ". " + WORDS * 3,
    "ten thousand quotation marks": "“So,” he said. " * 10_000,
    "quotation marks that nobody closes": "“" * 10_000 + WORDS * 3,
    "brackets": "(" * 5_000 + WORDS * 3,
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_endless_text_is_compared_in_bounded_time(tmp_path: Path, kind: str) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{ENDLESS[kind]}\n\n{name} {WORDS}\n", encoding="utf-8")
    made = compare([tmp_path / "a.txt", tmp_path / "b.txt"], models=fake_models())
    assert len(made.reports) == 2


SCRIPTS = {
    "no language": "1234 5678. " * 30,
    "faces": "😀 😃 😄 " * 50,
    "several languages": f"{WORDS} The quay stays shut. Причал закрыт. 码头关闭。" * 2,
    "right to left": "أعلنت سلطات ميناء فيل يوم الاثنين إغلاق الرصيف لمدة أسبوعين بعد سقوط الرافعة في الماء. "
    * 3,
    "without blanks": "维尔码头星期一关闭，港口官员说，起重机倒入水中之后将关闭两周。" * 5,
}


@pytest.mark.parametrize("kind", SCRIPTS)
def test_any_script_is_read_or_refused_by_name(read_one: ReadOne, kind: str) -> None:
    item = read_one(SCRIPTS[kind], "page.txt")
    if isinstance(item, Failure):
        assert item.code == "no-report"
    else:
        assert item.text.split() == SCRIPTS[kind].split()


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "zero").symlink_to("/dev/zero")
    names = ["pipe", "loop", "zero", "", "gone"]
    codes = [item.code for item in read([tmp_path / name for name in names]) if isinstance(item, Failure)]
    assert codes == ["no-file", "no-file", "no-file", "no-file", "missing"]


@pytest.mark.parametrize("name", [b"\xff\xfe.txt", b"a\nb.txt", b"x" * 251 + b".txt"])
def test_odd_names_are_read(tmp_path: Path, name: bytes) -> None:
    file = os.fsencode(tmp_path) + b"/" + name
    with open(file, "wb") as stream:  # noqa: PTH123 - a name that is no text
        stream.write(WORDS.encode())
    (article,) = read([os.fsdecode(file)])
    assert isinstance(article, Article)
    article.path.encode("utf-8")


def test_it_works_where_nothing_is_as_usual(tmp_path: Path, root: Path) -> None:
    """No home that can be written, no terminal, the plainest locale, line ends of another system."""
    import subprocess
    import sys

    (tmp_path / "a.txt").write_bytes(WORDS.encode() + b"\r\n\r\n" + WORDS.encode() + b"\r\n")
    bare = {"HOME": "/nonexistent", "LANG": "C", "LC_ALL": "C", "PATH": os.environ["PATH"]}
    path = os.pathsep.join([str(root / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-m", "twosource", "read", "a.txt"],
        cwd=tmp_path,
        env={**bare, "PYTHONPATH": path},
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    assert "Unglück" in done.stdout.decode("utf-8")
