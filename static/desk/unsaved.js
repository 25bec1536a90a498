/* What is typed in the story's form is kept on the server, in each pause and before the page is left; in this
   browser when the server cannot be reached or somebody must sign in again. Nothing here saves the story.

   The form is read whole each second and compared with what was read before: blocks that are moved, texts
   that an editor writes and choices that a script makes are changes as well, and tell of themselves by no event. */

const LOOK = 1000
const PAUSE = 2000
const LONGEST = 9000
const WAIT_AFTER_FAILURE = 4000
// Browsers send 64 KiB at most for a page that is being left.
const MOST_AT_LEAVING = 63 * 1024
const MOST_HERE = 2_000_000
const NOT_THE_STORY = new Set(["csrfmiddlewaretoken", "form_key", "instead_of", "save_over"])

const bar = document.getElementById("unsaved")
const form = document.getElementById("article_form")
const gettext = window.gettext ?? ((words) => words)
const interpolate = (words, values) => words.replace("%s", values[0])

/* Sorted: that a block stands elsewhere in the document is no change, its number in the order is. */
function readForm() {
  const fields = {}
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string" || NOT_THE_STORY.has(name)) continue
    if (name.startsWith("_") || name.includes("__prefix__")) continue
    ;(fields[name] ??= []).push(value)
  }
  return JSON.stringify(Object.fromEntries(Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1))))
}

/* What a form says, whatever way it says it: where the blocks stand among each other and not by which numbers,
   a text in the one form that its editor would give it, and nothing of new rows that are empty or deleted again. */
function meaning(form) {
  const fields = new Map(Object.entries(JSON.parse(form)))
  const orders = [...fields].filter(([name]) => name.endsWith("-ordering"))
  const rows = new Set([...fields.keys()].filter((name) => name.endsWith("-id")).map((name) => name.slice(0, -3)))
  const idle = new Set([...rows].filter((row) => fields.get(`${row}-id`)[0] === "" && saysNothing(row, fields)))
  const places = orders
    .filter(([name]) => !idle.has(name.replace(/-ordering$/, "")))
    .sort(([, one], [, other]) => one[0] - other[0])
    .map(([name]) => name)
  const said = []
  for (const [name, values] of fields) {
    const row = name.match(/^(.+-\d+)-[^-]+$/)?.[1]
    if (idle.has(row) || name.endsWith("-TOTAL_FORMS")) continue
    const field = fieldOf(name)
    if (name.endsWith("-ordering")) said.push([name, places.indexOf(name)])
    else if (field?.closest?.(".prose-editor")) said.push([name, plainest(values[0])])
    else said.push([name, values])
  }
  return JSON.stringify(said)
}

const fieldOf = (name) => {
  const found = form.elements.namedItem(name)
  return found instanceof Element ? found : null
}

/* Whether a new row was deleted again, or says no more than one that was just added. */
function saysNothing(row, fields) {
  if (fields.has(`${row}-DELETE`)) return true
  const pattern = row.replace(/-\d+$/, "-__prefix__")
  return [...fields].every(([name, values]) => {
    if (!name.startsWith(`${row}-`) || /-(ordering|order|region)$/.test(name)) return true
    const fresh = fieldOf(pattern + name.slice(row.length))
    return values.every((value) => value === (fresh?.value ?? ""))
  })
}

function plainest(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html")
  for (const paragraph of parsed.querySelectorAll("li > p:first-child, td > p:only-child, th > p:only-child")) {
    paragraph.replaceWith(...paragraph.childNodes)
  }
  return parsed.body.innerHTML
}

/* crypto.randomUUID is there on encrypted pages only. */
function drawKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")
}

function begin() {
  const { address, door, user, zone, login, preset } = bar.dataset
  const keyField = form.elements.form_key
  const insteadOf = form.elements.instead_of
  const token = form.elements.csrfmiddlewaretoken
  const status = makeStatus()
  // What is in the form already was kept before: brought back, or refused by the last save.
  const wasUnsaved = Boolean(insteadOf.value) || Number(bar.dataset.turn) > 0

  let turn = Number(bar.dataset.turn)
  let begun = false
  let opened = readForm()
  let seen = opened
  let kept = opened
  let changedAt = 0
  let waitingSince = null
  let notBefore = 0
  let refused = null
  let onTheWay = null
  let leaving = false
  let returned = false
  let isHere = false

  // What the server says is what the form shows: a browser must not fill it from memory by halves.
  form.autocomplete = "off"

  function makeStatus() {
    const made = document.createElement("p")
    made.className = "kept-status"
    made.setAttribute("role", "status")
    ;(document.querySelector(".submit-row") ?? bar).append(made)
    return made
  }

  function say(text, tone = "", link = null) {
    if (status.dataset.said === text) return
    status.dataset.said = text
    status.dataset.tone = tone
    status.textContent = text
    if (link) status.append(" ", link)
  }

  const signIn = () => {
    const link = document.createElement("a")
    Object.assign(link, { href: login, target: "_blank", textContent: gettext("Sign in in another window") })
    return link
  }

  const letter = (fields, number) =>
    JSON.stringify({
      key: keyField.value,
      turn: number,
      preset,
      instead_of: insteadOf.value,
      fields: JSON.parse(fields),
    })

  const place = () => `unsaved:${user}:${keyField.value}`

  /* Keep the form in this browser; return whether that went well. */
  function keepHere(fields, number) {
    const copy = JSON.stringify({ address, at: Date.now(), letter: letter(fields, number) })
    if (copy.length > MOST_HERE) return false
    try {
      localStorage.setItem(place(), copy)
    } catch {
      return false
    }
    isHere = true
    return true
  }

  function forgetHere() {
    if (isHere) localStorage.removeItem(place())
    isHere = false
  }

  function tellHere(fields, why, link = null) {
    if (keepHere(fields, turn)) {
      say(interpolate(gettext("Kept in this browser only: %s"), [why]), "warning", link)
    } else {
      say(interpolate(gettext("What you type is kept nowhere: %s Copy it before you leave this page."), [why]), "error", link)
    }
  }

  function post(where, body, options = {}) {
    return fetch(where, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token.value },
      credentials: "same-origin",
      body,
      ...options,
    })
  }

  async function send() {
    if (onTheWay) return
    const fields = seen
    const number = ++turn
    const mine = (onTheWay = new AbortController())
    const late = setTimeout(() => mine.abort(), 15000)
    try {
      const response = await post(address, letter(fields, number), { signal: mine.signal })
      await hear(response, fields, number)
    } catch {
      if (leaving) return
      notBefore = performance.now() + WAIT_AFTER_FAILURE
      tellHere(seen, gettext("the server cannot be reached. It goes on by itself."))
    } finally {
      clearTimeout(late)
      onTheWay = null
    }
  }

  async function hear(response, fields, number) {
    if (response.ok) {
      const answer = await response.json()
      if (answer.settled) return beginAnew()
      turn = Math.max(turn, answer.turn)
      if (answer.turn !== number) return
      kept = fields
      refused = null
      returned = false
      waitingSince = seen === kept ? null : performance.now()
      forgetHere()
      say(interpolate(gettext("Kept on the server at %s"), [answer.at]))
    } else if (response.status === 401 || response.status === 403) {
      await knock(true)
    } else if (response.status === 404) {
      refused = fields
      tellHere(fields, gettext("this story is not to be found any more."))
    } else if (response.status === 413 || response.status === 400) {
      refused = fields
      tellHere(fields, (await response.json()).reason)
    } else {
      throw new Error(response.statusText)
    }
  }

  /* The form was saved, or its work thrown away: what is typed from now on is work of its own. */
  function beginAnew() {
    forgetHere()
    if (returned) {
      location.reload()
      return
    }
    keyField.value = drawKey()
    insteadOf.value = ""
    turn = 0
  }

  /* Ask who is signed in. A new sign-in brings a new token, with which this form goes on. */
  async function knock(wasRefused = false) {
    const answer = await (await fetch(door, { credentials: "same-origin" })).json()
    if (String(answer.user) === user) {
      if (wasRefused && token.dataset.fresh) {
        refused = seen
        tellHere(seen, gettext("you may not write this story any more."))
        return
      }
      for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = answer.csrf
      token.dataset.fresh = "yes"
      if (status.dataset.out) {
        delete status.dataset.out
        say(gettext("You are signed in again: go on."))
      }
      notBefore = 0
      return
    }
    delete token.dataset.fresh
    status.dataset.out = "yes"
    notBefore = performance.now() + WAIT_AFTER_FAILURE
    const why = answer.user
      ? gettext("somebody else is signed in now. Sign in as yourself, then go on.")
      : gettext("you are signed out. Sign in in another window, then go on.")
    if (seen !== kept) tellHere(seen, why, signIn())
    else say(answer.user ? gettext("Somebody else is signed in now. Sign in as yourself, then go on.") : gettext("You are signed out. Sign in in another window, then go on."), "warning", signIn())
  }

  const tryToKnock = (wasRefused) =>
    knock(wasRefused).catch(() => {
      notBefore = performance.now() + WAIT_AFTER_FAILURE
    })

  function look() {
    if (leaving) return
    const now = performance.now()
    const current = readForm()
    if (!begun) {
      opened = seen = kept = current
      return
    }
    if (current !== seen) {
      seen = current
      changedAt = now
      waitingSince ??= now
    }
    if (status.dataset.out && now >= notBefore) {
      notBefore = now + WAIT_AFTER_FAILURE
      tryToKnock(false)
      return
    }
    if (seen === kept || seen === refused || now < notBefore) return
    if (isAsOpened()) {
      takeBack()
      return
    }
    waitingSince ??= now
    if (now - changedAt >= PAUSE || now - waitingSince >= LONGEST) send()
  }

  const isAsOpened = () => !wasUnsaved && (seen === opened || meaning(seen) === meaning(opened))

  /* All is as it was when the form was opened: there is nothing to keep. */
  function takeBack() {
    if (onTheWay) return
    forgetHere()
    kept = seen
    waitingSince = null
    say("")
    if (turn > 0) throwAway(keyField.value).catch(() => {})
    keyField.value = drawKey()
    turn = 0
  }

  async function throwAway(key) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: token.value })
    const response = await fetch(bar.dataset.throw.replace("00000000-0000-0000-0000-000000000000", key), {
      method: "POST",
      credentials: "same-origin",
      headers: { Accept: "application/json" },
      body,
    })
    if (!response.ok) throw new Error(response.statusText)
    localStorage.removeItem(`unsaved:${user}:${key}`)
  }

  /* What is on its way may be lost with the page: it stays here until the server is known to have it. */
  function leave() {
    if (leaving || !begun) return
    seen = readForm()
    if (seen === kept || isAsOpened()) return
    leaving = true
    const body = letter(seen, ++turn)
    keepHere(seen, turn)
    if (new Blob([body]).size < MOST_AT_LEAVING) post(address, body, { keepalive: true }).catch(() => {})
  }

  /* The form is on its way: nothing may overtake it, and a copy stays here in case that it does not arrive. */
  function depart() {
    seen = readForm()
    leaving = true
    onTheWay?.abort()
    if (!isAsOpened()) keepHere(seen, ++turn)
    // Still here: it led somewhere else, or nowhere.
    setTimeout(() => (leaving = false), 20000)
  }

  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && !event.submitter?.formTarget) depart()
  })
  document.addEventListener("unsaved:sign-out", () => {
    if (begun && readForm() !== kept) depart()
  })
  window.addEventListener("pagehide", leave)
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      if (status.dataset.out) tryToKnock(false)
      return
    }
    look()
    if (begun && !leaving && seen !== kept && seen !== refused && performance.now() >= notBefore) send()
  })
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return
    // The page as it was left. Whether it was saved meanwhile, the server knows.
    leaving = false
    returned = begun
    kept = begun ? null : kept
    changedAt = -PAUSE
  })
  document.addEventListener("desk:refused", () => tryToKnock(false))
  document.addEventListener("unsaved:handed-over", showOffers)

  async function showOffers() {
    const response = await fetch(`${address}?key=${keyField.value}&preset=${encodeURIComponent(preset)}`)
    if (response.ok) bar.querySelector(".unsaved-offers").innerHTML = await response.text()
  }

  bar.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-throw-key]")
    if (!link) return
    event.preventDefault()
    if (!confirm(gettext("Throw away what you typed and did not save? It cannot be brought back."))) return
    try {
      await throwAway(link.dataset.throwKey)
      if (link.dataset.brought) location.href = location.pathname + (preset ? `?${preset}` : "")
      else link.closest("li").remove()
    } catch {
      location.href = link.href
    }
  })

  // What an editor sets while it begins is nobody's: where somebody types in it, a key or a finger comes first.
  const start = (event) => (begun ||= event.bubbles && (event.isTrusted || !event.target.closest(".prose-editor")))
  for (const type of ["keydown", "pointerdown", "beforeinput", "paste", "drop"]) {
    document.addEventListener(type, (event) => {
      if (begun || !event.isTrusted) return
      look()
      begun = true
    }, { capture: true })
  }
  for (const type of ["input", "change"]) form.addEventListener(type, start, { capture: true })
  setInterval(look, LOOK)
}

if (bar && form) begin()
