"""Keeps a wire in a database: each entry exactly once, whatever breaks.

The entry and the cursor are committed in one transaction. If the program, the machine or the line dies at any moment,
both are there or neither is, and the next start goes on from there.

    python exactly_once.py https://wire.example/v1 7000001 SECRET news.sqlite
"""

import json
import sqlite3
import sys
from contextlib import closing

from newsflow.client import Client, Entry

TABLES = """
CREATE TABLE IF NOT EXISTS received (epoch INTEGER, seq INTEGER, guid TEXT, version INTEGER, action TEXT, document TEXT);
CREATE TABLE IF NOT EXISTS place (id INTEGER PRIMARY KEY CHECK (id = 1), cursor TEXT NOT NULL);
"""
KEEP_PLACE = "INSERT INTO place VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET cursor = excluded.cursor"

FORGET = "DELETE FROM received WHERE seq BETWEEN ? AND ?"


def main(base: str, user: str, secret: str, file: str, *, until_head: bool) -> None:
    """Follow the wire for ever, or to its head."""
    with closing(sqlite3.connect(file)) as db, Client(base, user=user, secret=secret) as client:
        db.executescript(TABLES)
        kept = db.execute("SELECT cursor FROM place").fetchone()
        after: str = kept[0] if kept else "0"
        for batch in client.batches(after=after, until_head=until_head):
            with db:  # one transaction: committed together, or not at all
                for event in batch.events:
                    if isinstance(event, Entry):
                        document = json.dumps(event.document)
                        row = (event.epoch, event.seq, event.guid, event.version, event.action, document)
                        db.execute("INSERT INTO received VALUES (?, ?, ?, ?, ?, ?)", row)
                    elif event.void_from is not None:
                        # The wire was restored from a backup: what came under these numbers was never sent.
                        db.execute(FORGET, (event.void_from, event.void_to))
                db.execute(KEEP_PLACE, (str(batch.cursor),))


if __name__ == "__main__":
    main(*sys.argv[1:5], until_head="--until-head" in sys.argv)
