// <file-upload>: sends each chosen or dropped file of its form by itself, with progress in its list. Without it the form
// sends them together. When a file went into a series, the page goes on there once the last one has come.
customElements.define("file-upload", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form")
    this.list = this.querySelector(".media-sent")
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
      this.send([...event.dataTransfer.files])
    })
    this.form.addEventListener("submit", event => {
      const files = [...this.form.elements.files.files]
      if (!files.length) return
      event.preventDefault()
      this.send(files)
      this.form.elements.files.value = ""
    })
  }

  async send(files) {
    const rows = files.map(file => this.row(file))
    let on = ""
    for (const [place, file] of files.entries()) {
      const told = await this.one(file, rows[place])
      if (told?.on) on = this.goOn(told.on)
    }
    if (!on) return
    if (!this.list.querySelector("[data-refused]")) return location.assign(on)
    const link = Object.assign(document.createElement("a"), { href: on, textContent: this.dataset.on })
    this.list.append(document.createElement("li"))
    this.list.lastChild.append(link)
  }

  // What came first began the series: the rest joins it.
  goOn(address) {
    const number = address.split("/").pop()
    let field = this.form.elements.into
    if (!field) {
      field = Object.assign(document.createElement("input"), { type: "hidden", name: "into" })
      this.form.append(field)
    }
    field.value = number
    return address
  }

  row(file) {
    const row = document.createElement("li")
    const name = document.createElement("bdi")
    const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 })
    bar.setAttribute("aria-label", file.name)
    const words = document.createElement("span")
    name.textContent = file.name
    row.append(name, bar, words)
    this.list.append(row)
    return row
  }

  one(file, row) {
    const [, bar, words] = row.children
    const body = new FormData(this.form)
    body.delete("files")
    body.append("files", file)
    return new Promise(resolve => {
      const request = new XMLHttpRequest()
      const over = (text, refused) => {
        bar.hidden = true
        words.textContent = text
        row.toggleAttribute("data-refused", refused)
      }
      request.open("POST", this.form.action)
      request.setRequestHeader("Accept", "application/json")
      request.upload.addEventListener("progress", event => {
        bar.value = Math.round(100 * event.loaded / event.total)
        words.textContent = `${this.dataset.sending} ${bar.value} %`
      })
      request.addEventListener("error", () => { over(this.dataset.lost, true); resolve(null) })
      request.addEventListener("load", () => {
        let told = null
        try { told = JSON.parse(request.responseText) } catch { /* a page came: the session is over, or the limit passed */ }
        if (told?.asset) over(this.dataset.came, false)
        else over(`${this.dataset.refused}: ${told?.because ?? told?.detail ?? this.dataset.lost}`, true)
        resolve(told)
      })
      request.send(body)
    })
  }
})
