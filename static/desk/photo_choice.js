/* Choosing a photo by its thumbnail: a dialog over the field that holds the photo's number.
   Everything is heard on the document, so that blocks added later work like those that were there. */

const dialog = document.getElementById("photo-dialog")

if (dialog) {
  document.documentElement.dataset.photoDialog = "on"
  const grid = dialog.querySelector(".photo-grid")
  const search = dialog.querySelector("input[type=search]")
  const say = dialog.querySelector(".photo-dialog-say")
  const more = dialog.querySelector(".photo-dialog-more")
  let choice = null
  let before = null
  let asked = 0

  const storyLanguage = () => document.getElementById("id_language")?.value ?? ""

  function card(photo) {
    const item = document.createElement("li")
    const button = document.createElement("button")
    button.type = "button"
    button.className = "photo-card"
    const picture = new Image(240, 180)
    picture.src = photo.thumbnail
    picture.alt = ""
    picture.loading = "lazy"
    const title = document.createElement("span")
    title.className = "photo-card-title"
    title.textContent = photo.title
    const credit = document.createElement("span")
    credit.className = "photo-card-credit"
    credit.textContent = photo.credit
    button.append(picture, title, credit)
    if (!photo.alt_text) {
      const missing = document.createElement("span")
      missing.className = "state state-changed"
      missing.textContent = grid.dataset.noAlt
      button.append(missing)
    }
    button.addEventListener("click", () => {
      take(photo)
      dialog.close()
    })
    item.append(button)
    return item
  }

  async function fill(further = false) {
    const turn = ++asked
    const query = new URLSearchParams({ q: search.value, language: storyLanguage() })
    if (further) query.set("before", before)
    let answer
    try {
      const response = await fetch(`${choice.dataset.choose}?${query}`)
      if (!response.ok) throw new Error(response.statusText)
      answer = await response.json()
    } catch {
      if (turn === asked) say.textContent = say.dataset.failed
      return
    }
    // An answer that a later question has overtaken.
    if (turn !== asked) return
    if (!further) grid.replaceChildren()
    grid.append(...answer.photos.map(card))
    say.textContent = grid.children.length ? "" : say.dataset.none
    before = answer.before
    more.hidden = before === null
  }

  function take(photo) {
    const input = choice.querySelector("input")
    const another = input.value !== String(photo?.id ?? "")
    const picture = choice.querySelector("img")
    const title = choice.querySelector("output")
    title.dataset.empty ??= choice.classList.contains("empty") ? title.textContent : ""
    input.value = photo?.id ?? ""
    choice.classList.toggle("empty", !photo)
    picture.hidden = !photo
    if (photo) picture.src = photo.thumbnail
    picture.alt = photo?.title ?? ""
    title.textContent = photo?.title ?? title.dataset.empty
    choice.querySelector("[data-photo-remove]").hidden = !photo
    const form = choice.closest("fieldset")
    for (const field of form.querySelectorAll("[data-photo-says]")) {
      field.placeholder = photo?.[field.dataset.photoSays] ?? ""
    }
    input.dispatchEvent(new Event("change", { bubbles: true }))
    if (another) input.dispatchEvent(new CustomEvent("photo:taken", { bubbles: true }))
  }

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-photo-open]")
    const remover = event.target.closest("[data-photo-remove]")
    if (!opener && !remover) return
    choice = event.target.closest("[data-photo-choice]")
    if (remover) {
      take(null)
      choice.querySelector("[data-photo-open]").focus()
      return
    }
    dialog.showModal()
    search.focus()
    fill()
  })

  /* Another script chooses: of a refused save, the photo that somebody else chose. */
  document.addEventListener("photo:take", (event) => {
    choice = event.target.closest("[data-photo-choice]")
    take(event.detail)
  })

  let pause
  search.addEventListener("input", () => {
    clearTimeout(pause)
    pause = setTimeout(fill, 200)
  })
  dialog.querySelector(".photo-dialog-close").addEventListener("click", () => dialog.close())
  more.addEventListener("click", () => fill(true))
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close()
  })
  dialog.addEventListener("close", () => choice?.querySelector("[data-photo-open]").focus())
  // Back from the tab in which a photo was added.
  window.addEventListener("focus", () => dialog.open && fill())
}
