// <query-chips for="q">: buttons that write a piece of a question where the caret stands; without scripts they are not there.
class QueryChips extends HTMLElement {
  connectedCallback() {
    this.hidden = false
    this.addEventListener("click", event => {
      const piece = event.target.closest("button")?.dataset.put
      if (piece) this.put(document.getElementById(this.getAttribute("for")), piece)
    })
  }

  // The first dots of a piece are what comes next: they are selected, so that typing takes their place.
  put(field, piece) {
    const at = field.selectionEnd ?? field.value.length
    const apart = at && !/[\s(]/.test(field.value[at - 1]) ? " " : ""
    field.setRangeText(apart + piece, at, at, "end")
    const dots = field.value.indexOf("…", at)
    field.focus()
    if (dots >= 0) field.setSelectionRange(dots, dots + 1)
  }
}

customElements.define("query-chips", QueryChips)
