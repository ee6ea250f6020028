"""Checks weight files against the sums they were pinned with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from twosource.errors import ModelError


def find_package(package: str) -> Path:
    """The folder of an installed package, found without importing it.

    Raises ModelError when it is not installed.
    """
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(
            f"The package {package} is not installed; `make demo` installs it from locks/full.txt."
        )
    return Path(next(iter(spec.submodule_search_locations)))


def digest(files: Iterable[Path]) -> str:
    """The sha256 over the bytes of `files`, in the order given."""
    total = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                total.update(chunk)
    return total.hexdigest()


def check(what: str, files: Iterable[Path], expected: str) -> None:
    """Refuse weights that are not the pinned ones, with ModelError."""
    try:
        found = digest(files)
    except OSError as error:
        raise ModelError(f"The weights of {what} cannot be read: {error}.") from error
    if found != expected:
        raise ModelError(
            f"The weights of {what} have the sum {found[:16]}…, expected {expected[:16]}…; "
            "they are refused. Reinstall the package from the lock file."
        )
