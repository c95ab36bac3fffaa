// The words of an editor that the desk had not confirmed when the page went away, put back into their fields.
// They were typed over a certain save. Where somebody has saved since, they are offered and not put over theirs.
const PLAIN = "input[name]:not([type=hidden]):not([type=checkbox]), textarea[name], select[name]"

export function keptWords(form, key) {
  const kept = localStorage.getItem(key)
  if (!kept) return false
  const words = new URLSearchParams(kept)
  if (words.get("base_save") === form.elements.base_save.value) return put(form, words)
  if (differs(form, words)) offer(form, key, words)
  else localStorage.removeItem(key)
  return false
}

function put(form, words) {
  const fields = [...form.querySelectorAll(PLAIN)]
  for (const name of new Set(fields.map(field => field.name))) {
    const values = words.getAll(name)
    fields.filter(field => field.name === name).forEach((field, place) => {
      if (place < values.length) field.value = values[place]
      field.dispatchEvent(new Event("shown", { bubbles: true }))
    })
  }
  for (const box of form.querySelectorAll("input[type=checkbox][name]"))
    box.checked = words.getAll(box.name).includes(box.value)
  return true
}

const TEXTS = ["headline", "deck", "place", "body", "row", "caption"]
const said = (words, name) => words.getAll(name).map(text => text.replaceAll("\r\n", "\n")).join("\n\n")

const differs = (form, words) => {
  const here = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"))
  return TEXTS.some(name => said(words, name) !== said(here, name))
}

function offer(form, key, words) {
  const note = form.closest("draft-editor").querySelector("[data-kept]")
  note.hidden = false
  note.querySelector("pre").textContent = TEXTS.map(name => said(words, name)).filter(Boolean).join("\n\n")
  note.querySelector("[data-put]").addEventListener("click", () => {
    put(form, words)
    note.hidden = true
    form.dispatchEvent(new Event("input", { bubbles: true }))
  })
  note.querySelector("[data-forget]").addEventListener("click", () => { localStorage.removeItem(key); note.hidden = true })
}
