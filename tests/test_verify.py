"""A comparison is proved against the kept bytes, and nothing that was changed goes unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.telling import A, B, compare_by_hand, keep_all
from twosource.stages.write.to_json import to_dict
from twosource.verify import check, verify

Json = dict[str, Any]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return keep_all(compare_by_hand(), tmp_path / "harbour.json")


def faults(file: Path, change: Callable[[Json], object], **options: Any) -> list[str]:
    """What `verify` finds after a change of the JSON."""
    data = json.loads(file.read_text())
    change(data)
    file.write_text(json.dumps(data))
    return [f"{finding.where}: {finding.fault}" for finding in verify(file, **options).findings]


def test_what_was_written_holds(written: Path) -> None:
    proof = verify(written)
    assert proof.findings == ()
    assert proof.reports == 2
    assert proof.spans > 8


def claim(data: Json) -> Json:
    found: Json = data["claims"][0]
    return found


CHANGES: dict[str, tuple[Callable[[Json], object], str]] = {
    "words": (lambda d: claim(d).update(words="The bridge is open."), "carries words"),
    "shifted": (lambda d: claim(d).update(start=claim(d)["start"] + 1), "carries words"),
    "outside": (lambda d: d["claims"][0]["sentence"].update(end=10_000), "lies outside"),
    "negative": (lambda d: d["claims"][0]["sentence"].update(start=-3), "lies outside"),
    "empty": (lambda d: d["claims"][0]["sentence"].update(start=5, end=5), "lies outside"),
    "chain": (lambda d: claim(d)["chain"][1].update(end=10_000), "lies outside"),
    "no number": (lambda d: claim(d)["sentence"].update(start="0"), "no whole number"),
    "true": (lambda d: claim(d)["sentence"].update(start=True), "no whole number"),
    "null": (lambda d: claim(d).update(start=None, end=None), "no whole number"),
    "mention": (lambda d: d["entities"][0]["mentions"][0].update(start=10_000, end=10_004), "lies outside"),
    "difference": (
        lambda d: d["points"][0]["differences"][0]["values"][0].update(end=10_000),
        "lies outside",
    ),
    "copy": (lambda d: d["copies"][0]["runs"][0].__setitem__(3, 10_000), "lies outside"),
    "block": (lambda d: d["reports"][0]["blocks"][0].update(end=10_000), "lies outside"),
    "text": (
        lambda d: d["reports"][0].update(text="x" + d["reports"][0]["text"][1:]),
        "not the text of its sum",
    ),
    "no report": (lambda d: claim(d).update(report="rnone"), "in report 'rnone', which is not there"),
    "no claim": (lambda d: d["points"][0]["claims"].append("cnone"), "names claim cnone"),
    "only in": (lambda d: d["only_in"][0].update(claim="cnone"), "names claim cnone"),
    "map": (lambda d: d["reports"][0]["map"][0].__setitem__(2, 3), "are not those of bytes [3,"),
    "map outside": (lambda d: d["reports"][0]["map"][0].__setitem__(3, 10_000), "which cannot be"),
    "no map": (lambda d: d["reports"][0].update(map=[]), "have no place in the kept bytes"),
    "charset": (lambda d: d["reports"][0].update(charset="no-such"), "are not those of bytes"),
    "not kept": (lambda d: d["reports"][0].update(kept=None), "kept bytes are missing (none were kept)"),
    "kept away": (lambda d: d["reports"][0].update(kept="x/y.txt"), "kept bytes are missing (x/y.txt)"),
    "sum": (lambda d: d["reports"][0].update(sha256="0" * 64), "were changed"),
    "schema": (lambda d: d.update(schema="other/1"), "is of neither schema"),
    "no claims": (lambda d: d.pop("claims"), "is not laid out as its schema says"),
    "odd claims": (lambda d: d.update(claims=[3]), "is not laid out as its schema says"),
    "no reports": (lambda d: d.update(reports=[]), "lack an id"),
    "twice": (lambda d: d["reports"].append(d["reports"][0]), "have an id twice"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_the_comparison_is_found(name: str, written: Path) -> None:
    change, fault = CHANGES[name]
    assert any(fault in found for found in faults(written, change))


def test_a_text_forged_with_its_sum_is_still_found(written: Path) -> None:
    def forge(data: Json) -> None:
        report = data["reports"][0]
        report["text"] = report["text"].replace("Twelve", "Twenty")
        report["text_sha256"] = hashlib.sha256(report["text"].encode()).hexdigest()

    assert any("are not those of bytes" in found for found in faults(written, forge))


@given(report=st.sampled_from([0, 1]), place=st.integers(0), bit=st.integers(0, 7))
def test_one_changed_bit_in_a_kept_report_is_found(
    report: int, place: int, bit: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = keep_all(compare_by_hand(), tmp_path_factory.mktemp("kept") / "harbour.json")
    kept = file.parent / json.loads(file.read_text())["reports"][report]["kept"]
    data = bytearray(kept.read_bytes())
    data[place % len(data)] ^= 1 << bit
    kept.write_bytes(data)
    (finding,) = verify(file).findings
    assert finding.fault.endswith("were changed")


@given(start=st.integers(0, len(A)), end=st.integers(0, len(A)))
def test_every_span_within_its_report_holds_and_no_other(start: int, end: int) -> None:
    told = compare_by_hand()
    span = replace(told.claims[0].span, start=start, end=end)
    moved = replace(told, claims=(replace(told.claims[0], sentence=span), *told.claims[1:]))
    found = [f for f in check(to_dict(moved), Path()).findings if "kept bytes" not in f.fault]
    assert (found == []) == (start < end)


def test_the_sources_may_be_moved(written: Path, tmp_path: Path) -> None:
    (tmp_path / "harbour.sources").rename(tmp_path / "elsewhere")
    assert len(verify(written).findings) == 2
    assert verify(written, sources=tmp_path / "elsewhere").findings == ()


@pytest.mark.parametrize("text", ["", "{", "[1]", '"x"', "[" * 100_000, '{"schema": 1}'])
def test_what_is_no_comparison_is_said_to_be_none(text: str, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text(text)
    assert len(verify(file).findings) == 1


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    (finding,) = verify(tmp_path / "none.json").findings
    assert "cannot be read" in finding.fault


def test_both_reports_are_proved(written: Path) -> None:
    assert {report["text"] for report in json.loads(written.read_text())["reports"]} == {A, B}
