// Two columns by keyboard: from paragraph to paragraph, what is offered put in, a machine's sentences accepted where one is.
const pairs = () => [...document.querySelectorAll("[data-pair]")]
const fieldOf = pair => pair.querySelector("[data-target]")
const typed = field => field.dispatchEvent(new Event("input", { bubbles: true }))

function step(pair, by) {
  const all = pairs()
  const next = all[all.indexOf(pair) + by]
  if (!next) return
  fieldOf(next).focus()
  next.scrollIntoView({ block: "center" })
}

function put(field, text, apart = "") {
  const before = field.value.slice(0, field.selectionStart)
  const gap = before && !/\s$/.test(before) ? apart : ""
  field.focus()
  field.setRangeText(gap + text, field.selectionStart, field.selectionEnd, "end")
  typed(field)
}

function remember(pair) {
  const field = fieldOf(pair)
  const offer = [...pair.querySelectorAll("[data-copy]")].find(one => !field.value.includes(one.dataset.copy))
  if (offer) put(field, offer.dataset.copy, " ")
}

async function accept(pair, only) {
  const waiting = [...pair.querySelectorAll("[data-accept]")].filter(one => !only || one === only)
  if (!waiting.length) return
  const form = pair.closest("form")
  const said = new URLSearchParams({ csrf: form.elements.csrf.value })
  for (const one of waiting) said.append("accept", one.value)
  const answer = await fetch(`${form.action}/accept`, { method: "POST", body: said }).catch(() => null)
  if (!answer?.ok) return
  for (const one of waiting) one.closest("[data-machine]").remove()
  fieldOf(pair).focus()
  form.closest("draft-editor").dispatchEvent(new CustomEvent("saved"))
}

const KEYS = {
  ArrowDown: pair => step(pair, 1),
  ArrowUp: pair => step(pair, -1),
  KeyA: pair => accept(pair),
  KeyM: remember,
  KeyO: pair => put(fieldOf(pair), pair.querySelector(".pair-original").innerText.trim()),
}

document.addEventListener("keydown", event => {
  const pair = event.target.closest?.("[data-pair]")
  if (!pair || !event.altKey || event.ctrlKey || event.metaKey) return
  const name = /^Digit([1-9])$/.exec(event.code)
  const chip = name && pair.querySelectorAll("[data-name]")[name[1] - 1]
  if (!KEYS[event.code] && !chip) return
  event.preventDefault()
  if (chip) put(fieldOf(pair), chip.dataset.name)
  else KEYS[event.code](pair)
})

document.addEventListener("click", event => {
  const pair = event.target.closest("[data-pair]")
  const button = pair && event.target.closest("[data-copy], [data-accept], [data-name]")
  if (!button) return
  event.preventDefault()
  if (button.dataset.copy) put(fieldOf(pair), button.dataset.copy, " ")
  else if (button.dataset.name) put(fieldOf(pair), button.dataset.name)
  else accept(pair, button)
})

// A sentence that somebody touched is a machine's no more.
document.addEventListener("input", event => {
  const pair = event.target.closest?.("[data-pair]")
  if (!pair) return
  for (const mark of pair.querySelectorAll("[data-machine]")) mark.hidden = !fieldOf(pair).value.includes(mark.dataset.machine)
})

// The slips are asked for as the page lays its paragraphs: a field may hold two, or none.
document.addEventListener("saved", event => {
  const editor = event.target
  if (!editor.querySelector("[data-pair]")) return
  const counts = [...editor.querySelectorAll("textarea[name=row]")].map(field => {
    const said = field.value.split(/\n\s*\n/).filter(text => text.trim()).length
    const pair = field.closest("[data-pair]")
    if (said || pair.querySelector("[name=out]")?.checked) return said
    return pair.querySelector("[name=of]").value.split(",").filter(Boolean).length
  })
  editor.dataset.beside = `${editor.dataset.beside.split("?")[0]}?rows=${counts.join(",")}`
}, true)
