"""A node as its people run it: `newsflow up` in a process of its own, and commands beside it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.harness import a_free_port

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

UP_WITHIN_S = 60.0


class House:
    """A node of its own: `newsflow up` on a free port, and `newsflow …` beside it."""

    def __init__(self, data: Path, **settings: str) -> None:
        """Nothing runs yet; it will under these `NEWSFLOW_…` settings."""
        self.data = data
        with a_free_port() as listener:
            self.port = listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSFLOW_")}
        self.environ = kept | {"NEWSFLOW_PORT": str(self.port)} | settings

    def newsflow(self, *arguments: str) -> str:
        """What the command prints; it must succeed."""
        done = self.run(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def refuses(self, *arguments: str) -> str:
        """What the command says in refusing; it must not succeed, nor break."""
        done = self.run(*arguments)
        assert done.returncode == 1, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stderr

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command, ended."""
        return subprocess.run(
            [sys.executable, "-m", "newsflow.ops", *arguments, "--data", str(self.data)],
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def gives(self, *arguments: str) -> Any:
        """What the command gives with --json."""
        return json.loads(self.newsflow(*arguments, "--json"))

    @contextmanager
    def up(self, ready: Path) -> Generator[None]:
        """The node answers inside the block, and is gone after it."""
        command = [sys.executable, "-m", "newsflow.ops", "up", "--data", str(self.data)]
        with subprocess.Popen([*command, "--ready-file", str(ready)], env=self.environ) as node:
            try:
                until = time.monotonic() + UP_WITHIN_S
                while not ready.exists():
                    assert node.poll() is None, "newsflow up has ended"
                    assert time.monotonic() < until, f"newsflow up did not answer in {UP_WITHIN_S} s"
                    time.sleep(0.1)
                yield
            finally:
                node.send_signal(signal.SIGINT)
                try:
                    node.wait(30)
                finally:
                    node.kill()
