// Files that are dropped on the field are sent as if they had been chosen.
const field = document.querySelector(".drop");
const files = field.querySelector("input");
for (const kind of ["dragover", "dragleave", "drop"]) {
  field.addEventListener(kind, (event) => {
    event.preventDefault();
    field.classList.toggle("over", kind === "dragover");
  });
}
field.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  files.files = event.dataTransfer.files;
  field.requestSubmit();
});
