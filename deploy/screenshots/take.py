"""`make screenshots`: the README's pictures, taken from a demo that is started for it and thrown away."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "platform" / "docs" / "pictures"
READY_SECONDS = 180
PASSWORD = "slussportarna öppnas"
# Looked for among the board's cards, so that the picture shows an idea that is on its way.
CHAMBER = 3


def main() -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with demo() as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="sv-SE")
        sign_in(page, f"http://skovde.localhost:{port}", "innovation@skovde.demo.example")
        page.goto(f"http://skovde.localhost:{port}/ideer/tavla/")
        page.locator(".board-column").nth(CHAMBER - 1).locator("h3 a").first.click()
        take(page, "idea")
        sign_in(page, f"http://localhost:{port}", "analytiker@demo.example")
        page.goto(f"http://localhost:{port}/oversikt/")
        take(page, "overview")
        browser.close()
    return 0


@contextmanager
def demo() -> Iterator[int]:
    """A demo of its own, on a free port and a folder that goes with it."""
    port = free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        variables = {**os.environ, "SLUSS_DATA": folder, "SLUSS_PORT": str(port)}
        process = subprocess.Popen(
            [sys.executable, "manage.py", "demo"], cwd=ROOT, env=variables, stdout=subprocess.PIPE
        )
        try:
            wait_until_ready(process)
            yield port
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def wait_until_ready(process: "subprocess.Popen[bytes]") -> None:
    assert process.stdout is not None
    until = time.monotonic() + READY_SECONDS
    for line in process.stdout:
        print(line.decode().rstrip())
        if re.match(rb"Ready", line):
            return
        if time.monotonic() > until:
            break
    sys.exit("The demo did not start.")


def sign_in(page: Page, site: str, email: str) -> None:
    page.goto(f"{site}/konto/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()
    page.wait_for_load_state()


def take(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png", full_page=False)
    print(f"platform/docs/pictures/{name}.png")


def chromium() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    return found or sys.exit("No Chromium was found. Name one: make screenshots CHROMIUM=/path/to/chromium")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
