"""Walking by keyboard alone: Tab, Enter, Space, arrows and letters."""

from playwright.sync_api import Page

MOST_TABS = 120
FOCUSED = """() => {
  const e = document.activeElement, r = e.getBoundingClientRect();
  const labels = [...(e.labels || [])];
  const label = e.getAttribute('aria-label') || (labels.length ? labels[0].innerText : e.innerText) || e.value;
  const seen = document.elementFromPoint(r.x + r.width / 2, r.y + Math.min(r.height / 2, 20));
  return {label: (label || '').trim(), width: r.width, height: r.height,
          covered: !!seen && !e.contains(seen) && !seen.contains(e) && !labels.some(l => l.contains(seen))};
}"""


def tab_to(page: Page, label: str) -> None:
    """Press Tab until the control with this label has the focus. It must then be seen, and not lie under anything."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["label"].startswith(label):
            assert focused["width"] > 0, f"{label}: has the focus but no size"
            assert not focused["covered"], f"{label}: has the focus but something covers it"
            return
    raise AssertionError(f"Tab never came to {label!r} on {page.url}")


def write(page: Page, label: str, text: str) -> None:
    tab_to(page, label)
    page.keyboard.type(text)


def press(page: Page, label: str) -> None:
    """Press Enter on a link or button that leads to another page, and wait for it."""
    tab_to(page, label)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tick(page: Page, label: str) -> None:
    tab_to(page, label)
    page.keyboard.press("Space")
