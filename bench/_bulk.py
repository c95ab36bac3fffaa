"""A wire of very many entries in minutes: rows copied in as the owner, not released one by one."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import msgspec
import psycopg

from bench._texts import dispatch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsflow.domain.dispatch import Dispatch

APART = timedelta(seconds=40)
"""Between two entries: some two thousand a day."""
NOTHING = bytes(32)
_ENTRY = (
    "COPY wire_entry (epoch, seq, at, guid, version, action, content_digest, approvals, approvals_digest, entry_digest)"
    " FROM STDIN"
)
_CONTENT = "COPY wire_content (seq, salt, body) FROM STDIN"
_ITEM = (
    "COPY wire_item (guid, type, language, form, section, packages, provider, priority, urgency, story, slug, headline,"
    " first_at, first_seq, seq, at, version, action, embargoed) FROM STDIN"
)
LOT = 5_000


def fill(owner_dsn: str, items: int, until: datetime, tell: Callable[[int], None]) -> int:
    """So many dispatches on an empty wire, the newest at `until`; gives the bytes of their texts.

    `tell` is called with the dispatches made so far, after each lot.
    """
    firsts = range(1, items + 1, LOT)
    text_bytes = 0
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as hands:
        for first, size in zip(
            firsts, hands.map(partial(_fill_lot, owner_dsn, items, until), firsts), strict=True
        ):
            text_bytes += size
            tell(min(first + LOT - 1, items))
    with psycopg.connect(owner_dsn) as owner:
        owner.execute("UPDATE wire_head SET seq = %s", [items])
        owner.execute("SELECT setval('wire_number', %s)", [items])
    return text_bytes


def _fill_lot(owner_dsn: str, items: int, until: datetime, first: int) -> int:
    lot = [(number, dispatch(number)) for number in range(first, min(first + LOT, items + 1))]
    moments = {number: until - (items - number) * APART for number, _ in lot}
    with psycopg.connect(owner_dsn) as owner, owner.cursor() as cursor:
        with cursor.copy(_ENTRY) as copy:
            for number, _ in lot:
                copy.write_row(
                    (1, number, moments[number], _guid(number), 1, "new", NOTHING, b"", NOTHING, NOTHING)
                )
        with cursor.copy(_CONTENT) as copy:
            for number, content in lot:
                copy.write_row((number, NOTHING, _body(content)))
        with cursor.copy(_ITEM) as copy:
            for number, content in lot:
                copy.write_row(_item(number, content, moments[number]))
    return sum(_size(content) for _, content in lot)


def _guid(number: int) -> str:
    return f"nf:text:20260101:{number}"


def _body(content: Dispatch) -> bytes:
    return msgspec.json.encode({"schema": 1, **msgspec.to_builtins(content)})


def _size(content: Dispatch) -> int:
    return sum(len(text.encode()) for text in _texts(content))


def _texts(content: Dispatch) -> Iterator[str]:
    yield content.headline
    yield from content.words()


def _item(number: int, content: Dispatch, at: datetime) -> tuple[object, ...]:
    return (
        _guid(number), "text", content.language, content.form.value, content.section, list(content.packages),
        content.provider, content.priority.value, content.urgency, content.story, content.slug, content.headline,
        at, number, number, at, 1, "new", False,
    )  # fmt: skip


def midnight() -> datetime:
    """The end of today, whatever the hour: the same bounds for every question of a run."""
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
