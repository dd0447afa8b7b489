"""A served site and a real browser, which skips where it is not installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_papers import papers
from made_served import CHROMIUM, FLAGS, QUICK, Site, free, wait
from playwright.sync_api import Browser, sync_playwright


@pytest.fixture(scope="module")
def site(whole_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site over synthetic papers, by itself for each file of tests."""
    home = shutil.copytree(whole_home, tmp_path_factory.mktemp("site") / "home")
    port = free()
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "OSLER_HOME": str(home), "OSLER_BASE_URL": address}
    environment.pop("OSLER_DATABASE", None)
    made = Site(address, home, environment)
    (home / "papers.xml").write_bytes(papers())
    made.osler("ingest", str(home / "papers.xml"))
    log = (home / "serve.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "osler", "serve", "--port", str(port)],
        env=environment,
        stdout=log,
        stderr=log,
    )
    try:
        wait(f"{address}/healthz", process, home / "serve.log")
        yield made
    finally:
        process.terminate()
        process.wait(QUICK)
        log.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()
