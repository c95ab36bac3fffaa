// Single keys: whatever carries data-key is reached by it, in no field, and only while they are switched on (WCAG 2.1.4).
const SWITCH = "newsflow.keys"
const TYPED = "input, textarea, select, [contenteditable]"
const FOLD = "details.filters"

const on = () => localStorage.getItem(SWITCH) !== "off"

function reach(target) {
  const fold = target.closest(FOLD)
  if (fold) fold.open = true
  if (target.matches("input, textarea, select")) {
    target.focus()
    target.select?.()
  } else target.click()
}

// What lies in a closed menu or is hidden has no key: nothing is done unseen. A list's filters open for the field that is asked for.
const seen = wanted => [...document.querySelectorAll(wanted)].filter(one => (one.closest(FOLD) ?? one).checkVisibility())

// A key that several lines share goes to the line one is on, then from one to the next; Enter presses.
function next(lines) {
  const here = document.activeElement
  const mine = lines.find(one => one !== here && one.closest("li, tr")?.contains(here))
  return mine ?? lines[(lines.indexOf(here) + 1) % lines.length]
}

addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
  if (event.target instanceof Element && event.target.closest(TYPED)) {
    if (event.key === "Escape") event.target.blur()
    return
  }
  if (!on() || document.querySelector("dialog[open]")) return
  const key = CSS.escape(event.key)
  const [target] = seen(`[data-key="${key}"]`)
  const lines = seen(`[data-each="${key}"]`)
  if (!target && !lines.length) return
  event.preventDefault()
  if (target) reach(target)
  else next(lines).focus()
})

for (const box of document.querySelectorAll("[data-keys-switch]")) {
  box.checked = on()
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"))
}
document.querySelector(".foot-keys")?.removeAttribute("hidden")

// The list of keys names what the page itself carries, too.
document.querySelector("[data-opens=keys]")?.addEventListener("click", () => {
  const list = document.querySelector("#keys .keys")
  const named = new Set([...list.querySelectorAll(".key")].map(key => key.textContent))
  for (const one of document.querySelectorAll("[data-key], [data-each]")) {
    const by = one.dataset.key ?? one.dataset.each
    if (named.has(by) || one.closest("[hidden]")) continue
    named.add(by)
    const said = one.cloneNode(true)
    for (const part of said.querySelectorAll(".key, .count, .unseen")) part.remove()
    const key = Object.assign(document.createElement("kbd"), { className: "key", textContent: by })
    const [term, words] = [document.createElement("dt"), document.createElement("dd")]
    term.append(key)
    words.textContent = one.ariaLabel || one.labels?.[0]?.textContent || said.textContent.trim()
    list.append(term, words)
  }
})
