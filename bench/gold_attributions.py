"""Articles whose attributions people marked, found by layout: ``text/*.txt`` with ``attributions/*.ann``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.figures import AbsentError
from bench.places import roots
from bench.reading_of import text_in
from bench.scoring.attribution import Said
from bench.scoring.spans import Place

# What stands after the article's name: who annotated it.
_ANNOTATOR = re.compile(r"_[0-9a-z]+\Z")
_MARK = re.compile(r"(?m)^(T\d+)\t\S+ ([\d ;]+)\t")
_EVENT = re.compile(r"(?m)^E\d+\t(.*)$")


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article and, for each of its annotators, the attributions that they marked."""

    name: str
    text: str
    marked: tuple[tuple[Said, ...], ...]


def split_folders(data: Path, name: str = "") -> tuple[Path, ...]:
    """Every split but the training ones, or those called `name`; `AbsentError` if there is none.

    The training half of a set is no place to measure.
    """
    tops = [top for root in roots(data) for top in (root, root / "attribution") if top.is_dir()]
    below = [sub for top in tops for sub in (top, *sorted(top.glob("*")), *sorted(top.glob("*/*")))]
    found = dict.fromkeys(
        place.resolve() for place in below if (place / "attributions").is_dir() and (place / "text").is_dir()
    )
    held = tuple(place for place in found if (place.name == name if name else place.name != "train"))
    if not held:
        raise AbsentError(f"no attributions (text/<article>.txt with attributions/*.ann) under {data}")
    return held


def gold_articles(data: Path, name: str = "") -> tuple[GoldArticle, ...]:
    """Every article of the splits, its annotators in the order of their names."""
    return tuple(article for folder in split_folders(data, name) for article in _of_folder(folder))


def _of_folder(folder: Path) -> Iterable[GoldArticle]:
    files: dict[str, list[Path]] = {}
    for file in sorted((folder / "attributions").glob("*.ann")):
        files.setdefault(_ANNOTATOR.sub("", file.stem), []).append(file)
    for name, marked in files.items():
        text = folder / "text" / f"{name}.txt"
        if text.is_file():
            yield GoldArticle(name, text_in(text), tuple(read_marks(text_in(file)) for file in marked))


def read_marks(lines: str) -> tuple[Said, ...]:
    """The attributions of a file of marks.

    Its lines are ``T1<tab>Content 5 9;12 20<tab>words`` and ``E1<tab>Attribution:T4 Content:T1 …``; others
    are notes of the annotators.  An attribution without content is left out.
    """
    spans = {name: _places(ends) for name, ends in _MARK.findall(lines)}
    said = (_said(roles.split(), spans) for roles in _EVENT.findall(lines))
    return tuple(one for one in said if one.content)


def _places(ends: str) -> tuple[Place, ...]:
    """``5 9;12 20`` as places."""
    pairs = (one.split() for one in ends.split(";"))
    return tuple((int(start), int(end)) for start, end in pairs)


def _said(roles: Iterable[str], spans: Mapping[str, tuple[Place, ...]]) -> Said:
    """One attribution from ``Content:T3 Cue:T2 Content2:T9``."""
    held: dict[str, tuple[Place, ...]] = {}
    for role in roles:
        part, _, name = role.partition(":")
        part = part.rstrip("0123456789")
        held[part] = (*held.get(part, ()), *spans.get(name, ()))
    return Said(held.get("Content", ()), held.get("Source", ()), held.get("Cue", ()))
