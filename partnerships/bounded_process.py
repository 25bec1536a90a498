"""A file that somebody sent is read in a process of its own, which may take only so much.

Whoever sends a file may have made it to take all memory or to be read for ever. Here that ends one process,
and nothing of the site's. Both sides are in this module: `ask` starts the process and waits for its answer,
`main` is the process. It knows neither Django nor settings, has none of the site's environment, and cannot
write files.
"""

import importlib
import json
import logging
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

_ROOT = Path(__file__).parents[1]

# What a system needs to start any process; nothing else of ours goes to one that reads a stranger's file.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")

_COPIED_AT_ONCE = 1024 * 1024  # bytes


class Refused(Exception):
    """The file is not one that we keep. Says why in one word; `said` are the particulars."""

    def __init__(self, reason: str, **said: Any):
        super().__init__(reason)
        self.reason = reason
        self.said = said


class TookTooMuch(Exception):
    """The process was ended for the memory or time that it took, or by what the file made of it."""


@contextmanager
def _open_from_its_start(file: Any):
    """Give an open file of the system with what `file` (as Django gives it) holds.

    What is on this machine's disk already is opened there, and everything else copied to a file without a
    name, which is gone with the last that has it open.
    """
    if hasattr(file, "temporary_file_path"):
        with Path(file.temporary_file_path()).open("rb") as there:
            yield there
        return
    file.seek(0)
    try:
        with TemporaryFile() as copy:
            while part := file.read(_COPIED_AT_ONCE):
                copy.write(part)
            copy.seek(0)
            yield copy
    finally:
        file.seek(0)


def ask(module: str, file: Any, *, seconds: float) -> dict:
    """Have `module.read(stream)` read `file` in a process of its own, and return its answer.

    `file` is a Django file; it is never held in this process's memory. `seconds` are those of the clock,
    where the reader waits for its turn on a busy machine as well; the module's own MEMORY (bytes) and SECONDS
    (of the processor) bound the process from within. Raises Refused as the module does, and TookTooMuch.
    """
    with _open_from_its_start(file) as source:
        return _run(module, source, seconds)


def _run(module: str, source: BinaryIO, seconds: float) -> dict:
    # One heap for all threads: each more would take address space, which is what is bounded.
    environment = {"MALLOC_ARENA_MAX": "1"} | {
        name: os.environ[name] for name in _ENVIRONMENT if name in os.environ
    }
    try:
        ran = subprocess.run(  # noqa: S603, our own program, and nothing of the file's in its name
            [sys.executable, "-I", str(Path(__file__)), module],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TookTooMuch from None
    # A process that was ended for what it took says nothing.
    if ran.returncode != 0 or not ran.stdout:
        raise TookTooMuch
    answer = json.loads(ran.stdout)
    if "refused" in answer:
        raise Refused(answer.pop("refused"), **answer)
    return answer


def bound(memory: int, seconds: int) -> None:
    """Let this process take no more than `memory` bytes and `seconds`, where the system can bound it."""
    try:
        import resource
    except ImportError:  # not on Windows, where the caller's clock is all there is
        return
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue


def main(name: str) -> None:
    """Read standard input with `read` of the module `name`, and write its answer as one JSON object.

    What it refuses is answered as {"refused": "one word", …}: "large" for what took too much memory, "broken"
    for whatever else made its reader stumble.
    """
    reader = importlib.import_module(name)
    bound(reader.MEMORY, reader.SECONDS)
    logging.disable(logging.CRITICAL)
    try:
        answer = reader.read(sys.stdin.buffer)
    except Refused as refused:
        answer = {"refused": refused.reason, **refused.said}
    except MemoryError:
        answer = {"refused": "large"}
    except Exception:  # noqa: BLE001, whatever a broken file makes its reader do, it is broken
        answer = {"refused": "broken"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    sys.path.insert(0, str(_ROOT))
    # Under its own name, so that its Refused is the one that readers raise.
    importlib.import_module("partnerships.bounded_process").main(sys.argv[1])
