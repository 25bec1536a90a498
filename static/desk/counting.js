/* The words of the story and of each block, and the minutes they take, counted while somebody types.
   The rule is that of newsroom/reading_time.py. */

import { blocksInOrder, isDeleted } from "./block_order.js"

const SPACES = /[\s\u001c-\u001f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/u
const ENDS = /<\/(?:p|h\d|li|blockquote|t[hdr])>|<br ?\/?>/g

export const countWords = (text) => text.split(SPACES).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

export const minutes = (words, speed) => Math.ceil(words / speed)

export function proseText(markup) {
  return new DOMParser().parseFromString(markup.replace(ENDS, "$&\n"), "text/html").body.textContent
}

/* What counts of each kind of block, by the ends of its fields' names. */
const COUNTED = {
  newsroom_richtext_set: ["text"],
  newsroom_photoblock_set: ["caption"],
  newsroom_pullquote_set: ["quote", "speaker"],
  newsroom_question_set: ["question"],
  newsroom_numberedpoints_set: ["heading", "points"],
}

function wordsOf(block) {
  const set = block.id.replace(/-\d+$/, "")
  return (COUNTED[set] ?? []).reduce((words, name) => {
    const field = block.querySelector(`[name="${block.id}-${name}"]`)
    // An empty caption shows the library's, which stands in its place in the field.
    const said = field?.value || (name === "caption" ? field?.placeholder : "") || ""
    return words + countWords(name === "text" ? proseText(said) : said)
  }, 0)
}

const form = document.getElementById("article_form")
const bar = document.getElementById("story-count")

function sayWords(words) {
  const { oneWord, manyWords } = bar.dataset
  const said = words.toLocaleString(document.documentElement.lang)
  return (words === 1 ? oneWord : manyWords).replace("{count}", said)
}

function say(words, minute) {
  if (!words) return bar.dataset.nothing
  return `${sayWords(words)} · ${bar.dataset.minutesToRead.replace("{count}", minute)}`
}

function count() {
  const speeds = JSON.parse(bar.dataset.speeds)
  const language = form.elements.language?.value ?? bar.dataset.language
  let words = ["standfirst", "key_points"].reduce(
    (sum, name) => sum + countWords(form.elements[name]?.value ?? ""),
    0,
  )
  for (const block of blocksInOrder()) {
    const own = isDeleted(block) ? 0 : wordsOf(block)
    words += own
    const title = block.querySelector(":scope > h3")
    let sign = title?.querySelector(".block-count")
    if (title && !sign) {
      sign = document.createElement("span")
      sign.className = "block-count"
      ;(title.querySelector(".block-moves") ?? title.querySelector(".inline_label")).before(sign)
    }
    if (sign) sign.textContent = own ? sayWords(own) : ""
  }
  bar.textContent = say(words, minutes(words, speeds[language] ?? speeds[""]))
}

if (form && bar) {
  // The foot bar stays in sight; without script the count stands under it.
  document.querySelector("#content-main .submit-row")?.append(document.getElementById("writing-bar"))
  let pause
  const soon = () => {
    clearTimeout(pause)
    pause = setTimeout(count, 150)
  }
  for (const kind of ["input", "change", "formset:added", "formset:removed", "content-editor:ready"]) {
    document.addEventListener(kind, soon)
  }
  soon()
}
