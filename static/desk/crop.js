/* Cutting a photo for one use: a dialog over the field that holds the box. Everything is heard on the document, so
   that blocks added later work like those that were there. */

import { ALL, fitted, focusWithin, frame, moved, read, resized, shaped, sizeOf, WHOLE, within, write } from "./picture_boxes.js"

const dialog = document.getElementById("crop-dialog")
const NARROW = 1280

const photoNumber = (field) => field.closest("fieldset")?.querySelector(".photo-choice-number")?.value.trim() ?? ""
const thumbnailOf = (field) => field.closest("fieldset")?.querySelector(".photo-choice-picture")

/* THE FIELD */

function show(field, said = "") {
  const input = field.querySelector("input")
  const thumbnail = thumbnailOf(field)
  const has = Boolean(photoNumber(field) && thumbnail && !thumbnail.hidden)
  const box = read(input.value) ?? ALL
  const part = write(box) !== ""
  field.querySelector(".crop-shown").hidden = !has && !input.value
  field.querySelector("[data-crop-cut]").hidden = !has
  field.querySelector("[data-crop-all]").hidden = !part && !input.value
  const state = field.querySelector("output")
  state.textContent =
    said ||
    (part
      ? field.dataset.part
          .replace("{width}", Math.round(box.width / 100))
          .replace("{height}", Math.round(box.height / 100))
      : field.dataset.all)
  state.classList.toggle("crop-noticed", Boolean(said))
  const pane = field.querySelector(".crop-window")
  pane.hidden = !has || !part
  if (pane.hidden) return
  const image = pane.querySelector("img")
  const draw = () => {
    const size = [thumbnail.naturalWidth || 3, thumbnail.naturalHeight || 2]
    const [across, down] = sizeOf(box, size)
    pane.style.aspectRatio = `${across} / ${down}`
    pane.style.width = `min(10rem, ${(7.5 * across) / down}rem)`
    frame(image, box)
  }
  image.src = thumbnail.src
  draw()
  if (!thumbnail.complete) thumbnail.addEventListener("load", draw, { once: true })
}

function put(field, box) {
  const input = field.querySelector("input")
  const text = write(box)
  if (input.value !== text) {
    input.value = text
    input.dispatchEvent(new Event("input", { bubbles: true }))
    input.dispatchEvent(new Event("change", { bubbles: true }))
  }
  show(field)
}

/* THE DIALOG */

class Cutting {
  constructor() {
    this.stage = dialog.querySelector(".crop-stage")
    this.image = this.stage.querySelector("img")
    this.part = dialog.querySelector(".crop-box")
    this.say = dialog.querySelector(".crop-say")
    this.measure = dialog.querySelector(".crop-measure")
    this.narrow = dialog.querySelector(".crop-narrow")
    this.windows = [...dialog.querySelectorAll(".crop-previews [data-ratio]")]
    this.part.addEventListener("pointerdown", (event) => this.take(event))
    this.part.addEventListener("pointermove", (event) => this.drag(event))
    this.part.addEventListener("lostpointercapture", () => (this.dragged = null))
    this.part.addEventListener("keydown", (event) => this.press(event))
    this.image.addEventListener("load", () => this.ready())
    this.image.addEventListener("error", () => this.fail())
    for (const choice of dialog.querySelectorAll("[name=crop-ratio]")) {
      choice.addEventListener("change", () => this.choose(choice.value))
    }
    dialog.querySelector("[data-crop-use]").addEventListener("click", () => {
      put(this.field, this.box)
      dialog.close()
    })
    dialog.querySelector("[data-crop-whole]").addEventListener("click", () => {
      dialog.querySelector("[name=crop-ratio][value='']").checked = true
      this.ratio = null
      this.set(ALL)
    })
    for (const closer of dialog.querySelectorAll("[data-crop-close]")) {
      closer.addEventListener("click", () => dialog.close())
    }
    dialog.addEventListener("close", () => this.field?.querySelector("[data-crop-cut]").focus())
  }

  async open(field) {
    this.field = field
    this.box = read(field.querySelector("input").value) ?? ALL
    this.ratio = null
    this.size = null
    dialog.querySelector("[name=crop-ratio][value='']").checked = true
    dialog.classList.add("crop-waiting")
    this.say.textContent = this.say.dataset.waiting
    this.image.removeAttribute("src")
    dialog.showModal()
    const number = photoNumber(field)
    try {
      const answer = await fetch(field.dataset.cutting.replace("/0/", `/${encodeURIComponent(number)}/`))
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText)
      const told = await answer.json()
      if (this.field !== field || photoNumber(field) !== number) return
      this.size = [told.width, told.height]
      this.focus = [told.focal_x, told.focal_y]
      this.stage.style.setProperty("--across", told.width)
      this.stage.style.setProperty("--down", told.height)
      this.image.src = told.picture
      for (const pane of this.windows) pane.querySelector("img").src = told.picture
    } catch {
      this.fail()
    }
  }

  fail() {
    if (this.image.getAttribute("src") || !this.size) this.say.textContent = this.say.dataset.failed
  }

  ready() {
    this.say.textContent = ""
    dialog.classList.remove("crop-waiting")
    this.set(this.box)
    this.part.focus()
  }

  choose(text) {
    this.ratio = text ? text.split(":").map(Number) : null
    if (this.size) this.set(fitted(this.box, this.ratio, this.size))
  }

  set(box) {
    this.box = box
    const { left, top, width, height } = box
    Object.assign(this.part.style, {
      left: `${left / 100}%`,
      top: `${top / 100}%`,
      width: `${width / 100}%`,
      height: `${height / 100}%`,
    })
    const [across, down] = sizeOf(box, this.size)
    this.measure.textContent = this.measure.dataset.says.replace("{width}", across).replace("{height}", down)
    const whole = write(box) === ""
    this.narrow.hidden = across >= NARROW || whole
    for (const pane of this.windows) {
      const ratio = pane.dataset.ratio ? pane.dataset.ratio.split(":").map(Number) : null
      const shape = ratio ? within(box, shaped([across, down], ratio, focusWithin(box, this.focus))) : box
      if (!ratio) {
        pane.style.aspectRatio = `${across} / ${down}`
        pane.style.width = `min(100%, ${(9 * across) / down}rem)`
      }
      frame(pane.querySelector("img"), shape)
    }
  }

  take(event) {
    if (event.button || !this.size) return
    event.preventDefault()
    this.part.focus({ preventScroll: true })
    this.part.setPointerCapture(event.pointerId)
    this.dragged = {
      handle: event.target.closest("[data-handle]")?.dataset.handle ?? "",
      from: [event.clientX, event.clientY],
      box: this.box,
    }
  }

  drag(event) {
    if (!this.dragged) return
    const edge = this.stage.getBoundingClientRect()
    const across = ((event.clientX - this.dragged.from[0]) / edge.width) * WHOLE
    const down = ((event.clientY - this.dragged.from[1]) / edge.height) * WHOLE
    const { box, handle } = this.dragged
    this.set(
      handle ? resized(box, handle, across, down, this.ratio, this.size) : moved(box, across, down),
    )
  }

  press(event) {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
    if (!by || !this.size || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const step = event.altKey ? 20 : 100
    const [across, down] = by.map((way) => way * step)
    if (!event.shiftKey) return this.set(moved(this.box, across, down))
    const handle = across ? "e" : "s"
    this.set(resized(this.box, handle, across, down, this.ratio, this.size))
  }
}

if (dialog) {
  document.documentElement.dataset.cropDialog = "on"
  const cutting = new Cutting()
  document.querySelectorAll("[data-crop]").forEach((field) => show(field))

  document.addEventListener("click", (event) => {
    const field = event.target.closest("[data-crop]")
    if (!field) return
    if (event.target.closest("[data-crop-cut]")) cutting.open(field)
    if (event.target.closest("[data-crop-all]")) {
      put(field, ALL)
      field.querySelector("[data-crop-cut]").focus()
    }
  })

  /* Restored, or taken over from somebody else's save. */
  document.addEventListener("change", (event) => {
    const field = event.target.closest("[data-crop]")
    if (field) show(field)
    else if (event.target.matches(".photo-choice-number")) {
      const beside = event.target.closest("fieldset")?.querySelector("[data-crop]")
      if (beside) show(beside)
    }
  })

  /* What was cut of one photo is nothing of another. */
  document.addEventListener("photo:taken", (event) => {
    const field = event.target.closest("fieldset")?.querySelector("[data-crop]")
    if (!field) return
    const had = field.querySelector("input").value !== ""
    if (had) put(field, ALL)
    show(field, had && photoNumber(field) ? field.dataset.dropped : "")
  })
}
