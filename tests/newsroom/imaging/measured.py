"""Reads a file as the site does, and says besides what its process took."""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[3]
_PROGRAM = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from partnerships.bounded_process import main
main("newsroom.imaging.reading_process")
status = open("/proc/self/status").read()
sys.stderr.write(status.partition("VmHWM:")[2].split()[0])
"""


class Measured(NamedTuple):
    answer: dict
    peak: int  # bytes of memory that the process had at most


def measured(data: bytes) -> Measured:
    """Read `data` in a process of its own, bounded as on the site; fail where it was ended early."""
    ran = subprocess.run(
        [sys.executable, "-I", "-c", _PROGRAM],
        input=data,
        capture_output=True,
        timeout=120,
        check=True,
        env={"MALLOC_ARENA_MAX": "1"},
    )
    return Measured(json.loads(ran.stdout), int(ran.stderr.split()[-1]) * 1024)
