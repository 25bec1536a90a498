/* Bringing photos into the library: each file goes in parts, three files at a time, and goes on where it was
   when something broke off (tus 1.0; newsroom/desk/library/resumable.py answers). */

const form = document.getElementById("upload-form")
const sending = JSON.parse(document.getElementById("upload-sending").textContent)
const THREE = 3
// Waits before a part is tried again by itself, in milliseconds; then it is left to whoever watches.
const PAUSES = [1000, 4000]
// The server forgets an upload that nobody goes on with after a day.
const DAY = 24 * 3600 * 1000

const progress = document.querySelector(".upload-progress")
const list = progress.querySelector(".upload-list")
const summary = document.getElementById("upload-summary")
const said = document.getElementById("upload-said")
const veil = document.querySelector(".upload-veil")
const row = document.getElementById("upload-row")
const againAll = progress.querySelector("[data-upload-again]")
const cancelAll = progress.querySelector("[data-upload-cancel]")
const check = progress.querySelector("[data-upload-check]")

const items = []
const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 })
let token = form.elements.csrfmiddlewaretoken.value

/* What a file did not survive: `again` says whether to try is of any use. */
class Broken extends Error {
  constructor(message, { again = true, status = 0 } = {}) {
    super(message)
    this.again = again
    this.status = status
  }
}

const lost = () => new Broken(gettext("The connection broke off."))

/* WHERE EACH FILE WAS, kept in this browser */

const placeOf = (file) => `upload:${sending.user}:${file.name}:${file.size}:${file.lastModified}`

function kept(file) {
  try {
    return JSON.parse(localStorage.getItem(placeOf(file)))?.uid
  } catch {
    return null
  }
}

function keep(file, uid) {
  try {
    localStorage.setItem(placeOf(file), JSON.stringify({ uid, at: Date.now() }))
  } catch {
    // A browser that keeps nothing begins anew after it was closed.
  }
}

function forgetOld() {
  try {
    for (const place of Object.keys(localStorage)) {
      if (!place.startsWith("upload:")) continue
      const { at } = JSON.parse(localStorage.getItem(place))
      if (!(Date.now() - at < DAY)) localStorage.removeItem(place)
    }
  } catch {
    // As above.
  }
}

const forget = (file) => {
  try {
    localStorage.removeItem(placeOf(file))
  } catch {
    // As above.
  }
}

function newUid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}

/* ASKING THE SERVER */

function ask(method, address, headers = {}, body = null, item = null) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, address)
    request.setRequestHeader("Tus-Resumable", "1.0.0")
    request.setRequestHeader("X-CSRFToken", token)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    if (item) {
      item.request = request
      const from = item.offset
      request.upload.addEventListener("progress", (event) => show(item, from + event.loaded))
    }
    request.addEventListener("load", () => resolve(request))
    request.addEventListener("error", () => reject(lost()))
    request.addEventListener("timeout", () => reject(lost()))
    request.addEventListener("abort", () => reject(new Broken("", { again: false })))
    request.send(body)
  })
}

function answerOf(request) {
  try {
    return JSON.parse(request.responseText)
  } catch {
    return {}
  }
}

function brokenBy(request) {
  if (request.status >= 500) {
    return new Broken(gettext("The server did not answer as it should."), { status: request.status })
  }
  const message = answerOf(request).message || gettext("The server did not take this.")
  return new Broken(message, { again: ![400, 413].includes(request.status), status: request.status })
}

/* After signing in anew the form's token is another. */
async function renewToken() {
  const response = await fetch(location.pathname, { headers: { Accept: "text/html" } }).catch(() => null)
  if (!response?.ok || response.redirected) return
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  token = page.querySelector("#upload-form [name=csrfmiddlewaretoken]")?.value ?? token
}

const offsetOf = (request) => Number(request.getResponseHeader("Upload-Offset"))
const addressOf = (item) => `${sending.begin}${item.uid}/`
const inBase64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))

/* Find where the file was, or begin. */
async function begin(item) {
  item.uid ??= kept(item.file)
  if (item.uid && item.begun !== false) {
    const request = await ask("HEAD", addressOf(item), {}, null)
    if (request.status === 200 && Number(request.getResponseHeader("Upload-Length")) === item.file.size) {
      item.offset = offsetOf(request)
      return
    }
    if (request.status !== 200 && request.status !== 404) throw await brokenByHead(item, request)
    item.uid = null
  }
  // Chosen here, so that to ask again after a lost answer begins nothing twice.
  item.uid ??= newUid()
  item.begun = false
  const words = `filename ${inBase64(item.file.name)},uid ${inBase64(item.uid)}`
  const request = await ask("POST", sending.begin, { "Upload-Length": item.file.size, "Upload-Metadata": words })
  if (request.status !== 201) throw brokenBy(request)
  item.begun = true
  item.offset = offsetOf(request)
  keep(item.file, item.uid)
}

/* An answer to HEAD has no words: those of an empty part are the same. */
async function brokenByHead(item, request) {
  if (request.status >= 500) return brokenBy(request)
  return brokenBy(await ask("PATCH", addressOf(item), { "Content-Type": "application/offset+octet-stream", "Upload-Offset": "0" }, null))
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/* Send part after part; return what became of the file. */
async function sendParts(item) {
  let elsewhere = 0
  for (;;) {
    if (item.state === "cancelled") throw new Broken("", { again: false })
    const part = item.file.slice(item.offset, item.offset + sending.part)
    if (!part.size) state(item, "reading")
    const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": item.offset }
    const request = await ask("PATCH", addressOf(item), headers, part, item)
    if (request.status === 204) {
      item.offset = offsetOf(request)
      item.failures = 0
    } else if (request.status === 409 && elsewhere++ < 5) item.offset = offsetOf(request)
    else if (request.status === 202) {
      item.offset = item.file.size
      await pause(2000)
    } else if (request.status === 200) return answerOf(request)
    else throw brokenBy(request)
  }
}

async function send(item) {
  state(item, "sending")
  for (;;) {
    try {
      await begin(item)
      show(item, item.offset)
      const answer = await sendParts(item)
      forget(item.file)
      item.message = answer.message
      item.photo = answer.photo
      if (item.photo && !item.picture) picture(item, item.photo.thumbnail)
      return state(item, answer.state === "taken" ? "taken" : "refused")
    } catch (error) {
      if (!(error instanceof Broken)) throw error
      if (item.state === "cancelled") return undefined
      item.message = error.message
      if (!error.again) {
        forget(item.file)
        return state(item, "refused")
      }
      if (error.status === 401 || error.status === 403) item.renew = true
      if ([404, 409, 410].includes(error.status)) item.uid = null
      const wait = PAUSES[item.failures++]
      if (wait === undefined || (error.status && error.status < 500) || !navigator.onLine) {
        return state(item, "broken")
      }
      state(item, "pausing")
      await pause(wait)
      if (item.state === "cancelled") return undefined
      state(item, "sending")
    }
  }
}

/* THE ROWS */

const WORDS = {
  waiting: () => gettext("Waiting"),
  sending: () => gettext("On its way"),
  reading: () => gettext("Has arrived and is being read"),
  pausing: (item) => `${item.message} ${gettext("Trying again…")}`,
  taken: () => gettext("In the library"),
  refused: (item) => `${gettext("Not taken.")} ${item.message}`,
  broken: (item) => `${item.message} ${gettext("Nothing is lost: “Try again” goes on where it was.")}`,
  cancelled: () => gettext("Cancelled"),
}
const UNDER_WAY = ["sending", "reading", "pausing"]
// How many are in the library the summary says.
const ANNOUNCED = ["refused", "broken"]

function sizeInWords(bytes) {
  if (bytes < 1_000_000) return interpolate(gettext("%s kB"), [number.format(Math.ceil(bytes / 1000))])
  return interpolate(gettext("%s MB"), [number.format(bytes / 1_000_000)])
}

function picture(item, address) {
  const image = item.row.querySelector("img")
  const freed = () => address.startsWith("blob:") && URL.revokeObjectURL(address)
  image.onload = () => {
    item.picture = true
    image.hidden = false
    freed()
  }
  // Browsers show no HEIC and no TIFF; the library's own thumbnail comes when the photo is in it.
  image.onerror = freed
  image.src = address
}

function show(item, bytes) {
  const percent = item.file.size ? Math.min(100, Math.floor((bytes / item.file.size) * 100)) : 0
  const bar = item.row.querySelector("progress")
  bar.value = percent
  bar.textContent = item.row.querySelector(".upload-percent").textContent = `${percent}%`
  if (percent === 100 && item.state === "sending" && bytes >= item.file.size) state(item, "reading")
}

function state(item, now) {
  item.state = now
  item.row.dataset.state = now
  const words = WORDS[now](item).trim()
  item.row.querySelector(".upload-state").textContent = words
  const again = item.row.querySelector("[data-again]")
  const cancel = item.row.querySelector("[data-cancel]")
  const focused = document.activeElement === again || document.activeElement === cancel
  again.hidden = now !== "broken"
  cancel.hidden = ["taken", "refused", "cancelled", "reading"].includes(now)
  // The keyboard stays in its row when the button it was on goes.
  if (focused && document.activeElement.hidden) item.row.focus()
  if (ANNOUNCED.includes(now)) said.textContent = `${item.file.name}: ${words}`
  tell()
}

const count = (...states) => items.filter((item) => states.includes(item.state)).length

function tell() {
  const all = items.length - count("cancelled")
  const taken = count("taken")
  const parts = [
    interpolate(ngettext("%(taken)s of %(all)s is in the library", "%(taken)s of %(all)s are in the library", taken), { taken, all }, true),
  ]
  const refused = count("refused")
  const broken = count("broken")
  if (refused) parts.push(interpolate(ngettext("%s was not taken", "%s were not taken", refused), [refused]))
  if (broken) parts.push(interpolate(ngettext("%s broke off", "%s broke off", broken), [broken]))
  const words = parts.join(", ")
  if (summary.textContent !== words) summary.textContent = words
  againAll.hidden = broken < 2
  cancelAll.hidden = count("waiting", "broken", ...UNDER_WAY) < 2
  check.hidden = !taken
}

/* THE QUEUE */

function goOn() {
  while (count(...UNDER_WAY) < THREE) {
    const next = items.find((item) => item.state === "waiting")
    if (!next) return
    send(next).finally(goOn)
  }
}

async function tryAgain(some) {
  if (some.some((item) => item.renew)) await renewToken()
  for (const item of some) {
    item.renew = false
    item.failures = 0
    state(item, "waiting")
  }
  goOn()
}

function cancel(item) {
  state(item, "cancelled")
  item.request?.abort()
  forget(item.file)
  if (item.uid) ask("DELETE", addressOf(item)).catch(() => {})
  goOn()
}

function add(files) {
  const room = sending.atOnce - count("waiting", "broken", ...UNDER_WAY)
  ;[...files].forEach((file, place) => {
    const same = items.find((item) => placeOf(item.file) === placeOf(file) && !["refused", "cancelled"].includes(item.state))
    if (same) {
      if (same.state === "broken") tryAgain([same])
      same.row.scrollIntoView({ block: "nearest" })
      return
    }
    const item = { file, offset: 0, failures: 0, row: row.content.firstElementChild.cloneNode(true) }
    item.row.querySelector(".upload-name").textContent = file.name
    item.row.querySelector(".upload-size").textContent = sizeInWords(file.size)
    item.row.querySelector("progress").setAttribute("aria-label", file.name)
    for (const button of item.row.querySelectorAll("button")) {
      button.setAttribute("aria-label", `${button.textContent}: ${file.name}`)
    }
    item.row.querySelector("[data-again]").addEventListener("click", () => tryAgain([item]))
    item.row.querySelector("[data-cancel]").addEventListener("click", () => cancel(item))
    list.append(item.row)
    items.push(item)
    picture(item, URL.createObjectURL(file))
    if (place < room) state(item, "waiting")
    else {
      item.message = interpolate(gettext("Only %s files at a time. Choose this one again."), [sending.atOnce])
      state(item, "refused")
    }
  })
  progress.hidden = !items.length
  goOn()
}

/* THE PAGE */

for (const scripted of document.querySelectorAll(".upload-scripted")) scripted.hidden = false
for (const plain of document.querySelectorAll(".upload-plain")) plain.hidden = true
forgetOld()

form.addEventListener("submit", (event) => event.preventDefault())
form.elements.files.addEventListener("change", ({ target }) => {
  add(target.files)
  target.value = ""
})
againAll.addEventListener("click", () => tryAgain(items.filter((item) => item.state === "broken")))
cancelAll.addEventListener("click", () => {
  for (const item of items) if (["waiting", "broken", "sending", "pausing"].includes(item.state)) cancel(item)
})

const files = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files")
let over = 0
document.addEventListener("dragenter", (event) => {
  if (!files(event)) return
  over += 1
  veil.hidden = false
})
document.addEventListener("dragleave", (event) => {
  if (!files(event)) return
  over -= 1
  if (over <= 0) veil.hidden = true
})
document.addEventListener("dragover", (event) => files(event) && event.preventDefault())
document.addEventListener("drop", (event) => {
  if (!files(event)) return
  event.preventDefault()
  over = 0
  veil.hidden = true
  add(event.dataTransfer.files)
})

// Back on the line: what broke off goes on by itself.
window.addEventListener("online", () => {
  const broken = items.filter((item) => item.state === "broken" && !item.renew)
  if (broken.length) tryAgain(broken)
})

window.addEventListener("beforeunload", (event) => {
  if (count("waiting", ...UNDER_WAY)) event.preventDefault()
})
