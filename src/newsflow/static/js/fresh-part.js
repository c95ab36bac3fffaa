// <fresh-part src>: fetches its part again every second while the page is seen, and puts it in where it has changed; never
// under a focused line. What it shows while no answer comes stands in `lost`. With `mark` and `reloads` the answer is a line of state: another one loads the page again.
const EVERY_MS = 1000

customElements.define("fresh-part", class extends HTMLElement {
  connectedCallback() {
    this.held = this.getAttribute("mark") ?? this.innerHTML.trim()
    this.timer = setInterval(() => this.look(), EVERY_MS)
  }

  disconnectedCallback() { clearInterval(this.timer) }

  async look() {
    if (document.hidden || this.looking) return
    this.looking = true
    try {
      const answer = await fetch(this.getAttribute("src"), { signal: AbortSignal.timeout(5000), redirect: "error" })
      if (!answer.ok) throw new Error(`no part: ${answer.status}`)
      this.failed = 0
      this.take((await answer.text()).trim())
    } catch { this.failed = (this.failed ?? 0) + 1 }
    this.toggleAttribute("data-lost", this.failed > 2)
    this.looking = false
  }

  take(text) {
    if (text === this.held) return
    this.held = text
    if (this.hasAttribute("reloads")) return location.reload()
    const here = this.querySelector(":focus")?.getAttribute("href")
    const ticked = [...this.querySelectorAll("input:checked")].map(box => box.value)
    const ticking = this.querySelector("input:focus")?.value
    this.innerHTML = text
    for (const box of this.querySelectorAll("input")) {
      box.checked = ticked.includes(box.value)
      if (box.value === ticking) box.focus({ preventScroll: true })
    }
    if (here) this.querySelector(`[href="${CSS.escape(here)}"]`)?.focus({ preventScroll: true })
  }
})
