/* Related stories: one click makes a suggestion a related link of the form; what is suggested follows what
   is typed. Without script they are boxes to tick. */

import { asker } from "./asking.js"

const section = document.getElementById("related-stories")
const form = document.getElementById("article_form")
const PAUSE = 1500
const DECIDING = /^(headline|language|kind|interviewee|partners|pillars|events|people|agreements)$/

function dress() {
  for (const box of section.querySelectorAll(".no-script")) box.hidden = true
  for (const input of section.querySelectorAll(".no-script input")) input.disabled = true
  for (const button of section.querySelectorAll(".related-add")) button.hidden = false
}

function rows() {
  return [...document.querySelectorAll("#related_links-group .inline-related:not(.empty-form)")]
}

function link({ story, title }) {
  const before = new Set(rows())
  document.querySelector("#related_links-group .add-row a").click()
  const row = rows().find((one) => !before.has(one))
  const select = row.querySelector('select[name$="-story"]')
  select.append(new Option(title, story, true, true))
  window.django.jQuery(select).trigger("change")
  const orders = [...before].map((one) => Number(one.querySelector('input[name$="-order"]').value) || 0)
  row.querySelector('input[name$="-order"]').value = Math.max(0, ...orders) + 10
}

if (section && form) {
  const soon = asker(form, section.dataset.ask, PAUSE, (html) => {
    section.querySelector(".related-list").innerHTML = html
    dress()
  })
  section.addEventListener("click", ({ target }) => {
    if (!target.matches(".related-add")) return
    const item = target.closest("li")
    const next = (item.nextElementSibling ?? item.previousElementSibling)?.querySelector("button")
    link(target.dataset)
    document.getElementById("writing-say").textContent = section.dataset.added.replace("{title}", target.dataset.title)
    item.remove()
    // What was clicked is gone: the next suggestion, or the list of links, takes the focus.
    ;(next ?? document.querySelector("#related_links-group .add-row a")).focus({ preventScroll: true })
    soon()
  })
  form.addEventListener("input", ({ target }) => DECIDING.test(target.name) && soon())
  // A choice by autocomplete is told to jQuery alone.
  window.django.jQuery(form).on("change", "select", ({ target }) => DECIDING.test(target.name) && soon())
  dress()
}
