"""Fetch uv's wheel from the package index and unpack its program, with nothing but the standard library.

For a Python that has neither pip nor ensurepip, where UV_DEFAULT_INDEX names the index. Called by
bin/environment.sh as `fetch_uv.py REQUIREMENTS PROGRAM`; runs on Python 3.8.
"""

import hashlib
import io
import json
import os
import platform
import re
import sys
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

JSON = "application/vnd.pypi.simple.v1+json"
MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}


def suits(filename, system, machine, musl):
    """Whether the wheel of this name runs here (PEP 425 and 600 platform tags)."""
    tags = filename[: -len(".whl")].split("-")[-1].split(".")
    machine = MACHINES.get(machine.lower(), machine.lower())
    if system == "Darwin":
        apple = "arm64" if machine == "aarch64" else machine
        return any(tag.startswith("macosx") and tag.endswith("_" + apple) for tag in tags)
    if system == "Linux":
        libc = "musllinux" if musl else "manylinux"
        return any(tag.startswith(libc) and tag.endswith("_" + machine) for tag in tags)
    return False


def fetch(address, accept):
    request = urllib.request.Request(address, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=120) as answer:
        return answer.read()


def find_wheel(index, version, hashes):
    """The address and digest of the pinned wheel for this machine, by the index's JSON (PEP 691)."""
    page = index.rstrip("/") + "/uv/"
    musl = platform.libc_ver()[0] != "glibc"
    for file in json.loads(fetch(page, JSON).decode("utf-8"))["files"]:
        name, digest = file["filename"], file["hashes"].get("sha256")
        if not name.startswith("uv-" + version + "-") or not name.endswith(".whl") or digest not in hashes:
            continue
        if suits(name, platform.system(), platform.machine(), musl):
            return urllib.parse.urljoin(page, file["url"]), digest
    sys.exit("The index at " + index + " has no uv " + version + " for this machine.")


def main(requirements, program):
    pinned = Path(requirements).read_text(encoding="utf-8")
    version = re.search(r"^uv==([0-9.]+)", pinned, re.MULTILINE).group(1)
    hashes = set(re.findall(r"sha256:([0-9a-f]{64})", pinned))
    index = os.environ.get("UV_DEFAULT_INDEX")
    if not index:
        sys.exit(
            "This Python has neither venv nor pip. Install python3-venv (Debian: apt-get install), or set "
            "UV_DEFAULT_INDEX to the address of a package index, and start again."
        )
    address, digest = find_wheel(index, version, hashes)
    wheel = fetch(address, "*/*")
    if hashlib.sha256(wheel).hexdigest() != digest:
        sys.exit("What came from " + address + " is not the uv that was pinned.")
    with zipfile.ZipFile(io.BytesIO(wheel)) as unpacked:
        content = unpacked.read("uv-" + version + ".data/scripts/uv")
    place = Path(program)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    place.chmod(0o755)


if __name__ == "__main__":
    main(*sys.argv[1:])
