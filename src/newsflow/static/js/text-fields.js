// Fields of text: they grow with what is typed, count its words, take one line where one is meant, and rows follow the last row.
const size = field => {
  field.style.blockSize = "auto"
  field.style.blockSize = `${field.scrollHeight + 2}px`
}

const words = text => (text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []).length

for (const field of document.querySelectorAll("[data-grows]")) size(field)
for (const count of document.querySelectorAll("[data-count-of]")) {
  const field = document.getElementById(count.dataset.countOf)
  const tell = () => { count.textContent = `${words(field.value)} ${count.dataset.words}` }
  field.addEventListener("input", tell)
  tell()
}

// The dateline as the text will open.
const line = document.querySelector("[data-dateline]")
function tellLine() {
  const said = name => document.getElementById(name).value.trim()
  const place = said("place").toLocaleUpperCase(document.getElementById("language").value)
  const marks = said("marks").split(/[,،]/).map(mark => mark.trim()).filter(Boolean).join("/") || line.dataset.dateline
  line.textContent = place ? `${[place, said("country")].filter(Boolean).join(", ")} (${marks}) —` : ""
}

document.addEventListener("input", event => {
  const field = event.target
  if (line && field.closest(".dateline")) tellLine()
  if (field.matches("[data-grows]")) size(field)
  const rows = field.closest("[data-rows]")
  if (!rows) return
  const last = rows.querySelector(".row:last-of-type")
  if (![...last.querySelectorAll("input")].some(input => input.value && input.type !== "hidden")) return
  const next = last.cloneNode(true)
  for (const input of next.querySelectorAll("input:not([type=hidden])")) input.value = ""
  rows.append(next)
})

document.addEventListener("shown", event => { if (event.target.matches("[data-grows]")) size(event.target) })

document.addEventListener("keydown", event => {
  if (event.key === "Enter" && event.target.matches("[data-one-line]")) event.preventDefault()
})
