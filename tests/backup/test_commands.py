"""The commands as an operator runs them, one after the other, on a folder of one's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg

from newsflow.ops.embedded import DatabaseRole, EmbeddedDatabase

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "PYTHONPATH": str(ROOT / "src"),
    "HOME": os.environ.get("HOME", "/"),
}


def newsflow(*arguments: str, code: int = 0) -> str:
    """What the command prints; why not, where it fails without a word."""
    ran = subprocess.run(
        [sys.executable, "-m", "newsflow.ops", *arguments],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT / "src"),
            "HOME": os.environ.get("HOME", "/"),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == code, ran.stdout + ran.stderr
    return ran.stderr if code and not ran.stdout else ran.stdout


def test_an_operator_backs_up_exports_the_orders_restores_and_proves(home: Path):
    old, new, backup, orders = (str(home / name) for name in ("old", "new", "backup", "orders"))
    newsflow("migrate", "--data", old)
    assert "The backup is whole" in newsflow("backup", backup, "--data", old)
    assert "0 orders are in" in newsflow("erasures", "export", orders, "--data", old)
    said = newsflow("restore", backup, "--data", new, "--erasures", orders, "--past", "77")
    assert "Epoch 2 begins at" in said
    assert "Tell subscribers: entries 1 to" in said
    report = json.loads(newsflow("fsck", "--json", "--data", new))
    assert (report["epochs"], report["faults"]) == (2, [])
    assert "not empty" in newsflow("restore", backup, "--data", new, code=1)
    with (
        EmbeddedDatabase.open(home / "new", fast_and_unsafe=True) as database,
        psycopg.connect(database.dsn(DatabaseRole.SUPERUSER)) as superuser,
    ):
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("UPDATE wire_head SET seq = seq + 1")
    assert "1 fault." in newsflow("fsck", "--data", new, code=1)


def test_a_restore_that_is_killed_half_way_opens_as_an_empty_system_and_never_as_an_old_wire(home: Path):
    old, new, backup = (str(home / name) for name in ("old", "new", "backup"))
    newsflow("migrate", "--data", old)
    newsflow("backup", backup, "--data", old)
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "newsflow.ops", "restore", backup, "--data", new],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
    ) as restoring:
        assert restoring.stdout is not None
        for line in restoring.stdout:
            if "database is loaded" in line:
                restoring.kill()
                break
    assert restoring.wait() == -9
    assert "not empty" in newsflow("restore", backup, "--data", new, code=1)
    with (
        EmbeddedDatabase.open(home / "new", fast_and_unsafe=True) as database,
        psycopg.connect(database.dsn(DatabaseRole.OWNER)) as owner,
    ):
        assert owner.execute("SELECT to_regclass('wire_head')").fetchone() == (None,)
