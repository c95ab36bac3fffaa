"""The keys of a page as it is served: what carries one, and which buttons do not."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser


class Keys(HTMLParser):
    """The keys of a page, those that its lines share, and its buttons without one."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: Counter[str] = Counter()
        self.shared: set[str] = set()
        self.bare: list[str] = []
        self.bare_open = False
        self.is_search = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "form":
            # Enter in the field asks; a dialog closes by Escape.
            self.is_search = facts.get("role") == "search" or facts.get("method") == "dialog"
        if facts.get("data-key"):
            self.keys[facts["data-key"] or ""] += 1
        if facts.get("data-each"):
            self.shared.add(facts["data-each"] or "")
        has_key = facts.get("data-key") or facts.get("data-each")
        is_off = "disabled" in facts or "hidden" in facts
        self.bare_open = tag == "button" and not has_key and not is_off and not self.is_search

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_search = False

    def handle_data(self, data: str) -> None:
        if self.bare_open and data.strip():
            self.bare.append(data.strip())
            self.bare_open = False

    @property
    def doubled(self) -> list[str]:
        """Keys with two meanings."""
        return [key for key, many in self.keys.items() if many > 1 or key in self.shared]


def keys_of(html: str) -> Keys:
    """The page's keys."""
    page = Keys()
    page.feed(html)
    return page
