"""The Nu Html Checker (https://validator.github.io/validator/), the one of the W3C, run on pages."""

import json
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.audit.pages import Page


def faults(pages: list[Page], checker: Path) -> list[str]:
    """Return what the checker (vnu.jar) has to say of the pages: errors and warnings, a line each."""
    with TemporaryDirectory() as folder:
        names = {}
        for number, page in enumerate(pages):
            file = Path(folder) / f"{number}.html"
            file.write_text(page.html, encoding="utf-8")
            names[file.as_uri()] = page
        command = ["java", "-jar", str(checker), "--format", "json", "--stdout", "--exit-zero-always", folder]
        ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    found = []
    for said in json.loads(ran.stdout)["messages"]:
        if said["type"] == "info" and said.get("subType") != "warning":
            continue
        page = names.get(
            said.get("url", "").replace("file:/", "file:///", 1).replace("file://///", "file:///")
        )
        place = f"{page.address} ({page.kind})" if page else said.get("url", "")
        found.append(f"{place}: {said['message']} … {said.get('extract', '').strip()!r}")
    return found
