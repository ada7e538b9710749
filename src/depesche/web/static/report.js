// A report: a click on marked words, or on a line of the list, shows the record; layers are shown and hidden at once.
const text = document.getElementById("text");
const card = document.getElementById("card");
const places = new Map();
for (const piece of text.querySelectorAll("[data-r]")) {
  for (const id of piece.dataset.r.split(" ")) {
    if (!places.has(id)) places.set(id, []);
    places.get(id).push(piece);
  }
}
let chosen = new URLSearchParams(location.search).get("record") ?? "";
let asking = null;

function seen(piece) {
  return getComputedStyle(piece).textDecorationLine !== "none" || getComputedStyle(piece).cursor === "pointer";
}

export async function choose(id, { scroll = true } = {}) {
  for (const piece of places.get(chosen) ?? []) piece.classList.remove("on");
  chosen = id;
  const mine = places.get(id) ?? [];
  for (const piece of mine) piece.classList.add("on");
  if (scroll) mine[0]?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  for (const line of document.querySelectorAll(".lines > li")) {
    if (line.querySelector("[data-record]").dataset.record === id) line.setAttribute("aria-current", "true");
    else line.removeAttribute("aria-current");
  }
  const address = new URL(location.href);
  address.searchParams.set("record", id);
  history.replaceState(null, "", address);
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(`/records/${id}/card`, { signal: asking.signal });
    card.innerHTML = await answer.text();
    card.hidden = false;
    document.dispatchEvent(new CustomEvent("carded", { detail: { id } }));
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

text.addEventListener("click", (event) => {
  const piece = event.target.closest("[data-r]");
  if (!piece || !getSelection().isCollapsed || !seen(piece)) return;
  // The record of fewest words first; a further click takes the next one that lies here.
  const ids = piece.dataset.r.split(" ").sort((a, b) => places.get(a).length - places.get(b).length || (a < b ? -1 : 1));
  choose(ids[(ids.indexOf(chosen) + 1) % ids.length], { scroll: false });
});

card.addEventListener("click", (event) => {
  if (!event.target.closest(".shut")) return;
  event.preventDefault();
  for (const piece of places.get(chosen) ?? []) piece.classList.remove("on");
  document.querySelector(".lines > [aria-current]")?.removeAttribute("aria-current");
  card.hidden = true;
  chosen = "";
  const address = new URL(location.href);
  address.searchParams.delete("record");
  address.hash = "";
  history.replaceState(null, "", address);
});

for (const list of document.querySelectorAll(".lines")) {
  list.addEventListener("click", (event) => {
    const link = event.target.closest("[data-record]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(link.dataset.record);
  });
  list.addEventListener("reached", (event) => choose(event.detail.querySelector("[data-record]").dataset.record));
}

for (const box of document.querySelectorAll("[data-layer]")) {
  const show = () => text.classList.toggle(`show-${box.dataset.layer}`, box.checked);
  box.addEventListener("change", show);
  show();
}
document.getElementById("at")?.scrollIntoView({ block: "center" });
