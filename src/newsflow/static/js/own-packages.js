// A text that went to another section may have got that one's packages: the form ticks what the desk said.

export function ownPackages(form, packages) {
  const { packages_shown: shown, section } = form.elements
  if (!shown || shown.value === section.value) return
  shown.value = section.value
  for (const box of form.querySelectorAll("[name=packages]")) box.checked = packages.includes(box.value)
}
