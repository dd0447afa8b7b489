"""A served site and what checks pages. Each check skips where its tool is not installed."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
VNU = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
QUICK = 20  # seconds for a server to start


@dataclass(frozen=True, slots=True)
class Site:
    """A running `osler serve` over its own data folder."""

    address: str
    home: Path
    environment: dict[str, str]

    def osler(self, *arguments: str, given: str | None = None) -> str:
        """Run a command over the site's data folder; returns what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "osler", *arguments],
            env=self.environment,
            input=given,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode in {0, 3}, done.stdout + done.stderr
        return done.stdout


def free() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + QUICK
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer: {log.read_text(encoding='utf-8')}")


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds on a page: rule, impact and where. WCAG 2.2 AA and best practice, or only
    `rules`.
    """
    if not AXE.exists():
        pytest.skip("axe is not installed (npm ci in tests/browser)")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": STANDARDS}
    found: list[dict[str, Any]] = page.evaluate(
        """only => axe.run(document, {runOnly: only, resultTypes: ['violations']})
        .then(done => done.violations)""",
        only,
    )
    return [
        f"{each['id']} ({each['impact']}): {[node['target'] for node in each['nodes']]}"
        for each in found
    ]


def invalid(pages: dict[str, str], folder: Path) -> list[str]:
    """What the HTML validator says of pages, by name; empty when all is well."""
    java = shutil.which("java")
    if java is None or not VNU.exists():
        pytest.skip("the HTML validator is not installed (java, and npm ci in tests/browser)")
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [java, "-jar", str(VNU), "--format", "json", "--stdout", *map(str, folder.glob("*.html"))],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    said = json.loads(done.stdout)["messages"]
    return [
        f"{Path(each['url']).name}:{each.get('lastLine')}: {each['message']}"
        for each in said
        if each["type"] == "error" or each.get("subType") == "warning"
    ]
