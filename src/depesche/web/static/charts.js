// Draws the charts of a page from the specifications that the server gives; expressions are interpreted, so that no policy forbids them.
import { expressionInterpreter } from "./vendor/vega-interpreter.js";

const dark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "dark" || (chosen === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
};

async function draw(box) {
  if (box.dataset.drawn) return;
  box.dataset.drawn = "1";
  const address = new URL(box.dataset.chart, location.href);
  address.searchParams.set("theme", dark() ? "dark" : "light");
  const spec = await (await fetch(address)).json();
  // Several charts on one another cannot fill their container by themselves.
  const width = Math.max(240, box.clientWidth - 60);
  const sized = JSON.parse(JSON.stringify(spec), (key, value) => (key === "width" && value === "container" ? width : value));
  const { spec: full } = vegaLite.compile(sized);
  const view = new vega.View(vega.parse(full, null, { ast: true }), {
    expr: expressionInterpreter,
    renderer: "svg",
    container: box,
    hover: true,
    loader: vega.loader({ baseURL: location.origin }),
    logLevel: vega.Error,
  });
  await view.runAsync();
  box.querySelector("svg")?.setAttribute("aria-hidden", "true"); // the box names it, and the table below tells it
  for (const button of box.parentElement.querySelectorAll("[data-save]")) button.addEventListener("click", () => save(view, button.dataset.save));
}

async function save(view, kind) {
  const link = document.createElement("a");
  link.download = `${document.title.split(" – ")[0]}.${kind}`;
  if (kind === "svg") link.href = URL.createObjectURL(new Blob([await view.toSVG()], { type: "image/svg+xml" }));
  else link.href = (await view.toCanvas(2)).toDataURL("image/png");
  link.click();
}

for (const box of document.querySelectorAll("[data-chart]")) {
  const folded = box.closest("details");
  if (!folded || folded.open) draw(box);
  else folded.addEventListener("toggle", () => draw(box), { once: true });
}

// The slider tells its day while it moves, and asks for the matrix of that day when it stops.
for (const slider of document.querySelectorAll("input[data-days]")) {
  const days = slider.dataset.days.split("|");
  slider.addEventListener("input", () => (slider.form.querySelector("[data-day]").textContent = days[Number(slider.value)]));
  slider.addEventListener("change", () => slider.form.requestSubmit());
}
