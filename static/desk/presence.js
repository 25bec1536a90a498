/* Says every few seconds that this form is open, and tells who else has the story open and what became of it. */

const EVERY = 5000
const TYPING = 8000
// A tab that is not looked at for so long counts as left.
const HIDDEN = 4 * 60 * 1000

const box = document.getElementById("presence")
const form = document.getElementById("article_form")

function begin() {
  const others = box.querySelector(".presence-others")
  const typingNow = box.querySelector(".presence-typing")
  const news = box.querySelector(".presence-news")
  const tab = form.elements.form_key.value
  let typedAt = -TYPING
  let hiddenSince = null
  let isOnTheWay = false
  let isOver = false
  let hasLeft = false

  function send(said, options = {}) {
    return fetch(box.dataset.address, {
      method: "POST",
      credentials: "same-origin",
      headers: {
        "Content-Type": "application/json",
        "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
      },
      body: JSON.stringify({ tab, ...said }),
      ...options,
    })
  }

  async function beat() {
    if (isOver || isOnTheWay) return
    if (hiddenSince !== null && performance.now() - hiddenSince > HIDDEN) {
      leave()
      return
    }
    isOnTheWay = true
    try {
      const response = await send(
        {
          typing: performance.now() - typedAt < TYPING,
          version: form.elements.seen_version?.value ?? "",
          state: box.dataset.state,
          locked: box.dataset.locked === "yes",
        },
        { signal: AbortSignal.timeout(10000) },
      )
      if (response.ok) show(await response.json())
      else if (response.status === 401 || response.status === 403) {
        document.dispatchEvent(new CustomEvent("desk:refused"))
      } else if (response.status === 404) {
        isOver = true
        show({ others: [], typing: "", news: [["gone", box.dataset.gone]] })
      }
    } catch {
      // The next one may come through.
    } finally {
      isOnTheWay = false
    }
  }

  function leave() {
    if (hasLeft) return
    hasLeft = true
    send({ leaves: true }, { keepalive: true }).catch(() => {})
  }

  /* What is read aloud changes only when there is something new to say. */
  function lines(list, sentences, make) {
    const now = JSON.stringify(sentences)
    if (list.dataset.said === now) return
    list.dataset.said = now
    list.replaceChildren(...sentences.map(make))
    list.hidden = !sentences.length
  }

  function line(text) {
    const item = document.createElement("li")
    item.textContent = text
    return item
  }

  function newsLine([key, text]) {
    const item = line(text)
    const where = key.startsWith("saved-") ? box.dataset.compare : ""
    if (where) {
      const link = document.createElement("a")
      Object.assign(link, { href: where, target: "_blank", textContent: box.dataset.compareWords })
      item.append(" ", link)
    }
    return item
  }

  function show(answer) {
    hasLeft = false
    lines(others, answer.others, line)
    lines(news, answer.news, newsLine)
    typingNow.textContent = answer.typing
    typingNow.hidden = !answer.typing
    box.hidden = !(answer.others.length || answer.news.length)
  }

  form.addEventListener("input", () => (typedAt = performance.now()))
  window.addEventListener("pagehide", leave)
  window.addEventListener("pageshow", (event) => event.persisted && beat())
  window.addEventListener("focus", beat)
  document.addEventListener("visibilitychange", () => {
    hiddenSince = document.visibilityState === "hidden" ? performance.now() : null
    if (hiddenSince === null) beat()
  })
  setInterval(beat, EVERY)
  beat()
}

if (box && form) begin()
