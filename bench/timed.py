"""Runs the command it is given and prints its seconds, peak memory and exit status as JSON.

A process of its own, because on Linux a child's peak memory starts from its
parent's: measured from here it starts from a bare interpreter.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time


def main(command: list[str]) -> None:
    """Run `command` and print one JSON object; memory in MB (2**20 bytes)."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    # ru_maxrss is kilobytes on Linux, bytes on macOS.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    print(
        json.dumps(
            {"seconds": seconds, "mb": used.ru_maxrss / unit, "status": os.waitstatus_to_exitcode(status)}
        )
    )


if __name__ == "__main__":
    main(sys.argv[1:])
