"""Plain agency copy → a draft with its parts recognised (docs/copyreader.md). PURE: text in, a reading out."""

from newsflow.copyreader.decoding import MAX_BYTES, Decoded, decode
from newsflow.copyreader.draft import reading_as_json
from newsflow.copyreader.lines import MAX_CHARACTERS
from newsflow.copyreader.reader import read
from newsflow.copyreader.reading import Defaults, Furniture, Guess, Kind, Reading

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "Decoded",
    "Defaults",
    "Furniture",
    "Guess",
    "Kind",
    "Reading",
    "decode",
    "read",
    "reading_as_json",
]
