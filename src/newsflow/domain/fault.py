"""Why a version may not go out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a version may not go out: the field, and what to do in a sentence."""

    field: str
    words: str
