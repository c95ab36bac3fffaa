// <copy-item>: its link leads to the plain text, which goes to the clipboard; its button takes the page's own text as HTML.
class CopyItem extends HTMLElement {
  connectedCallback() {
    const act = this.firstElementChild
    act.hidden = false
    act.addEventListener("click", event => {
      event.preventDefault()
      this.copy(act).then(
        () => this.tell(act, act.dataset.done),
        () => this.tell(act, act.dataset.failed),
      )
    })
  }

  async copy(act) {
    if (act.hasAttribute("data-html")) {
      const text = act.closest(".item-open").querySelector(".copy-text")
      const types = { "text/html": new Blob([text.innerHTML], { type: "text/html" }), "text/plain": new Blob([text.innerText], { type: "text/plain" }) }
      return navigator.clipboard.write([new ClipboardItem(types)])
    }
    const answer = await fetch(act.href)
    if (!answer.ok) throw new Error(answer.statusText)
    return navigator.clipboard.writeText(await answer.text())
  }

  tell(act, text) {
    let told = this.querySelector("[role=status]")
    if (!told) {
      told = document.createElement("span")
      told.className = "copy-told"
      told.setAttribute("role", "status")
      this.append(told)
    }
    told.textContent = text
  }
}

customElements.define("copy-item", CopyItem)
