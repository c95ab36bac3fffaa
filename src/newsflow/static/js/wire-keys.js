// j and k go from line to line, o opens one: beside the list on a wide page (beside-item.js), else on its own page.
const links = () => [...document.querySelectorAll(".wire-headline a")].filter(link => link.checkVisibility())

addEventListener("keydown", event => {
  if (!"jko".includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return
  if (localStorage.getItem("newsflow.keys") === "off" || event.target.closest("input, textarea, select, dialog")) return
  const all = links()
  const here = all.indexOf(document.activeElement)
  if (event.key === "o") {
    if (here >= 0) all[here].click()
    return
  }
  // From an open item j and k go on from its line.
  const from = here >= 0 ? here : all.findIndex(link => link.closest("[data-current]"))
  all[Math.max(0, Math.min(all.length - 1, from + (event.key === "j" ? 1 : -1)))]?.focus()
})

// A page that comes back from the browser's own memory may hold what was killed since.
addEventListener("pageshow", event => { if (event.persisted) location.reload() })
