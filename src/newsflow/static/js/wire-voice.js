// What a listener hears of the live wire: how many lines have come, every few seconds at most, and each flash once, as text.
// A sound comes with a flash only where its reader asked for it on this machine.
const EVERY_MS = 4000
const SWITCH = "newsflow.sound"

export class WireVoice {
  constructor(wire) {
    this.words = wire.dataset.count
    this.region = wire.querySelector("[data-says]")
    this.flashes = wire.querySelector("[data-flash]")
    this.box = wire.querySelector("[data-sound]")
    this.came = 0
    this.saidAt = -EVERY_MS
    this.told = new Set()
    if (!this.box) return
    this.box.closest("label").hidden = false
    this.box.checked = localStorage.getItem(SWITCH) === "on"
    this.box.addEventListener("change", () => {
      localStorage.setItem(SWITCH, this.box.checked ? "on" : "off")
      if (this.box.checked) this.sound()
    })
  }

  line(line) {
    this.came += 1
    if (line.dataset.speed !== "flash" || this.told.has(line.dataset.guid) || !this.flashes) return
    this.told.add(line.dataset.guid)
    this.flashes.textContent = line.querySelector(".wire-headline").textContent.replace(/\s+/g, " ").trim()
    if (this.box?.checked) this.sound()
  }

  count() {
    if (!this.came || !this.region || performance.now() - this.saidAt < EVERY_MS) return
    this.saidAt = performance.now()
    this.region.textContent = this.words.replace("{count}", this.came)
    this.came = 0
  }

  sound() {
    const audio = new AudioContext()
    const tone = new OscillatorNode(audio, { frequency: 660 })
    const loud = new GainNode(audio, { gain: 0.08 })
    tone.connect(loud).connect(audio.destination)
    tone.addEventListener("ended", () => audio.close())
    tone.start()
    tone.stop(audio.currentTime + 0.3)
  }
}
