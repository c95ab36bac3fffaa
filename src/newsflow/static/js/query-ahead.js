// <query-ahead for="q" src>: offers, in the browser's own list, how the word that is being typed may go on. Without scripts, and
// while nothing answers, the field does what it always does.
const AFTER_MS = 200
const LEAST = 2

class QueryAhead extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute("for"))
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.ask(), AFTER_MS)
    })
  }

  disconnectedCallback() { clearTimeout(this.timer) }

  // The word at the end: after a space, a parenthesis, a minus, a comma or a field's colon. Within quotation marks nothing is offered.
  async ask() {
    const said = this.field.value
    const word = /[^\s("“”:,-]*$/u.exec(said)[0]
    const isQuoted = said.split('"').length % 2 === 0
    if (word.length < LEAST || isQuoted || this.field.selectionStart !== said.length) return this.offer([])
    const asked = new URLSearchParams({ typed: word })
    const answer = await fetch(`${this.getAttribute("src")}?${asked}`, { headers: { Accept: "application/json" } }).catch(() => null)
    if (!answer?.ok || answer.redirected || said !== this.field.value) return
    const begun = said.slice(0, said.length - word.length)
    this.offer((await answer.json()).map(one => begun + this.written(one)))
  }

  offer(values) {
    this.querySelector("datalist").replaceChildren(...values.map(value => this.option(value)))
  }

  // Browsers show of a list only what contains what stands in the field, letter by letter: who types “istanbul” is offered “İstanbul”
  // by a label that says both.
  option(value) {
    const said = this.field.value
    const made = Object.assign(document.createElement("option"), { value })
    if (!value.toLowerCase().includes(said.toLowerCase())) made.label = `${said} (${value})`
    return made
  }

  written(text) { return /[\s():,-]/u.test(text) ? `"${text.replaceAll('"', "")}"` : text }
}

customElements.define("query-ahead", QueryAhead)
