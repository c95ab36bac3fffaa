"""The keys of a page as it is served: what carries one, and which main buttons do not."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser


class Keys(HTMLParser):
    """The keys of a page, and its main buttons without one."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: Counter[str] = Counter()
        self.bare: list[str] = []
        self.bare_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if facts.get("data-key"):
            self.keys[facts["data-key"] or ""] += 1
        is_main = tag == "button" and facts.get("class") == "button" and facts.get("data-kind") != "quiet"
        self.bare_open = is_main and "disabled" not in facts and not facts.get("data-key")

    def handle_data(self, data: str) -> None:
        if self.bare_open and data.strip():
            self.bare.append(data.strip())
            self.bare_open = False


def keys_of(html: str) -> Keys:
    """The page's keys."""
    page = Keys()
    page.feed(html)
    return page
