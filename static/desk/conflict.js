/* A refused save: taking what the other one saved into the form, field by field, and giving it back. */

const section = document.querySelector("[data-conflict]")

if (section) {
  const controls = JSON.parse(document.getElementById("conflict-controls").textContent)
  const say = section.querySelector("[data-conflict-say]")
  const mine = new Map()

  const changed = (element) => {
    element.dispatchEvent(new Event("input", { bubbles: true }))
    element.dispatchEvent(new Event("change", { bubbles: true }))
  }

  function choose(select, options) {
    const wanted = new Set(options.map(([value]) => String(value)))
    for (const [value, text] of options) {
      const known = [...select.options].some((option) => option.value === String(value))
      if (!known) select.add(new Option(text, value))
    }
    for (const option of select.options) option.selected = wanted.has(option.value)
    if (!select.multiple && !wanted.size) select.value = ""
    changed(select)
  }

  const proseOf = (element) => element.closest(".prose-editor")?.querySelector(".tiptap")?.editor

  function stateOf(control) {
    const element = document.getElementById(control.id)
    if (control.parts) {
      return { ...control, parts: control.parts.map((_part, n) => document.getElementById(`${control.id}_${n}`).value) }
    }
    if (control.options) {
      return { id: control.id, options: [...element.selectedOptions].map((option) => [option.value, option.text]) }
    }
    if ("photo" in control) {
      const choice = element.closest("[data-photo-choice]")
      const photo = element.value && {
        id: element.value,
        title: choice.querySelector("output").textContent,
        thumbnail: choice.querySelector("img").src,
      }
      return { id: control.id, photo: photo || null }
    }
    if ("checked" in control) return { id: control.id, checked: element.checked }
    return { id: control.id, value: element.value }
  }

  function put(control) {
    const element = document.getElementById(control.id)
    if (control.parts) {
      control.parts.forEach((value, n) => {
        const part = document.getElementById(`${control.id}_${n}`)
        part.value = value
        changed(part)
      })
    } else if (control.options) choose(element, control.options)
    else if ("checked" in control) {
      element.checked = control.checked
      changed(element)
    } else if ("photo" in control) {
      element.dispatchEvent(new CustomEvent("photo:take", { bubbles: true, detail: control.photo }))
    } else {
      const prose = proseOf(element)
      if (prose) prose.commands.setContent(control.value, { emitUpdate: true })
      element.value = control.value
      changed(element)
    }
  }

  function take(name, theirs) {
    if (theirs === mine.has(name)) return
    const before = mine.get(name)
    if (theirs) mine.set(name, controls[name].map(stateOf))
    else mine.delete(name)
    for (const control of theirs ? controls[name] : before) put(control)
    for (const button of section.querySelectorAll(`[data-take="${name}"]`)) {
      button.setAttribute("aria-pressed", String(theirs))
      button.querySelector("[data-take-theirs]").hidden = theirs
      button.querySelector("[data-take-mine]").hidden = !theirs
    }
    say.textContent = theirs ? gettext("Theirs stands in the form now.") : gettext("Yours stands in the form again.")
  }

  for (const hidden of section.querySelectorAll("[data-conflict-tools], .conflict-take")) hidden.hidden = false
  section.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take]")
    if (button) take(button.dataset.take, button.getAttribute("aria-pressed") !== "true")
    if (event.target.closest("[data-take-all]")) {
      for (const clash of section.querySelectorAll('[data-who="they"][data-clash]:not([data-clash=""])')) {
        take(clash.dataset.clash, true)
      }
    }
  })
}
