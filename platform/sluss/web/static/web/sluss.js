// Everything here only improves: each page works without it.

function focusSummary(root) {
  root.querySelector("[data-error-summary]")?.focus();
}

function count(field) {
  const counter = field.closest(".ds-field")?.querySelector("[data-field=counter]");
  if (!counter) return;
  const left = Number(counter.dataset.limit) - field.value.length;
  counter.dataset.state = left < 0 ? "over" : "under";
  counter.textContent = (left < 0 ? counter.dataset.over : counter.dataset.left).replace("%d", Math.abs(left).toLocaleString(document.documentElement.lang));
}

function checkUpload(input) {
  const notice = input.closest(".ds-field")?.querySelector("[data-too-large]");
  if (!notice) return true;
  const fits = [...input.files].every((file) => file.size <= Number(notice.dataset.tooLarge));
  notice.hidden = fits;
  input.toggleAttribute("aria-invalid", !fits);
  return fits;
}

const dirty = new Set();

function guarded(form) {
  return form?.matches?.("form[data-guard]") ? form : null;
}

document.addEventListener("input", (event) => {
  if (guarded(event.target.form)) dirty.add(event.target.form);
  if (event.target.matches("textarea, input")) count(event.target);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("input[type=file]")) checkUpload(event.target);
});

document.addEventListener("submit", (event) => {
  const refused = [...event.target.querySelectorAll("input[type=file]")].find((input) => !checkUpload(input));
  if (refused) {
    event.preventDefault();
    refused.focus();
  } else {
    dirty.delete(event.target);
  }
});

window.addEventListener("beforeunload", (event) => {
  const waiting = [...dirty].some((form) => form.isConnected);
  if (waiting) event.preventDefault();
});

document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));
document.querySelectorAll("[data-field=counter]").forEach((counter) => {
  const field = counter.closest(".ds-field").querySelector("textarea, input");
  if (field) count(field);
});
focusSummary(document);
