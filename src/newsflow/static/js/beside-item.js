// On a wide page an item opens beside the list, and what is done with it is done there: the list and its place stay.
// What was stopped leaves at once, before anything is asked of the server; a newer version is told, never forced.
import { offerNewer } from "./item-newer.js"

const WIDE = matchMedia("(min-width: 64rem)")
const wire = document.querySelector("live-wire:not(.wire-alone)")
const beside = wire?.querySelector(".wire-beside")
let shown = null

const own = guid => `/portal/items/${encodeURIComponent(guid)}`

function open(link) {
  const line = link.closest(".wire-line")
  shown = line.dataset.guid
  for (const other of wire.querySelectorAll("[data-current]")) other.removeAttribute("data-current")
  line.setAttribute("data-current", "")
  line.setAttribute("data-read", "")
  line.querySelector(".wire-unread")?.remove()
  load(link.href)
}

async function load(address) {
  const asked = shown
  const part = new URL(address, location.href)
  part.searchParams.set("beside", "1")
  try {
    const answer = await fetch(part, { headers: { Accept: "text/html" } })
    if (answer.redirected) { location.href = address; return }
    const text = await answer.text()
    if (asked !== shown) return
    if (answer.ok) beside.innerHTML = text
    else beside.textContent = beside.dataset.failed
    beside.scrollTop = 0
  } catch {
    if (asked === shown) beside.textContent = beside.dataset.failed
  }
}

async function mark(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter))
  body.append("beside", "1")
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } })
  if (!answer.ok || answer.redirected) { location.href = own(shown); return }
  const key = submitter?.dataset.key
  form.closest(".item-acts").outerHTML = await answer.text()
  const acts = beside.querySelector(".item-acts")
  wire.querySelector("[data-says]").textContent = acts.dataset.said
  acts.querySelector(key ? `[data-key="${key}"]` : "button")?.focus({ preventScroll: true })
}

const plain = event => !(event.ctrlKey || event.metaKey || event.shiftKey || event.button)

if (beside) {
  wire.addEventListener("click", event => {
    const link = event.target.closest(".wire-headline a")
    if (!link || !WIDE.matches || !plain(event)) return
    event.preventDefault()
    link.focus({ preventScroll: true })
    open(link)
  })
  beside.addEventListener("click", event => {
    const link = event.target.closest(".item-newer a, .item-versions a, .changes + p a")
    if (!link || !plain(event)) return
    event.preventDefault()
    load(link.href)
  })
  beside.addEventListener("submit", event => {
    if (!event.target.action.endsWith("/mark")) return
    event.preventDefault()
    mark(event.target, event.submitter).catch(() => { location.href = own(shown) })
  })
  wire.addEventListener("changed", event => {
    const { guid, stopped, line } = event.detail
    const item = beside.querySelector(".item-open")
    if (!item || !(guid === shown || (stopped && beside.querySelector(`[href*="${CSS.escape(guid)}"]`)))) return
    if (!stopped) return offerNewer(beside, beside.dataset, own(shown), line)
    beside.replaceChildren()
    load(own(shown))
  })
}
