/* The text editor's extension for what is pasted: cleaned before the editor reads it. */

import { Extension, Plugin, pm } from "django-prose-editor/editor"

import { cleaned } from "./paste_clean.js"

/* Plain text: an empty line ends a paragraph; where there is none, every line is one. */
export function paragraphs(text) {
  const whole = text.replace(/\r\n?/g, "\n").normalize("NFC").trim()
  const apart = /\n[ \t]*\n/.test(whole) ? /\n[ \t]*(?:\n[ \t]*)+/ : /\n/
  return whole.split(apart).map((part) => part.split("\n").map((line) => line.trim()))
}

function slice(text, schema) {
  const { paragraph, hardBreak } = schema.nodes
  const made = paragraphs(text).map((lines) =>
    paragraph.create(
      null,
      lines.flatMap((line, number) => [
        ...(number ? [hardBreak.create()] : []),
        ...(line ? [schema.text(line)] : []),
      ]),
    ),
  )
  return new pm.model.Slice(pm.model.Fragment.from(made), 1, 1)
}

export const CleanPaste = Extension.create({
  name: "cleanPaste",

  addProseMirrorPlugins() {
    const { schema } = this.editor
    return [
      new Plugin({
        props: {
          transformPastedHTML: cleaned,
          handlePaste(view) {
            // A step of its own: undoing it leaves what was typed just before.
            view.dispatch(pm.history.closeHistory(view.state.tr))
            return false
          },
          clipboardTextParser: (text) => slice(text, schema),
        },
      }),
    ]
  },
})
