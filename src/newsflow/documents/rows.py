"""Rows of the room's own queries."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import query
from newsflow.wire.rows import Item


@dataclass(frozen=True, slots=True)
class StoredCore:
    """A core as it is stored."""

    seq: int
    parts: list[bytes]
    slots: list[str]
    revision: int
    schemas: int
    fault: str | None


@dataclass(frozen=True, slots=True)
class Parked:
    """A format of a version that its schema refuses, for all or with one asker's links; `choices` as `Choices.key` writes them."""

    seq: int
    guid: str
    slug: str
    version: int
    format: str
    choices: str
    at: datetime
    fault: str


@dataclass(frozen=True, slots=True)
class ParkedCount:
    """How many are parked."""

    count: int


@dataclass(frozen=True, slots=True)
class Related(Item):
    """An item that a document may link to; `original` is what it was translated from."""

    beside: int
    """Which document, counted from 1."""
    original: str | None


@dataclass(frozen=True, slots=True)
class Load:
    """A load of the operator's: its number, when, by whom (an opaque id)."""

    number: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class LoadNumber:
    """The number that a load got."""

    number: int


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A file of a load."""

    name: str
    body: bytes


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A format that a subscriber takes, with its choices as JSON values."""

    format: str
    choices: dict[str, object]


CORES = query("documents.cores", StoredCore)
PUT_CORE = query("documents.put_core")
PUT_LINKS_FAULT = query("documents.put_links_fault")
PARKED = query("documents.parked", Parked)
HOW_MANY_PARKED = query("documents.how_many_parked", ParkedCount)
RELATED = query("documents.related", Related)
LOAD = query("documents.load", LoadNumber)
LOAD_FILE = query("documents.load_file")
LAST_LOAD = query("documents.last_load", Load)
LOADED_FILES = query("documents.loaded_files", LoadedFile)
CHOICES = query("documents.choices", ChoiceRow)
DROP_CHOICES = query("documents.drop_choices")
PUT_CHOICE = query("documents.put_choice")
