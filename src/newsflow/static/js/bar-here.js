// Where the bar or a row of tabs is wider than the window, it is moved so that the place where one is can be seen.
for (const here of document.querySelectorAll(".bar-nav [aria-current], .tabs [aria-current]")) {
  const row = here.closest(".bar-nav, .tabs")
  if (row.scrollWidth <= row.clientWidth) continue
  const [at, frame] = [here.getBoundingClientRect(), row.getBoundingClientRect()]
  row.scrollLeft += at.left + at.width / 2 - (frame.left + frame.width / 2)
}
