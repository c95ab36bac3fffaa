// Where the caret of a field stands on the page. A text field does not say, so its text up to there is laid out once more beside it.
const ALIKE = ["font", "letterSpacing", "padding", "border", "direction", "textAlign"]
const LAID = { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word", boxSizing: "border-box" }

export function caretOf(field) {
  const at = field.getBoundingClientRect()
  if (field.tagName !== "TEXTAREA") return { left: at.left, bottom: at.bottom }
  const like = document.createElement("div")
  const style = getComputedStyle(field)
  for (const name of ALIKE) like.style[name] = style[name]
  Object.assign(like.style, LAID, { inlineSize: `${at.width}px` })
  const mark = document.createElement("span")
  mark.textContent = "|"
  like.append(field.value.slice(0, field.selectionStart), mark)
  document.body.append(like)
  const [outer, inner] = [like.getBoundingClientRect(), mark.getBoundingClientRect()]
  like.remove()
  return { left: at.left + inner.left - outer.left, bottom: at.top + inner.bottom - outer.top }
}
