"""Files and functions stay short, and names say what things are."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.walls import ROOT, tree

FILES = sorted(
    file
    for folder in ("src", "tests", "bench")
    for file in (ROOT / folder).rglob("*.py")
    if ".venv" not in file.parts
)
SOURCES = [file for file in FILES if (ROOT / "src") in file.parents]
LINES, FUNCTION_LINES, ARGUMENTS = 300, 40, 5
# The nouns stand in one file, so that a reader finds all of them at once.
ALL_NOUNS = ROOT / "src/twosource/data.py"
VAGUE = re.compile(r"manager|helper|utils?$|misc", re.IGNORECASE)
# What a class may stand on: an error on our tree, a question asked of a library, a tuple with names, a record
# of any kind of item.
BASES = {"Exception", "TwosourceError", "Protocol", "NamedTuple", "Generic"}
Function = ast.FunctionDef | ast.AsyncFunctionDef
Top = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def functions(file: Path) -> list[Function]:
    """Every function of a file, inner ones too."""
    return [node for node in ast.walk(tree(file)) if isinstance(node, Function)]


def where(file: Path, node: ast.AST) -> str:
    """A place in a file, as an editor takes it."""
    return f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def lines(file: Path) -> int:
    """How many lines a file has."""
    return len(file.read_text(encoding="utf-8").splitlines())


def length(function: Function) -> int:
    """How many lines a function has."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def arguments(function: Function) -> int:
    """How many arguments a function takes by their place."""
    if "mannered" in {ast.unparse(d) for d in function.decorator_list}:
        return 0  # a command: the user gives them by name
    taken = (*function.args.posonlyargs, *function.args.args)
    return len([argument for argument in taken if argument.arg not in ("self", "cls")])


def test_files_are_short() -> None:
    long = {str(f.relative_to(ROOT)): lines(f) for f in FILES if lines(f) > LINES and f != ALL_NOUNS}
    assert long == {}


def test_functions_are_short() -> None:
    long = {where(f, n): length(n) for f in FILES for n in functions(f) if length(n) > FUNCTION_LINES}
    assert long == {}


def test_functions_take_few_arguments() -> None:
    many = {where(f, n): arguments(n) for f in FILES for n in functions(f) if arguments(n) > ARGUMENTS}
    assert many == {}


def test_names_explain_themselves() -> None:
    named = [
        (where(f, node), node.name) for f in FILES for node in ast.walk(tree(f)) if isinstance(node, Top)
    ]
    files = [(str(file.relative_to(ROOT)), file.stem) for file in FILES]
    assert [(place, name) for place, name in named + files if VAGUE.search(name)] == []


def test_nothing_inherits() -> None:
    classes = [(f, n) for f in SOURCES for n in ast.walk(tree(f)) if isinstance(n, ast.ClassDef)]
    bases = {where(f, c): ast.unparse(base) for f, c in classes for base in c.bases}
    assert {place: base for place, base in bases.items() if base.split("[")[0] not in BASES} == {}


def test_everything_public_says_what_it_does() -> None:
    top = [(f, node) for f in SOURCES for node in tree(f).body if isinstance(node, Top)]
    silent = [where(f, n) for f, n in top if not n.name.startswith("_") and not ast.get_docstring(n)]
    modules = [where(f, tree(f)) for f in SOURCES if lines(f) and not ast.get_docstring(tree(f))]
    assert silent + modules == []
