// <query-chips for="q">: buttons that write a piece of a question where the caret stands; without scripts they are not there.
class QueryChips extends HTMLElement {
  connectedCallback() {
    this.hidden = false
    const field = document.getElementById(this.getAttribute("for"))
    field.addEventListener("focus", () => { this.entered = true }, { once: true })
    this.addEventListener("click", event => {
      const piece = event.target.closest("button")?.dataset.put
      if (piece) this.put(field, piece)
    })
  }

  // The first dots of a piece are what comes next: they are selected, so that typing takes their place.
  // Where nobody has set a caret, the piece comes last.
  put(field, piece) {
    const at = this.entered ? field.selectionEnd : field.value.length
    const before = at && !/[\s(]/.test(field.value[at - 1]) ? " " : ""
    const after = at < field.value.length && !/[\s)]/.test(field.value[at]) ? " " : ""
    field.setRangeText(before + piece + after, at, at, "end")
    const dots = field.value.indexOf("…", at)
    field.focus()
    if (dots >= 0) field.setSelectionRange(dots, dots + 1)
  }
}

customElements.define("query-chips", QueryChips)
