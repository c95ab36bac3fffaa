"""The server as our child, and what an earlier life of the program may have left of it."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

import structlog

from newsflow.domain.errors import SetupError
from newsflow.ops.embedded.folder import SOCKET_PORT, DataFolder

CLEAN_ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/bin:/bin"}
"""All that a child of ours gets. Who starts the program with LANG=tr_TR or PGDATA set must not steer the server."""

PROCESSES = Path("/proc")

POLL_S = 0.005
READY_WITHIN_S = 120.0
FAST_STOP_WITHIN_S = 20.0
IMMEDIATE_STOP_WITHIN_S = 5.0

log = structlog.stdlib.get_logger(__name__)


class ServerProcess:
    """A child that lives in a session of its own and dies with this program.

    The kernel's death signal follows the *thread* that started the child, so a thread that does nothing else
    starts it and waits for its end: it lives as long as the program does.
    """

    def __init__(self, command: Sequence[str], *, output: Path) -> None:
        """Start `command` with a clean environment, its output appended to the file `output`."""
        self._ended = threading.Event()
        started: list[subprocess.Popen[bytes] | OSError] = []
        is_started = threading.Event()

        def live() -> None:
            try:
                with output.open("ab") as file:
                    process = _start(command, file)
            except OSError as error:
                started.append(error)
                is_started.set()
                return
            started.append(process)
            is_started.set()
            process.wait()
            self._ended.set()

        threading.Thread(target=live, name="database-server", daemon=True).start()
        is_started.wait()
        if isinstance(started[0], OSError):
            raise started[0]
        self._process = started[0]

    @property
    def pid(self) -> int:
        """The child's process id; `exec` keeps it, so it is the server's."""
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        """Whether the child is gone."""
        return self._ended.is_set()

    def stop(self) -> None:
        """End the server in order: fast (ends sessions, writes a checkpoint), else at once, else by force."""
        for sign, within_s in (
            (signal.SIGINT, FAST_STOP_WITHIN_S),
            (signal.SIGQUIT, IMMEDIATE_STOP_WITHIN_S),
            (signal.SIGKILL, IMMEDIATE_STOP_WITHIN_S),
        ):
            if self.has_ended:
                return
            self._process.send_signal(sign)
            if self._ended.wait(within_s):
                return
            log.warning("database_did_not_stop", pid=self.pid, signal=sign.name, within_s=within_s)


def _start(command: Sequence[str], output: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own paths, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        env=CLEAN_ENVIRONMENT,
        cwd="/",
        start_new_session=True,
    )


def wait_until_ready(folder: DataFolder, process: ServerProcess) -> None:
    """Return once the server says `ready` in its pid file; SetupError with the log's end if it ends before."""
    until = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < until:
        lines = _pid_file(folder)
        if len(lines) >= 8 and lines[0] == str(process.pid) and lines[7].strip() == "ready":
            return
        if process.has_ended:
            break
        time.sleep(POLL_S)
    process.stop()
    raise SetupError(
        "The database did not start.",
        f"It said: {log_end(folder.log / 'postgresql.log')}",
        f"Read {folder.log / 'postgresql.log'}.",
    )


def log_end(path: Path, lines: int = 3) -> str:
    """The last lines of a log, joined, for an error message."""
    if not path.exists():
        return "nothing"
    return " | ".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def check_system() -> None:
    """Return on Linux. Elsewhere no kernel ends the server with us, and none tells whose process a pid is."""
    if not PROCESSES.is_dir():
        raise SetupError(
            "The embedded database runs on Linux.",
            f"This system has no {PROCESSES}.",
            "Name a running PostgreSQL in NEWSFLOW_DATABASE_URL.",
        )


def end_leftovers(folder: DataFolder) -> None:
    """End whatever an earlier life left of this cluster's server, and take away its stale files.

    Asked only while we hold the folder's lock, so whoever still runs there is an orphan. A pid is believed only
    when that process is a PostgreSQL whose working folder is this cluster: numbers are used again.
    """
    if not (folder.cluster / "postmaster.pid").exists():
        return
    for sign, within_s in (
        (signal.SIGINT, FAST_STOP_WITHIN_S),
        (signal.SIGQUIT, IMMEDIATE_STOP_WITHIN_S),
        (signal.SIGKILL, IMMEDIATE_STOP_WITHIN_S),
    ):
        left = _leftover_postmaster(folder) or list(_servers_of(folder.cluster))
        if not left:
            break
        log.warning("database_leftover_ended", pids=left, signal=sign.name)
        for pid in left:
            _signal(pid, sign)
        until = time.monotonic() + within_s
        while time.monotonic() < until and any(_servers_of(folder.cluster)):
            time.sleep(POLL_S)
    for stale in (folder.cluster / "postmaster.pid", *folder.run.glob(f".s.PGSQL.{SOCKET_PORT}*")):
        stale.unlink(missing_ok=True)


def _leftover_postmaster(folder: DataFolder) -> list[int]:
    lines = _pid_file(folder)
    pid = int(lines[0]) if lines and lines[0].strip().isdigit() else 0
    return [pid] if pid and _serves(pid, folder.cluster) else []


def _servers_of(cluster: Path) -> Iterator[int]:
    """The pids of all PostgreSQL processes that work in `cluster`."""
    for entry in PROCESSES.iterdir():
        if entry.name.isdigit() and _serves(int(entry.name), cluster):
            yield int(entry.name)


def _serves(pid: int, cluster: Path) -> bool:
    here = PROCESSES / str(pid)
    try:
        program = (here / "exe").readlink().name.removesuffix(" (deleted)")
        return program == "postgres" and (here / "cwd").samefile(cluster)
    except OSError:  # it ended while we looked, or is not ours to look at
        return False


def _signal(pid: int, sign: signal.Signals) -> None:
    try:
        os.kill(pid, sign)
    except ProcessLookupError:
        return


def _pid_file(folder: DataFolder) -> list[str]:
    try:
        return (folder.cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
