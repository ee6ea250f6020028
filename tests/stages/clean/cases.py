"""The small cases of this room: a page beside what is expected of it.

Rewrite what is expected by ``python -m tests.stages.clean.cases`` and read the diff.
"""

import json
import sys
from pathlib import Path

from twosource.data import Article, Page, Source
from twosource.stages.acquire.read import read
from twosource.stages.clean.clean import clean

FOLDER = Path(__file__).parent / "cases"


def pages():
    """The files that hold a page, in order."""
    return [path for path in sorted(FOLDER.iterdir()) if path.suffix != ".json"]


def expected_file(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def page_of(path: Path) -> Page:
    (page,) = read(Source(str(path)))
    assert isinstance(page, Page), page
    return page


def seen(article: Article) -> dict:
    """What a case pins: every block and every statement, in words."""
    return {
        "blocks": [[block.kind, block.span.of(article.text), block.why] for block in article.blocks],
        "stated": [
            [s.field, s.value, s.where]
            + ([s.span.of(article.text)] if s.span else [])
            + ([{"contradicted_by": list(s.contradicted_by)}] if s.contradicted_by else [])
            for s in article.stated
        ],
    }


def rewrite() -> None:
    for path in pages():
        text = json.dumps(seen(clean(page_of(path))), ensure_ascii=False, indent=1)
        expected_file(path).write_text(text + "\n", encoding="utf-8")
        sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    rewrite()
