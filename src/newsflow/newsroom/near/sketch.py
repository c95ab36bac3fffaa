"""What two texts have in common: runs of words, folded by language, and their MinHash sketch (ADR-0023)."""

import hashlib
import struct

from newsflow.domain.checks.tokens import base, words
from newsflow.domain.dispatch import Dispatch

RUN = 3
"""Words in a run. A short text is compared by single words, and with short texts only."""
SHORT = 25
"""Words up to which a text is short."""
LEAST = 5
"""Words that a text must have to be like another."""
WORDS_LIMIT = 20_000
"""More of a text tells nothing new."""
PERMUTATIONS = 128
ROWS = 4
"""Numbers in a band: with 32 bands of 4, two texts that share 60 % of their runs meet in one 99 times of 100."""
SEED = 1


def runs(version: Dispatch) -> frozenset[str]:
    """The runs of words of headline, deck and body; empty for a text too short to compare."""
    text = "\n".join((version.headline, version.deck or "", *version.words()))
    found = [word.folded for _, word in zip(range(WORDS_LIMIT), words(text), strict=False)]
    if len(found) < LEAST:
        return frozenset()
    size = 1 if len(found) <= SHORT else RUN
    return frozenset(" ".join(found[place : place + size]) for place in range(len(found) - size + 1))


def bands(version: Dispatch) -> list[int]:
    """The numbers by which near-duplicates of one language meet; none for a text too short to compare."""
    shingles = runs(version)
    if not shingles:
        return []
    from rensa import RMinHash  # noqa: PLC0415 - it brings numpy, which most commands do without

    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(sorted(shingles))
    digest: list[int] = sketch.digest()
    frame = f"{base(version.language)} {RMinHash.ALGORITHM_VERSION}"
    return [
        _number(f"{frame} {place}", digest[place : place + ROWS]) for place in range(0, PERMUTATIONS, ROWS)
    ]


def _number(frame: str, band: list[int]) -> int:
    packed = struct.pack(f">{ROWS}I", *band)
    return int.from_bytes(
        hashlib.blake2b(frame.encode() + packed, digest_size=8).digest(), "big", signed=True
    )


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """Which part of all their runs two texts have in common (Jaccard)."""
    return len(one & other) / max(1, len(one | other))
