/* The layout of the front page: rows drawn with the mouse or moved by their arrows, and suggestions as one types.
   What is posted are the numbers that the rows have without this as well. */

const form = document.querySelector(".front-form")

function order(list) {
  const says = form.querySelector("[data-moved]")
  let drawn = null

  const rows = () => [...list.querySelectorAll(":scope > [data-row]")]
  const number = () => {
    rows().forEach((row, place) => {
      row.querySelector(".front-order").value = place + 1
    })
  }
  const tell = (row) => {
    says.textContent = `${says.dataset.says} ${rows().indexOf(row) + 1}`
  }

  list.classList.add("moving")
  for (const row of rows()) {
    for (const button of row.querySelectorAll("[data-move]")) button.hidden = false
    // Only by what is no field: within one, drawing selects its text.
    row.addEventListener("pointerdown", ({ target }) => {
      row.draggable = !target.closest("input, select, button, label")
    })
  }
  number()

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]")
    if (!button) return
    const row = button.closest("[data-row]")
    if (button.dataset.move === "-1") row.previousElementSibling?.before(row)
    else row.nextElementSibling?.after(row)
    number()
    tell(row)
    button.focus()
  })
  list.addEventListener("dragstart", (event) => {
    drawn = event.target.closest("[data-row]")
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setData("text/plain", "")
    drawn.classList.add("drawn")
  })
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-row]")
    if (!drawn || !over) return
    event.preventDefault()
    if (over === drawn) return
    if (rows().indexOf(over) < rows().indexOf(drawn)) over.before(drawn)
    else over.after(drawn)
  })
  list.addEventListener("drop", (event) => event.preventDefault())
  list.addEventListener("dragend", () => {
    drawn?.classList.remove("drawn")
    if (drawn) {
      drawn.draggable = false
      tell(drawn)
    }
    drawn = null
    number()
  })
}

function suggest(list) {
  const offered = [...list.children]
  let asked = 0

  const options = (labels) =>
    labels.map((label) => {
      const option = document.createElement("option")
      option.value = label
      return option
    })

  form.addEventListener("input", async ({ target }) => {
    if (target.getAttribute("list") !== list.id) return
    const term = target.value.trim()
    const turn = ++asked
    if (term.length < 2) {
      list.replaceChildren(...offered)
      return
    }
    const answer = await fetch(`${form.dataset.stories}?term=${encodeURIComponent(term)}`).catch(() => null)
    // A later one is on its way, or the desk does not answer: what is offered stays.
    if (turn !== asked || !answer?.ok) return
    const { found } = await answer.json()
    const known = new Set(found)
    list.replaceChildren(...options(found), ...offered.filter((option) => !known.has(option.value)))
  })
}

/* What was chosen and is not saved goes only when that is meant, as by laying out a former copy beside it. */
function ask() {
  const says = () => new URLSearchParams(new FormData(form)).toString()
  const opened = says()
  let saving = false

  form.addEventListener("submit", () => (saving = true))
  window.addEventListener("beforeunload", (event) => {
    if (!saving && (form.hasAttribute("data-unsaved") || says() !== opened)) event.preventDefault()
  })
}

if (form) {
  form.querySelectorAll("[data-ordered]").forEach(order)
  suggest(form.querySelector("datalist"))
  ask()
}
