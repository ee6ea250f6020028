"""Reads the project's own code: modules, what they import, how long they are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src"


@dataclass(frozen=True, slots=True)
class Import:
    """An import statement's target, and whether it happens when the module is loaded."""

    module: str
    line: int
    is_eager: bool
    is_for_types: bool


@cache
def modules() -> dict[str, Path]:
    """Every module of the package, by its dotted name."""
    found = {}
    for file in sorted((SRC / "twosource").rglob("*.py")):
        parts = file.relative_to(SRC).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


@cache
def tree(file: Path) -> ast.Module:
    """The syntax of a file."""
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


@cache
def imports(module: str) -> tuple[Import, ...]:
    """Every import of a module, those inside functions and those for types included."""
    return tuple(_imports(tree(modules()[module]), eager=True, types=False))


def ours(module: str) -> set[str]:
    """The modules of the package that a module imports."""
    return {found.module for found in imports(module) if found.module.split(".")[0] == "twosource"}


def _imports(node: ast.AST, *, eager: bool, types: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, child.lineno, eager, types) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"line {child.lineno}: relative import"
            for alias in child.names:
                name = f"{child.module}.{alias.name}"
                target = name if name in modules() else str(child.module)
                yield Import(target, child.lineno, eager, types)
        else:
            is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            for_types = types or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test))
            inner = eager and not is_function and not for_types
            yield from _imports(child, eager=inner, types=for_types)
