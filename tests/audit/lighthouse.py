"""Lighthouse, by Google, asked of a page: its four scores of 100, and what took points away."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking"


@dataclass(frozen=True)
class Score:
    """What Lighthouse gives one page: `{category: points of 100}`, a line for each audit that lost some."""

    address: str
    points: dict[str, int]
    lost: list[str]


def score(site: str, address: str, program: Path, browser: str) -> Score:
    """Return the score of a page as a middling telephone has it, which is what Lighthouse takes by itself."""
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            *("node", str(program), site + address, "--quiet", "--output=json", f"--output-path={report}"),
            *(f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={FLAGS}"),
        ]
        environment = {**os.environ, "CHROME_PATH": browser}
        # Its browser does not always start at once.
        for last in (False, False, True):
            ran = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)
            if ran.returncode == 0:
                break
            if last:
                raise RuntimeError(f"Lighthouse could not measure {address}: {ran.stderr.strip()}")
        told = json.loads(report.read_text())
    points = {name: round(100 * (category["score"] or 0)) for name, category in told["categories"].items()}
    lost = [
        f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')}".strip()
        for category in told["categories"].values()
        for ref in category["auditRefs"]
        if ref["weight"] and (audit := told["audits"][ref["id"]])["score"] not in (1, None)
    ]
    return Score(address, points, lost)
