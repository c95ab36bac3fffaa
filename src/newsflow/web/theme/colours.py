"""Colours of a theme: which there are, how they are written, and whether one can read them on their paper."""

import re
from collections.abc import Mapping

READABLE = {"ink": 7.0, "muted": 4.5, "link": 4.5, "signal": 4.5, "amber": 4.5}
"""The least contrast of each with the paper (WCAG 2.2, 1.4.3; the ink by 1.4.6)."""
PLAIN = ("paper", "wash", "line")
"""What no text is written in."""
NAMES = (*READABLE, *PLAIN)
HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)

PAPER = {"light": "#fcfaf8", "dark": "#111317"}
"""Our own paper, near enough, for a theme that keeps it."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written as #rrggbb, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def unreadable(colours: Mapping[str, str], scheme: str) -> tuple[str, float] | None:
    """The first colour that cannot be read on the paper, and its contrast; None where all can."""
    paper = colours.get("paper", PAPER[scheme])
    for name, least in READABLE.items():
        if name in colours and (found := contrast(colours[name], paper)) < least:
            return name, found
    return None
