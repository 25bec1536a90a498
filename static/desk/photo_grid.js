/* Choosing photos in the grid: all of a page, a range with Shift, and a bar that says how many are chosen.
   Without this module the boxes are ticked one by one. */

const bar = document.querySelector(".library-bar")

if (bar) {
  const form = bar.closest("form")
  const boxes = [...form.querySelectorAll("input[name=photo]")]
  const all = form.querySelector("[data-choose-all]")
  const none = bar.querySelector("[data-choose-none]")
  const count = bar.querySelector(".library-bar-count")
  const most = Number(bar.dataset.most)
  let last = null

  function show() {
    const chosen = boxes.filter((box) => box.checked)
    for (const box of boxes) box.closest("li").classList.toggle("chosen", box.checked)
    all.checked = chosen.length === boxes.length
    all.indeterminate = chosen.length > 0 && !all.checked
    none.hidden = chosen.length === 0
    bar.classList.toggle("active", chosen.length > 0)
    const said = chosen.length ? count.dataset.some.replace("%s", chosen.length) : count.dataset.none
    count.textContent = chosen.length > most ? `${said}. ${bar.dataset.tooMany}` : said
    for (const button of bar.querySelectorAll("[formaction]")) {
      button.disabled = chosen.length === 0 || chosen.length > most
    }
  }

  form.addEventListener("click", (event) => {
    const box = event.target.closest("input[name=photo]")
    if (!box) return
    /* A space typed with Shift comes as a click with Shift: the keyboard chooses ranges too. */
    if (event.shiftKey && last && last !== box) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b)
      for (const between of boxes.slice(from, to + 1)) between.checked = box.checked
    }
    last = box
    show()
  })
  /* A range begun on a label would mark text. */
  form.addEventListener("mousedown", (event) => {
    if (event.shiftKey && event.target.closest(".library-choose")) event.preventDefault()
  })
  all.hidden = false
  form.querySelector("[data-choose-all-label]").hidden = false
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked
    show()
  })
  none.addEventListener("click", () => {
    for (const box of boxes) box.checked = false
    show()
    boxes[0].focus()
  })
  /* Back from a page, a browser ticks again what was ticked. */
  window.addEventListener("pageshow", show)
  show()
}
