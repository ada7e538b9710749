// A run that is going on is told live; when it is over the page shows its end.
for (const run of document.querySelectorAll(".run")) {
  if (["done", "failed", "stopped"].includes(run.dataset.state)) continue;
  const source = new EventSource(`/runs/${run.dataset.run}/events`);
  source.addEventListener("message", (event) => {
    const told = JSON.parse(event.data);
    const bar = run.querySelector("progress");
    if (told.total) {
      bar.max = told.total;
      bar.value = told.done;
    }
    for (const name of ["done", "total"]) run.querySelector(`[data-told=${name}]`).textContent = told[name] ?? "?";
    run.querySelector("[data-told=seconds]").textContent = Math.round(told.seconds);
    if (["done", "failed", "stopped"].includes(told.state)) {
      source.close();
      location.reload();
    }
  });
}
