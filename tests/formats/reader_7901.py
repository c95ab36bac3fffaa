"""A reader of IPTC 7901, written from the standard and not from our writer, since no registry has one: bytes to facts."""

from __future__ import annotations

import re
from dataclasses import dataclass

SOH, STX, ETX, EOT = b"\x01", b"\x02", b"\x03", b"\x04"
_FIRST = re.compile(r"([A-Z]{3})([0-9]{4}) ([1-9]) ([a-z]) ([0-9]{4,}) (.*)")
"""§4.2 to §4.10: service, message number, priority, category, count of words, what is free."""
_FIELD = re.compile(r"([A-Z][A-Za-z -]*): (.*)")
NOT_FOR_PUBLICATION = "The following information is not for publication"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as its parts."""

    service: str
    number: int
    priority: int
    category: str
    words: int
    free: str
    catch: str
    """The catch-line (§4.12), without the / that ends it."""
    headline: str
    opening: tuple[str, ...]
    """The lines before the text."""
    copy: tuple[str, ...]
    """Its paragraphs, unwrapped."""
    fields: tuple[tuple[str, str], ...]
    """What is for editors, by name."""
    sent: str

    def said(self, name: str) -> tuple[str, ...]:
        """What is said under that name."""
        return tuple(text for known, text in self.fields if known == name)


def read(message: bytes, charset: str) -> Message:
    """The message. Raises ValueError where it is not as the standard has it."""
    before, _, rest = message.partition(SOH)
    heading, _, rest = rest.partition(STX)
    text, _, rest = rest.partition(ETX)
    post, end, after = rest.partition(EOT)
    if before or after or not end or any(sign in text for sign in (SOH, STX)):
        msg = "the control characters are not in their order"
        raise ValueError(msg)
    first, catch, *_ = heading.decode(charset).split("\r\n")
    found = _FIRST.fullmatch(first)
    if found is None or not catch.endswith("/"):
        msg = f"the heading is none: {first}"
        raise ValueError(msg)
    published, _, told = text.decode(charset).partition(f"{NOT_FOR_PUBLICATION}\r\n")
    top, *parts = published.split("\r\n\r\n")
    opening = [part for part in parts if not part.startswith("   ")]
    return Message(
        service=found[1], number=int(found[2]), priority=int(found[3]), category=found[4], words=int(found[5]),
        free=found[6], catch=catch.removesuffix("/"), headline=unwrapped(top), opening=tuple(map(unwrapped, opening)),
        copy=tuple(unwrapped(one) for part in parts if part.startswith("   ") for one in re.split(r"\r\n(?=   )", part)),
        fields=tuple(fields(told)), sent=post.decode("ascii").strip(),
    )  # fmt: skip


def unwrapped(text: str) -> str:
    """Lines as one."""
    return " ".join(text.split())


def fields(told: str) -> list[tuple[str, str]]:
    """Name and text of each line for editors; a line that begins with two blanks goes on."""
    found: list[tuple[str, str]] = []
    for one in filter(None, told.replace("\r\n  ", " ").split("\r\n")):
        named = _FIELD.fullmatch(one)
        if named is None:
            msg = f"a line says nothing of itself: {one}"
            raise ValueError(msg)
        found.append((named[1], named[2]))
    return found
