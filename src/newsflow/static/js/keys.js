// Single keys: whatever carries data-key is reached by it, in no field, and only while they are switched on (WCAG 2.1.4).
const SWITCH = "newsflow.keys"
const TYPED = "input, textarea, select, [contenteditable]"

const on = () => localStorage.getItem(SWITCH) !== "off"

function reach(target) {
  if (target.matches("input, textarea, select")) {
    target.focus()
    target.select?.()
  } else target.click()
}

addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
  if (event.target instanceof Element && event.target.closest(TYPED)) {
    if (event.key === "Escape") event.target.blur()
    return
  }
  if (!on() || document.querySelector("dialog[open]")) return
  const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)
  if (!target) return
  event.preventDefault()
  reach(target)
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
  for (const one of document.querySelectorAll("[data-key]")) {
    if (named.has(one.dataset.key)) continue
    named.add(one.dataset.key)
    const said = one.cloneNode(true)
    for (const part of said.querySelectorAll(".key, .count")) part.remove()
    const key = Object.assign(document.createElement("kbd"), { className: "key", textContent: one.dataset.key })
    const [term, words] = [document.createElement("dt"), document.createElement("dd")]
    term.append(key)
    words.textContent = one.ariaLabel || one.labels?.[0]?.textContent || said.textContent.trim()
    list.append(term, words)
  }
})
