// Keys: a key clicks whatever bears its action on the page. Off while somebody types, and with a modifier held.
const keys = await (await fetch("/static/keys.json")).json();
const ways = { home: "/", help: "/help" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
  const found = keys.find((one) => one.key === event.key);
  if (!found) return;
  const target = document.querySelector(`[data-action="${found.action}"]`);
  if (target) target.click();
  else if (found.action in ways) location.assign(ways[found.action]);
  else return;
  event.preventDefault();
});
