"""The shell pieces of bin/: which Python is picked, which uv is fetched, what is said when neither works."""

import importlib.util
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)


def shell(command: str, path: str, home: Path) -> subprocess.CompletedProcess:
    """Run a function of bin/environment.sh under plain sh, with this PATH and this home."""
    return subprocess.run(
        ["/bin/sh", "-euc", f". bin/environment.sh; {command}"],
        cwd=ROOT,
        env={"PATH": path, "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def program(place: Path, body: str) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\n{body}\n")
    place.chmod(0o755)
    return place


@pytest.fixture
def base() -> str:
    """The Python under the tests, outside any virtual environment."""
    return str(Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}")


def test_a_shim_with_no_python_behind_it_is_passed_over(tmp_path, base):
    for name in ("python3.14", "python3.13", "python3.12"):
        program(tmp_path / "shims" / name, f"echo 'pyenv: {name}: command not found' >&2; exit 127")
    program(tmp_path / "real" / "python3", f'exec {base} "$@"')
    found = shell("find_python", f"{tmp_path}/shims:{tmp_path}/real:/bin", tmp_path)
    assert found.stdout.strip() == os.path.realpath(base), found.stderr


def test_a_python_too_old_for_django_is_passed_over(tmp_path, base):
    program(tmp_path / "old" / "python3", "exit 1")
    program(tmp_path / ".pyenv" / "versions" / "3.13.0" / "bin" / "python3.13", f'exec {base} "$@"')
    found = shell("find_python", f"{tmp_path}/old:/bin", tmp_path)
    assert found.stdout.strip() == os.path.realpath(base), found.stderr


def test_the_pythons_behind_shims_are_found_where_home_is_another(tmp_path, base):
    program(tmp_path / "pyenv" / "shims" / "python3", "exit 127")
    program(tmp_path / "pyenv" / "versions" / "3.13.0" / "bin" / "python3.13", f'exec {base} "$@"')
    found = shell("find_python", f"{tmp_path}/pyenv/shims:/bin", tmp_path / "elsewhere")
    assert found.stdout.strip() == os.path.realpath(base), found.stderr


def test_any_python_will_do_to_fetch_uv(tmp_path):
    old = program(tmp_path / "old" / "python3", 'case "$2" in *"(3, 8)"*) exit 0;; *) exit 1;; esac')
    assert shell("find_any_python", f"{tmp_path}/old:/bin", tmp_path).stdout.strip() == str(old)


@pytest.mark.parametrize(
    ("tags", "system", "machine", "musl", "suitable"),
    [
        ("manylinux_2_17_x86_64.manylinux2014_x86_64", "Linux", "x86_64", False, True),
        ("manylinux_2_17_x86_64.manylinux2014_x86_64", "Linux", "aarch64", False, False),
        ("manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64", "Linux", "arm64", True, True),
        ("musllinux_1_1_x86_64", "Linux", "x86_64", False, False),
        ("musllinux_1_1_x86_64", "Linux", "x86_64", True, True),
        ("macosx_11_0_arm64", "Darwin", "arm64", False, True),
        ("macosx_10_12_x86_64", "Darwin", "arm64", False, False),
        ("manylinux_2_17_i686.manylinux2014_i686", "Linux", "x86_64", False, False),
        ("win_amd64", "Linux", "x86_64", False, False),
    ],
)
def test_the_wheel_for_this_machine_is_recognised_by_its_tags(tags, system, machine, musl, suitable):
    spec = importlib.util.spec_from_file_location("fetch_uv", ROOT / "bin" / "fetch_uv.py")
    fetch_uv = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fetch_uv)
    assert fetch_uv.suits(f"uv-0.0.1-py3-none-{tags}.whl", system, machine, musl) is suitable


def test_the_lock_holds_a_digest_for_everything_and_no_place_of_ours():
    lock = (ROOT / "requirements.txt").read_text()
    pinned = [line for line in lock.splitlines() if "==" in line and not line.lstrip().startswith("#")]
    assert len(pinned) > 20
    assert all(line.endswith("\\") for line in pinned)
    assert "://" not in lock
    assert "--index" not in lock
    assert "--find-links" not in lock


@pytest.mark.parametrize("port", ["http", "80 00", "8000x"])
def test_a_port_that_is_no_number_is_refused_in_words(port, tmp_path):
    refused = subprocess.run(
        ["bin/demo"],
        cwd=ROOT,
        env={**os.environ, "PORT": port, "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert refused.stderr == f"PORT={port} is not a number. Try PORT=8001 bin/demo\n"


def test_a_port_that_is_taken_is_refused_in_words(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = shell(f"refuse_taken_port {port}", os.environ["PATH"], tmp_path)
    assert refused.returncode == 1
    assert f"Port {port} cannot be used" in refused.stderr
    assert "Choose another: PORT=8001 bin/demo" in refused.stderr


@pytest.mark.parametrize("script", ["bin/demo", "bin/test", "bin/environment.sh"])
def test_the_scripts_are_plain_sh(script):
    assert subprocess.run(["/bin/sh", "-n", ROOT / script], check=False).returncode == 0
