// <text-gauge>: counts a field against the most that it may have; that follows the form and the language as they are chosen.
class TextGauge extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute("for"))
    this.gauges = JSON.parse(this.dataset.gauges)
    this.field.addEventListener("input", () => this.tell())
    for (const chooses of ["form", "language"])
      document.getElementById(chooses).addEventListener("change", () => this.tell())
    this.tell()
  }

  get most() {
    const chosen = name => document.getElementById(name).value
    return this.gauges[chosen("form")]?.[chosen("language")] ?? Number(this.getAttribute("at-most"))
  }

  tell() {
    const most = this.most
    const length = [...this.field.value].length
    this.textContent = `${length}/${most}`
    this.toggleAttribute("data-over", length > most)
  }
}

customElements.define("text-gauge", TextGauge)
