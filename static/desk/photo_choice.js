/* Choosing a photo by its thumbnail: a dialog over the field that holds the photo's number.
   Everything is heard on the document, so that blocks added later work like those that were there. */

const dialog = document.getElementById("photo-dialog")

if (dialog) {
  document.documentElement.dataset.photoDialog = "on"
  const grid = dialog.querySelector(".photo-grid")
  const search = dialog.querySelector("input[type=search]")
  const say = dialog.querySelector(".photo-dialog-say")
  const more = dialog.querySelector(".photo-dialog-more")
  const collection = dialog.querySelector("select")
  let choice = null
  let before = null
  let asked = 0

  const storyLanguage = () => document.getElementById("id_language")?.value ?? ""

  function mark(words, tone) {
    const said = document.createElement("span")
    said.className = `state state-${tone}`
    said.textContent = words
    return said
  }

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
    credit.textContent = [photo.shown_credit, photo.shape].filter(Boolean).join(" · ")
    button.append(picture, title, credit)
    for (const words of photo.barred) button.append(mark(words, "withdrawn"))
    for (const words of photo.notes) button.append(mark(words, "changed"))
    if (!photo.alt_text) button.append(mark(grid.dataset.noAlt, "changed"))
    // What stands in the field already stays what it is: an update may go on showing it.
    const chosen = choice.querySelector("input").value === String(photo.id)
    if (photo.barred.length && !chosen) {
      // Told to a screen reader, so it can be reached.
      button.setAttribute("aria-disabled", "true")
    } else {
      button.addEventListener("click", () => {
        take(photo)
        dialog.close()
      })
    }
    item.append(button)
    return item
  }

  async function fill(further = false) {
    const turn = ++asked
    const query = new URLSearchParams({ q: search.value, language: storyLanguage() })
    if (collection.value) query.set("collection", collection.value)
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
    if (answer.collections) offer(answer.collections)
    if (!further) grid.replaceChildren()
    grid.append(...answer.photos.map(card))
    say.textContent = grid.children.length ? "" : say.dataset.none
    before = answer.before
    more.hidden = before === null
  }

  function offer(collections) {
    const wanted = collection.value
    const all = collection.options[0]
    collection.replaceChildren(all, ...collections.map(({ id, name }) => new Option(name, id)))
    collection.value = wanted
    if (collection.selectedIndex < 0) collection.selectedIndex = 0
    collection.parentElement.hidden = !collections.length
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

  /* A decorative photo is told to nobody: what was typed for it stays, and is seen to be idle. */
  function showDecorative(box) {
    const alt = box.closest("fieldset")?.querySelector('[data-photo-says="alt_text"]')
    if (!alt) return
    alt.readOnly = box.checked
    alt.classList.toggle("idle", box.checked)
  }
  const showAllDecorative = () => document.querySelectorAll("[data-photo-decorative]").forEach(showDecorative)
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-photo-decorative]")) showDecorative(event.target)
  })
  document.addEventListener("formset:added", showAllDecorative)
  document.addEventListener("content-editor:ready", showAllDecorative)
  showAllDecorative()

  collection.addEventListener("change", () => fill())
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
