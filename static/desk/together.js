/* Whoever writes into a field means to change it: its box is ticked for them. */

for (const row of document.querySelectorAll(".together-row")) {
  const box = row.querySelector(".together-field > input[type=checkbox]")
  const tick = (event) => {
    if (event.target !== box) box.checked = true
  }
  row.addEventListener("input", tick)
  row.addEventListener("change", tick)
}

/* The autocompletes tell of a choice through jQuery alone. */
window.django?.jQuery?.(".together-row select").on("select2:select select2:unselect", (event) => {
  event.target.closest(".together-row").querySelector(".together-field > input[type=checkbox]").checked = true
})
