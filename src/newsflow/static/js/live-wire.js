// <live-wire src>: new lines come to the top, never under the pointer nor away from who reads further down: they wait then,
// counted, behind a button. What was stopped changes at once, wherever it stands. The stream goes on from its last number.
import { exchangeAll, made, standing, stopped } from "./wire-lines.js"
import { WireVoice } from "./wire-voice.js"

const RESTED_MS = 2000
const LINES_MOST = 400 // a page that is open all day drops what is far below; “Older” still has it

class LiveWire extends HTMLElement {
  connectedCallback() {
    this.waiting = []
    this.moved = 0
    this.list = this.querySelector(".wire-lines")
    this.word = this.querySelector(".wire-word")
    this.more = this.querySelector(".wire-more")
    this.voice = new WireVoice(this)
    this.more?.addEventListener("click", () => { this.settle(true); this.list.querySelector(".wire-line a")?.focus() })
    if (!this.hasAttribute("src") || !window.EventSource) return
    this.list?.addEventListener("pointermove", () => { this.moved = performance.now() })
    this.timer = setInterval(() => this.settle(), 500)
    this.source = new EventSource(this.getAttribute("src"))
    this.source.addEventListener("open", () => this.tell("live"))
    this.source.addEventListener("line", event => this.take(made(event.data)))
    this.source.addEventListener("gone", event => this.gone(made(event.data)))
    this.source.addEventListener("behind", () => { this.source.close(); this.tell("behind") })
    this.source.addEventListener("over", () => { this.source.close(); this.tell("over") })
    this.source.addEventListener("off", () => { this.source.close(); this.replaceChildren(); location.reload() })
    this.source.addEventListener("error", () => this.tell(this.source.readyState === EventSource.CLOSED ? "over" : "lost"))
  }

  disconnectedCallback() {
    this.source?.close()
    clearInterval(this.timer)
  }

  tell(state) {
    if (!this.word || this.word.dataset.state === state) return
    this.word.dataset.state = state
    if (state === "live") this.word.textContent = this.word.dataset.live
    else {
      const link = document.createElement("a")
      link.href = location.href
      link.textContent = this.word.dataset[state]
      this.word.replaceChildren(link)
    }
  }

  hear(line, isStopped) {
    this.waiting = this.waiting.filter(other => other.dataset.guid !== line.dataset.guid)
    this.dispatchEvent(new CustomEvent("changed", { detail: { guid: line.dataset.guid, stopped: isStopped, line }, bubbles: true }))
    return standing(this, line.dataset.guid)
  }

  take(line) {
    const old = this.hear(line, stopped(line))
    if (old.length) return exchangeAll(old, line)
    if (this.hasAttribute("data-only")) return
    this.voice.line(line)
    this.waiting.push(line)
    this.settle()
  }

  gone(line) {
    const old = this.hear(line, true)
    exchangeAll(old, line)
    this.count()
  }

  reading() {
    const top = this.list.getBoundingClientRect().top
    return top < 0 || (this.list.matches(":hover") && performance.now() - this.moved < RESTED_MS)
  }

  settle(asked = false) {
    if (this.waiting.length && !this.list) location.reload()
    if (this.waiting.length && (asked || !this.reading())) {
      for (const line of this.waiting.splice(0)) {
        line.setAttribute("data-new", "")
        line.setAttribute("data-came", "")
        this.list.prepend(line)
      }
      while (this.list.children.length > LINES_MOST) this.list.lastElementChild.remove()
    }
    this.voice.count()
    this.count()
  }

  count() {
    if (!this.more) return
    const text = this.waiting.length ? this.dataset.count.replace("{count}", this.waiting.length) : ""
    this.more.hidden = !text
    if (this.more.textContent !== text) this.more.textContent = text
  }
}

customElements.define("live-wire", LiveWire)
