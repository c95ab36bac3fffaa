"""A request to a machine outside ends at its time, whatever that machine does."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from newsflow.outside import Outside, UnansweredError


def test_a_machine_that_answers_a_byte_at_a_time_is_cut_at_the_time_of_the_whole_request():
    """Each byte comes well within the socket's own time: only the time of the whole ends it."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def dribble() -> None:
            served, _ = listener.accept()
            with served:
                served.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                try:
                    while not over.wait(0.02):
                        served.sendall(b"a")
                except OSError:
                    return

        thread = threading.Thread(target=dribble)
        thread.start()
        outside = Outside(
            url=f"http://127.0.0.1:{listener.getsockname()[1]}",
            inside_hosts=frozenset({"127.0.0.1"}),
            setting="NEWSFLOW_TEST",
            timeout_s=0.2,
        )
        begun = time.monotonic()
        with pytest.raises(UnansweredError) as caught:
            outside.ask("GET", "/", None, {})
        assert caught.value.kind == "slow"
        assert time.monotonic() - begun < 5, "the dribbling goes on for good"
        over.set()
        thread.join()
