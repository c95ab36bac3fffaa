// <draft-editor>: saves while one types. Every keystroke is in this browser's storage at once; the desk has it within
// half a second, and goes on trying while it does not answer. What it has confirmed is taken out of the storage.
import { keptWords } from "./kept-words.js"
import { ownPackages } from "./own-packages.js"

const PAUSE_MS = 400
const AGAIN_MS = 1500

class DraftEditor extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("#editor")
    this.word = this.querySelector("[data-saved]")
    if (!this.form || this.form.querySelector("fieldset[disabled]")) return
    this.edits = this.confirmed = 0
    this.form.addEventListener("input", () => { this.leaving = false; this.changed() })
    this.form.addEventListener("submit", () => this.leave())
    addEventListener("beforeunload", event => { if (!this.leaving && this.edits > this.confirmed) event.preventDefault() })
    this.restore()
    this.beat = setInterval(() => this.renew(), 30_000)
  }

  disconnectedCallback() { for (const timer of [this.beat, this.timer]) clearTimeout(timer) }

  // The form goes with all words in it: a save behind it would take the lock that a button just gave back.
  leave() { this.leaving = true; this.timer = clearTimeout(this.timer); localStorage.removeItem(this.kept) }

  get kept() { return `newsflow.draft.${this.dataset.keyOf}` }
  fields() { return new URLSearchParams([...new FormData(this.form)].filter(([, value]) => typeof value === "string")) }

  changed() {
    this.edits += 1
    const fields = this.fields()
    fields.delete("csrf")
    localStorage.setItem(this.kept, fields)
    this.word.textContent = this.dataset.saving
    this.later(PAUSE_MS)
  }

  later(wait) {
    if (!this.timer && !this.sending && !this.leaving) this.timer = setTimeout(() => { this.timer = undefined; this.save() }, wait)
  }

  async save() {
    const edits = this.edits
    this.sending = true
    try {
      const answer = await fetch(this.dataset.autosave, {
        method: "POST", body: this.fields(), headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(5_000),
      })
      if (answer.ok) this.took(await answer.json(), edits)
      else if (answer.status < 500) this.refused(await answer.json())
      else this.failed()
    } catch { this.failed() }
    this.sending = false
    if (this.edits > this.confirmed && !this.stopped) this.later(this.lost ? AGAIN_MS : PAUSE_MS)
  }

  took(said, edits) {
    this.lost = false
    this.form.elements.base_save.value = said.save
    if (said.there) this.moved(said.there)
    if (said.again) return
    this.confirmed = edits
    this.word.textContent = said.words
    for (const told of this.querySelectorAll(".release-sentence")) told.textContent = said.sentence
    localStorage.removeItem(this.kept)
    if (this.edits > edits) this.changed()
    else ownPackages(this.form, said.packages)
    this.dispatchEvent(new CustomEvent("saved", { detail: said }))
  }

  moved(there) {
    const words = localStorage.getItem(this.kept)
    localStorage.removeItem(this.kept)
    Object.assign(this.dataset, { autosave: there.autosave, beside: there.beside, keyOf: there.kept_as })
    if (words) localStorage.setItem(this.kept, words)
    this.form.action = there.address
    this.querySelector(".editor-head .state").textContent = there.state
    history.replaceState(null, "", there.address + location.hash)
  }

  refused(problem) {
    this.stopped = this.word.dataset.state = "refused"
    this.word.textContent = [problem.title, problem.detail].filter(Boolean).join(" ")
  }

  failed() { this.lost = true; this.word.textContent = this.dataset.unsaved }

  // Who only reads holds nobody up: the lock is renewed by those who have typed.
  renew() { if (this.edits && !this.stopped && !this.sending && !this.leaving) this.save() }

  restore() {
    if (!keptWords(this.form, this.kept)) return
    this.changed()
    this.word.textContent = this.dataset.restored
  }
}

customElements.define("draft-editor", DraftEditor)
