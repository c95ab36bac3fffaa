"""A reader of a Newsflow wire for subscribers' programs: it resumes by itself and hands each entry over once.

Nothing else of newsflow is imported here. See docs/api/client.md.
"""

from newsflow.client.aio import AsyncClient
from newsflow.client.cursor import HEAD, START, Cursor
from newsflow.client.digests import check_file
from newsflow.client.entry import Batch, Entry, Event, NewEpoch, Ruling
from newsflow.client.errors import ClientError, DigestError, RefusedError, StoreError, UnreadableError
from newsflow.client.pace import Trouble
from newsflow.client.reading import Tuning
from newsflow.client.store import CursorStore, FileStore
from newsflow.client.sync import Client

__all__ = [
    "HEAD",
    "START",
    "AsyncClient",
    "Batch",
    "Client",
    "ClientError",
    "Cursor",
    "CursorStore",
    "DigestError",
    "Entry",
    "Event",
    "FileStore",
    "NewEpoch",
    "RefusedError",
    "Ruling",
    "StoreError",
    "Trouble",
    "Tuning",
    "UnreadableError",
    "check_file",
]
