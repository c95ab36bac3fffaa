// A newer version of an open item is told, never forced: when it came, a way to what changed in it, and a way to it.
export function offerNewer(box, words, address, line) {
  box.querySelector(".item-newer")?.remove()
  const told = Object.assign(document.createElement("p"), { className: "item-newer" })
  told.setAttribute("role", "status")
  if (line) {
    const time = line.querySelector(".wire-time").textContent.replace(/\s+/g, " ").trim()
    told.append(words.later.replace("{time}", time), " ", way(`${address}?version=${line.dataset.version}#changes`, words.changes), " · ")
  }
  told.append(way(address, words.load))
  box.prepend(told)
}

const way = (href, textContent) => Object.assign(document.createElement("a"), { href, textContent })
