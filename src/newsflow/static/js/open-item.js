// <open-item src address>: an item's page hears of it. A stop empties the page at once; a new version is offered, not forced.
import { offerNewer } from "./item-newer.js"
import { made, stopped } from "./wire-lines.js"

class OpenItem extends HTMLElement {
  connectedCallback() {
    if (!window.EventSource) return
    this.source = new EventSource(this.getAttribute("src"))
    for (const name of ["line", "gone"]) this.source.addEventListener(name, event => this.hear(made(event.data)))
    this.source.addEventListener("behind", () => { this.source.close(); this.offer() })
    this.source.addEventListener("over", () => this.source.close())
    this.source.addEventListener("off", () => this.empty())
  }

  disconnectedCallback() { this.source?.close() }

  hear(line) {
    const guid = line.dataset.guid
    const isThis = guid === this.querySelector(".item-open")?.dataset.guid
    if (stopped(line)) {
      if (!isThis && !this.querySelector(`[href*="${CSS.escape(guid)}"]`)) return
      this.empty()
    } else if (isThis) this.offer(line)
  }

  // Access is off, or the item stopped: nothing of it stays on the page, and the page says why.
  empty() {
    this.source.close()
    this.replaceChildren()
    location.reload()
  }

  offer(line = null) { offerNewer(this, this.dataset, this.getAttribute("address"), line) }
}

customElements.define("open-item", OpenItem)
