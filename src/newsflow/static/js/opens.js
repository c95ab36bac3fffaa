// A button that names a dialog opens it; a click beside a dialog closes it. An open menu closes by Escape and by leaving it.
document.addEventListener("click", event => {
  const opener = event.target.closest("[data-opens]")
  if (opener) document.getElementById(opener.dataset.opens)?.showModal()
  if (event.target instanceof HTMLDialogElement) event.target.close()
  for (const menu of document.querySelectorAll("details.menu[open]"))
    if (!menu.contains(event.target)) menu.open = false
})

document.addEventListener("keydown", event => {
  if (event.key !== "Escape") return
  const menu = document.querySelector("details.menu[open]")
  if (!menu) return
  menu.open = false
  menu.querySelector("summary").focus()
})
