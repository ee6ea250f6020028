"""A page over which its reader dies in native code, or for want of memory, costs nothing but itself."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.faults.said import FERRY
from twosource.data import Page
from twosource.engines import inline
from twosource.news import Library
from twosource.stages.clean.clean import clean_all
from twosource.step import Done, Load, Step, load_model


def kills(page: Page) -> Any:
    """Cleaning that dies in native code over one page."""
    if b"deadly" in page.data:
        os.kill(os.getpid(), signal.SIGSEGV)
    return clean_all(page)


def deadly(step: Step, items: Iterable[Any], load: Load = load_model) -> Done:
    return inline.run(replace(step, fn=kills) if step.name == "clean" else step, items, load)


def test_what_kills_its_reader_is_set_aside_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = [FERRY.replace("Nine", f"{n}") for n in (11, 12)]
    texts = {"a": lines[0], "b": f"{FERRY} A deadly page.", "c": lines[1]}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text)
    named = [tmp_path / f"{name}.txt" for name in texts]
    with Library(tmp_path / "news.db", engine=deadly) as library:
        added = library.add(named)
        assert len(added.new) == 2
        ((source, failure),) = library.failures()
        assert (Path(source).name, failure.step, failure.code) == ("b.txt", "clean", "crashed")
        assert not library.add().failures
    with Library(tmp_path / "news.db") as library:
        assert len(library.retry().new) == 1
        assert library.failures() == []
