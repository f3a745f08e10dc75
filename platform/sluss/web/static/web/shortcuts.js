// Keys that do what a link, a field or a button of the page does: data-shortcut="n" on the element itself. j and k walk
// through the elements marked data-shortcut-row. They can be turned off (WCAG 2.1.4), and a single key never works while somebody is typing.
const box = document.querySelector("[data-shortcuts]");
const off = box?.querySelector("[data-shortcuts-off]");
const KEPT = "sluss-shortcuts-off";

function isOff() {
  return off?.getAttribute("aria-pressed") === "true";
}

function turn(value) {
  off.setAttribute("aria-pressed", String(value));
  try {
    localStorage.setItem(KEPT, value ? "1" : "");
  } catch {
    // Where the browser keeps nothing, the choice holds for this page.
  }
}

const CHOICES = "input[type=radio], input[type=checkbox]";

function isTyping(target) {
  return target.matches?.("input, textarea, select, [contenteditable]") && !target.matches(CHOICES);
}

function walk(step) {
  const rows = [...document.querySelectorAll("[data-shortcut-row]")];
  const next = rows.indexOf(document.activeElement) + step;
  rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus();
  return rows.length > 0;
}

function use(element) {
  if (element.matches(CHOICES)) {
    element.click();
    element.focus();
  } else if (element.matches("input, textarea, select")) {
    element.focus();
  } else {
    element.click();
  }
}

function pressed(event) {
  if (event.metaKey || event.altKey) return null;
  if (event.ctrlKey) return `Control+${event.key}`;
  return isTyping(event.target) ? null : event.key;
}

if (box) {
  box.hidden = false;
  try {
    off.setAttribute("aria-pressed", String(localStorage.getItem(KEPT) === "1"));
  } catch {
    // As above.
  }
  off.addEventListener("click", () => turn(!isOff()));
  document.addEventListener("keydown", (event) => {
    const key = isOff() ? null : pressed(event);
    if (!key) return;
    if ((key === "j" && walk(1)) || (key === "k" && walk(-1))) return;
    const element = key === "?" ? box.querySelector("summary") : document.querySelector(`[data-shortcut="${CSS.escape(key)}"]`);
    if (!element) return;
    event.preventDefault();
    if (key === "?") {
      box.open = true;
      element.focus();
    } else {
      use(element);
    }
  });
}
