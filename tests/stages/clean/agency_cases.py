"""The agency files of this room, written for the project and valid against the schemas of the IPTC.

Rewrite what is expected by ``python -m tests.stages.clean.agency_cases`` and read the diff.
"""

import hashlib
import json
import sys
from pathlib import Path

from tests.stages.clean.several import articles_of
from twosource.data import Article, Page
from twosource.text.parts import NINJS, XML

FOLDER = Path(__file__).parent / "agency"
# What the file states; what the lines of its text tell beside that is held elsewhere.
OURS = ("ninjs", "newsml", "nitf", "xml", "json")


def files():
    """The agency files, in order."""
    return sorted(path for path in FOLDER.iterdir() if path.is_file())


def expected_file(path: Path) -> Path:
    return FOLDER / "expected" / f"{path.name}.json"


def page_of(path: Path) -> Page:
    return page_from(path.read_bytes(), XML if path.suffix == ".xml" else NINJS)


def page_from(data: bytes | str, media_type: str) -> Page:
    raw = data.encode() if isinstance(data, str) else data
    return Page(raw, hashlib.sha256(raw).hexdigest(), "case", media_type)


def seen(article: Article) -> dict:
    """What a case pins: item, flags, every block, and every statement of the file itself."""
    return {
        "item": article.item,
        "flags": [f"{flag.kind}: {flag.why}" for flag in article.flags],
        "blocks": [[block.kind, block.span.of(article.text)] for block in article.blocks],
        "stated": sorted(
            [s.field, s.value, s.where] for s in article.stated if s.where.partition(" ")[0] in OURS
        ),
        "parts": sorted({run.part for run in article.map}),
    }


def rewrite() -> None:
    for path in files():
        told = [seen(article) for article in articles_of(page_of(path))]
        text = json.dumps(told, ensure_ascii=False, indent=1)
        expected_file(path).write_text(text + "\n", encoding="utf-8")
        sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    rewrite()
