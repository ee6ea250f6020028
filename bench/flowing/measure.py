"""Adds the stream to a library in this process, and prints what that cost as lines of JSON."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.flowing.make import Record, stream

if TYPE_CHECKING:
    import sqlite3

    from twosource.data import Article
    from twosource.desk.adding import Adding
    from twosource.step import Done, Load, Step

# Reports a table: what a desk's feeds give in half a day.
TABLE = 1_000
SINGLES, SEARCHES = 15, 30


def main(folder: Path, sizes: Sequence[int]) -> None:
    """Add the stream up to each of `sizes`, and print what one more report and a search cost there.

    Seconds are of the clock on the wall; `clean` and `place` are those of the stretch since the size before.
    """
    records, spent = stream(), {"clean": 0.0, "place": 0.0}
    work = working(folder / "news.db", spent)
    held = 0
    for size in sizes:
        spent.update(clean=0.0, place=0.0)
        since, began, before = size - held, time.perf_counter(), _processor()
        asked = [words for table in _tables(islice(records, since), folder) for words in _added(table, work)]
        seconds, processor = time.perf_counter() - began, _processor() - before
        costs = {"rate": since / seconds, "processor": processor / since}
        steps = {step: taken / since for step, taken in spent.items()}
        ones = _tables(islice(records, SINGLES), folder, 1)
        singles = [_seconds(lambda table=table: _added(table, work)) for table in ones]
        held = size + SINGLES
        found = {
            "size": size,
            **costs,
            **steps,
            "one": singles,
            "searches": _searched(work.connection, asked),
        }
        print(json.dumps(found | _standing(work.connection)), flush=True)


def _processor() -> float:
    """Seconds of the processor of this process and of the one that cleans."""
    seconds = time.process_time()
    clock = os.sysconf("SC_CLK_TCK")
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = file.read_text().rpartition(")")[2].split()
            if int(fields[1]) == os.getpid():
                seconds += (int(fields[11]) + int(fields[12])) / clock
    return seconds


def working(file: Path, spent: dict[str, float]) -> Adding:
    """A library's way of adding, which notes the seconds of cleaning and of placing."""
    from datetime import UTC, datetime

    from twosource.desk.adding import Adding
    from twosource.desk.placing import place
    from twosource.engines import inline
    from twosource.pipeline import Means
    from twosource.settings import Settings
    from twosource.stages.acquire.reach import Reach
    from twosource.step import load_model
    from twosource.store.file import open_file
    from twosource.store.migrate import bring_up_to_date

    def timed(step: Step, items: Iterable[Any], load: Load = load_model) -> Done:
        done = inline.run(step, items, load)
        spent[step.name] = spent.get(step.name, 0.0) + done.timing.seconds
        return done

    def placed(connection: sqlite3.Connection, articles: Sequence[Article], at: str) -> None:
        began = time.perf_counter()
        place(connection, articles, at)
        spent["place"] += time.perf_counter() - began

    connection = open_file(file, create=True)
    bring_up_to_date(connection)
    means = Means(load_model, timed, Settings(), Reach())
    return Adding(
        connection, means, lambda: datetime.now(UTC).isoformat(), "bench", placed, lambda _, __: None
    )


def _tables(records: Iterator[Record], folder: Path, size: int = TABLE) -> Iterator[Path]:
    """The records in files of so many, each there until the next is asked for."""
    number = len(list(folder.glob("*.jsonl")))
    while rows := list(islice(records, size)):
        table = folder / f"{rows[0]['url'].rpartition('/')[2]}-{number}.jsonl"
        table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        yield table
        table.unlink()


def _added(table: Path, work: Adding) -> list[str]:
    """Two words of every twentieth report of a table that was added, to search for."""
    from twosource.data import Source
    from twosource.desk.adding import add

    titles = [json.loads(line)["title"] for line in table.read_text(encoding="utf-8").splitlines()[::20]]
    failures = add([Source(str(table))], work).failures
    if any(failure.step != "same" for failure in failures):
        raise RuntimeError(f"an invented report was not read: {failures[0]}")
    return [" ".join(sorted(title.split(), key=len)[-2:]) for title in titles]


def _searched(connection: sqlite3.Connection, asked: Sequence[str]) -> list[float]:
    """The seconds of searches for words of titles, spread over what was added, and one for common words."""
    from twosource.store.search import search

    chosen = [*asked[:: max(1, len(asked) // SEARCHES)][:SEARCHES], "said reporters"]
    return [_seconds(lambda words=words: search(connection, words)) for words in chosen]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _standing(connection: sqlite3.Connection) -> dict[str, float]:
    """What the library holds, how large it is (MB) and how much memory this process had at most (MB)."""

    def one(question: str) -> int:
        return int(connection.execute(question).fetchone()[0])

    unit = 2**20 if sys.platform == "darwin" else 2**10
    return {
        "held": one("SELECT count(*) FROM report"),
        "stories": one("SELECT count(DISTINCT story) FROM member"),
        "mb": one("PRAGMA page_count") * one("PRAGMA page_size") / 2**20,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit,
        "agreement": agreement(connection),
    }


def agreement(connection: sqlite3.Connection) -> float:
    """B-cubed F1 of the stories with those of the stream (Bagga and Baldwin 1998), copies too."""
    from collections import Counter

    rows = connection.execute("SELECT address, story FROM report JOIN member ON member.report = report.id")
    pairs = [(row["address"].rpartition("-")[0], row["story"]) for row in rows]
    both, told, put = Counter(pairs), Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    precision = sum(both[pair] / put[pair[1]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / told[pair[0]] for pair in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]])
