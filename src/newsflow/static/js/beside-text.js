// Beside the text: after each save the slips, suggestions and views are fetched again; a slip jumps to its place, a
// suggestion is taken into its field.
const AFTER_MS = 600
let timer

document.addEventListener("saved", event => {
  const editor = event.target
  clearTimeout(timer)
  timer = setTimeout(() => refresh(editor), AFTER_MS)
}, true)

async function refresh(editor) {
  const side = editor.querySelector("[data-live-side]")
  if (!editor.dataset.beside || side.contains(document.activeElement)) return
  const answer = await fetch(editor.dataset.beside, { headers: { Accept: "text/html" } }).catch(() => null)
  if (!answer?.ok) return
  const html = await answer.text()
  if (html !== side.dataset.was) side.innerHTML = html
  side.dataset.was = html
}

document.addEventListener("click", event => {
  const jump = event.target.closest("[data-jump]")
  if (jump) go(event, jump)
  const adds = event.target.closest("[data-adds]")
  if (adds) add(event, adds)
})

function go(event, jump) {
  const field = document.getElementById(jump.dataset.jump)
  if (!field) return
  event.preventDefault()
  field.closest("details")?.setAttribute("open", "")
  field.focus()
  if (field.setSelectionRange && jump.dataset.end > 0)
    field.setSelectionRange(units(field.value, jump.dataset.start), units(field.value, jump.dataset.end))
}

// The desk counts code points, a browser counts UTF-16 units.
const units = (text, points) => [...text].slice(0, Number(points)).join("").length

function add(event, button) {
  const named = button.dataset.adds
  const list = document.getElementById(named)
  const field = list ?? [...document.querySelectorAll(`[name="${CSS.escape(named)}"]`)].find(input => !input.value)
  if (!field) return
  event.preventDefault()
  const there = list ? list.value.split(/[,،]/).map(part => part.trim()).filter(Boolean) : []
  if (!there.includes(button.dataset.value)) field.value = [...there, button.dataset.value].join(", ")
  button.remove()
  field.dispatchEvent(new Event("input", { bubbles: true }))
}
