"""The site's addresses. A dispatch's carries its guid, so that its words may change and old links still lead to it."""

from urllib.parse import quote

from newsflow.domain.text import words

WORDS = 8
"""Words of the headline in an address, at most."""


def front(edition: str) -> str:
    """The front page of an edition."""
    return f"/{edition}/"


def section(edition: str, code: str) -> str:
    """A section of an edition."""
    return f"/{edition}/section/{code}/"


def contact(edition: str) -> str:
    """Where an edition says how to subscribe."""
    return f"/{edition}/contact"


def dispatch(edition: str, guid: str, headline: str) -> str:
    """The page of a dispatch, percent-encoded."""
    return f"/{edition}/{guid}/{quote(headline_words(headline))}"


def headline_words(headline: str) -> str:
    """The headline as its address spells it: folded words and hyphens, in its own script."""
    parts = [part for word in words(headline) for part in word.replace("’", "'").split("'")]
    return "-".join(part for part in parts[:WORDS] if part) or "-"
