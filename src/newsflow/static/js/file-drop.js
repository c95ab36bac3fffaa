// <file-drop data-into>: a file dropped anywhere on it goes into the field of that id, and the form is sent.
customElements.define("file-drop", class extends HTMLElement {
  connectedCallback() {
    const field = document.getElementById(this.dataset.into)
    const hover = on => this.toggleAttribute("data-hovered", on)
    this.addEventListener("dragover", event => {
      if (!event.dataTransfer.types.includes("Files")) return
      event.preventDefault()
      hover(true)
    })
    this.addEventListener("dragleave", event => { if (!this.contains(event.relatedTarget)) hover(false) })
    this.addEventListener("drop", event => {
      if (!event.dataTransfer.files.length) return
      event.preventDefault()
      hover(false)
      field.files = event.dataTransfer.files
      field.form.requestSubmit(field.form.querySelector("button"))
    })
  }
})
