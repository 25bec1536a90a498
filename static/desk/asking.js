/* Asking the server about what is typed in a form, a moment after typing stops: nothing is saved by it. */

/* Return a function to call at each change: `pause` milliseconds after the last call, the form is sent to
   `address` and `show` is given the HTML that comes back. Without an answer, what is shown stays. */
export function asker(form, address, pause, show) {
  let asked = 0
  let waiting

  async function ask() {
    const turn = ++asked
    const typed = new FormData(form)
    // A file would be sent for nothing.
    for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name)
    let answer
    try {
      const response = await fetch(address, { method: "POST", body: typed })
      if (!response.ok) return
      answer = await response.json()
    } catch {
      return
    }
    // An answer that a later question has overtaken is none.
    if (turn === asked) show(answer.html)
  }

  return () => {
    clearTimeout(waiting)
    waiting = setTimeout(ask, pause)
  }
}
