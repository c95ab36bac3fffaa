"""What the long loads share: their arguments, a folder to run in, and how they say what came of it."""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

FAULTS_SHOWN = 20


def arguments(name: str, minutes: float = 10.0) -> argparse.ArgumentParser:
    """A parser of `--minutes` and `--seed`, as `make soak` gives them, for the load tests/faults/soak_<name>.py."""
    parser = argparse.ArgumentParser(prog=f"tests.faults.soak_{name}")
    parser.add_argument("--minutes", type=float, default=minutes)
    parser.add_argument("--seed", type=int, default=1)
    return parser


@contextmanager
def a_home() -> Generator[Path]:
    """A folder for the load's data, gone when it is over."""
    with tempfile.TemporaryDirectory(prefix="newsflow-soak-") as folder:
        home = Path(folder)
        home.chmod(0o755)  # as root, the server runs as a user that must reach its data folder
        yield home


def ended(told: str, seed: int, faults: Sequence[str]) -> int:
    """The code to end with: 0 without faults, else 1. Says what was done, and the first of the faults."""
    print(f"{told}; seed {seed}")  # noqa: T201 - a program for people
    for fault in faults[:FAULTS_SHOWN]:
        print(fault, file=sys.stderr)  # noqa: T201 - as above
    if len(faults) > FAULTS_SHOWN:
        print(f"… and {len(faults) - FAULTS_SHOWN} more", file=sys.stderr)  # noqa: T201 - as above
    return 1 if faults else 0
