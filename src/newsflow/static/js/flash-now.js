// <flash-now src>: asks for the front's flash line every ten seconds while the page is seen, and when it is seen again; puts it in
// where it is another, never while the pointer or the focus is on what would move. Whoever has no script reloads the page.
const EVERY_MS = 10_000

customElements.define("flash-now", class extends HTMLElement {
  connectedCallback() {
    this.again = () => this.look()
    this.timer = setInterval(this.again, EVERY_MS)
    document.addEventListener("visibilitychange", this.again)
  }

  disconnectedCallback() {
    clearInterval(this.timer)
    document.removeEventListener("visibilitychange", this.again)
  }

  get isInUse() { return Boolean(document.querySelector("main a:hover, main a:focus-visible")) }

  async look() {
    if (document.hidden || this.isInUse || this.looking) return
    this.looking = true
    try {
      const answer = await fetch(this.getAttribute("src"), { signal: AbortSignal.timeout(5000), redirect: "error" })
      if (answer.ok) this.take(await answer.text())
    } catch { /* the next look may have an answer; the page stands as it was made */ }
    this.looking = false
  }

  take(html) {
    const made = document.createElement("template")
    made.innerHTML = html.trim()
    if (made.innerHTML === this.innerHTML.trim() || this.isInUse) return
    this.replaceChildren(made.content)
    document.querySelector(".masthead")?.toggleAttribute("data-lit", this.childElementCount > 0)
  }
})
