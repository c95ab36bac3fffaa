// The link to the flash line opens it in a dialog on the page where one is; without an answer the link leads to its page.
const ADDRESS = "/desk/flash"

async function opened(link) {
  let dialog = document.getElementById("flash-line")
  if (!dialog) {
    const answer = await fetch(`${ADDRESS}/line`, { headers: { Accept: "text/html" }, redirect: "error" })
    if (!answer.ok) throw new Error(`no flash line: ${answer.status}`)
    dialog = Object.assign(document.createElement("dialog"), { id: "flash-line", className: "dialog flash-dialog" })
    dialog.setAttribute("aria-label", link.textContent.trim())
    dialog.innerHTML = await answer.text()
    document.body.append(dialog)
  }
  dialog.showModal()
  dialog.querySelector("[name=text]").focus()
}

document.addEventListener("click", event => {
  const link = event.target.closest(`a[href="${ADDRESS}"]`)
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
  if (location.pathname === ADDRESS) return
  event.preventDefault()
  opened(link).catch(() => { location.href = ADDRESS })
})
