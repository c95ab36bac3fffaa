"""Releases a second through the real path, beside `pgbench` doing the same inserts under a locked counter.

Eight releasers in two processes put drafts on the wire (`newsflow.newsroom.release`): person, checks, story, guid,
draft's state, entry, content and item, one transaction each, on a server with full durability. The limit is
PostgreSQL's own load program with eight clients in two threads on the same server: it locks one row, counts it up,
inserts an entry, its content and its item of the same sizes, notifies and commits, and decides nothing. Either runs
in turns, and the best slice counts.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import psycopg
import uvloop
from psycopg.conninfo import conninfo_to_dict

from bench._stage import Stage, machine, stage
from newsflow.accounts.people import Person
from newsflow.db.pool import open_pool, transaction
from newsflow.newsroom.release import Names, release
from newsflow.ops.clock import now
from newsflow.ops.embedded import DatabaseRole, find_binaries
from newsflow.wire.fsck import fsck
from tests.builders import the_agency

if TYPE_CHECKING:
    from newsflow.db.pool import Pool

PROCESSES = 2
RELEASERS_EACH = 4
MOST_A_SECOND = 4_000
PEER_TABLES = """
CREATE TABLE peer_head (one boolean PRIMARY KEY, seq bigint NOT NULL);
INSERT INTO peer_head VALUES (true, 0);
CREATE TABLE peer_entry (seq bigint PRIMARY KEY, guid text NOT NULL, version integer NOT NULL, at timestamptz NOT NULL,
    digests bytea NOT NULL, approvals bytea NOT NULL, UNIQUE (guid, version));
CREATE TABLE peer_content (seq bigint PRIMARY KEY REFERENCES peer_entry, salt bytea NOT NULL, body bytea NOT NULL);
CREATE TABLE peer_item (guid text PRIMARY KEY, seq bigint NOT NULL UNIQUE, facts text NOT NULL);
"""
PEER_SCRIPT = """
BEGIN;
UPDATE peer_head SET seq = seq + 1 WHERE one RETURNING seq \\gset
INSERT INTO peer_entry VALUES (:seq, 'fil.text.20260302.' || (:seq)::text, 1, now(),
    decode(repeat('ab', 96), 'hex'), decode(repeat('cd', 300), 'hex'));
INSERT INTO peer_content VALUES (:seq, decode(repeat('ab', 32), 'hex'), decode(repeat('cd', 900), 'hex'));
INSERT INTO peer_item VALUES ('fil.text.20260302.' || (:seq)::text, :seq, repeat('facts ', 40));
NOTIFY peer;
COMMIT;
"""


async def release_from(pool: Pool, names: Names, drafts: list[int], until: float) -> int:
    """How many drafts one releaser put on the wire in its time."""
    done = 0
    agency = the_agency()
    while time.monotonic() < until and drafts:
        async with transaction(pool) as db:
            await release(db, now, agency, drafts.pop(), names)
        done += 1
    return done


async def releaser(told: dict[str, Any]) -> float:
    """Releases a second of one process."""
    chief, editor = (msgspec.convert(told[name], Person) for name in ("chief", "editor"))
    names = Names(released_by=chief, approved_by=editor)
    drafts = list(range(told["first"], told["first"] + told["number"]))
    async with open_pool(told["dsn"], at_least=RELEASERS_EACH, at_most=RELEASERS_EACH) as pool:
        begun = time.monotonic()
        until = begun + told["seconds"]
        counts = await asyncio.gather(
            *(release_from(pool, names, drafts, until) for _ in range(RELEASERS_EACH))
        )
    return sum(counts) / (time.monotonic() - begun)


def released_a_second(on: Stage, seconds: float) -> float:
    """Releases a second of all processes together."""
    number = int(seconds * MOST_A_SECOND / PROCESSES)
    running: list[subprocess.Popen[str]] = []
    for _ in range(PROCESSES):
        told = {
            **on.people,
            "dsn": on.dsn(),
            "first": on.drafts(number),
            "number": number,
            "seconds": seconds,
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.releases", "--releaser"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        running.append(process)
        told_line = json.dumps(told) + "\n"
        process.stdin.write(told_line)
    for process in running:
        assert process.stdin is not None
        process.stdin.close()
    rates = 0.0
    for process in running:
        assert process.stdout is not None
        rates += float(process.stdout.read())
        process.wait()
        process.stdout.close()
    return rates


def peer_a_second(on: Stage, seconds: float) -> float:
    """Transactions a second of pgbench with as many clients."""
    parts = conninfo_to_dict(on.dsn(DatabaseRole.OWNER))
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "peer.sql"
        script.write_text(PEER_SCRIPT, encoding="ascii")
        command = [
            find_binaries().program("pgbench"),
            "--no-vacuum",
            "--protocol=prepared",
            f"--file={script}",
        ]
        command += [
            f"--client={PROCESSES * RELEASERS_EACH}",
            f"--jobs={PROCESSES}",
            f"--time={max(1, round(seconds))}",
        ]
        command += [f"--host={parts['host']}", f"--username={parts['user']}", str(parts["dbname"])]
        said = subprocess.run(
            command, env={"PGPASSWORD": str(parts["password"])}, capture_output=True, text=True, check=False
        )
    found = re.search(r"tps = ([\d.]+)", said.stdout)
    assert found is not None, said.stdout + said.stderr
    return float(found[1])


async def is_whole(dsn: str) -> bool:
    """Whether fsck finds nothing wrong with what was released."""
    async with await psycopg.AsyncConnection.connect(dsn) as db:
        return not (await fsck(db)).faults


def measured(*, quick: bool) -> dict[str, Any]:
    """The figure and its limit."""
    rounds, seconds = (4, 1.0) if quick else (10, 3.0)
    figures: list[float] = []
    limits: list[float] = []
    with stage() as on:
        with psycopg.connect(on.dsn(DatabaseRole.OWNER)) as owner:
            for statement in PEER_TABLES.split(";\n"):
                owner.execute(statement)  # pyright: ignore[reportArgumentType] - parts of a literal of ours
        for _ in range(rounds):
            figures.append(released_a_second(on, seconds))
            limits.append(peer_a_second(on, seconds))
        assert asyncio.run(is_whole(on.dsn())), "fsck found a fault in what the bench released"
    figure, limit = max(figures), max(limits)
    return {
        "what": "releases through the real path beside pgbench's same inserts under a locked counter, 8 at once",
        "figure": round(figure, 1),
        "limit": round(limit, 1),
        "ratio": round(figure / limit, 3),
        "unit": "releases/s",
        "machine": machine(),
    }


def main() -> None:
    """Print the figures, as a line or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="four short rounds instead of ten")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--releaser", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.releaser:
        print("ready", flush=True)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            print(runner.run(releaser(json.loads(sys.stdin.readline()))))
        return
    found = measured(quick=asked.quick)
    print(json.dumps(found) if asked.json else "\n".join(f"{name}: {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()
