// Draws the network at the places that the server worked out once for all modes and windows.
const box = document.getElementById("drawing");
if (box) {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const found = await (await fetch(box.dataset.network)).json();
  const most = Math.max(...found.elements.filter((one) => one.data.source).map((one) => Math.abs(one.data.weight)), 1e-9);
  const drawing = cytoscape({
    container: box,
    elements: found.elements,
    layout: { name: "preset", fit: true, padding: 40 },
    minZoom: 0.1,
    maxZoom: 6,
    style: [
      { selector: "node", style: { label: "data(label)", color: colour("--ink"), "font-size": 11, "text-valign": "top", "text-wrap": "wrap", "text-max-width": 140, width: 10, height: 10, "text-margin-y": -3, "min-zoomed-font-size": 6 } },
      { selector: "node[kind='actor']", style: { "background-color": colour("--ink"), "font-weight": "bold", "font-size": 13, width: 16, height: 16 } },
      { selector: "node[kind='issue']", style: { shape: "rectangle", "background-color": colour("--sheet"), "border-width": 1.5, "border-color": colour("--ink") } },
      { selector: "edge", style: { width: (edge) => 1 + (5 * Math.abs(edge.data("weight"))) / most, "line-color": colour("--good"), "curve-style": "straight", opacity: 0.75 } },
      { selector: "edge[stance='contra'], edge[stance='conflict']", style: { "line-color": colour("--bad"), "line-style": "dashed" } },
      { selector: "edge[stance='neutral'], edge[stance='mixed']", style: { "line-color": colour("--muted") } },
      { selector: "edge[?directed]", style: { "target-arrow-shape": "triangle", "target-arrow-color": colour("--ink"), "curve-style": "bezier", "arrow-scale": 1.2 } },
      { selector: "edge[label]", style: { label: "data(label)", "font-size": 9, color: colour("--muted"), "text-rotation": "autorotate", "text-margin-y": -7 } },
      { selector: ".faint", style: { opacity: 0.12 } },
    ],
  });
  drawing.on("tap", "node", (event) => {
    drawing.elements().addClass("faint");
    event.target.closedNeighborhood().removeClass("faint");
  });
  drawing.on("tap", (event) => {
    if (event.target === drawing) drawing.elements().removeClass("faint");
  });
  for (const button of document.querySelectorAll("[data-svg]")) button.addEventListener("click", () => saveSvg(button.dataset.svg));
  for (const button of document.querySelectorAll("[data-save=png]")) {
    button.addEventListener("click", () => {
      const link = document.createElement("a");
      link.download = "network.png";
      link.href = drawing.png({ full: true, scale: 2, bg: colour("--paper") });
      link.click();
    });
  }
}

// A picture of lines and letters is drawn by Vega, which is fetched from our own server only when somebody asks for one.
async function saveSvg(address) {
  if (!globalThis.vega) {
    await new Promise((done, failed) => {
      const script = Object.assign(document.createElement("script"), { src: "/static/vendor/vega.min.js", onload: done, onerror: failed });
      document.head.append(script);
    });
  }
  const { expressionInterpreter } = await import("./vendor/vega-interpreter.js");
  const spec = await (await fetch(address)).json();
  const view = new vega.View(vega.parse(spec, null, { ast: true }), { expr: expressionInterpreter, renderer: "none" });
  const link = document.createElement("a");
  link.download = "network.svg";
  link.href = URL.createObjectURL(new Blob([await view.toSVG()], { type: "image/svg+xml" }));
  link.click();
}
