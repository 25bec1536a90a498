/* What was copied in Word, LibreOffice, Google Docs or a web page, as clean text of a story.

   The clipboard's HTML is read from top to bottom and written anew: only paragraphs, headings of levels 2
   and 3, lists, links, emphasis, quotations and tables are ever made, so nothing else can come along. */

import { itemOf } from "./paste_lists.js"

const DROPPED = new Set(
  `applet audio base button canvas col colgroup del dialog embed frame frameset head iframe img input link
  map math meta nav noscript object option picture script select source style svg template textarea title
  track video xml`.split(/\s+/),
)
const BLOCKS = new Set(
  `address article aside body center details dd div dl dt fieldset figcaption figure footer form header
  hgroup legend main p pre search section summary`.split(/\s+/),
)
// Comments, deletions and footnotes of Word and LibreOffice, and what a page shows to nobody.
const DROPPED_CLASS =
  /\b(MsoCommentReference|MsoCommentText|msoDel|MsoFootnoteText|MsoEndnoteText|TrackChangeTextDeletion|sdfootnote|sdendnote|sr-only|visually-hidden|mw-editsection)\b/i
const DROPPED_STYLE =
  /display:\s*none|visibility:\s*hidden|mso-hide:\s*all|mso-element:\s*(comment|footnote|endnote|field-begin|field-separator|header|footer)|mso-(foot|end)note-id|mso-special-character:\s*(comment|footnote)/i
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g
const SPACE = /[\s\u00a0\u202f]+/g

const nameOf = (node) => node.nodeName.toLowerCase()
const styleOf = (node) => node.getAttribute("style") ?? ""

/* The last value that a style attribute gives to a property. Word's own properties are no CSS to a browser. */
function styled(node, property) {
  const found = [...styleOf(node).matchAll(new RegExp(`(?:^|[;\\s])${property}\\s*:\\s*([^;]+)`, "gi"))]
  return found.at(-1)?.[1].trim().toLowerCase() ?? ""
}

function isDropped(node) {
  const name = nameOf(node)
  if (DROPPED.has(name)) return true
  if (DROPPED_CLASS.test(node.getAttribute("class") ?? "") || DROPPED_STYLE.test(styleOf(node))) return true
  if (node.hasAttribute("hidden") || node.getAttribute("aria-hidden") === "true") return true
  // A caption without its picture says nothing.
  return name === "figcaption" && Boolean(node.parentNode.querySelector("img, picture, video, iframe, svg"))
}

/* Where a link leads, without the detours that mail and Google Docs put before it; "" when nowhere. */
export function destination(href) {
  const address = (href ?? "").trim()
  if (/^\/(?!\/)/.test(address) || /^mailto:/i.test(address)) return address
  if (!/^https?:\/\//i.test(address)) return ""
  try {
    const url = new URL(address)
    const wrapped =
      (/(^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === "/url" && url.searchParams.get("q")) ||
      (url.hostname.endsWith(".safelinks.protection.outlook.com") && url.searchParams.get("url"))
    return wrapped && /^https?:\/\//i.test(wrapped) ? wrapped : address
  } catch {
    return ""
  }
}

/* The emphasis of `node`'s text, given that of what it stands in. */
function marksOf(node, marks) {
  const name = nameOf(node)
  const found = { ...marks }
  if (name === "b" || name === "strong") found.strong = true
  if (name === "i" || name === "em" || name === "cite" || name === "dfn") found.em = true
  if (name === "sup" || name === "sub") found.script = name
  if (name === "a") found.href = destination(node.getAttribute("href")) || marks.href
  const weight = styled(node, "font-weight")
  if (weight && weight !== "inherit") found.strong = /bold/.test(weight) || Number(weight) >= 600
  const slant = styled(node, "font-style")
  if (slant) found.em = /italic|oblique/.test(slant)
  const height = styled(node, "vertical-align")
  if (height === "super" || height === "sub") found.script = height.slice(0, 3)
  // The number of a note that does not come along.
  if (name === "a" && /#(_?ftn|_?edn|cmnt|sd(foot|end)note|cite_note)/i.test(node.getAttribute("href") ?? "")) return null
  return found
}

function headingLevel(node) {
  const name = nameOf(node)
  if (/^h[1-6]$/.test(name)) return Number(name[1])
  if (node.getAttribute("role") === "heading") return Number(node.getAttribute("aria-level")) || 2
  return /\bMsoTitle\b/.test(node.getAttribute("class") ?? "") ? 1 : 0
}

const made = (name, attributes = {}) => {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}

/* Writes blocks into `root`: one for the whole paste, one more for each list item, quotation and cell. */
class Writer {
  constructor(root, plain = false) {
    this.root = root
    // Within a list or a cell a heading is a paragraph in bold.
    this.plain = plain
    this.block = null
    this.lists = []
  }

  open(name, level = 0) {
    this.close()
    this.lists = []
    this.block = made(name, level ? { "data-level": level } : {})
    this.root.append(this.block)
  }

  close() {
    const block = this.block
    this.block = null
    if (!block) return
    // Neither a space nor a line break ends a block.
    for (let last; (last = block.lastChild); ) {
      if (last.nodeName === "BR") last.remove()
      else {
        let text = last
        while (text.firstChild) text = text.firstChild
        text.data = text.data.trimEnd()
        if (text.data) break
        last.remove()
      }
    }
    if (!block.hasChildNodes()) block.remove()
  }

  text(words, marks) {
    let said = words.normalize("NFC").replace(INVISIBLE, "").replace(SPACE, " ")
    const before = this.block?.lastChild
    if (!before || before.nodeName === "BR" || before.textContent.endsWith(" ")) said = said.trimStart()
    if (!said) return
    if (!this.block) this.open("p")
    let node = document.createTextNode(said)
    const wrap = (name, attributes) => {
      const around = made(name, attributes)
      around.append(node)
      node = around
    }
    if (marks.script) wrap(marks.script)
    if (marks.em) wrap("em")
    if (marks.strong && !this.block.dataset.level) wrap("strong")
    if (marks.href) wrap("a", { href: marks.href })
    this.block.append(node)
  }

  lineBreak() {
    if (!this.block) return
    if (this.block.dataset.level) this.text(" ", {})
    // Two in a row are how a paragraph ends where there are no paragraphs.
    else if (this.block.lastChild?.nodeName === "BR") this.close()
    else this.block.append(made("br"))
  }

  /* The list item that comes next, at `level` (1 is the outermost), and whatever lists it needs. */
  item({ level, ordered, start }) {
    this.close()
    const name = ordered ? "ol" : "ul"
    while (this.lists.length > level) this.lists.pop()
    if (this.lists.length === level && nameOf(this.lists.at(-1)) !== name) this.lists.pop()
    while (this.lists.length < level) {
      const list = made(name, ordered && start > 1 && this.lists.length === level - 1 ? { start } : {})
      const parent = this.lists.at(-1)
      if (parent && !parent.lastChild) parent.append(made("li"))
      ;(parent?.lastChild ?? this.root).append(list)
      this.lists.push(list)
    }
    const item = made("li")
    this.lists.at(-1).append(item)
    return item
  }
}

function writeChildren(node, writer, marks) {
  for (const child of node.childNodes) write(child, writer, marks)
}

function write(node, writer, marks) {
  if (node.nodeType === Node.TEXT_NODE) {
    writer.text(node.data, marks)
    return
  }
  if (node.nodeType !== Node.ELEMENT_NODE || isDropped(node)) return
  const name = nameOf(node)
  const item = itemOf(node)
  if (item) writeItem(node, item, writer, marks)
  else if (name === "br") writer.lineBreak()
  else if (name === "hr") writer.close()
  else if (name === "ul" || name === "ol") writeList(node, writer, marks)
  else if (name === "table") writeTable(node, writer, marks)
  else if (name === "blockquote") writeInside(made("blockquote"), node, writer, marks, false)
  else if (headingLevel(node)) writeHeading(node, writer, marks)
  else if (name === "pre") writePreformatted(node, writer, marks)
  else if (BLOCKS.has(name)) writeBlock(node, writer, marks)
  else {
    const found = marksOf(node, marks)
    if (found) writeChildren(node, writer, found)
  }
}

function writeBlock(node, writer, marks) {
  writer.close()
  // Another paragraph of the list item before it.
  const continued = writer.lists.at(-1)?.lastChild
  if (continued && /\bMsoListParagraph|MsoListContinue/.test(node.getAttribute("class") ?? "")) {
    const within = new Writer(continued, true)
    writeChildren(node, within, marks)
    within.close()
    return
  }
  writeChildren(node, writer, marksOf(node, marks) ?? marks)
  writer.close()
}

function writeHeading(node, writer, marks) {
  if (writer.plain) writer.open("p")
  else writer.open("h2", headingLevel(node))
  writeChildren(node, writer, { href: marks.href, strong: writer.plain })
  writer.close()
}

function writePreformatted(node, writer, marks) {
  node.textContent.split(/\r?\n/).forEach((line, number) => {
    if (number) writer.lineBreak()
    writer.text(line, marks)
  })
  writer.close()
}

function writeInside(element, node, writer, marks, plain) {
  writer.close()
  writer.lists = []
  writer.root.append(element)
  const within = new Writer(element, plain || writer.plain)
  writeChildren(node, within, marks)
  within.close()
  if (!element.hasChildNodes()) element.remove()
}

function writeItem(node, item, writer, marks) {
  const place = writer.item(item)
  const within = new Writer(place, true)
  writeChildren(node, within, marks)
  within.close()
  if (!place.textContent.trim()) place.remove()
}

function writeList(list, writer, marks) {
  writer.close()
  if (list.querySelector(":scope > li[data-aria-level]")) {
    // A list of Word Online: its items name their own level.
    writeChildren(list, writer, marks)
    return
  }
  const ordered = nameOf(list) === "ol"
  const start = Number(list.getAttribute("start")) || 1
  const copy = made(ordered ? "ol" : "ul", ordered && start > 1 ? { start } : {})
  writer.lists = []
  writer.root.append(copy)
  for (const child of list.children) {
    if (isDropped(child)) continue
    // A list that stands beside the items, as Google Docs and Word write it, belongs to the one before it.
    const beside = ["ul", "ol"].includes(nameOf(child))
    const item = (beside && copy.lastElementChild) || copy.appendChild(made("li"))
    const within = new Writer(item, true)
    if (beside) writeList(child, within, marks)
    else writeChildren(child, within, marks)
    within.close()
    if (!item.textContent.trim()) item.remove()
  }
  if (!copy.hasChildNodes()) copy.remove()
}

const span = (cell, name) => {
  const number = Number(cell.getAttribute(name))
  return number > 1 && number < 100 ? { [name]: number } : {}
}

/* Whether the first row is bold throughout: how a table without header cells marks its header. */
function boldThroughout(cells) {
  const words = cells.filter((cell) => cell.textContent.trim())
  return (
    words.length > 0 &&
    words.every((cell) => {
      const strong = [...cell.querySelectorAll("strong")].map((part) => part.textContent)
      return strong.join("").replace(SPACE, "") === cell.textContent.replace(SPACE, "")
    })
  )
}

function asHeader(cell) {
  const header = made("th", { ...span(cell, "colspan"), ...span(cell, "rowspan") })
  for (const strong of cell.querySelectorAll("strong")) strong.replaceWith(...strong.childNodes)
  header.append(...cell.childNodes)
  return header
}

function writeTable(table, writer, marks) {
  const rows = [...table.rows]
  const cells = rows.flatMap((row) => [...row.cells])
  // A frame around text, or a table within a cell, which no text of ours has.
  if (cells.length < 2 || writer.plain || table.getAttribute("role") === "presentation") {
    for (const cell of cells) writeBlock(cell, writer, marks)
    return
  }
  if (table.caption) writeBlock(table.caption, writer, marks)
  writer.close()
  writer.lists = []
  const copy = made("table")
  const body = copy.appendChild(made("tbody"))
  for (const row of rows) {
    const line = made("tr")
    for (const cell of row.cells) {
      const header = nameOf(cell) === "th" || nameOf(row.parentNode) === "thead"
      const place = line.appendChild(
        made(header ? "th" : "td", { ...span(cell, "colspan"), ...span(cell, "rowspan") }),
      )
      const within = new Writer(place, true)
      writeChildren(cell, within, marksOf(cell, marks) ?? marks)
      within.close()
    }
    if (line.textContent.trim()) body.append(line)
  }
  const first = body.rows[0]
  if (!first) return
  if (body.rows.length > 1 && !copy.querySelector("th") && boldThroughout([...first.cells])) {
    for (const cell of [...first.cells]) cell.replaceWith(asHeader(cell))
  }
  for (const header of copy.querySelectorAll("th")) {
    for (const strong of header.querySelectorAll("strong")) strong.replaceWith(...strong.childNodes)
  }
  // A cell holds at least a paragraph.
  for (const cell of copy.querySelectorAll("th, td")) if (!cell.hasChildNodes()) cell.append(made("p"))
  writer.root.append(copy)
}

/* The highest level that was copied becomes 2, whatever is below it 3: no level is skipped. */
function levelHeadings(root) {
  const headings = [...root.querySelectorAll("[data-level]")]
  const highest = Math.min(...headings.map((heading) => Number(heading.dataset.level)))
  for (const heading of headings) {
    const level = made(Number(heading.dataset.level) === highest ? "h2" : "h3")
    level.append(...heading.childNodes)
    heading.replaceWith(level)
  }
}

/* The page's policy forbids inline handlers even in what is only read, and the browser would complain of each. */
const TAG = /<[a-z][^>]*>/gi
const withoutHandlers = (tag) => tag.replace(/\son[a-z]+\s*=/gi, " data-on=")

/* Return the clipboard's HTML as clean HTML. What was copied in the story itself stays as it is. */
export function cleaned(html) {
  if (/\sdata-pm-slice=/.test(html)) return html
  const pasted = new DOMParser().parseFromString(html.replace(TAG, withoutHandlers), "text/html")
  const root = made("div")
  const writer = new Writer(root)
  writeChildren(pasted.body, writer, {})
  writer.close()
  levelHeadings(root)
  return root.innerHTML
}
