"""What axe-core finds wrong with a page (WCAG 2.2, A and AA). `await axe_faults(page)` on any page that stands open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.async_api import Page

ASKED = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_RUN = """async tags => {
  const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], preload: false, iframes: false })
  return violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id}: ${rule.help}: ${node.html.replace(/\\s+/g, " ").slice(0, 160)} ${node.any.concat(node.all, node.none).map(check => check.message).join("; ")}`))
}"""


async def axe_faults(page: Page) -> list[str]:
    """What is wrong with the page as it stands: the rule, the place, and axe's own words."""
    if not await page.evaluate("typeof axe === 'object'"):
        await page.evaluate(AXE_SCRIPT)
    found: list[str] = await page.evaluate(_RUN, list(ASKED))
    return found
