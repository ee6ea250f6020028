"""Where the data lies: found by layout, whatever the split is called."""

from __future__ import annotations

import os
from pathlib import Path

from bench.figures import AbsentError

CHECKOUT = Path(__file__).resolve().parent.parent


def default_data() -> Path:
    """The data folder named by the environment, else the sibling folder of the checkout."""
    named = os.environ.get("TWOSOURCE_DATA") or os.environ.get("TWOSOURCE_BENCH")
    return Path(named) if named else CHECKOUT.parent / "shared"


def roots(data: Path) -> tuple[Path, ...]:
    """The folders that may hold the sets: ``DIR/bench``, then DIR, then one level of splits below them."""
    tops = [top for top in (data / "bench", data) if top.is_dir()]
    splits = [sub for top in tops for sub in sorted(top.iterdir()) if sub.is_dir()]
    return (*tops, *splits)


def story_folders(data: Path) -> tuple[Path, ...]:
    """Every folder that holds labelled stories, or `AbsentError`."""
    named = [place for root in roots(data) for place in (root / "stories", root) if place.is_dir()]
    deeper = [
        sub for place in named if place.name == "stories" for sub in sorted(place.iterdir()) if sub.is_dir()
    ]
    found = dict.fromkeys(place.resolve() for place in (*named, *deeper) if slugs(place))
    if not found:
        raise AbsentError(f"no stories (<slug>.json with <slug>.articles.jsonl) under {data}")
    return tuple(found)


def slugs(folder: Path) -> tuple[str, ...]:
    """The stories of one folder that have both labels and articles."""
    ends = ".articles.jsonl"
    names = sorted(path.name[: -len(ends)] for path in folder.glob("*" + ends))
    return tuple(name for name in names if (folder / f"{name}.json").is_file())


def seed_files(data: Path) -> tuple[Path, Path]:
    """The two seed reports, or `AbsentError`."""
    for folder in (data / "seeds", data.parent / "seeds", data):
        texts = sorted(folder.glob("0*_*.txt"))
        if len(texts) == 2 and (folder / "EXPECTED.md").is_file():
            return texts[0], texts[1]
    raise AbsentError(f"no seeds (two reports beside EXPECTED.md) under {data}")
