/* Taking over what a photo's file says: the form's field is filled by a press, and never by itself. */

// Who may only look has no field to take it over into.
for (const button of document.querySelectorAll("[data-take-over]")) {
  button.hidden = !document.getElementsByName(button.dataset.takeOver).length
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-take-over]")
  if (!button) return
  const field = document.getElementsByName(button.dataset.takeOver)[0]
  if (!field) return
  // Django's own field for a day takes the reader's way of writing it, a browser's that of ISO 8601.
  field.value = (field.type !== "date" && button.dataset.typed) || button.dataset.text
  field.dispatchEvent(new Event("input", { bubbles: true }))
  field.dispatchEvent(new Event("change", { bubbles: true }))
  field.focus()
})
