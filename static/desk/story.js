/* The story's form: shows what its kind needs, and leads to the place that the gate named. */

const kind = document.getElementById("id_kind")

function showKind() {
  const interview = kind.value === "interview"
  for (const fieldset of document.querySelectorAll(".interview-only")) fieldset.hidden = !interview
  for (const button of document.querySelectorAll('button[data-plugin-prefix="newsroom_question_set"]')) {
    button.hidden = !interview
  }
}

if (kind && kind.tagName === "SELECT") {
  kind.addEventListener("change", showKind)
  // The bar that adds blocks is made when the editor is ready.
  document.addEventListener("content-editor:ready", () => setTimeout(showKind))
  showKind()
}

/* A second click while the first is on its way would save the story twice. */
const form = document.getElementById("article_form")
form?.addEventListener("submit", (event) => {
  if (form.dataset.sent) event.preventDefault()
  form.dataset.sent = "yes"
})
window.addEventListener("pageshow", () => {
  if (form) delete form.dataset.sent
})

/* #id_headline or #mend=photoblock-12 */
function placeToMend() {
  const hash = location.hash.slice(1)
  if (/^id_[\w-]+$/.test(hash)) {
    // A moment's two fields are numbered.
    const field = document.getElementById(hash) ?? document.getElementById(`${hash}_0`)
    return field?.closest(".fieldBox, .form-row")
  }
  const where = new URLSearchParams(hash).get("mend")
  if (!where) return null
  if (where === "body") return document.querySelector(".order-machine-wrapper")
  const [model, key] = where.split("-")
  const set = `newsroom_${model}_set`
  for (const id of document.querySelectorAll(`input[name^="${set}-"][name$="-id"]`)) {
    if (id.value === key) return id.closest(".inline-related")
  }
  return null
}

function lead() {
  const place = placeToMend()
  if (!place) return
  place.classList.add("to-mend")
  place.scrollIntoView({ block: "center" })
  // In a block, what is written comes before the buttons of its title bar.
  const fields = ["fieldset :is(.select2-selection, .tiptap, input, textarea, select)", "button, input"]
  const seen = fields.flatMap((field) => [...place.querySelectorAll(field)]).filter(
    (field) => field.checkVisibility() && !field.matches(".select2-hidden-accessible"),
  )
  seen[0]?.focus({ preventScroll: true })
}

if (document.querySelector(".order-machine-wrapper")) lead()
else document.addEventListener("content-editor:ready", () => setTimeout(lead, 300), { once: true })
window.addEventListener("hashchange", lead)
