/* The keys that the form's shortcuts are pressed with. Alt+Shift is free in browsers, in the text editor and
   in screen readers; on a Mac it types signs such as €, so there it is Control+Shift. */

const mac = /^(Mac|iP)/.test(navigator.platform)

export const held = (event) =>
  event.shiftKey && !event.metaKey && (mac ? event.ctrlKey && !event.altKey : event.altKey && !event.ctrlKey)

/* How a shortcut is written beside what it does. */
export const chord = (key) => (mac ? `⌃⇧${key}` : `Alt+Shift+${key}`)

/* How it is told to a screen reader (aria-keyshortcuts). */
export const spoken = (key) => `${mac ? "Control" : "Alt"}+Shift+${key}`

/* The key that was pressed: a digit by its place, since Shift makes another sign of it. */
export function pressed(event) {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)
  if (digit) return digit[1]
  if (event.code === "Slash" || event.key === "?") return "?"
  const letter = /^[a-z]$/i.test(event.key) ? event.key : event.code.replace(/^Key/, "")
  return letter.toUpperCase()
}

export function tip(button, label, key) {
  button.title = `${label} (${chord(key)})`
  button.setAttribute("aria-keyshortcuts", spoken(key))
}
