"""``python -m bench.origins``: make stories of known lineage, answer them with twosource, score answers."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from bench.figures import table
from bench.origins.cast import LEVELS
from bench.origins.files import generated, hard_cases, put, read, write
from bench.origins.measure import answers_of, figures
from bench.places import CHECKOUT


def options(arguments: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.origins", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    making = verbs.add_parser("make", help="write generated stories to a folder")
    making.add_argument("--seed", type=int, required=True, help="any whole number; the same gives the same")
    making.add_argument("--level", type=int, choices=LEVELS, default=2, help="how hard (default: 2)")
    making.add_argument("--stories", type=int, default=10, help="how many (default: 10)")
    making.add_argument("folder", type=Path, metavar="DIR")
    hard = verbs.add_parser("hard", help="write the cases written by hand to a folder")
    hard.add_argument("folder", type=Path, metavar="DIR")
    answering = verbs.add_parser("answer", help="let twosource answer the stories of a folder")
    answering.add_argument("folder", type=Path, metavar="DIR")
    answering.add_argument("answers", type=Path, metavar="ANSWERS.json")
    scoring = verbs.add_parser("score", help="hold a system's answers against the lineage")
    scoring.add_argument("folder", type=Path, metavar="DIR")
    scoring.add_argument("answers", type=Path, metavar="ANSWERS.json")
    return parser.parse_args(arguments)


def answers_in(path: Path) -> dict[str, Any]:
    """The answers of a file, or a sentence that says what is wrong with it."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        sys.exit(f"{path}: no answers could be read ({error}); README.md shows the form")
    if not isinstance(found, dict) or not isinstance(found.get("stories"), dict):
        sys.exit(f'{path}: expected an object with "stories"; README.md shows the form')
    stories: dict[str, Any] = found["stories"]
    return stories


def main(arguments: list[str]) -> int:
    """Do what the command line asks for; 1 where a folder holds no story."""
    asked = options(arguments)
    if asked.verb in ("make", "hard"):
        made = hard_cases() if asked.verb == "hard" else generated(asked.seed, asked.level, asked.stories)
        print(f"{write(made, asked.folder)} stories in {asked.folder}")
        return 0
    stories = read(asked.folder)
    if not stories:
        print(f"no stories (<slug>.json with <slug>.articles.jsonl) in {asked.folder}", file=sys.stderr)
        return 1
    if asked.verb == "answer":
        # What answers is this checkout, installed or not.
        sys.path.insert(0, str(CHECKOUT / "src"))
        put(asked.answers, {"system": "twosource", "stories": answers_of(stories)})
        return 0
    print("\n".join(table(figures("", stories, answers_in(asked.answers)))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
