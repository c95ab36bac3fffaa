// What a page owes everybody who reads it (WCAG 2.2 AA), asked of the page itself; each gives a list of what is wrong.
() => {
  const shown = node => node.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const all = selector => [...document.querySelectorAll(selector)].filter(shown)
  const tell = node => node.outerHTML.replace(/\s+/g, " ").slice(0, 160)
  const controls = () => all("a[href], button, input:not([type=hidden]), select, textarea, summary")

  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
  const pen = canvas.getContext("2d", { willReadFrequently: true })
  const read = new Map()
  const rgba = colour => {
    if (!read.has(colour)) {
      pen.clearRect(0, 0, 1, 1)
      pen.fillStyle = colour
      pen.fillRect(0, 0, 1, 1)
      const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data
      read.set(colour, [r, g, b, a / 255])
    }
    return read.get(colour)
  }
  const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a)]
  const ancestors = node => node ? [node, ...ancestors(node.parentElement)] : []
  const paper = () => rgba(getComputedStyle(document.body).backgroundColor)[3]
    ? [255, 255, 255] : over(rgba(getComputedStyle(document.documentElement).backgroundColor), [255, 255, 255])
  const ground = node => ancestors(node).reverse()
    .reduce((under, each) => over(rgba(getComputedStyle(each).backgroundColor), under), paper())
  const light = colour => {
    const [r, g, b] = colour.map(each => each / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a)
    return (high + 0.05) / (low + 0.05)
  }

  const named = node => node.labels?.length || node.getAttribute("aria-label") || node.textContent.trim() || node.title ||
    document.getElementById(node.getAttribute("aria-labelledby"))?.textContent.trim()
  const inText = node => getComputedStyle(node).display === "inline" &&
    node.parentElement.textContent.trim().length > node.textContent.trim().length
  const lit = node => ancestors(node).slice(0, 3).some(each => {
    const style = getComputedStyle(each)
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
  })

  return {
    names: () => controls().filter(node => !named(node)).map(tell),
    headings: () => {
      const levels = all("h1, h2, h3, h4, h5, h6").map(node => Number(node.localName[1]))
      const jumps = levels.filter((level, at) => at && level - levels[at - 1] > 1)
      return levels[0] === 1 && levels.filter(level => level === 1).length === 1 && !jumps.length ? [] : [levels.join(" ")]
    },
    landmarks: () => [
      ...all("nav:not([aria-label]):not([aria-labelledby])").map(tell),
      ...(document.querySelectorAll("main").length === 1 ? [] : ["not one main"]),
    ],
    ids: () => {
      const ids = [...document.querySelectorAll("[id]")].map(node => node.id)
      return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))]
    },
    sizes: () => controls().filter(node => !node.matches(".skip") && !inText(node)).flatMap(node => {
      const box = (node.closest("label") ?? node).getBoundingClientRect()
      return Math.min(box.width, box.height) < 23.9 ? [`${box.width.toFixed(1)} × ${box.height.toFixed(1)} ${tell(node)}`] : []
    }),
    contrast: () => {
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      const wrong = new Map()
      for (let text = walk.nextNode(); text; text = walk.nextNode()) {
        const node = text.parentElement
        if (!text.data.trim() || !shown(node) || node.closest("script, noscript, :disabled, .skip")) continue
        const style = getComputedStyle(node)
        const [r, g, b, a] = rgba(style.color)
        const opacity = ancestors(node).reduce((left, each) => left * getComputedStyle(each).opacity, 1)
        const under = ground(node)
        const found = contrast(over([r, g, b, a * opacity], under), under)
        const size = parseFloat(style.fontSize)
        const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5
        if (found < least) wrong.set(`${node.localName}.${node.className}`, `${found.toFixed(2)} ${tell(node)}`)
      }
      return [...wrong.values()]
    },
    focus: () => controls().filter(node => {
      document.activeElement.blur()
      const before = getComputedStyle(node).borderBlockEnd
      node.focus({ focusVisible: true, preventScroll: true })
      return document.activeElement === node && !lit(node) && getComputedStyle(node).borderBlockEnd === before
    }).map(tell),
    width: () => {
      const most = document.documentElement.clientWidth
      if (document.documentElement.scrollWidth <= most) return []
      return [`${document.documentElement.scrollWidth} > ${most}`, ...all("main *").filter(node => {
        const box = node.getBoundingClientRect()
        return box.right > most + 1 || box.left < -1
      }).slice(-2).map(tell)]
    },
  }
}
