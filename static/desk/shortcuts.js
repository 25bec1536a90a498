/* Shortcuts for the story's blocks, from wherever one is typing. The dialog that lists them is in the page
   (templates/admin/newsroom/article/writing.html); what a screen reader is told stands in its status line. */

import { blocksInOrder, isDeleted, move } from "./block_order.js"
import { chord, held, pressed, tip } from "./keys.js"

const dialog = document.getElementById("shortcuts")
const status = document.getElementById("writing-say")
const words = status?.dataset ?? {}
const deleted = []

const nameOf = (block) => (block.querySelector(":scope > h3 b")?.textContent ?? "").trim().replace(/:$/, "")
const current = () => document.activeElement?.closest(".order-machine > .inline-related") ?? lastVisited
let lastVisited = null

function say(sentence, block) {
  const place = block ? blocksInOrder().indexOf(block) + 1 : 0
  const said = { kind: block ? nameOf(block) : "", place, total: blocksInOrder().length, keys: chord("Z") }
  status.textContent = sentence.replace(/\{(\w+)\}/g, (_, name) => said[name])
}

function enter(block) {
  lastVisited = block
  if (block.classList.contains("collapsed")) block.querySelector(":scope > h3 .inline_label")?.click()
  const fields = "fieldset :is(.tiptap, .select2-selection, input, textarea, select, button)"
  const first = [...block.querySelectorAll(fields)].find(
    (field) => field.checkVisibility() && !field.matches(".select2-hidden-accessible, .prose-menubar *, [type=hidden]"),
  )
  ;(first ?? block.querySelector("button"))?.focus({ preventScroll: true })
  block.scrollIntoView({ block: "nearest" })
}

function add(place) {
  const editor = window.ContentEditor
  const button = document.querySelectorAll(".block-bar button[data-plugin-prefix]")[place]
  if (!button) return
  if (button.hidden) {
    say(words.notHere)
    return
  }
  const block = current()
  const blocks = blocksInOrder()
  const before = new Set(blocks)
  editor._insertBefore = block?.isConnected ? (blocks[blocks.indexOf(block) + 1] ?? null) : null
  editor.addContent(button.dataset.pluginPrefix)
  const added = blocksInOrder().find((one) => !before.has(one))
  if (!added) return
  enter(added)
  // The text editor of a new block is made a moment later.
  added.addEventListener("prose-editor:ready", () => enter(added), { once: true })
  say(words.added, added)
}

function moveCurrent(step) {
  const block = current()
  if (!block?.isConnected) return
  const focused = document.activeElement
  const moved = move(block, step)
  if (block.contains(focused)) focused.focus({ preventScroll: true })
  else enter(block)
  say(moved ? words.moved : step < 0 ? words.first : words.last, block)
}

function go(step) {
  const blocks = blocksInOrder()
  const at = blocks.indexOf(current())
  const next = at < 0 ? blocks.at(step < 0 ? -1 : 0) : blocks[at + step]
  if (!next) return
  enter(next)
  say(words.at, next)
}

/* A block that was saved has a box to tick; for a new one the form is told the same by a hidden field. */
function mark(block, gone) {
  const box = block.querySelector('input[type="checkbox"][name$="-DELETE"]')
  if (box) {
    if (box.checked !== gone) box.click()
  } else if (gone) {
    const field = document.createElement("input")
    Object.assign(field, { type: "hidden", name: `${block.id}-DELETE`, value: "on" })
    block.append(field)
  } else block.querySelector('input[type="hidden"][name$="-DELETE"]')?.remove()
  block.classList.toggle("for-deletion", gone)
  block.querySelector(".order-machine-ordering").dispatchEvent(new Event("change", { bubbles: true }))
}

function remove() {
  const block = current()
  if (!block?.isConnected || isDeleted(block)) return
  const blocks = blocksInOrder()
  const at = blocks.indexOf(block)
  say(words.deleted, block)
  mark(block, true)
  deleted.push(block)
  const next = [...blocks.slice(at + 1), ...blocks.slice(0, at).reverse()].find((one) => !isDeleted(one))
  if (next) enter(next)
  else document.querySelector(".block-bar button")?.focus()
}

function bringBack() {
  const block = deleted.pop()
  if (!block?.isConnected) {
    say(words.nothing)
    return
  }
  mark(block, false)
  enter(block)
  say(words.back, block)
}

function help() {
  if (!dialog.open) dialog.showModal()
}

const ACTS = {
  U: () => moveCurrent(-1),
  D: () => moveCurrent(1),
  J: () => go(1),
  K: () => go(-1),
  X: remove,
  Z: bringBack,
  S: () => document.querySelector('.submit-row input[name="_continue"]')?.click(),
  V: () => document.querySelector(".preview-open")?.click(),
  "?": help,
}

const isTyping = (element) => element?.closest("input, textarea, select, [contenteditable], dialog")

function onKey(event) {
  if (event.key === "?" && !isTyping(event.target) && !event.ctrlKey && !event.altKey && !event.metaKey) {
    event.preventDefault()
    help()
    return
  }
  if (!held(event) || document.querySelector("dialog[open]")) return
  const key = pressed(event)
  const act = /^[1-9]$/.test(key) ? () => add(Number(key) - 1) : ACTS[key]
  if (!act) return
  event.preventDefault()
  event.stopPropagation()
  act()
}

function begin() {
  if (!window.ContentEditor.allowChange) return
  // Before the text editor hears of it.
  document.addEventListener("keydown", onKey, true)
  document.addEventListener("focusin", ({ target }) => {
    lastVisited = target.closest?.(".order-machine > .inline-related") ?? lastVisited
  })
  document.querySelectorAll(".block-bar button[data-plugin-prefix]").forEach((button, place) => {
    tip(button, button.lastChild.textContent, place + 1)
  })
  const opener = document.createElement("button")
  opener.type = "button"
  opener.className = "shortcuts-open"
  opener.textContent = words.help
  tip(opener, words.help, "?")
  opener.addEventListener("click", help)
  document.querySelector(".block-bar").append(opener)
  for (const key of dialog.querySelectorAll("kbd")) key.textContent = chord(key.textContent)
}

if (dialog && status) {
  // The bar is made when the editor is ready, by a script that hears of it before this one.
  if (document.querySelector(".block-bar")) begin()
  else document.addEventListener("content-editor:ready", () => setTimeout(begin), { once: true })
}
