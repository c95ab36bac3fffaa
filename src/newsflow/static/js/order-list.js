// <order-list>: members are dragged into another order; saving keeps it. Each has its buttons, which need no script.
customElements.define("order-list", class extends HTMLElement {
  connectedCallback() {
    this.items().forEach(item => { item.draggable = true })
    this.addEventListener("dragstart", event => {
      this.held = event.target.closest("[data-member]")
      if (!this.held) return
      this.held.toggleAttribute("data-dragged", true)
      event.dataTransfer.effectAllowed = "move"
    })
    this.addEventListener("dragover", event => {
      const over = event.target.closest("[data-member]")
      if (!this.held || !over) return
      event.preventDefault()
      if (over === this.held) return
      const box = over.getBoundingClientRect()
      over[event.clientY > box.top + box.height / 2 ? "after" : "before"](this.held)
    })
    this.addEventListener("drop", event => event.preventDefault())
    this.addEventListener("dragend", () => {
      this.held?.removeAttribute("data-dragged")
      this.held = null
      this.number()
      this.dispatchEvent(new Event("input", { bubbles: true }))
    })
    this.from = Number(this.querySelector(".asset-number").textContent)
  }

  items() { return [...this.querySelectorAll("[data-member]")] }

  number() {
    const items = this.items()
    items.forEach((item, place) => {
      item.querySelector(".asset-number").textContent = this.from + place
      item.querySelector("[value^='up:']").disabled = place === 0
      item.querySelector("[value^='down:']").disabled = place === items.length - 1
    })
  }
})
