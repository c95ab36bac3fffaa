// What somebody has begun to write, offered whole: names in a text, and the entries of a list. Arrow down goes into the offers, Enter or
// Tab takes the one that is chosen, Escape closes them; until one is chosen every key does in the field what it always does.
import { caretOf } from "./caret.js"
const AFTER_MS = 120
const LISTS = ["keywords", "topics"]
const LEAST = { text: 3, list: 2 }
let box, field, timer, asking, taking
const isText = () => field.dataset.ahead === "names"
const language = () => field.lang || document.getElementById("language")?.value || field.closest("[lang]").lang
const options = () => [...box.children]
const chosen = () => options().find(one => one.ariaSelected === "true")
const before = () => field.value.slice(0, field.selectionStart)

function begun() {
  if (isText()) return /[\p{L}\p{M}\p{N}'’.-]*$/u.exec(before())[0]
  return (LISTS.includes(field.dataset.ahead) ? /[^,،]*$/.exec(before())[0] : before()).trimStart()
}

function close() {
  clearTimeout(timer)
  asking?.abort()
  if (box) box.hidden = true
  for (const name of ["aria-controls", "aria-activedescendant"]) field?.removeAttribute(name)
}

async function ask() {
  const typed = begun()
  asking?.abort()
  if (typed.length < LEAST[isText() ? "text" : "list"] || field.selectionStart !== field.selectionEnd) return close()
  asking = new AbortController()
  const asked = new URLSearchParams({ of: field.dataset.ahead, language: language(), typed })
  const answer = await fetch(`/desk/ahead?${asked}`, { headers: { Accept: "text/html" }, signal: asking.signal }).catch(() => null)
  if (answer?.ok && typed === begun() && document.activeElement === field) show(await answer.text())
}

function show(html) {
  box ??= document.body.appendChild(Object.assign(document.createElement("ul"), { className: "ahead", id: "ahead", role: "listbox" }))
  box.innerHTML = html
  if (!options().some(one => !before().endsWith(one.dataset.value))) return close()
  box.ariaLabel = field.ariaLabel ?? field.labels[0]?.textContent
  box.hidden = false
  field.setAttribute("aria-controls", box.id)
  const { left, bottom } = caretOf(field)
  const room = document.documentElement.clientWidth - box.offsetWidth - 8
  Object.assign(box.style, { left: `${Math.max(8, Math.min(left, room)) + scrollX}px`, top: `${bottom + scrollY + 4}px` })
}

function choose(by) {
  const all = options()
  const was = chosen()
  const next = was ? all[(all.indexOf(was) + by + all.length) % all.length] : all.at(by < 0 ? -1 : 0)
  for (const one of all) one.ariaSelected = one === next
  field.setAttribute("aria-activedescendant", next.id)
}

// In a text, the longest end of what is written that begins the offer is replaced: who wrote "Rue de la F" gets no second "Rue de la".
function start(text) {
  const said = before()
  const least = begun().length
  for (let length = isText() ? Math.min(said.length, text.length) : 0; length > least; length -= 1) {
    const end = said.slice(-length)
    if (/\p{L}$/u.test(said.slice(0, -length))) continue
    if (!end.localeCompare(text.slice(0, length), language(), { sensitivity: "base" })) return said.length - length
  }
  return said.length - least
}

function take({ dataset: { value } }) {
  field.setRangeText(value, start(value), field.selectionStart, "end")
  taking = true
  field.dispatchEvent(new Event("input", { bubbles: true }))
  taking = false
  close()
}

const KEYS = { ArrowDown: () => choose(1), ArrowUp: () => choose(-1), Enter: () => take(chosen()), Tab: () => take(chosen()), Escape: close }

document.addEventListener("input", event => {
  if (taking || !event.target.matches?.("[data-ahead]")) return
  field = event.target
  field.removeAttribute("list")
  clearTimeout(timer)
  timer = setTimeout(ask, AFTER_MS)
})

document.addEventListener("keydown", event => {
  if (!box || box.hidden || event.target !== field || event.altKey || event.ctrlKey || event.metaKey || !KEYS[event.key]) return
  if (["Enter", "Tab"].includes(event.key) && !chosen()) return close()
  event.preventDefault()
  event.stopPropagation()
  KEYS[event.key]()
}, true)

document.addEventListener("mousedown", event => {
  const option = event.target.closest(".ahead-option")
  if (!option) return
  event.preventDefault()
  take(option)
})
document.addEventListener("focusout", event => { if (event.target === field) close() })
