/* What should be looked at again, asked of the server a moment after typing stops. The checks and their
   words are the server's (newsroom/desk/writing_aids.py); here they are shown, and marked at their fields. */

import { asker } from "./asking.js"

const panel = document.getElementById("writing-panel")
const button = document.getElementById("hints-button")
const form = document.getElementById("article_form")
const PAUSE = 1200

function counted() {
  const hints = panel.querySelectorAll(".hints > li")
  const refused = panel.querySelectorAll(".hints > .refused").length
  const { none, one, many } = button.dataset
  const said = hints.length === 0 ? none : (hints.length === 1 ? one : many).replace("{count}", hints.length)
  // Told again only when it changes: the button's words are what a screen reader hears of it.
  if (button.textContent !== said) button.textContent = said
  button.classList.toggle("has-hints", hints.length > 0)
  button.classList.toggle("has-refused", refused > 0)
}

/* The row in which the field stands, and which says what is told of it. */
const rowOf = (id) => document.getElementById(id)?.closest(".fieldBox, .form-row")

function markFields() {
  for (const note of document.querySelectorAll(".hint-note")) note.remove()
  for (const hint of panel.querySelectorAll(".hints > li")) {
    const row = rowOf(hint.dataset.where)
    if (!row) continue
    const note = document.createElement("p")
    note.className = "hint-note"
    note.textContent = hint.querySelector(".hint-message").textContent
    row.append(note)
  }
}

function show() {
  counted()
  markFields()
}

/* A hint leads to its field, a second time as well. */
function lead(event) {
  const link = event.target.closest(".hints a")
  if (!link) return
  event.preventDefault()
  for (const mended of document.querySelectorAll(".to-mend")) mended.classList.remove("to-mend")
  rowOf(link.hash.slice(1))?.closest(".inline-related.collapsed")?.querySelector("h3 .inline_label")?.click()
  if (matchMedia("(max-width: 767px)").matches) panel.hidePopover()
  history.replaceState(null, "", link.hash)
  window.dispatchEvent(new HashChangeEvent("hashchange"))
}

if (panel && button && form) {
  const soon = asker(form, panel.dataset.ask, PAUSE, (html) => {
    panel.querySelector(".hints-told").innerHTML = html
    show()
  })
  for (const kind of ["input", "change", "formset:added", "formset:removed"]) {
    document.addEventListener(kind, (event) => {
      if (form.contains(event.target) || kind.startsWith("formset")) soon()
    })
  }
  panel.addEventListener("click", lead)
  // A choice by autocomplete is told to jQuery alone.
  window.django?.jQuery(document).on("change", ".admin-autocomplete", soon)
  document.addEventListener("content-editor:ready", show, { once: true })
  if (document.querySelector(".order-machine-wrapper")) show()
}
