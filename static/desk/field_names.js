/* Names for the fields that the editors and choosers make without one: whoever hears the form knows where they are.
   A field of a row is called by the row's label, a field of a table by its column. */

const form = document.getElementById("article_form");
const UNNAMED = [
  ".tiptap",
  ".select2-selection[role=combobox]",
  ".select2-selection__rendered[role=textbox]",
  ".select2-search__field",
  "td input:not([type=hidden])",
  "td select",
]
  .map((field) => `${field}:not([aria-label])`)
  .join();

function nameOf(field) {
  const cell = field.closest("td");
  const says = cell
    ? cell.closest("table").tHead?.rows[0].cells[cell.cellIndex]
    : field.closest(".fieldBox, .form-row")?.querySelector("label");
  return says?.textContent.trim().replace(/:$/, "");
}

function nameFields() {
  for (const field of form.querySelectorAll(UNNAMED)) {
    const name = nameOf(field);
    if (name) {
      field.setAttribute("aria-label", name);
    }
  }
}

if (form) {
  let waiting = false;
  new MutationObserver(() => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        nameFields();
      });
    }
  }).observe(form, { childList: true, subtree: true });
  nameFields();
}
