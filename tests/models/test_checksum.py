"""Weights are the pinned ones or are refused."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from twosource.errors import ModelError
from twosource.models.checksum import check, digest, find_package


@pytest.fixture
def weights(tmp_path: Path) -> list[Path]:
    """Two files of weights."""
    files = [tmp_path / "a.bin", tmp_path / "b.bin"]
    files[0].write_bytes(b"first")
    files[1].write_bytes(b"second" * 300_000)
    return files


def test_the_sum_is_over_all_bytes_in_order(weights: list[Path]) -> None:
    whole = b"".join(file.read_bytes() for file in weights)
    assert digest(weights) == hashlib.sha256(whole).hexdigest()
    assert digest(weights[::-1]) != digest(weights)


def test_pinned_weights_pass(weights: list[Path]) -> None:
    check("these", weights, digest(weights))


@pytest.mark.parametrize("at", [0, 900_000, 1_799_999])
def test_one_changed_byte_is_refused(weights: list[Path], at: int) -> None:
    pinned = digest(weights)
    data = bytearray(weights[1].read_bytes())
    data[at] ^= 1
    weights[1].write_bytes(data)
    with pytest.raises(ModelError, match=f"these.*{pinned[:16]}.*refused"):
        check("these", weights, pinned)


def test_a_missing_file_is_refused(weights: list[Path]) -> None:
    pinned = digest(weights)
    weights[0].unlink()
    with pytest.raises(ModelError, match=r"these cannot be read.*a\.bin"):
        check("these", weights, pinned)


def test_no_files_are_not_the_weights(weights: list[Path]) -> None:
    with pytest.raises(ModelError):
        check("these", [], digest(weights))


def test_an_absent_package_is_named_with_what_to_do() -> None:
    with pytest.raises(ModelError, match=r"no_such_package is not installed.*make demo"):
        find_package("no_such_package")


def test_a_module_without_a_folder_holds_no_weights() -> None:
    with pytest.raises(ModelError):
        find_package("tomllib._re")


def test_a_package_is_found_without_importing_it() -> None:
    assert (find_package("twosource") / "data.py").is_file()
