// What all pages have: keys, lists to go through by key, and copying.
document.documentElement.classList.add("js");
const keys = await (await fetch("/static/keys.json")).json();
const ways = { home: "/", help: "/help", search: "/search" };

// A key clicks whatever bears its action on the page. Off while somebody types, and with a modifier held.
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]")) return;
  const found = keys.find((one) => one.key === event.key);
  if (!found) return;
  const target = document.querySelector(`[data-action="${found.action}"]`);
  if (target && !target.disabled) {
    if (target.matches("input, textarea")) target.focus();
    else target.click();
  } else if (found.action === "next" || found.action === "previous") step(found.action === "next" ? 1 : -1);
  else if (found.action in ways) location.assign(ways[found.action]);
  else return;
  event.preventDefault();
});

// The lines of a list are gone through one by one; whoever shows more of a line hears of it by the event `reached`.
function step(by) {
  const list = document.querySelector("[data-list]");
  if (!list) return;
  const lines = [...list.children];
  const at = lines.indexOf(document.activeElement?.closest("[data-list] > *")) >= 0
    ? lines.indexOf(document.activeElement.closest("[data-list] > *"))
    : lines.findIndex((one) => one.hasAttribute("aria-current"));
  const next = lines[at < 0 ? 0 : Math.min(Math.max(at + by, 0), lines.length - 1)];
  (next?.querySelector("a, button") ?? next)?.focus();
  next?.scrollIntoView({ block: "nearest" });
  list.dispatchEvent(new CustomEvent("reached", { detail: next }));
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.classList.add("done");
  setTimeout(() => button.classList.remove("done"), 1500);
});
