/* The blocks of the story's form in the order in which they are seen. */

export function blocksInOrder() {
  return [...document.querySelectorAll(".order-machine > .inline-related:not(.empty-form)")].sort(
    (one, other) => one.style.order - other.style.order,
  )
}

function put(blocks) {
  blocks.forEach((block, place) => {
    const ordering = 10 * (place + 1)
    block.querySelector(".order-machine-ordering").value = ordering
    block.style.order = ordering
  })
}

/* Move `block` by `step` places; return whether it moved. */
export function move(block, step) {
  const blocks = blocksInOrder()
  const from = blocks.indexOf(block)
  const to = from + step
  if (to < 0 || to >= blocks.length) return false
  blocks.splice(from, 1)
  blocks.splice(to, 0, block)
  put(blocks)
  block.scrollIntoView({ block: "nearest" })
  // No key was pressed in a field: whoever follows what is typed is told.
  block.querySelector(".order-machine-ordering").dispatchEvent(new Event("change", { bubbles: true }))
  return true
}

export const isDeleted = (block) =>
  Boolean(block.querySelector('input[name$="-DELETE"]:checked, input[type="hidden"][name$="-DELETE"]'))
