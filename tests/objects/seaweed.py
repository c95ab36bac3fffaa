"""A real S3 server for the tests: SeaweedFS from a wheel, on loopback, for as long as the run."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

if TYPE_CHECKING:
    from collections.abc import Generator

ACCESS_KEY, SECRET_KEY = "invented-name", "invented-key-of-the-tests"
READY_WITHIN_S = 40.0
PORTS = (
    "master.port",
    "master.port.grpc",
    "volume.port",
    "volume.port.grpc",
    "filer.port",
    "filer.port.grpc",
    "s3.port",
    "s3.port.grpc",
)


@dataclass(frozen=True, slots=True)
class S3Server:
    """Where it listens; any bucket that is written to is made."""

    endpoint: str
    access_key: str = ACCESS_KEY
    secret_key: str = SECRET_KEY


@contextmanager
def seaweed(folder: Path) -> Generator[S3Server]:
    """A server on free ports with its data in `folder`. It ends by SIGKILL: SIGTERM takes it 25 s."""
    rights = folder / "s3.json"
    credentials = [{"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}]
    actions = ["Admin", "Read", "Write", "List", "Tagging"]
    rights.write_text(
        json.dumps({"identities": [{"name": "tests", "credentials": credentials, "actions": actions}]})
    )
    ports = _free_ports(len(PORTS))
    command = [
        str(Path(sys.executable).with_name("weed")), "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1",
        "-s3", f"-s3.config={rights}", "-volume.max=8", "-master.volumeSizeLimitMB=64", "-s3.iam=false",
        *(f"-{name}={port}" for name, port in zip(PORTS, ports, strict=True)),
    ]  # fmt: skip
    endpoint = f"http://127.0.0.1:{ports[PORTS.index('s3.port')]}"
    with (folder / "log").open("wb") as log:
        # Its own session, so that what it starts ends with it.
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait(server, endpoint, folder / "log")
        yield S3Server(endpoint)
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


def _wait(server: subprocess.Popen[bytes], endpoint: str, log: Path) -> None:
    until = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"{endpoint}/healthz", timeout=2):
                return
        except HTTPError:
            return
        except (URLError, OSError):
            time.sleep(0.1)
    message = f"no S3 server: {log.read_text(errors='replace')[-2000:]}"
    raise AssertionError(message)
