// Review by keyboard: an answer is sent, and the next record put in its place. Without this the same forms work page by page.
const box = document.getElementById("task");
let aimed = "content";
let busy = false;

async function send(button) {
  const form = button.form;
  if (busy || !form.reportValidity()) return;
  busy = true;
  const data = new URLSearchParams(new FormData(form));
  data.set("verdict", button.value);
  data.set("part", "1");
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { accept: "text/html" } });
    if (answer.ok) {
      box.innerHTML = await answer.text();
      history.replaceState(null, "", `/review/next?${nextAddress()}`);
      box.focus({ preventScroll: true });
      look();
    } else show(await answer.text());
  } finally {
    busy = false;
  }
}

// On a small screen the words may lie below the edge.
function look() {
  scrollTo(0, 0);
  const words = box.querySelector(".on");
  if (words && words.getBoundingClientRect().bottom > innerHeight * 0.8) words.scrollIntoView({ block: "center" });
}
look();

function nextAddress() {
  const form = box.querySelector("form");
  return form ? new URL(form.action).search.slice(1) : "";
}

// What went wrong stands above the record, which stays as it is.
function show(page) {
  const told = new DOMParser().parseFromString(page, "text/html").querySelector("main");
  const words = document.createElement("div");
  words.className = "fault";
  words.setAttribute("role", "alert");
  for (const one of told?.querySelectorAll("p:not(:last-child)") ?? []) words.append(document.importNode(one, true));
  box.querySelector(".fault")?.remove();
  box.prepend(words);
}

box.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=verdict]");
  if (!button) return;
  event.preventDefault();
  if (button.value === "flag" && !field("note").value) {
    field("note").focus();
    if (!button.dataset.asked) {
      button.dataset.asked = "1";
      return;
    }
  }
  send(button);
});

const field = (name) => box.querySelector(`[name="${name}"]`);

box.addEventListener("focusin", (event) => {
  if (event.target.dataset?.form) aim(event.target.name);
});
box.addEventListener("input", async (event) => {
  mark(event.target);
  if (event.target.getAttribute("list") !== "names" || event.target.value.length < 2) return;
  const answer = await fetch(`/review/names?words=${encodeURIComponent(event.target.value)}`);
  if (answer.ok) document.getElementById("names").innerHTML = await answer.text();
});

function mark(input) {
  input.closest(".field")?.classList.add("changed");
}

function aim(name) {
  aimed = name;
  for (const one of box.querySelectorAll(".field")) one.classList.toggle("aimed", one.querySelector("[data-field]")?.name === name);
}

// Offsets count code points of the report's text; a piece that shows something else than it holds counts as a whole.
function offset(node, at, end) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (!piece) return null;
  const [first, last] = [Number(piece.dataset.at), Number(piece.dataset.end)];
  const letters = [...piece.textContent];
  if (letters.length !== last - first) return end ? last : first;
  return node.nodeType === Node.TEXT_NODE ? first + [...node.data.slice(0, at)].length : at ? last : first;
}

function selected() {
  const chosen = getSelection();
  if (chosen.isCollapsed || !box.querySelector(".text")?.contains(chosen.anchorNode)) return null;
  const range = chosen.getRangeAt(0);
  const [start, end] = [offset(range.startContainer, range.startOffset, false), offset(range.endContainer, range.endOffset, true)];
  return start === null || end === null || start >= end ? null : [start, end];
}

function put(name, spans) {
  const input = field(name);
  if (!input) return;
  input.value = spans.map(([a, b]) => `${a}-${b}`).join(", ");
  box.querySelector(`[data-words="${name}"]`).textContent = spans.map(([a, b]) => words(a, b)).join(" … ");
  mark(input);
  aim(name);
}

function words(start, end) {
  let found = "";
  for (const piece of box.querySelectorAll("[data-at]")) {
    const [first, last] = [Number(piece.dataset.at), Number(piece.dataset.end)];
    if (last <= start || first >= end) continue;
    const letters = [...piece.textContent];
    found += letters.length === last - first ? letters.slice(Math.max(0, start - first), end - first).join("") : piece.textContent;
  }
  return found;
}

function spans(name) {
  const value = field(name)?.value.trim();
  return value ? value.split(",").map((one) => one.split("-").map(Number)) : [];
}

// The ends of the words of the paragraphs, by which an end of a span moves.
function edges() {
  const found = { start: [], end: [] };
  for (const paragraph of box.querySelectorAll(".text p")) {
    const pieces = [...paragraph.querySelectorAll("[data-at]")];
    if (!pieces.length) continue;
    const first = Number(pieces[0].dataset.at);
    const text = pieces.map((one) => one.textContent).join("");
    for (const hit of text.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)) {
      const at = first + [...text.slice(0, hit.index)].length;
      found.start.push(at);
      found.end.push(at + [...hit[0]].length);
    }
  }
  return found;
}

function stretch(by, end) {
  const mine = spans(aimed);
  if (!mine.length) return;
  const last = mine.length - 1;
  const places = end ? edges().end : edges().start;
  const now = end ? mine[last][1] : mine[0][0];
  const next = by > 0 ? places.find((one) => one > now) : places.findLast((one) => one < now);
  if (next === undefined) return;
  if (end && next > mine[last][0]) mine[last][1] = next;
  if (!end && next < mine[0][1]) mine[0][0] = next;
  put(aimed, mine);
}

const TARGETS = { s: "source", c: "cue", q: "content" };
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    box.querySelector("[data-action=save]")?.click();
  } else if (event.key === "Escape" && typing) {
    typing.blur();
    event.preventDefault();
  } else if (typing) {
    if (event.key === "Enter" && !typing.matches("select")) event.preventDefault();
  } else if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    box.querySelector("[data-action=undo]")?.click();
  } else if (event.shiftKey && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
    event.preventDefault();
    stretch(event.key === "ArrowRight" ? 1 : -1, !event.ctrlKey);
  } else if (!event.ctrlKey && !event.metaKey && !event.altKey) {
    const name = event.key in TARGETS && (field(TARGETS[event.key]) ? TARGETS[event.key] : field("evidence") && event.key === "q" ? "evidence" : null);
    const choice = field("act") ?? field("mode") ?? field("status");
    if (name) {
      const here = selected();
      if (here) put(name, field(name).dataset.form === "spans" && event.target === box && event.repeat ? [...spans(name), here] : [here]);
      else aim(name);
      event.preventDefault();
    } else if (/^[1-9]$/.test(event.key) && choice?.options[Number(event.key)]) {
      choice.selectedIndex = Number(event.key);
      mark(choice);
      event.preventDefault();
    } else if (event.key === "e") {
      (field("actor") ?? field("name") ?? box.querySelector("[data-field]"))?.focus();
      event.preventDefault();
    }
  }
});
