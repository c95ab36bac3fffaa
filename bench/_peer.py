"""PostgreSQL's own full text over the same wire, for bench/search.py to stand beside."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Protocol

import psycopg

from newsflow.matching.sql import where

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsflow.matching.tree import Tree

_CONFIGURATIONS = {
    "tr": "turkish", "fr": "french", "ar": "arabic", "en": "english", "ru": "russian", "de": "german"
}  # fmt: skip
_TABLE = "CREATE UNLOGGED TABLE peer (seq bigint PRIMARY KEY, words tsvector NOT NULL)"
_FILL = """
INSERT INTO peer (seq, words)
SELECT i.seq, to_tsvector(
    (CASE i.language WHEN 'tr' THEN 'turkish' WHEN 'fr' THEN 'french' WHEN 'ar' THEN 'arabic' WHEN 'en' THEN 'english'
                     WHEN 'ru' THEN 'russian' WHEN 'de' THEN 'german' ELSE 'simple' END)::regconfig,
    i.headline || ' ' || (
        SELECT string_agg(span->>'text', ' ')
        FROM jsonb_array_elements(convert_from(c.body, 'UTF8')::jsonb->'body') AS block,
             jsonb_array_elements(block->'spans') AS span))
FROM wire_item AS i
JOIN wire_content AS c ON c.seq = i.seq
WHERE i.seq > %s AND i.seq <= %s
"""
LOT = 20_000
"""Dispatches that a statement takes."""
_MEMORY = "SET maintenance_work_mem = '512MB'"


class Asked(Protocol):
    """What PostgreSQL needs of a question."""

    @property
    def word(self) -> str:
        """The word that is looked for."""
        ...

    @property
    def language(self) -> str:
        """The language that it is in."""
        ...

    @property
    def tree(self) -> Tree:
        """The whole question, for its filters."""
        ...


def prepare_postgres(owner_dsn: str, items: int, tell: Callable[[int], None]) -> tuple[float, int]:
    """The dispatches a second that are analysed and indexed, on as many connections as there are cores; and the bytes.

    The table is unlogged: like the index, it could be made again. `tell` is called with those analysed so far.
    """
    begun = time.perf_counter()
    with psycopg.connect(owner_dsn) as owner:
        owner.execute("DROP TABLE IF EXISTS peer")
        owner.execute(_TABLE)
    bounds = [*range(0, items, LOT), items]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        for until, _ in zip(
            bounds[1:], threads.map(partial(_fill, owner_dsn), bounds, bounds[1:]), strict=True
        ):
            tell(until)
    with psycopg.connect(owner_dsn, autocommit=True) as owner:
        owner.execute(_MEMORY)
        owner.execute("CREATE INDEX peer_words ON peer USING gin (words)")
        rate = items / (time.perf_counter() - begun)
        owner.execute("VACUUM ANALYZE peer")
        owner.execute("VACUUM ANALYZE wire_item")
        size = owner.execute("SELECT pg_total_relation_size('peer')").fetchone()
    assert size is not None
    return rate, int(size[0])


def _fill(owner_dsn: str, after: int, until: int) -> None:
    with psycopg.connect(owner_dsn) as owner:
        owner.execute(_FILL, [after, until])


def ask_postgres(owner_dsn: str, asked: Sequence[Asked], contract: Tree, page: int) -> list[float]:
    """Seconds of each question: the page, newest first, and the count of all. Each is planned for its own values."""
    with psycopg.connect(owner_dsn, autocommit=True, prepare_threshold=None) as owner:
        return _ask(owner, asked, contract, page)


def _ask(owner: psycopg.Connection, asked: Sequence[Asked], contract: Tree, page: int) -> list[float]:
    may = where(contract)
    times: list[float] = []
    for turn in range(2):
        times.clear()
        for each in asked if turn else asked[:20]:
            filters = where(each.tree)
            named = {name.replace("rule_", "filter_"): value for name, value in filters.params.items()}
            condition = (
                "p.words @@ plainto_tsquery(%(configuration)s::regconfig, %(word)s) AND "
                + filters.sql.replace("rule_", "filter_")
                + " AND "
                + may.sql
            )
            values = {
                **may.params, **named, "word": each.word, "page": page,
                "configuration": _CONFIGURATIONS.get(each.language, "simple"),
            }  # fmt: skip
            joined = " FROM peer AS p JOIN wire_item AS i ON i.seq = p.seq WHERE " + condition
            begun = time.perf_counter()
            owner.execute(
                "SELECT i.seq, i.guid" + joined + " ORDER BY i.seq DESC LIMIT %(page)s", values
            ).fetchall()
            owner.execute("SELECT count(*)" + joined, values).fetchone()
            times.append(time.perf_counter() - begun)
    return times
