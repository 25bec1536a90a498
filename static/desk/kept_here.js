/* What a story's form could not send to the server lies in this browser: here it is handed over, on whichever
   page of the desk its writer opens next, and removed when the writer signs out. */

const { keptHere: user, days, lose } = document.querySelector("[data-kept-here]").dataset
const signOut = document.getElementById("logout-form")

const places = () =>
  Object.keys(localStorage).filter((place) => place.startsWith(`unsaved:${user}:`))

async function handOver(place) {
  const copy = JSON.parse(localStorage.getItem(place))
  if (Date.now() - copy.at > days * 24 * 3600 * 1000) {
    localStorage.removeItem(place)
    return false
  }
  const response = await fetch(copy.address, {
    method: "POST",
    credentials: "same-origin",
    headers: {
      "Content-Type": "application/json",
      "X-CSRFToken": signOut.elements.csrfmiddlewaretoken.value,
    },
    body: copy.letter,
  })
  if (!response.ok) return false
  localStorage.removeItem(place)
  return !(await response.json()).settled
}

async function handOverAll() {
  let any = false
  for (const place of places()) any = (await handOver(place).catch(() => false)) || any
  if (any) document.dispatchEvent(new CustomEvent("unsaved:handed-over"))
}

if (signOut) {
  handOverAll()
  let asked = false
  signOut.addEventListener("submit", async (event) => {
    if (asked) return
    event.preventDefault()
    asked = true
    document.dispatchEvent(new CustomEvent("unsaved:sign-out"))
    await handOverAll()
    if (places().length && !confirm(lose)) {
      asked = false
      return
    }
    for (const place of places()) localStorage.removeItem(place)
    signOut.submit()
  })
}
