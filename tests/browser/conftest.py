"""A real Chromium against the real site: pages on `*.localhost`, every one checked by axe and for broken policies."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from sluss.registry.models import Municipality
from sluss.web import policy_reports
from tenants.people.models import Member
from tests.factories.people import sign_in

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
# WCAG 2.2 A and AA with axe's best practices on; no rule is switched off.
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("No Chromium was found. `make test` installs one or says how; CHROMIUM=/path names one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


class Walk:
    """One person's browser. Complaints of the content policy and of axe are collected and fail the test."""

    def __init__(self, context: BrowserContext, port: int, *, javascript: bool) -> None:
        self.context = context
        self.javascript = javascript
        self.port = port
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: Any) -> None:
        if "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def address(self, path: str, municipality: Municipality | None = None) -> str:
        host = f"{municipality.slug}.localhost" if municipality else "localhost"
        return f"http://{host}:{self.port}{path}"

    def open(self, path: str, municipality: Municipality | None = None, *, status: int = 200) -> Page:
        answer = self.page.goto(self.address(path, municipality))
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}"
        return self.page

    def signed_in(self, municipality: Municipality | None, member: Member | None = None, **who: Any) -> "Walk":
        """Give this browser a session, as if its person had signed in."""
        cookie = sign_in(municipality, member, **who).cookies["sluss_session"]
        self.context.add_cookies(
            [{"name": "sluss_session", "value": cookie.value, "url": self.address("/", municipality)}]
        )
        return self

    def check(self) -> None:
        """The page as it stands has no fault that axe can see and broke no policy (axe itself needs script)."""
        if not self.javascript:
            return
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate(
            "tags => axe.run({runOnly: {type: 'tag', values: tags}}).then(r => r.violations)", AXE_TAGS
        )
        faults = [f"{v['id']}: {v['help']} {[n['html'][:160] for n in v['nodes']][:3]}" for v in found]
        assert not faults, f"{self.page.url}: {faults}"
        assert not self.complaints, f"{self.page.url}: {self.complaints}"


@pytest.fixture
def walk(chromium: Browser, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Walk]]:
    """`walk()` gives a new person's browser; `walk(javascript=False)` one without script, `width=390` a phone's."""
    port = int(live_server.url.rsplit(":", 1)[1])
    monkeypatch.setattr(settings, "PORT", port)
    contexts: list[BrowserContext] = []

    def start(*, javascript: bool = True, width: int = 1280, language: str = "sv-SE", **options: Any) -> Walk:
        context = chromium.new_context(
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            locale=language,
            **options,
        )
        # A busy machine is no fault of the page: only what never comes is waited for this long.
        context.set_default_timeout(30_000)
        contexts.append(context)
        return Walk(context, port, javascript=javascript)

    policy_reports.counted.clear()
    yield start
    for context in contexts:
        context.close()
    assert not policy_reports.counted, f"the content policy was broken: {dict(policy_reports.counted)}"
