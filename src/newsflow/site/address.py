"""The site's addresses. A dispatch's carries its guid, so that its words may change and old links still lead to it."""

import re
from urllib.parse import quote

from newsflow.domain.text import fold, nfc

_SIGNS = re.compile(r"[\u064b-\u065f\u0670\u0640]")
_PART = re.compile(r"[^\W_]+")

WORDS = 8
"""Words of the headline in an address, at most."""


TDM_POLICY = "/tdm-policy.json"
"""Where the terms of mining the pages stand."""


def front(edition: str) -> str:
    """The front page of an edition."""
    return f"/{edition}/"


def flash_line(edition: str) -> str:
    """The flash line of an edition's front, alone."""
    return f"/{edition}/flash"


def section(edition: str, code: str) -> str:
    """A section of an edition."""
    return f"/{edition}/section/{code}/"


def topic(edition: str, code: str) -> str:
    """A media topic in an edition, by its eight digits."""
    return f"/{edition}/topic/{code.removeprefix('medtop:')}/"


def place(edition: str, name: str) -> str:
    """A place in an edition, as its language spells it, percent-encoded."""
    return f"/{edition}/place/{quote(name, safe='')}/"


def contact(edition: str) -> str:
    """Where an edition says how to subscribe."""
    return f"/{edition}/contact"


def sent(edition: str) -> str:
    """Where an edition says that a letter is on its way."""
    return f"/{edition}/contact/sent"


def corrections(edition: str) -> str:
    """What an edition put right."""
    return f"/{edition}/corrections/"


def dispatch(edition: str, guid: str, headline: str) -> str:
    """The page of a dispatch, percent-encoded."""
    return f"/{edition}/{guid}/{quote(headline_words(headline))}"


def legal(edition: str, name: str) -> str:
    """A page of the agency's own: imprint, privacy, terms."""
    return f"/{edition}/about/{name}"


def picture(edition: str, guid: str, wanted: str) -> str:
    """The file of a picture that stands beside a dispatch."""
    return f"/{edition}/{guid}/picture/{wanted}.jpg"


def without_words(edition: str, guid: str) -> str:
    """Where a dispatch is when nothing may be said of it any more."""
    return f"/{edition}/{guid}"


def headline_words(headline: str) -> str:
    """The headline as its address spells it: folded words and hyphens, in its own script."""
    parts = [_spelled(part) for part in _PART.findall(_SIGNS.sub("", nfc(headline)))]
    return "-".join(parts[:WORDS]) or "-"


def _spelled(part: str) -> str:
    """A Latin word without its accents; any other as it is written, since folding would misspell it."""
    folded = fold(part)
    return folded if folded.isascii() else part.lower()
