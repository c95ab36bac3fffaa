// <passkey-ask ask="/desk/proof" name="passkey" deed="[…]"> in a form: before the form is sent the browser's passkey answers
// what `ask` gives, and the answer goes along in hidden fields. `mode="create"` enrols a new one. Words: the attributes.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0))
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")

function optionsOf(given) {
  const ids = list => list?.map(each => ({ ...each, id: bytes(each.id) }))
  const options = { ...given, challenge: bytes(given.challenge) }
  if (given.user) options.user = { ...given.user, id: bytes(given.user.id) }
  if (given.allowCredentials) options.allowCredentials = ids(given.allowCredentials)
  if (given.excludeCredentials) options.excludeCredentials = ids(given.excludeCredentials)
  return options
}

function answerOf({ id, rawId, type, response }) {
  const given = { clientDataJSON: text(response.clientDataJSON) }
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"])
    if (response[name]) given[name] = text(response[name])
  return JSON.stringify({ id, type, rawId: text(rawId), response: given })
}

customElements.define("passkey-ask", class extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form")
    this.answered = false
    this.asked = event => this.intercept(event)
    this.again = () => { this.answered = false }
    this.form.addEventListener("submit", this.asked)
    addEventListener("pageshow", this.again)
    if (!globalThis.PublicKeyCredential) this.say(this.getAttribute("unsupported"))
    else if (location.origin !== this.getAttribute("origin")) this.say(this.getAttribute("elsewhere"))
  }

  disconnectedCallback() {
    this.form.removeEventListener("submit", this.asked)
    removeEventListener("pageshow", this.again)
  }

  async intercept(event) {
    if (this.answered) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (this.busy) return
    this.busy = true
    try {
      await this.fill()
      this.answered = true
      this.form.requestSubmit(event.submitter)
    } catch (error) {
      this.say(this.getAttribute(error.name === "NotAllowedError" ? "cancelled" : "failed"))
    } finally { this.busy = false }
  }

  async fill() {
    this.say("")
    const body = new URLSearchParams()
    for (const word of JSON.parse(this.getAttribute("deed") || "[]")) body.append("deed", word)
    const headers = { "X-CSRF-Token": this.form.elements.csrf.value, Accept: "application/json" }
    const reply = await fetch(this.getAttribute("ask"), { method: "POST", body, headers })
    if (!reply.ok) throw new Error(`asked in vain: ${reply.status}`)
    const { nonce, options } = await reply.json()
    const creates = this.getAttribute("mode") === "create"
    const publicKey = optionsOf(options)
    const credential = await (creates ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }))
    this.put(this.name, answerOf(credential))
    this.put(`${this.name}_nonce`, nonce)
  }

  get name() { return this.getAttribute("name") || "passkey" }

  put(name, value) {
    let input = this.querySelector(`input[name="${name}"]`)
    if (!input) {
      input = Object.assign(document.createElement("input"), { type: "hidden", name })
      this.append(input)
    }
    input.value = value
  }

  say(words) {
    let line = this.querySelector("[role=alert]")
    if (!line) {
      line = Object.assign(document.createElement("p"), { className: "field-error", role: "alert" })
      this.append(line)
    }
    line.hidden = !words
    line.textContent = words || ""
  }
})
