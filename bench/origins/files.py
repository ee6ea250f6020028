"""Stories on disk: reports as JSON lines, questions beside them, the lineage apart; hard cases from TOML."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.origins.lineage import articles_of, labels_of
from bench.origins.records import Json
from bench.origins.story import make

HARD = Path(__file__).parent / "hard"
ARTICLES, QUESTIONS = ".articles.jsonl", ".questions.json"


@dataclass(frozen=True, slots=True)
class Story:
    """A story with its labels: `articles` as the JSON lines have them, with their texts."""

    slug: str
    labels: Mapping[str, Any]
    articles: tuple[Json, ...]

    @property
    def texts(self) -> dict[str, str]:
        """The text of each report by its id."""
        return {article["id"]: article["text"] for article in self.articles}


def generated(seed: int, level: int, stories: int) -> list[Story]:
    """So many stories of a level; the same for ever from the same numbers."""
    made = [make(seed, level, number) for number in range(stories)]
    return [Story(each.slug, labels_of(each), tuple(articles_of(each))) for each in made]


def hard_cases() -> list[Story]:
    """The cases written by hand."""
    return [hard_case(file) for file in sorted(HARD.glob("*.toml"))]


def hard_case(file: Path) -> Story:
    """One case: reports with their texts, and labels in the form of all others."""
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    articles = [{**article, "text": article["text"].strip()} for article in found.pop("articles")]
    listed = [{key: value for key, value in article.items() if key != "text"} for article in articles]
    claims = [{"stance": "asserts", "anonymous": False, **claim} for claim in found.pop("attributions")]
    ledgers = [{"why": "", **ledger} for ledger in found.pop("origins")]
    points = [{"relation": "same", "difference": None, **point} for point in found.pop("points")]
    labels = {"level": "hard", "loops": [], **found, "articles": listed, "attributions": claims}
    return Story(file.stem, {**labels, "origins": ledgers, "points": points}, tuple(articles))


def questions_of(labels: Mapping[str, Any]) -> Json:
    """What a system is asked, without any answer."""
    asked = {ledger["point"] for ledger in labels["origins"]}
    return {
        "points": [
            {"id": point["id"], "mentions": point["mentions"]}
            for point in labels["points"]
            if point["id"] in asked
        ],
        "claims": [
            {"id": claim_id(at, claim), "article": claim["article"], "quote": claim["quote"]}
            for at, claim in enumerate(labels["attributions"])
        ],
        "pairs": [[pair["a"], pair["b"]] for pair in labels["copies"]],
    }


def claim_id(at: int, claim: Mapping[str, Any]) -> str:
    """A claim's id, or its place in the list where it has none."""
    return str(claim.get("id", f"c{at + 1}"))


def write(stories: Iterable[Story], folder: Path) -> int:
    """Write stories to a folder, which is made; how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for story in stories:
        lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in story.articles)
        (folder / f"{story.slug}{ARTICLES}").write_text(lines, encoding="utf-8")
        put(folder / f"{story.slug}{QUESTIONS}", questions_of(story.labels))
        put(folder / f"{story.slug}.json", story.labels)
        count += 1
    return count


def put(path: Path, value: Any) -> None:
    """One JSON file."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(folder: Path) -> list[Story]:
    """Every story of a folder: ours, or any laid out like the hand-labelled ones."""
    return [read_one(path) for path in sorted(folder.glob("*" + ARTICLES)) if _labels(path).is_file()]


def read_one(articles: Path) -> Story:
    """One story by the path of its reports."""
    lines = articles.read_text(encoding="utf-8").split("\n")
    found = tuple(json.loads(line) for line in lines if line.strip())
    slug = articles.name.removesuffix(ARTICLES)
    return Story(slug, json.loads(_labels(articles).read_text(encoding="utf-8")), found)


def _labels(articles: Path) -> Path:
    return articles.with_name(articles.name.removesuffix(ARTICLES) + ".json")
