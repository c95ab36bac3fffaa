"""What is said of a picture or a video: by the file itself, or by the desk."""

import dataclasses
import unicodedata
from dataclasses import dataclass

from newsflow.domain.media import AiUse

MAX_CHARACTERS = 20_000
"""Of one text; a longer one is cut."""
MAX_WORDS = 500
"""Keywords, or creators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The words and terms that go with a file. None, or an empty tuple: nothing was said."""

    headline: str | None = None
    caption: str | None = None
    creator: tuple[str, ...] = ()
    creator_role: str | None = None
    credit_line: str | None = None
    copyright: str | None = None
    usage_terms: str | None = None
    instructions: str | None = None
    source: str | None = None
    taken_at: str | None = None
    """As the file states it: `YYYY-MM-DD` or RFC 3339, no time or zone invented."""
    city: str | None = None
    country: str | None = None
    country_code: str | None = None
    """ISO 3166, two or three letters, as the file has it."""
    keywords: tuple[str, ...] = ()
    alt_text: str | None = None
    extended_description: str | None = None
    ai_use: AiUse | None = None

    def over(self, other: "Facts") -> "Facts":
        """These facts, and `other`'s where these say nothing."""
        said = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return dataclasses.replace(other, **{name: value for name, value in said.items() if value})

    def plain(self) -> "Facts":
        """These facts without control characters, each text within bounds: files say whatever they like."""
        said = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        cleaned = {name: _plain(value) for name, value in said.items() if name != "ai_use"}
        return dataclasses.replace(self, **cleaned)


def _plain(value: str | tuple[str, ...] | None) -> str | tuple[str, ...] | None:
    if value is None:
        return None
    if isinstance(value, str):
        return _plain_text(value) or None
    return tuple(filter(None, map(_plain_text, value[:MAX_WORDS])))


def _plain_text(text: str) -> str:
    lines = text[:MAX_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n")
    kept = (sign for sign in lines if sign in "\t\n" or unicodedata.category(sign) not in {"Cc", "Cs"})
    return "".join(kept).strip()


NOTHING_SAID = Facts()
