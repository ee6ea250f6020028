"""A step with a limit runs in a child that can be killed, and the next item goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from twosource.data import Failure
from twosource.engines.child import Child
from twosource.engines.inline import run
from twosource.errors import CleanError, TwosourceError
from twosource.settings import Settings
from twosource.step import Step, apply

MEMORY = 4_000_000_000


def work(task: str) -> str:
    """What a page might do to whoever reads it."""
    if task == "hang":
        time.sleep(60)
    elif task == "compute":
        while True:
            pass
    elif task == "refuse":
        raise CleanError("holds no report")
    elif task == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif task == "recurse":
        return work(task)
    elif task == "swell":
        return "x" * 8_000_000_000
    elif task == "print":
        print("a library that chats", flush=True)
    elif task == "break":
        return str(1 // 0)
    return f"{task} done"


def which(_: object) -> int:
    return os.getpid()


def limited(limit: float = 20.0, fn: Any = work) -> Step:
    return Step("clean", fn, limit=limit)


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        ("refuse", "holds no report"),
        ("crash", "could not be read: the process that read it ended with status -11"),
        ("recurse", "is nested too deep to be read"),
        ("swell", "needs more memory than a page is given"),
    ],
)
def test_what_a_page_does_is_its_own_failure(task: str, reason: str) -> None:
    values = run(limited(), ["first", task, "last"]).values
    assert values[0] == "first done"
    assert isinstance(values[1], Failure)
    assert values[1].reason == reason
    assert values[2] == "last done"


@pytest.mark.parametrize("task", ["hang", "compute"])
def test_past_its_limit_an_item_is_given_up(task: str) -> None:
    began = time.monotonic()
    values = run(limited(0.1), [task, "last"]).values
    assert values[0].reason == "took longer than 0.1 s of computing and was given up; save its text instead"
    assert values[0].code == "too-slow"
    assert values[1] == "last done"
    assert time.monotonic() - began < 10


def prepare() -> None:
    """As long as an import takes."""
    end = time.process_time() + 0.4
    while time.process_time() < end:
        pass


def test_getting_ready_does_not_count() -> None:
    step = Step("clean", work, limit=0.2, prepare=prepare)
    assert run(step, ["first"]).values == ("first done",)


def crash_once(marks: Path) -> str:
    if not marks.exists():
        marks.touch()
        os.kill(os.getpid(), signal.SIGSEGV)
    return "done"


def test_an_item_over_which_the_process_ended_is_tried_once_more(tmp_path: Path) -> None:
    assert run(limited(fn=crash_once), [tmp_path / "mark"]).values == ("done",)


def test_a_limit_changes_no_answer() -> None:
    items = ["a", "refuse", "print", Failure("acquire", "x", "gone"), "b"]
    assert run(limited(), items).values == apply(Step("clean", work), items).values


def test_what_a_library_prints_is_no_answer(capfd: pytest.CaptureFixture[str]) -> None:
    child = Child(MEMORY)
    assert child.call(limited(), ("print",)) == "print done"
    child.stop()
    assert capfd.readouterr().out == ""


def test_an_unexpected_error_costs_one_item_and_is_called_our_fault() -> None:
    first, broken, last = run(limited(), ["a", "break", "b"]).values
    assert (first, last) == ("a done", "b done")
    assert broken.code == "fault"
    assert "ZeroDivisionError at test_inline.py:" in broken.reason


def test_the_child_is_kept_from_call_to_call() -> None:
    pids = {*run(limited(fn=which), [1, 2]).values, *run(limited(fn=which), [3]).values}
    assert len(pids) == 1
    assert os.getpid() not in pids


def test_a_child_that_was_killed_between_calls_is_started_anew() -> None:
    child = Child(MEMORY)
    os.kill(child.call(limited(fn=which), (0,)), signal.SIGKILL)
    time.sleep(0.2)
    assert child.call(limited(), ("again",)) == "again done"
    child.stop()


def test_large_things_go_there_and_back() -> None:
    child = Child(MEMORY)
    assert child.call(limited(fn=len), (b"x" * 10_000_000,)) == 10_000_000
    assert len(child.call(limited(fn=bytes), (10_000_000,))) == 10_000_000
    child.stop()


def test_a_child_ends_with_its_parent(root: Path) -> None:
    code = (
        f"import sys, time; sys.path[:0] = [{str(root)!r}, {str(root / 'src')!r}]\n"
        "from twosource.engines.child import Child\nfrom tests.engines.test_inline import limited, which\n"
        f"print(Child({MEMORY}).call(limited(fn=which), (0,)), flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    assert any(not is_running(child) or time.sleep(0.1) for _ in range(50))


def is_running(pid: int) -> bool:
    """Whether a process is there and no mere remnant."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_a_script_without_a_main_guard_may_use_it(tmp_path: Path, root: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        f"import sys; sys.path.insert(0, {str(root / 'src')!r})\n"
        "from twosource.engines.inline import run\nfrom twosource.step import Step\n"
        "print(run(Step('clean', len, limit=20), ['abc']).values)\n"
    )
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout == "(3,)\n"


def test_settings_bound_the_memory() -> None:
    small = partial(run, settings=Settings(page_memory=600_000_000))
    (value,) = small(Step("clean", bytes, limit=20), [700_000_000]).values
    assert value.reason == "needs more memory than a page is given"


def test_a_setting_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(TwosourceError, match="page_seconds is 0"):
        Settings(page_seconds=0)
