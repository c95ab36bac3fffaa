// The head of an editor, after each save: the title follows the headline, the saves are counted, and the links of a draft
// that was just begun lead to it.
document.addEventListener("saved", event => {
  const { title, save } = event.detail, editor = event.target
  const line = editor.querySelector("[data-title]")
  if (!line) return
  if (line.textContent !== title) {
    document.title = document.title.replace(line.textContent, () => title)
    line.textContent = title
  }
  for (const count of editor.querySelectorAll("[data-saves]")) count.textContent = save
  for (const link of editor.querySelectorAll("[data-goes][hidden]")) {
    link.href = editor.form.getAttribute("action") + link.dataset.goes
    link.hidden = false
  }
}, true)
