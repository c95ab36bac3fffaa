"""What the tests of the launcher and the supervisor share."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from newsflow.ops.embedded import EmbeddedDatabase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
CLEAN = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "HOME": os.environ.get("HOME", "/")}


class Program(Protocol):
    """Starts a Python program of its own, as an operator would."""

    def __call__(self, *arguments: str, **environ: str) -> subprocess.Popen[str]:
        """The running program, its output readable; ended with the test if it still runs then."""
        ...


@pytest.fixture
def home() -> Iterator[Path]:
    """A short-named folder that the database's user may enter, gone after the test."""
    folder = Path(tempfile.mkdtemp(prefix="nf-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def made() -> Iterator[Path]:
    """A data folder with a database that is stopped: one for all tests, for copying it costs more than making it.

    A test may kill what runs there, since the next start mends it, and leaves the files as it found them.
    """
    folder = Path(tempfile.mkdtemp(prefix="nf-made-"))
    folder.chmod(0o755)
    EmbeddedDatabase.open(folder / "data", fast_and_unsafe=True).stop()
    yield folder / "data"
    shutil.rmtree(folder)


@pytest.fixture
def program() -> Iterator[Program]:
    """Starts programs whose environment is clean but for what the test gives."""
    running: list[subprocess.Popen[str]] = []

    def start(*arguments: str, **environ: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            env=CLEAN | environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.terminate()
        try:
            process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], None]:
    """Returns when what it is given is true; fails the test when it is not within 30 s."""

    def wait(is_so: Callable[[], bool]) -> None:
        until = time.monotonic() + 30
        while not is_so():
            assert time.monotonic() < until, "it never came true"
            time.sleep(0.02)

    return wait
