/* The order of a collection: drawn with the mouse, or moved with the arrows of each photo.
   What is posted is the list of numbers in one hidden field. */

const list = document.querySelector(".collection-photos[data-order]")

if (list) {
  const order = list.closest("form").querySelector("input[name=order]")
  let drawn = null

  const write = () => {
    order.value = [...list.children].map((item) => item.dataset.photo).join(",")
  }

  for (const item of list.children) {
    item.draggable = true
    for (const button of item.querySelectorAll("[data-move]")) button.hidden = false
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]")
    if (!button) return
    const item = button.closest("li")
    if (button.dataset.move === "-1") item.previousElementSibling?.before(item)
    else item.nextElementSibling?.after(item)
    write()
    button.focus()
  })

  list.addEventListener("dragstart", (event) => {
    drawn = event.target.closest("li")
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setData("text/plain", drawn.dataset.photo)
    drawn.classList.add("drawn")
  })
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li")
    if (!drawn || !over) return
    event.preventDefault()
    if (over === drawn) return
    const items = [...list.children]
    if (items.indexOf(over) < items.indexOf(drawn)) over.before(drawn)
    else over.after(drawn)
  })
  list.addEventListener("drop", (event) => event.preventDefault())
  list.addEventListener("dragend", () => {
    drawn?.classList.remove("drawn")
    drawn = null
    write()
  })
}
