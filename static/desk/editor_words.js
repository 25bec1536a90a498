/* The text editor names some of its buttons in English only: they are named here in the desk's language. */

const said = (words) => window.gettext?.(words) ?? words

function name(menu) {
  for (const button of menu.querySelectorAll("[title]")) {
    if (button.title !== said(button.title)) button.title = said(button.title)
  }
  for (const option of menu.querySelectorAll(".prose-menubar__option > *")) {
    if (option.textContent !== said(option.textContent)) option.textContent = said(option.textContent)
  }
}

/* A choice in one of its dialogs is known to it by the English word. */
function nameChoice(option) {
  if (!option.hasAttribute("value")) option.value = option.textContent
  if (option.textContent !== said(option.value)) option.textContent = said(option.value)
}

function nameAll() {
  for (const menu of document.querySelectorAll(".prose-menubar")) name(menu)
  document.querySelectorAll(".prose-editor-dialog option").forEach(nameChoice)
}

/* Editors come with blocks that are added later, and their menus change with what is selected. */
new MutationObserver((changes) => {
  if (changes.some((change) => !change.target.closest("[contenteditable]"))) nameAll()
}).observe(document.body, { childList: true, subtree: true })
nameAll()
