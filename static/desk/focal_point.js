/* The focal point, set on the picture itself: by a click, by dragging, or with the arrow keys. It fills the two
   fields below, which do without script, and the shapes that are cut around it follow at once. */

import { frame, shaped, WHOLE } from "./picture_boxes.js"

const STEP = 100

function setUp(part) {
  const stage = part.querySelector(".focal-stage")
  const mark = part.querySelector(".focal-mark")
  const state = part.querySelector(".focal-state")
  const fields = [part.dataset.x, part.dataset.y].map((id) => document.getElementById(id))
  const size = [Number(part.dataset.width), Number(part.dataset.height)]
  const windows = [...part.querySelectorAll("[data-ratio]")].map((shape) => ({
    image: shape.querySelector("img"),
    ratio: shape.dataset.ratio.split(":").map(Number),
  }))
  const writable = fields.every(Boolean)
  let point = part.dataset.point.split(" ").map(Number)

  function show() {
    mark.style.left = `${point[0] / 100}%`
    mark.style.top = `${point[1] / 100}%`
    const [across, down] = point.map((part_) => Math.round(part_ / 100))
    state.textContent = state.dataset.says.replace("{x}", across).replace("{y}", down)
    for (const { image, ratio } of windows) frame(image, shaped(size, ratio, point))
  }

  function typed() {
    const read = fields.map((field) => Number(field.value.replace(",", ".")))
    if (fields.some((field) => field.value.trim() === "") || read.some((value) => !(value >= 0 && value <= 100))) return
    point = read.map((value) => Math.round(value * 100))
    show()
  }

  function set(x, y, done = true) {
    point = [x, y].map((value) => Math.min(WHOLE, Math.max(0, Math.round(value))))
    // Both before either is told of: whoever hears of one reads the other too.
    fields.forEach((field, n) => (field.value = String(point[n] / 100)))
    for (const field of fields) {
      field.dispatchEvent(new Event("input", { bubbles: true }))
      if (done) field.dispatchEvent(new Event("change", { bubbles: true }))
    }
    show()
  }

  part.classList.add("focal-on")
  show()
  if (!writable) {
    mark.disabled = true
    part.querySelector(".focal-tools")?.remove()
    return
  }
  typed()
  for (const field of fields) field.addEventListener("input", typed)

  const at = (event) => {
    const edge = stage.getBoundingClientRect()
    return [
      ((event.clientX - edge.left) / edge.width) * WHOLE,
      ((event.clientY - edge.top) / edge.height) * WHOLE,
    ]
  }
  stage.addEventListener("pointerdown", (event) => {
    if (event.button) return
    event.preventDefault()
    stage.setPointerCapture(event.pointerId)
    mark.focus({ preventScroll: true })
    set(...at(event), false)
  })
  stage.addEventListener("pointermove", (event) => {
    if (stage.hasPointerCapture(event.pointerId)) set(...at(event), false)
  })
  stage.addEventListener("pointerup", (event) => set(...at(event)))
  mark.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const step = event.shiftKey ? 10 * STEP : STEP
    set(point[0] + by[0] * step, point[1] + by[1] * step)
  })
  part.querySelector("[data-focal-reset]").addEventListener("click", () => set(WHOLE / 2, WHOLE / 2))
}

document.querySelectorAll("[data-focal]").forEach(setUp)
