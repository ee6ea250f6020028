"""One browser for the tests of the page: Debian's Chromium, or the one TWOSOURCE_CHROMIUM names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from twosource.data import Comparison
from twosource.stages.write.to_html import to_html

NAMES = ("chromium", "chromium-browser", "google-chrome")


def give_up(reason: str) -> None:
    """Skip where a browser may be missing; where CI promises one, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        give_up("playwright is not installed")
    found = os.environ.get("TWOSOURCE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        give_up("no Chromium found: install it or set TWOSOURCE_CHROMIUM")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens a comparison's page; whatever it asks of the network, logs or pops up is an error."""
    contexts, complaints = [], []

    def open_it(comparison: Comparison, width: int = 1440, height: int = 900, **options: Any) -> Any:
        file = tmp_path / "page.html"
        file.write_text(to_html(comparison), encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: r.url.startswith(("file:", "data:")) or complaints.append(r.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
        page.goto(file.as_uri())
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert complaints == []
