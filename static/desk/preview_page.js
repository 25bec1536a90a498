/* Brings a document to what another page says, and touches only what differs: the reader's place stays,
   and no picture is fetched again. Nothing in the page runs; its links lead to other windows. */

export function lead(page) {
  for (const link of page.querySelectorAll("a[href]")) {
    if (link.getAttribute("href").startsWith("#")) continue
    link.target = "_blank"
    link.rel = "noopener noreferrer"
  }
}

export function bring(page, html) {
  const wanted = new DOMParser().parseFromString(html, "text/html")
  lead(wanted)
  page.documentElement.lang = wanted.documentElement.lang
  page.title = wanted.title
  const sheets = new Set([...page.querySelectorAll("link[rel=stylesheet]")].map((sheet) => sheet.getAttribute("href")))
  for (const sheet of wanted.querySelectorAll("link[rel=stylesheet]")) {
    if (!sheets.has(sheet.getAttribute("href"))) page.head.append(page.adoptNode(sheet))
  }
  match(page.body, wanted.body)
}

function match(shown, wanted) {
  if (shown.isEqualNode(wanted)) return
  for (const { name } of [...shown.attributes]) if (!wanted.hasAttribute(name)) shown.removeAttribute(name)
  for (const { name, value } of wanted.attributes) shown.setAttribute(name, value)
  const before = [...shown.childNodes]
  const after = [...wanted.childNodes]
  let same = 0
  while (same < Math.min(before.length, after.length) && before[same].isEqualNode(after[same])) same += 1
  while (before.length > same && after.length > same && before.at(-1).isEqualNode(after.at(-1))) {
    before.pop()
    after.pop()
  }
  const gone = before.slice(same)
  const come = after.slice(same)
  if (gone.length === come.length) gone.forEach((node, place) => swap(node, come[place]))
  else {
    const next = shown.childNodes[same + gone.length] ?? null
    for (const node of gone) node.remove()
    for (const node of come) shown.insertBefore(shown.ownerDocument.adoptNode(node), next)
  }
}

function swap(node, wanted) {
  if (node.nodeType === Node.ELEMENT_NODE && node.nodeName === wanted.nodeName) match(node, wanted)
  else if (!node.isEqualNode(wanted)) node.replaceWith(node.ownerDocument.adoptNode(wanted))
}
