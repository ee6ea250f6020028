"""Runs twosource and the peers on made reports, each in a process of its own, and scores what they find."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.copying.made import Made
from bench.places import CHECKOUT
from bench.rows.cost import surroundings
from bench.scoring.counting import share
from twosource.stages.trace.copies import COPIED

PEERS = CHECKOUT / "bench" / "peers" / "copies"
PYTHON = PEERS / ".venv" / "bin" / "python"
LIBRARIES = ("rensa", "datasketch")
SECONDS = 600


@dataclass(frozen=True, slots=True)
class Ran:
    """One run: seconds of the processor, peak memory in MB, and the pairs it calls copied."""

    seconds: float
    mb: float
    pairs: frozenset[frozenset[str]]

    def recall(self, made: Made) -> float | None:
        """Of the pairs that share copied prose, how many were found."""
        return share(len(self.pairs & made.copied), len(made.copied))

    def recall_through(self, made: Made) -> float | None:
        """The same of pairs through which one text runs."""
        return share(len(self.pairs & made.through), len(made.through))

    def precision(self, made: Made) -> float | None:
        """Of the pairs found, how many share copied prose."""
        return share(len(self.pairs & made.copied), len(self.pairs))


def ran_on(made: Made) -> dict[str, Ran]:
    """Twosource, and each peer that is installed."""
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.jsonl"
        texts.write_text(
            "".join(json.dumps(asdict(report)) + "\n" for report in made.reports), encoding="utf-8"
        )
        found = {"twosource": _run([sys.executable, "-m", "bench.copying.ours"], texts)}
        if PYTHON.is_file():
            script = str(PEERS / "near_copies.py")
            found |= {name: _run([str(PYTHON), script, name], texts) for name in LIBRARIES}
    return found


def _run(command: list[str], texts: Path) -> Ran:
    """Through a bare interpreter: a child's peak memory starts from its parent's."""
    out = texts.with_suffix(".json")
    timer = str(CHECKOUT / "bench" / "timed.py")
    subprocess.run(
        [sys.executable, timer, *command, str(texts), str(out)],
        cwd=CHECKOUT,
        env=surroundings(),
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    told = json.loads(out.read_text(encoding="utf-8"))
    out.unlink()
    kept = (pair[:2] for pair in told["pairs"] if len(pair) == 2 or pair[2] in COPIED)
    return Ran(told["seconds"], told["mb"], frozenset(frozenset(pair) for pair in kept))
