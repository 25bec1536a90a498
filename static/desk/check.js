/* Checking new photos by keyboard: from photo to photo, one text into all of them, saving one. */

import "./take_over.js"

const form = document.getElementById("check-form")

if (form) {
  const rows = [...form.querySelectorAll(".check-row")]
  let typed = false
  let saving = false

  form.addEventListener("input", () => (typed = true))
  form.addEventListener("submit", () => (saving = true))
  window.addEventListener("beforeunload", (event) => {
    if (typed && !saving) event.preventDefault()
  })

  /* One text for all: written here at once, and by the server where no script runs. */
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=fill]")
    if (!button) return
    event.preventDefault()
    let written = 0
    for (const source of form.querySelectorAll("[name^='all-']")) {
      const text = source.value.trim()
      if (!text) continue
      const name = source.name.slice("all-".length)
      for (const row of rows) {
        const field = row.querySelector(`[name$="-${name}"]`)
        if (!field || field.value === text || (field.value.trim() && button.value !== "over")) continue
        field.value = text
        field.classList.add("is-filled")
        written += 1
      }
    }
    typed ||= written > 0
    say(interpolate(ngettext("%s field is filled.", "%s fields are filled.", written), [written]))
  })

  function say(words) {
    let place = document.getElementById("check-said")
    if (!place) {
      place = document.createElement("p")
      place.id = "check-said"
      place.className = "check-said"
      place.setAttribute("role", "status")
      form.querySelector(".check-all-tools").append(place)
    }
    place.textContent = words
  }

  document.addEventListener("keydown", (event) => {
    const row = document.activeElement?.closest?.(".check-row")
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && row) {
      event.preventDefault()
      row.querySelector("button[name=save]").click()
    } else if (event.key === "Enter" && event.target.matches?.("#check-form input:not([type=submit])")) {
      // Enter in a field would send the form.
      event.preventDefault()
    } else if (event.altKey && event.shiftKey && ["KeyJ", "KeyK"].includes(event.code)) {
      event.preventDefault()
      const at = rows.indexOf(row)
      const next = rows[event.code === "KeyJ" ? at + 1 : Math.max(0, at - 1)]
      next?.querySelector(".check-fields input, .check-fields textarea")?.focus()
      next?.scrollIntoView({ block: "start" })
    }
  })

  // After a save the first photo that is still to be looked at is where one goes on.
  const wrong = form.querySelector(".check-row .errornote")
  wrong?.closest(".check-row").focus()
}
