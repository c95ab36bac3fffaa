"""SIGKILL at each step of a release: nothing is lost, nothing is doubled, nobody was told a lie.

`make soak` runs the same rounds by the thousand.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, LiteralString

import psycopg

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[2]
ROUNDS = 300


def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A program of ours, in a process of its own: faults and pytest's loop do not mix."""
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )


def test_the_wire_is_whole_after_three_hundred_kills(capsys: pytest.CaptureFixture[str]):
    soak = ran("tests.faults.soak_releases", "--rounds", str(ROUNDS), "--seed", "2")
    with capsys.disabled():
        sys.stdout.write(f"\n{soak.stdout.splitlines()[-1] if soak.stdout else soak.stderr}\n")
    assert soak.returncode == 0, soak.stdout + soak.stderr
    done = re.search(r"(\d+) crash rounds", soak.stdout)
    assert done is not None
    assert int(done[1]) >= ROUNDS
    assert "no writer was killed" not in soak.stdout, soak.stdout


LIES: tuple[tuple[tuple[LiteralString, ...], str], ...] = (
    ((), ""),
    (
        (
            "DELETE FROM wire_content WHERE seq = (SELECT max(seq) FROM wire_entry)",
            "DELETE FROM wire_entry WHERE seq = (SELECT max(seq) FROM wire_entry)",
        ),
        "Writers were told of entries that are not on the wire",
    ),
    (("DELETE FROM wire_item WHERE notice_of IS NOT NULL",), "Entries lack the notice"),
    (
        ("UPDATE draft SET state = 'writing', released_guid = NULL, released_version = NULL WHERE id = 1",),
        "no draft says released",
    ),
    (("UPDATE draft SET released_version = 99 WHERE id = 2",), "Drafts say released without their entry"),
    (("UPDATE wire_head SET seq = seq + 1",), "The head says"),
)
SAYS = "verdict: "


def test_the_verdict_finds_each_lie_that_is_planted():
    planted = ran("tests.faults.test_crash_rounds")
    assert planted.returncode == 0, planted.stdout + planted.stderr
    verdicts = [line.removeprefix(SAYS) for line in planted.stdout.splitlines() if line.startswith(SAYS)]
    for verdict, (_, says) in zip(verdicts, LIES, strict=True):
        assert says in verdict if says else verdict == "", planted.stdout


def plant(home: Path) -> None:
    """Nothing; prints what the verdict says of a wire without a fault, then with each lie added."""
    from newsflow.ops.embedded import DatabaseRole
    from tests.faults.rounds import Arena
    from tests.faults.verdict import broken

    home.chmod(0o755)  # as root, the server runs as a user that must reach its data folder
    with Arena(home, seed=1) as arena:
        arena.calm()
        for statements, _ in LIES:
            with psycopg.connect(arena.database.dsn(DatabaseRole.SUPERUSER)) as db:
                db.execute("SET session_replication_role = replica")
                for statement in statements:
                    db.execute(statement)
            sys.stdout.write(SAYS + " ".join(broken(arena)).replace("\n", " ") + "\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="newsflow-verdict-") as folder:
        plant(Path(folder))
