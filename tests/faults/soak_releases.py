"""Crash rounds for as long as is asked, seeded: `python -m tests.faults.soak_releases --minutes 10 --seed 1`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.faults.rounds import run_rounds


def main() -> int:
    """0 when every promise held through every round, else 1."""
    parser = argparse.ArgumentParser(prog="tests.faults.soak_releases")
    parser.add_argument(
        "--minutes", type=float, default=10.0, help="for how long, unless --rounds says how many"
    )
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rounds = sys.maxsize if asked.rounds is None else asked.rounds
    seconds = asked.minutes * 60 if asked.rounds is None else float("inf")
    with tempfile.TemporaryDirectory(prefix="newsflow-soak-") as home:
        Path(home).chmod(0o755)  # as root, the server runs as a user that must reach its data folder
        tally, faults = run_rounds(Path(home), asked.seed, rounds=rounds, seconds=seconds)
    print(f"{tally}; seed {asked.seed}")  # noqa: T201 - a program for people
    if missed := tally.missed():
        print(f"Steps at which no writer was killed: {', '.join(missed)}")  # noqa: T201 - as above
    for fault in faults:
        print(fault, file=sys.stderr)  # noqa: T201 - as above
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
