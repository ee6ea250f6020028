"""News pages are found by layout and read by us, by the peers and by the simplest means."""

import gzip
import json
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from bench.figures import AbsentError
from bench.gold_pages import gold_pages
from bench.page_answers import Answer, answer_of, clean_page, page_of
from bench.page_baselines import baseline_of
from bench.page_figures import Reader, quality_figures
from bench.page_maps import map_figures
from bench.page_misses import missed
from bench.page_peers import peers_answers, versions
from bench.peers.read_pages import within

PARAGRAPHS = [
    "The harbour of Brackwater was closed on Monday after a crane fell into the basin, the port said.",
    "Nobody was hurt, but two ships have to wait until divers have looked at the quay, it added.",
    "The crane had been inspected in March, according to the port, and no fault was found at that time.",
]
HTML = (
    "<html><head><title>Crane falls - Brackwater Post</title>"
    '<meta name="author" content="Ida Holm">'
    '<meta property="article:published_time" content="2024-03-05T08:00:00+00:00">'
    '<meta property="og:title" content="Crane falls"></head><body><nav><p>Home</p></nav><article>'
    "<h1>Crane falls</h1>" + "".join(f"<p>{words}</p>" for words in PARAGRAPHS) + "</article></body></html>"
)
GOLD = {
    "body": {"summary": [], "sections": [{"headline": [], "paragraphs": PARAGRAPHS}]},
    "title": "Crane falls",
    "authors": ["Ida Holm"],
    "publishing_date": "2024-03-05 08:00:00+00:00",
}


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "half" / "pages" / "set" / "xx"
    folder.mkdir(parents=True)
    for day in ("2024_03_05", "2024_04_01"):
        (folder / f"Post_{day}.html.gz").write_bytes(gzip.compress(HTML.encode()))
    later = {**GOLD, "title": "Later"}
    (folder / "Post.json").write_text(json.dumps({"V1_1": later, "V1": GOLD}), encoding="utf-8")
    (folder / "PostOnline.json").write_text(json.dumps({"V1": GOLD}), encoding="utf-8")
    return tmp_path


def test_pages_go_with_their_gold_by_version_and_date(data, capsys):
    found = gold_pages(data)
    assert [(page.name, page.gold["title"]) for page in found] == [
        ("xx/Post_2024_03_05", "Crane falls"),
        ("xx/Post_2024_04_01", "Later"),
    ]
    # Another outlet whose name begins alike has gold and no page.
    assert "PostOnline.json has 1 versions and 0 pages" in capsys.readouterr().out


def test_a_folder_without_pages_is_absent(tmp_path):
    with pytest.raises(AbsentError, match="no pages"):
        gold_pages(tmp_path)


def test_the_simplest_reading(data):
    simple = baseline_of(gold_pages(data)[0].file)
    assert simple.body == "\n".join(["Home", *PARAGRAPHS])
    assert (simple.title, simple.authors) == ("Crane falls - Brackwater Post", ("Ida Holm",))
    assert simple.published == "2024-03-05T08:00:00+00:00"


def test_figures_of_ours_stand_beside_those_of_others(data):
    pages = gold_pages(data)[:1]
    ours = Reader("ours", [answer_of(clean_page(page_of(pages[0].file)))])
    dumb = Reader("dumb", [Answer(title="Crane falls")], frozenset({"title"}))
    broken = Reader("broken", [Answer(problem="crashed")])
    figures = {figure.name: figure for figure in quality_figures(pages, ours, [dumb, broken])}
    assert [figures[name].value for name in ("date: day exact", "title: exact")] == [1.0, 1.0]
    assert figures["body with its lead: F1 of runs of 4 words"].value == 1.0
    assert figures["title: exact"].beside == (("dumb", 1.0), ("broken", None))
    assert figures["date: day exact"].beside == (("broken", None),)
    assert figures["pages not read"].beside == (("dumb", 0), ("broken", 1))


def test_a_gold_day_after_the_capture_is_left_out_of_one_figure(data):
    pages = [replace(page, gold={**GOLD, "publishing_date": "2024-03-20"}) for page in gold_pages(data)]
    assert [page.captured for page in pages] == ["2024-03-05", "2024-04-01"]
    figures = quality_figures(pages, Reader("x", [Answer(published="2024-03-20"), Answer()]), [])
    shown = {figure.name: (figure.value, figure.n) for figure in figures}
    assert shown["date: day exact"] == (0.5, 2)
    assert shown["date: day exact, sound gold"] == (0.0, 1)


def test_a_page_that_cannot_be_read_counts_nothing(data):
    page = gold_pages(data)[0]
    failed = answer_of(page_of(Path("nowhere.html")))
    assert failed.problem
    [_, body, *_] = quality_figures([page, page], Reader("x", [failed, Answer(body=HTML)]), [])
    assert 0 < body.value < 0.5


def test_the_map_of_a_page_is_whole(data):
    read = [page_of(gold_pages(data)[0].file)]
    letters, runs = map_figures(read, [clean_page(read[0])])
    assert (letters.value, runs.value) == (1.0, 1.0)
    assert letters.n > len("".join(PARAGRAPHS).replace(" ", "")) - 1


def test_misses_are_listed_worst_first(data):
    lines = list(missed(data, "title"))
    assert lines == ["xx/Post_2024_04_01  0.000", "    gold 'Later'", "    ours 'Crane falls'", lines[-1]]
    assert lines[-1] == "1 of 2 pages; mean 0.5000"
    assert list(missed(data, "body")) == ["0 of 2 pages; mean 1.0000"]


def test_a_peer_answers_in_a_process_of_its_own(data):
    files = [page.file for page in gold_pages(data)][:1]
    [answer] = peers_answers(files, ["trafilatura"], python=Path(sys.executable))["trafilatura"]
    assert answer.body.split("\n")[-3:] == PARAGRAPHS
    assert (answer.authors, answer.published, answer.problem) == (("Ida Holm",), "2024-03-05", "")


def test_peers_that_are_not_installed_answer_nothing(tmp_path):
    assert peers_answers([tmp_path], python=tmp_path / "python") == {}
    assert "make bench" in versions(tmp_path / "python")


def test_a_runner_that_ends_early_leaves_problems(tmp_path):
    silent = tmp_path / "python"
    silent.write_text("#!/bin/sh\nexit 1\n")
    silent.chmod(0o755)
    [answer] = peers_answers([tmp_path / "a.html"], ["htmldate"], python=silent)["htmldate"]
    assert answer.problem == "its run ended before this page"


def test_a_peer_that_takes_too_long_or_crashes_has_a_problem():
    def fall(_: str) -> dict[str, object]:
        raise ValueError("no such tag")

    assert within(0.05, lambda _: time.sleep(5) or {}, "")["problem"] == "TooSlowError: longer than 0 s"
    assert within(5, fall, "")["problem"] == "ValueError: no such tag"
    assert within(5, lambda source: {"body": source}, "words")["body"] == "words"
