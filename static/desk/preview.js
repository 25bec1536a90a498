/* The preview beside the story's form, or in a window of its own: shows what is typed, a second after
   typing pauses. Saving is not needed for it, and it saves nothing. */

import { bring, lead } from "./preview_page.js"

const PAUSE = 1000
const NARROWEST_PANE = 340
const NARROWEST_FORM = 520

const pane = document.getElementById("preview")
const form = document.getElementById("article_form")
const own = pane?.dataset.own

const remembered = {
  get: (name) => {
    try {
      return localStorage.getItem(`preview.${name}`)
    } catch {
      return null
    }
  },
  set: (name, value) => {
    try {
      localStorage.setItem(`preview.${name}`, value)
    } catch {
      /* A browser that remembers nothing shows the pane as it comes. */
    }
  },
}

class Preview {
  constructor() {
    this.frame = pane.querySelector("iframe")
    this.stage = pane.querySelector(".preview-stage")
    this.notes = pane.querySelector(".preview-notes")
    this.state = pane.querySelector(".preview-state")
    this.range = pane.querySelector("input[type=range]")
    this.watched = false
    this.last = null
    this.shownFor = null
    this.asked = null
    this.pageWidth = Number(remembered.get("page")) || 360
    // Windows of one story tell each other what is typed.
    this.channel = new BroadcastChannel(`preview-${pane.dataset.story}`)
    for (const button of pane.querySelectorAll("[data-width]")) {
      button.addEventListener("click", () => this.choose(Number(button.dataset.width)))
    }
    this.range.addEventListener("input", () => this.choose(Number(this.range.value)))
    new ResizeObserver(() => this.fit()).observe(this.stage)
    this.frame.addEventListener("load", () => this.loaded())
    this.choose(this.pageWidth)
  }

  get isOpen() {
    return !pane.hidden
  }

  say(what) {
    this.state.textContent = pane.dataset[`says${what[0].toUpperCase()}${what.slice(1)}`]
    this.state.dataset.state = what
  }

  choose(width) {
    this.pageWidth = Math.min(1280, Math.max(360, width))
    remembered.set("page", this.pageWidth)
    this.range.value = this.pageWidth
    for (const button of pane.querySelectorAll("[data-width]")) {
      button.setAttribute("aria-pressed", String(Number(button.dataset.width) === this.pageWidth))
    }
    this.fit()
  }

  fit() {
    const room = this.stage.clientWidth
    if (!room) return
    const scale = Math.min(1, room / this.pageWidth)
    Object.assign(this.frame.style, {
      width: `${this.pageWidth}px`,
      height: `${this.stage.clientHeight / scale}px`,
      transform: `scale(${scale})`,
      left: `${Math.max(0, (room - this.pageWidth * scale) / 2)}px`,
    })
  }

  fetchPage() {
    if (!this.frame.hasAttribute("src")) {
      this.frame.src = pane.dataset.page
      this.say("saved")
    }
  }

  loaded() {
    const page = this.frame.contentDocument
    if (!page?.body) return
    lead(page)
    this.ready = true
    if (this.last) this.show(this.last)
  }

  show(told) {
    this.last = told
    this.notes.innerHTML = told.notes
    if (own) for (const link of this.notes.querySelectorAll('a[href^="#"]')) link.href = own + link.getAttribute("href")
    if (this.ready && told.page) bring(this.frame.contentDocument, told.page)
    this.say("typed")
  }
}

class FormPreview extends Preview {
  constructor() {
    super()
    this.opener = document.querySelector(".preview-open")
    this.opener.addEventListener("click", () => this.open())
    pane.querySelector(".preview-close").addEventListener("click", () => this.close())
    this.channel.addEventListener("message", ({ data }) => this.heard(data))
    this.sizes(pane.querySelector(".preview-edge"))
    this.listen()
    if (remembered.get("open") === "yes") this.open(false)
  }

  open(focus = true) {
    pane.hidden = false
    document.body.classList.add("preview-is-open")
    this.opener.setAttribute("aria-expanded", "true")
    remembered.set("open", "yes")
    this.size(Number(remembered.get("pane")) || Math.round(innerWidth * 0.36))
    if (focus) pane.querySelector(".preview-close").focus({ preventScroll: true })
    if (!pane.checkVisibility()) return
    this.fetchPage()
    this.soon()
  }

  close() {
    pane.hidden = true
    document.body.classList.remove("preview-is-open")
    this.opener.setAttribute("aria-expanded", "false")
    remembered.set("open", "no")
    this.opener.focus({ preventScroll: true })
  }

  size(width) {
    const widest = Math.max(NARROWEST_PANE, innerWidth - NARROWEST_FORM)
    this.width = Math.min(widest, Math.max(NARROWEST_PANE, width))
    document.body.style.setProperty("--preview-width", `${this.width}px`)
    const edge = pane.querySelector(".preview-edge")
    edge.setAttribute("aria-valuemin", NARROWEST_PANE)
    edge.setAttribute("aria-valuemax", widest)
    edge.setAttribute("aria-valuenow", this.width)
  }

  /* The edge is drawn with the mouse, or moved with the arrow keys. */
  sizes(edge) {
    edge.addEventListener("pointerdown", (event) => {
      edge.setPointerCapture(event.pointerId)
      // The frame would swallow the movements over it.
      pane.classList.add("preview-sizing")
      event.preventDefault()
    })
    edge.addEventListener("pointermove", (event) => {
      if (edge.hasPointerCapture(event.pointerId)) this.size(innerWidth - event.clientX)
    })
    edge.addEventListener("lostpointercapture", () => {
      pane.classList.remove("preview-sizing")
      remembered.set("pane", this.width)
    })
    edge.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: 40, ArrowRight: -40 }[event.key]
      if (!step) return
      event.preventDefault()
      this.size(this.width + step)
      remembered.set("pane", this.width)
    })
    window.addEventListener("resize", () => this.isOpen && this.size(this.width))
  }

  /* Whatever changes the story: typing, choosing, and the buttons that add, move and delete. */
  listen() {
    if (!pane.dataset.typed) return
    const soon = () => this.soon()
    for (const what of ["input", "change", "click", "keyup", "drop", "dragend", "paste"]) {
      document.addEventListener(what, (event) => {
        if (!pane.contains(event.target)) soon()
      })
    }
    // Autocompletes tell of their choice in jQuery's way only.
    window.django?.jQuery(form).on("change", soon)
  }

  soon() {
    if (!pane.dataset.typed || !(this.watched || (this.isOpen && pane.checkVisibility()))) return
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => this.refresh(), PAUSE)
  }

  async refresh() {
    const typed = new URLSearchParams(new FormData(form))
    if (typed.toString() === this.shownFor) return
    this.asked?.abort()
    this.asked = new AbortController()
    this.say("working")
    try {
      const answer = await fetch(pane.dataset.typed, { method: "POST", body: typed, signal: this.asked.signal })
      if (answer.redirected) return this.say("lost")
      if (!answer.ok) return this.say("failed")
      const told = await answer.json()
      this.shownFor = typed.toString()
      this.show(told)
      this.channel.postMessage({ told })
    } catch (error) {
      if (error.name !== "AbortError") this.say("failed")
    }
  }

  heard({ asks, leaves }) {
    if (leaves) this.watched = false
    if (!asks) return
    this.watched = true
    if (this.last) this.channel.postMessage({ told: this.last })
    this.soon()
  }
}

class WindowPreview extends Preview {
  constructor() {
    super()
    if (!remembered.get("page")) this.choose(this.stage.clientWidth)
    this.fetchPage()
    this.channel.addEventListener("message", ({ data }) => data.told && this.show(data.told))
    this.channel.postMessage({ asks: true })
    window.addEventListener("pagehide", () => this.channel.postMessage({ leaves: true }))
  }
}

if (pane && own) new WindowPreview()
else if (pane && form) new FormPreview()
