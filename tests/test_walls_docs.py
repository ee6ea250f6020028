"""The pages name everything there is, and nothing that is not."""

from __future__ import annotations

import ast
import dataclasses
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from tests.walls import ROOT, tree
from twosource import data, errors
from twosource.cli.main import app
from twosource.settings import Settings

COMMANDS: dict[str, Any] = dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def options(command: Any) -> set[str]:
    """The long options of a command."""
    return {name for param in command.params for name in param.opts if name.startswith("--")}


def page(name: str) -> str:
    """The text of a page."""
    return (ROOT / name).read_text(encoding="utf-8")


def how_to() -> str:
    """All pages of how-to."""
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "docs/how-to").glob("*.md")))


def blocks(*languages: str) -> Iterator[tuple[str, str]]:
    """Code blocks of the pages: where, and their text."""
    for file in PAGES:
        for language, text in FENCE.findall(file.read_text(encoding="utf-8")):
            if language in languages:
                yield str(file.relative_to(ROOT)), text


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_how_to_names_every_command_and_option(name: str) -> None:
    text = how_to()
    assert f"twosource {name}" in text
    assert [
        option for option in options(COMMANDS[name]) if option != "--help" and f"`{option}" not in text
    ] == []


def test_how_to_names_every_setting() -> None:
    text = how_to()
    assert [field.name for field in dataclasses.fields(Settings) if f"`{field.name}`" not in text] == []


def test_how_to_names_every_exit_status() -> None:
    text = page("docs/how-to/compare.md")
    assert [status for status in (0, 1, 2, 3, 4, 5, 130, 141) if f"| {status} |" not in text] == []


def test_every_error_is_drawn() -> None:
    classes = [
        node.name for node in tree(ROOT / "src/twosource/errors.py").body if isinstance(node, ast.ClassDef)
    ]
    assert [name for name in classes if name not in (errors.__doc__ or "")] == []


def codes() -> Iterator[tuple[str, str]]:
    """Where a reason is given a code, and the code where it is written there."""
    for file in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(tree(file)):
            name = ast.unparse(node.func).split(".")[-1] if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in ("SourceError", "CleanError"):
                code = node.args[1] if len(node.args) > 1 else ast.Constant("")
                if isinstance(code, ast.Constant):
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", code.value


def test_every_refusal_has_a_code_that_is_explained() -> None:
    text = page("docs/reference/failures.md")
    found = dict(codes())
    assert len(found) > 50
    assert {where: code for where, code in found.items() if f"| `{code}` |" not in text} == {}


def test_every_record_is_in_the_glossary() -> None:
    records = [name for name, value in vars(data).items() if dataclasses.is_dataclass(value)]
    text = page("docs/glossary.md")
    assert [name for name in records if f"**{name}**" not in text] == []


def test_commands_in_the_pages_are_real() -> None:
    targets = set(re.findall(r"^([a-z-]+):", page("Makefile"), re.MULTILINE))
    wrong = []
    for where, text in blocks("sh", "console"):
        for line in text.replace("\\\n", " ").splitlines():
            words = shlex.split(line.removeprefix("$ "), comments=True)
            if words[:1] == ["make"]:
                wrong += [
                    (where, line) for target in words[1:] if "=" not in target and target not in targets
                ]
            elif words[:1] == ["twosource"]:
                wrong += [(where, line)] if not is_real(words[1:]) else []
    assert wrong == []


def is_real(words: list[str]) -> bool:
    """Whether a command line of ours names a command there is, and only options that it has."""
    if words == ["--version"]:
        return True
    given = {word.split("=")[0] for word in words[1:] if word.startswith("--")}
    return words[0] in COMMANDS and given <= options(COMMANDS[words[0]])


def test_python_in_the_pages_is_sound() -> None:
    for where, text in blocks("python"):
        module = ast.parse(text, where)
        for node in ast.walk(module):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("twosource"):
                home = __import__(str(node.module), fromlist=["_"])
                assert [alias.name for alias in node.names if not hasattr(home, alias.name)] == [], where


def test_links_between_the_pages_lead_somewhere() -> None:
    broken = []
    for file in PAGES:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", file.read_text(encoding="utf-8")):
            if "://" not in target and not (file.parent / Path(target)).exists():
                broken.append((str(file.relative_to(ROOT)), target))
    assert broken == []


def test_locks_name_no_place_to_fetch_from() -> None:
    for file in sorted((ROOT / "locks").glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        assert "://" not in text
        assert not re.search(r"index-url|find-links|trusted-host", text)
        pinned = re.findall(r"^[A-Za-z0-9_.-]+==", text, re.MULTILINE)
        assert pinned
        assert text.count("--hash=sha256:") >= len(pinned)
