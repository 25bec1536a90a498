/* The text editor's extension for a passage in another language: it marks it, for readers who listen. */

import { Mark } from "django-prose-editor/editor"

const gettext = window.gettext ?? ((words) => words)
const here = document.documentElement.lang || "en"
const names = new Intl.DisplayNames([here], { type: "language" })

function byName(languages) {
  const order = new Intl.Collator(here)
  return languages.toSorted((one, other) => order.compare(names.of(one), names.of(other)))
}

function element(text) {
  return Object.assign(document.createElement("p"), { textContent: text })
}

export const Passage = Mark.create({
  name: "passage",

  addOptions: () => ({ languages: [] }),

  addAttributes: () => ({ lang: { default: null } }),

  // In whatever language it is: one that the menu does not offer stays marked.
  parseHTML: () => [{ tag: "span[lang]" }],

  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],

  addMenuItems({ buttons, menu }) {
    const item = (name, words, isActive, command) =>
      menu.defineItem({
        name: `${this.name}:${name}`,
        groups: this.name,
        button: buttons.text(words),
        option: element(words),
        active: isActive,
        command,
      })
    item(
      "own",
      gettext("Story’s language"),
      (editor) => !editor.isActive(this.name),
      (editor) => editor.chain().focus().unsetMark(this.name, { extendEmptyMarkRange: true }).run(),
    )
    for (const lang of byName(this.options.languages)) {
      item(
        lang,
        names.of(lang),
        (editor) => editor.isActive(this.name, { lang }),
        (editor) => editor.chain().focus().setMark(this.name, { lang }).run(),
      )
    }
  },
})
