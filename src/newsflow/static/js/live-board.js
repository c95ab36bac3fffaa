// <live-board src>: takes the board's own partial from the stream, and puts in what has changed, line by line.
// A column under the pointer waits until the pointer has left it or rested: nothing moves away under a click.
const RESTED_MS = 2000

class LiveBoard extends HTMLElement {
  connectedCallback() {
    this.waiting = new Map()
    this.word = this.querySelector(".live-word")
    this.moved = 0
    this.addEventListener("pointermove", () => { this.moved = performance.now() })
    this.addEventListener("pointerleave", () => this.settle())
    this.timer = setInterval(() => this.settle(), 500)
    this.open()
  }

  disconnectedCallback() {
    this.source.close()
    clearInterval(this.timer)
  }

  open() {
    this.source = new EventSource(this.getAttribute("src"))
    this.source.addEventListener("open", () => this.say("live"))
    this.source.addEventListener("board", event => this.take(event.data))
    this.source.addEventListener("over", () => { this.source.close(); this.say("over") })
    this.source.addEventListener("off", () => { this.source.close(); location.reload() })
    this.source.addEventListener("error", () => {
      this.say(this.source.readyState === EventSource.CLOSED ? "over" : "lost")
    })
  }

  say(state) {
    if (this.word.dataset.state === state) return
    this.word.dataset.state = state
    this.word.textContent = this.word.dataset[state]
  }

  take(html) {
    const made = document.createElement("template")
    made.innerHTML = html
    for (const part of made.content.querySelectorAll("[data-part]")) this.waiting.set(part.dataset.part, part)
    this.settle()
  }

  settle() {
    for (const [name, next] of this.waiting) {
      const now = this.querySelector(`[data-part="${CSS.escape(name)}"]`)
      if (now.matches(":hover") && performance.now() - this.moved < RESTED_MS) continue
      this.waiting.delete(name)
      if (now.outerHTML !== next.outerHTML) this.put(now, next)
    }
  }

  put(now, next) {
    const held = document.activeElement?.closest("[data-line]")?.dataset.line
    const focused = held && now.contains(document.activeElement)
    const known = new Map([...now.querySelectorAll("[data-line]")].map(line => [line.dataset.line, line]))
    for (const line of next.querySelectorAll("[data-line]")) {
      const old = known.get(line.dataset.line)
      if (!old) line.setAttribute("data-new", "")
      else if (old.innerHTML === line.innerHTML && sameMarks(old, line)) line.replaceWith(old)
    }
    now.replaceWith(next)
    if (focused) next.querySelector(`[data-line="${CSS.escape(held)}"] a`)?.focus({ preventScroll: true })
    this.count(next)
  }

  count(part) {
    const count = part.querySelector(".board-state .count")
    const tab = document.querySelector(`.board-states [data-state-link="${CSS.escape(part.dataset.part)}"] .count`)
    if (count && tab) tab.textContent = count.textContent
  }
}

const sameMarks = (one, other) =>
  one.hasAttribute("data-loud") === other.hasAttribute("data-loud") && one.hasAttribute("data-killed") === other.hasAttribute("data-killed")

customElements.define("live-board", LiveBoard)

// j and k go from line to line.
addEventListener("keydown", event => {
  if (!"jk".includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return
  if (localStorage.getItem("newsflow.keys") === "off" || event.target.closest("input, textarea, select, dialog")) return
  const links = [...document.querySelectorAll(".line-headline a")].filter(link => link.checkVisibility())
  const here = links.indexOf(document.activeElement)
  links[Math.max(0, Math.min(links.length - 1, here + (event.key === "j" ? 1 : -1)))]?.focus()
})
