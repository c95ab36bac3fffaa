// <zip-download>: its form's file comes with its progress in numbers. What is large goes to the browser's own list of downloads.
const LARGE = 200_000_000
const mega = bytes => `${(bytes / 1e6).toFixed(1)} MB`

class ZipDownload extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form")
    this.form.addEventListener("submit", event => {
      event.preventDefault()
      const address = `${this.form.action}?${new URLSearchParams(new FormData(this.form))}`
      this.bring(address).catch(() => { location.href = address })
    })
  }

  async bring(address) {
    const answer = await fetch(address)
    const all = Number(answer.headers.get("Content-Length"))
    if (!answer.ok || answer.redirected || !all || all > LARGE) {
      answer.body?.cancel()
      location.href = address
      return
    }
    const parts = []
    let done = 0
    for await (const part of this.pieces(answer.body.getReader())) {
      parts.push(part)
      done += part.length
      this.tell(this.dataset.of.replace("{done}", mega(done)).replace("{all}", mega(all)), done / all)
    }
    const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition"))?.[1] ?? "files.zip"
    const href = URL.createObjectURL(new Blob(parts, { type: "application/zip" }))
    Object.assign(document.createElement("a"), { href, download: name }).click()
    setTimeout(() => URL.revokeObjectURL(href), 10_000)
    this.tell(this.dataset.done, 1)
  }

  async *pieces(reader) {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  }

  tell(text, share) {
    if (!this.bar) {
      this.bar = Object.assign(document.createElement("progress"), { max: 1, ariaLabel: this.querySelector("button").textContent.trim() })
      this.words = Object.assign(document.createElement("span"), { className: "zip-told" })
      this.words.setAttribute("role", "status")
      this.append(this.bar, this.words)
    }
    this.bar.value = share
    this.words.textContent = text
  }
}

customElements.define("zip-download", ZipDownload)
