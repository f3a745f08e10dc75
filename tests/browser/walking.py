"""What most walks do on a page: look at it, and press what leads on."""

from playwright.sync_api import Page

from tests.browser.conftest import Walk

ROOT = "document.documentElement"


def seen(walker: Walk) -> None:
    """The page as it stands has no fault, and fits its window."""
    walker.check()
    if walker.javascript:
        assert not walker.page.evaluate(f"{ROOT}.scrollWidth > {ROOT}.clientWidth"), walker.page.url


def press(page: Page, name: str) -> None:
    """The first button or link of the content that is called so."""
    button, link = (page.locator("main").get_by_role(role, name=name, exact=True) for role in ("button", "link"))
    button.or_(link).first.click()
