// Two reports side by side: what is pointed at or clicked on one side is shown on the other.
const pieces = [...document.querySelectorAll(".facing [data-r]")];

function show(piece) {
  const wanted = new Set(piece?.dataset.r.split(" ") ?? []);
  for (const one of pieces) one.classList.toggle("on", one.dataset.r.split(" ").some((id) => wanted.has(id)));
}

for (const piece of pieces) {
  piece.addEventListener("pointerenter", () => show(piece));
  piece.addEventListener("click", () => {
    show(piece);
    const mine = piece.closest("section");
    const there = pieces.find((one) => one.closest("section") !== mine && one.classList.contains("on"));
    there?.scrollIntoView({ block: "center" });
  });
}
