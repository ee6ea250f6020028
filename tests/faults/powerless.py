"""Runs the command as somebody who may write only what they are let write, even where root runs the tests.

On Linux root gives up the two capabilities that set it above the rights of files; elsewhere nobody does.
"""

from __future__ import annotations

import ctypes
import os
import sys

from twosource.cli.main import main

# CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, in the words of capset(2), version 3.
_RIGHTS = ~(1 << 1 | 1 << 2)
_VERSION = 0x20080522


class Head(ctypes.Structure):
    """Of which process, in which version."""

    _fields_ = (("version", ctypes.c_uint32), ("process", ctypes.c_int))


def give_up() -> None:
    """Give up what sets root above the rights of files."""
    head, sets = Head(_VERSION, 0), (ctypes.c_uint32 * 6)()
    system = ctypes.CDLL(None, use_errno=True)
    if system.capget(ctypes.byref(head), sets):
        raise OSError(ctypes.get_errno(), "capget")
    for place in (0, 1):  # effective, permitted
        sets[place] &= _RIGHTS
    if system.capset(ctypes.byref(head), sets):
        raise OSError(ctypes.get_errno(), "capset")


if __name__ == "__main__":
    if sys.platform == "linux" and os.geteuid() == 0:
        give_up()
    main()
