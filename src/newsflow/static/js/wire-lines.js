// A line of the wire that came from the stream: made, found, put in its place. What is gone is gone at once.
export const made = html => {
  const box = document.createElement("template")
  box.innerHTML = html
  return box.content.querySelector(".wire-line")
}

// Everywhere: an item that was saved may have been sent by a colleague, too.
export const standing = (wire, guid) => [...wire.querySelectorAll(`.wire-line[data-guid="${CSS.escape(guid)}"]`)]

export const exchangeAll = (olds, line) => olds.forEach((old, at) => exchange(old, at ? line.cloneNode(true) : line))

// The same item changed: its line changes where it stands, so that nothing moves; the focus stays on it.
const exchange = (old, line) => {
  const focused = old.contains(document.activeElement)
  if (old.hasAttribute("data-current")) line.setAttribute("data-current", "")
  line.setAttribute("data-came", "")
  old.replaceWith(line)
  if (focused) line.querySelector("a").focus({ preventScroll: true })
}

export const stopped = line => line.hasAttribute("data-stopped")
