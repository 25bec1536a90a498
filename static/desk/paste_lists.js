/* The list items of Word: paragraphs that only their style says are items of a list. */

const NUMBER = /^\(?(\d+|[a-z]{1,2}|[ivxlcdm]+)[.)]/i

/* The sign before a Word item ("1.", "a)", "·"), taken out of it, since a list makes its own. */
function takeMarker(node) {
  for (const part of node.querySelectorAll("[style]")) {
    if (!/mso-list:\s*ignore/i.test(part.getAttribute("style"))) continue
    const sign = part.textContent.trim()
    part.remove()
    return sign
  }
  return ""
}

/* What kind of list item `node` is, `{level, ordered, start}`; null when it is none that stands alone. */
export function itemOf(node) {
  const name = node.nodeName.toLowerCase()
  const said = node.getAttribute("style") ?? ""
  const level = /mso-list:[^;]*\blevel(\d)/i.exec(said)
  if (level && name !== "li") {
    const sign = takeMarker(node)
    // A numbered heading stays a heading, without its number.
    if (name !== "p" && name !== "div") return null
    const number = NUMBER.exec(sign)
    return { level: Number(level[1]), ordered: Boolean(number), start: Number(number?.[1]) || 1 }
  }
  if (name !== "li" || !node.dataset.ariaLevel) return null
  const list = node.parentNode
  return {
    level: Math.min(Number(node.dataset.ariaLevel) || 1, 9),
    ordered: list.nodeName === "OL",
    start: Number(list.getAttribute("start")) || 1,
  }
}
