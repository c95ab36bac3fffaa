"""`newsflow up`: one tree, one end; a dead child comes back; a kill leaves nothing that lives."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from house.yardstick import stretched
from newsflow.ops.address import left_address
from newsflow.ops.children import wait_before
from newsflow.ops.embedded.folder import DataFolder
from newsflow.ops.embedded.process import ServerProcess
from newsflow.ops.supervisor import write_ready_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ops.conftest import Program

TINY = str(Path(__file__).with_name("tiny_node.py"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "\nState:\tZ" not in status.read_text()


class Node:
    """A node that runs as `newsflow up` would run it, with a web process and a worker of our own."""

    def __init__(
        self, program: Program, data: Path, eventually: Callable[[Callable[[], bool]], None]
    ) -> None:
        self.data = data
        self.port = free_port()
        (data / "beat").unlink(missing_ok=True)
        self.ready_file = data.with_name("ready.json")
        self.eventually = eventually
        self.process = program(
            TINY, "up", str(self.ready_file), NEWSFLOW_DATA=str(data), NEWSFLOW_PORT=str(self.port)
        )

    def wait_until_ready(self) -> None:
        self.eventually(lambda: self.ready_file.exists() or self.process.poll() is not None)
        assert self.process.poll() is None, self.process.communicate()

    def ask(self) -> dict[str, Any] | None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/")
            response = connection.getresponse()
            return cast("dict[str, Any]", json.loads(response.read())) if response.status == 200 else None
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def answer(self) -> dict[str, Any]:
        self.eventually(lambda: self.ask() is not None)
        answer = self.ask()
        assert answer is not None
        return answer

    def worker(self) -> int:
        self.eventually((self.data / "beat").exists)
        self.eventually(lambda: bool((self.data / "beat").read_text()))
        return int((self.data / "beat").read_text().split()[0])

    def server(self) -> int:
        return int((self.data / "pg/postmaster.pid").read_text().split()[0])


@pytest.fixture
def node(program: Program, made: Path, eventually: Callable[[Callable[[], bool]], None]) -> Node:
    running = Node(program, made, eventually)
    running.wait_until_ready()
    return running


class TestStop:
    def test_one_ctrl_c_ends_all_in_order(self, node: Node):
        web, worker, server = node.answer()["pid"], node.worker(), node.server()
        node.process.send_signal(signal.SIGINT)
        out, err = node.process.communicate(timeout=60)
        assert node.process.returncode == 0, err
        assert f'newsflow person-add ADDRESS "NAME" --role administrator --data {node.data}\n' in out
        assert [pid for pid in (web, worker, server) if is_alive(pid)] == []
        order = [err.index(event) for event in ("web_stopped", "worker_stopped", "node_stopped")]
        assert order == sorted(order)
        log = (node.data / "log/postgresql.log").read_text()
        assert log.rstrip().endswith("database system is shut down"), "the database ended in order"
        assert not node.ready_file.exists()

    def test_a_waiting_stream_does_not_hold_it_up(self, node: Node):
        with socket.create_connection(("127.0.0.1", node.port), timeout=10) as stream:
            stream.sendall(b"GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
            got = b""
            while b"first" not in got:
                part = stream.recv(65536)
                assert part, got
                got += part
            started = time.monotonic()
            node.process.send_signal(signal.SIGTERM)
            node.process.communicate(timeout=60)
        assert node.process.returncode == 0
        assert time.monotonic() - started < stretched(15)


class TestRestart:
    def test_each_killed_process_comes_back_and_the_others_go_on(self, node: Node):
        first, worker, server = node.answer(), node.worker(), node.server()
        os.kill(first["pid"], signal.SIGKILL)
        node.eventually(lambda: (node.ask() or first)["pid"] != first["pid"])
        second = node.answer()
        assert (second["database"], node.worker()) == (first["database"], worker)
        os.kill(worker, signal.SIGKILL)
        node.eventually(lambda: node.worker() != worker)
        assert node.answer()["pid"] == second["pid"]
        os.kill(server, signal.SIGKILL)
        node.eventually(lambda: (node.ask() or second)["database"] != second["database"])
        assert node.answer()["pid"] == second["pid"], "the same web process uses the new server"

    def test_waits_grow_to_half_a_minute(self):
        assert [wait_before(restart) for restart in (1, 2, 3, 7, 50)] == [0.5, 1.0, 2.0, 30.0, 30.0]


class TestKill:
    def test_a_killed_supervisor_leaves_no_process_and_the_next_start_finds_all_as_it_was(
        self, node: Node, program: Program, eventually: Callable[[Callable[[], bool]], None]
    ):
        left = [node.answer()["pid"], node.worker(), node.server()]
        node.process.kill()
        eventually(lambda: not any(is_alive(pid) for pid in left))
        again = Node(program, node.data, eventually)
        again.wait_until_ready()
        assert again.answer()["database"][0] == "newsflow_app"


class TestAddress:
    def test_where_it_answers_is_left_in_the_data_folder(self, node: Node):
        assert left_address(DataFolder(node.data)) == f"http://localhost:{node.port}"

    def test_a_folder_without_one_or_with_junk_says_nothing(self, home: Path):
        assert left_address(DataFolder(home / "nowhere")) is None
        (home / "address").write_bytes(b"\xff\xfe")
        assert left_address(DataFolder(home)) is None


class TestReadyFile:
    def test_it_says_where_and_who(self, home: Path):
        (home / "demo.json").write_text(
            '{"api_users": [{"username": "u", "password": "p", "contract": "c"}]}'
        )
        write_ready_file(home / "ready.json", "http://localhost:1", home)
        said = json.loads((home / "ready.json").read_text())
        assert said["url"] == "http://localhost:1"
        assert said["api_users"] == [{"username": "u", "password": "p", "contract": "c"}]
        assert (said["desk_users"], said["portal_users"]) == ([], [])

    def test_it_is_closed_to_others_and_leaves_nothing_half_written(self, home: Path):
        write_ready_file(home / "ready.json", "http://localhost:1", home)
        assert stat.S_IMODE((home / "ready.json").stat().st_mode) == 0o600
        assert [path.name for path in home.iterdir()] == ["ready.json"]


class TestProcess:
    def test_a_program_that_cannot_be_started_is_told(self, home: Path):
        with pytest.raises(FileNotFoundError):
            ServerProcess([str(home / "nothing")], output=home / "log")

    def test_who_ignores_every_polite_signal_is_ended_by_force(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr("newsflow.ops.embedded.process.FAST_STOP_WITHIN_S", 0.2)
        monkeypatch.setattr("newsflow.ops.embedded.process.IMMEDIATE_STOP_WITHIN_S", 0.2)
        deaf = "trap '' INT QUIT; echo deaf; while :; do sleep 0.05; done"
        process = ServerProcess(["/bin/sh", "-c", deaf], output=home / "log")
        while "deaf" not in (home / "log").read_text():
            time.sleep(0.01)
        process.stop()
        assert process.has_ended
        assert not is_alive(process.pid)
