"""The mails of this room: each beside what is expected of it.

Rewrite what is expected by ``python -m tests.stages.clean.mail_cases`` and read the diff.
"""

import json
import sys
from pathlib import Path

from tests.stages.clean.cases import page_of, seen
from twosource.stages.clean.clean import clean_all

FOLDER = Path(__file__).parent / "mails"
FLAGS = ("round-up", "several-articles")
OWN = ("header", "forwarded header", "html element")


def mails():
    """The files that hold a mail, in order."""
    return [path for path in sorted(FOLDER.iterdir()) if path.suffix != ".json"]


def told(path: Path) -> dict:
    """What is expected of a mail: its articles, by their item."""
    return {article.item: flagged(article) for article in clean_all(page_of(path))}


def flagged(article) -> dict:
    """Blocks, parts and flags, and what the mail itself states."""
    return {
        "blocks": seen(article)["blocks"],
        "stated": [[s.field, s.value, s.where] for s in article.stated if s.where in OWN],
        "flags": [[flag.kind, flag.why] for flag in article.flags if flag.kind in FLAGS],
        "parts": sorted({run.part for run in article.map}),
    }


def expected_file(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def rewrite() -> None:
    for path in mails():
        text = json.dumps(told(path), ensure_ascii=False, indent=1)
        expected_file(path).write_text(text + "\n", encoding="utf-8")
        sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    rewrite()
