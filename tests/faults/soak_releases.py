"""Crash rounds for as long as is asked, seeded: `python -m tests.faults.soak_releases --minutes 10 --seed 1`."""

from __future__ import annotations

import sys

from tests.faults.rounds import run_rounds
from tests.faults.soaking import a_home, arguments, ended


def main() -> int:
    """0 when every promise held through every round, else 1."""
    parser = arguments("releases")
    parser.add_argument("--rounds", type=int, help="how many, whatever the minutes")
    asked = parser.parse_args()
    rounds = sys.maxsize if asked.rounds is None else asked.rounds
    seconds = asked.minutes * 60 if asked.rounds is None else float("inf")
    with a_home() as home:
        tally, faults = run_rounds(home, asked.seed, rounds=rounds, seconds=seconds)
    if missed := tally.missed():
        print(f"Steps at which no writer was killed: {', '.join(missed)}")  # noqa: T201 - a program for people
    return ended(str(tally), asked.seed, faults)


if __name__ == "__main__":
    sys.exit(main())
