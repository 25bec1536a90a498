/* The address of a new link is copied with one press. */

const input = document.querySelector(".link-address input")
const copy = document.querySelector(".link-address button")

input?.addEventListener("focus", () => input.select())
if (copy && navigator.clipboard) {
  copy.hidden = false
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(input.value)
    copy.textContent = copy.dataset.copied
  })
}
