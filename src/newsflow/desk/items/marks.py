"""A small word of state and how it is coloured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """`kind`: killed, embargo, quiet, or nothing."""

    text: str
    kind: str = ""
