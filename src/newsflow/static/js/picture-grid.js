// <picture-grid>: a picture opens large in a dialog, and arrow keys go on from one to the next. Without a script its link
// leads to the item's page. What was stopped leaves the grid and the dialog at once, before anything is asked of the server.
const plain = event => !(event.ctrlKey || event.metaKey || event.shiftKey || event.button)

class PictureGrid extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog")
    this.view = this.dialog.querySelector("[data-part]")
    this.place = this.dialog.querySelector("[data-place]")
    this.came = new Set()
    this.addEventListener("click", event => this.click(event))
    this.dialog.addEventListener("keydown", event => this.key(event))
    this.dialog.addEventListener("close", () => this.closed())
    this.closest("live-wire").addEventListener("changed", event => this.changed(event.detail))
  }

  get cards() { return [...this.querySelectorAll(".picture")] }
  get here() { return this.cards.findIndex(card => card.dataset.guid === this.guid) }
  card(guid) { return this.querySelector(`.picture[data-guid="${CSS.escape(guid)}"]`) }

  click(event) {
    const link = event.target.closest("[data-look]")
    const step = event.target.closest("[data-step]")
    const large = event.target.closest("[data-large]")
    if (step) return this.step(Number(step.dataset.step))
    if (!plain(event) || !(link || large)) return
    event.preventDefault()
    if (link) return this.open(link.closest(".picture"))
    this.view.querySelector(".large-picture").src = large.href
    large.parentElement.remove()
  }

  key(event) {
    const ways = { ArrowRight: 1, ArrowLeft: -1 }
    if (!(event.key in ways) || event.altKey || event.target.closest("video")) return
    event.preventDefault()
    this.step(ways[event.key] * (getComputedStyle(this).direction === "rtl" ? -1 : 1))
  }

  step(by) {
    const next = this.here < 0 ? this.cards[Math.min(this.at, this.cards.length - 1)] : this.cards[this.here + by]
    if (next) this.open(next)
  }

  open(card) {
    this.guid = card.dataset.guid
    this.tell()
    if (!this.dialog.open) this.dialog.showModal()
    this.load(card.querySelector("[data-look]").dataset.look)
  }

  tell() {
    const { cards: { length }, here } = this
    if (here >= 0) this.at = here
    this.place.textContent = here < 0 ? "" : this.place.dataset.place.replace("{place}", here + 1).replace("{all}", length)
  }

  async load(address) {
    const asked = this.asked = Symbol(address)
    this.address = address
    this.view.replaceChildren()
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } })
      if (answer.redirected) return location.reload()
      const text = await answer.text()
      if (asked !== this.asked) return
      if (answer.ok) this.view.innerHTML = text
      else this.view.textContent = this.dataset.failed
    } catch {
      if (asked === this.asked) this.view.textContent = this.dataset.failed
    }
  }

  closed() {
    this.asked = null
    this.view.replaceChildren()
    const card = this.card(this.guid) ?? this.cards[Math.min(this.at, this.cards.length - 1)]
    card?.querySelector("a").focus()
  }

  changed({ guid, stopped, line }) {
    if (!stopped) return this.news(guid, line)
    const gone = this.querySelectorAll(`:is(.picture[data-guid="${CSS.escape(guid)}"], [data-series="${CSS.escape(guid)}"])`)
    for (const one of gone) one.remove()
    for (const group of this.querySelectorAll(".pictures-group:not(:has(.picture))")) group.remove()
    if (gone.length) this.querySelector("[data-says]").textContent = this.dataset.gone
    this.tell()
    if (this.dialog.open && (guid === this.guid || this.view.querySelector(`[href*="${CSS.escape(guid)}"]`))) this.load(this.address)
  }

  news(guid, line) {
    const told = this.querySelector("[data-new]")
    if (!told || line.dataset.version !== "1") return
    this.came.add(guid)
    const link = Object.assign(document.createElement("a"), { href: location.href, textContent: told.dataset.new.replace("{count}", this.came.size) })
    told.replaceChildren(link)
  }
}

customElements.define("picture-grid", PictureGrid)
