/* The content editor for keyboards and fingers: a bar that adds blocks, buttons that move them.
   The editor itself moves blocks by dragging, and its own buttons cannot be reached by Tab. */

import { blocksInOrder, move } from "./block_order.js"
import { tip } from "./keys.js"

const words = document.getElementById("block-words")?.dataset ?? {}

function button(sign, label, key, act) {
  const made = document.createElement("button")
  made.type = "button"
  made.textContent = sign
  tip(made, label, key)
  made.setAttribute("aria-label", label)
  made.addEventListener("click", (event) => {
    event.stopPropagation()
    act()
    made.focus()
  })
  return made
}

function giveMoves(block) {
  const title = block.querySelector(":scope > h3")
  if (!title || title.querySelector(".block-moves")) return
  const moves = document.createElement("span")
  moves.className = "block-moves"
  moves.append(
    button("↑", words.up, "U", () => move(block, -1)),
    button("↓", words.down, "D", () => move(block, 1)),
  )
  title.querySelector(".inline_label").after(moves)
}

function makeBar(editor) {
  const bar = document.createElement("div")
  bar.className = "block-bar"
  bar.setAttribute("role", "group")
  bar.setAttribute("aria-label", words.add)
  for (const plugin of editor.plugins) {
    const add = document.createElement("button")
    add.type = "button"
    add.dataset.pluginPrefix = plugin.prefix
    add.innerHTML = plugin.button
    if (plugin.color) add.firstElementChild.style.color = plugin.color
    add.append(plugin.title)
    add.addEventListener("click", () => {
      editor._insertBefore = null
      editor.addContent(plugin.prefix)
    })
    bar.append(add)
  }
  document.querySelector(".order-machine-wrapper").append(bar)
}

/* The editor's own signs, for the keyboard. */
function giveKeys(element, label) {
  element.tabIndex = 0
  element.setAttribute("role", "button")
  if (label) element.setAttribute("aria-label", label)
}

document.addEventListener("keydown", (event) => {
  const sign = event.target.closest?.(".order-machine-insert-target, .plugin-button[data-plugin-prefix]")
  if (!sign || !["Enter", " "].includes(event.key)) return
  event.preventDefault()
  sign.click()
  if (sign.matches(".order-machine-insert-target.selected")) {
    document.querySelector(".plugin-buttons .plugin-button:not(.content-editor-hide)")?.focus()
  }
})

function dress(root) {
  for (const target of root.querySelectorAll(".order-machine-insert-target:not(.last)")) {
    giveKeys(target, words.insert)
  }
}

function begin() {
  const editor = window.ContentEditor
  if (!editor.allowChange) return
  makeBar(editor)
  blocksInOrder().forEach(giveMoves)
  dress(document)
  for (const plugin of document.querySelectorAll(".plugin-button[data-plugin-prefix]")) giveKeys(plugin)
  // Runs after the editor has given the new block its place.
  document.addEventListener("content-editor:activate", ({ detail }) => {
    giveMoves(detail.inline)
    dress(detail.inline)
  })
}

if (window.ContentEditor && document.querySelector(".order-machine-wrapper")) begin()
else document.addEventListener("content-editor:ready", begin, { once: true })
