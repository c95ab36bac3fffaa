// j and k go from line to line, o opens one. On a wide page it opens beside the list; else on its own page.
const WIDE = matchMedia("(min-width: 64rem)")
const wire = document.querySelector("live-wire:not(.wire-alone)")
const beside = wire?.querySelector(".wire-beside")
const links = () => [...document.querySelectorAll(".wire-headline a")].filter(link => link.checkVisibility())
let shown = null

async function open(link) {
  const line = link.closest(".wire-line")
  shown = line.dataset.guid
  for (const other of wire.querySelectorAll("[data-current]")) other.removeAttribute("data-current")
  line.setAttribute("data-current", "")
  line.setAttribute("data-read", "")
  line.querySelector(".wire-unread")?.remove()
  await load(link.href)
}

async function load(address) {
  const asked = shown
  try {
    const answer = await fetch(`${address}${address.includes("?") ? "&" : "?"}beside=1`, { headers: { Accept: "text/html" } })
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

if (beside) {
  wire.addEventListener("click", event => {
    const link = event.target.closest(".wire-headline a")
    if (!link || !WIDE.matches || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    link.focus({ preventScroll: true })
    open(link)
  })
  // What was stopped, be it a picture of a series, leaves the open item at once, before anything is asked of the server.
  wire.addEventListener("changed", event => {
    const { guid, stopped } = event.detail
    const concerns = guid === shown || beside.querySelector(`[href*="${CSS.escape(guid)}"]`)
    if (!stopped || !concerns || !beside.querySelector(".item-open")) return
    beside.replaceChildren()
    load(`/portal/items/${encodeURIComponent(shown)}`)
  })
}

addEventListener("keydown", event => {
  if (!"jko".includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return
  if (localStorage.getItem("newsflow.keys") === "off" || event.target.closest("input, textarea, select, dialog")) return
  const all = links()
  const here = all.indexOf(document.activeElement)
  if (event.key === "o") {
    if (here >= 0) all[here].click()
    return
  }
  all[Math.max(0, Math.min(all.length - 1, here + (event.key === "j" ? 1 : -1)))]?.focus()
})
