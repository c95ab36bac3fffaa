"""A process that has everything imported and gives birth to the crew: a fork costs 10 ms, an import 400.

It reads one JSON order a line and answers each with one line. It holds no thread, no connection and no loop, so
that a fork of it is whole.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import itertools
import json
import logging
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import psycopg

from newsflow.accounts.people import Person
from newsflow.copyreader.language import detect
from tests.faults.crew import (
    Deed,
    Place,
    follow_until_told,
    poll_until_told,
    write_once,
    write_until_told,
)
from tests.faults.steps import STEPS, Fault

if TYPE_CHECKING:
    from collections.abc import Coroutine

DATABASE_LOST = 3
"""How a writer ends whom a fault cost the database: it cannot know whether its entry is on the wire."""
VICTIM_LIVES_S = 30


def task_of(place: Place, order: dict[str, Any]) -> Coroutine[None, None, None]:
    """What the child is to do."""
    match order["role"]:
        case "victim":
            STEPS.fault = None if order["fault"] is None else Fault(order["fault"])
            STEPS.at = order["step"]
            STEPS.cluster = place.cluster
            signal.alarm(VICTIM_LIVES_S)
            return write_once(place, order["seed"], Deed(order["deed"]))
        case "writer":
            return write_until_told(place, order["seed"])
        case "poller":
            return poll_until_told(place, "poller")
        case _:
            return follow_until_told(place, "follower")


def live(place: Place, order: dict[str, Any], answer: int) -> int:
    """How the child ends."""
    try:
        asyncio.run(task_of(place, order))
    except psycopg.OperationalError:
        return DATABASE_LOST
    except BaseException:
        with (place.home / "errors").open("a", encoding="utf-8") as errors:
            errors.write(f"{order}\n{traceback.format_exc()}\n")
        raise
    finally:
        os.write(answer, json.dumps(STEPS.passed).encode())
    return 0


def born(place: Place, order: dict[str, Any], answer: int) -> int:
    """The process id of a child that does what the order says."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        code = live(place, order, answer)
    finally:
        os._exit(code)


def worker(place: Place, order: dict[str, Any]) -> int:
    """The process id of a child that works until it is told to end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        return born(place, order, nowhere)
    finally:
        os.close(nowhere)


def main() -> None:
    """Nothing; serves orders until its input ends. The first line says where the crew works, password and all."""
    told = json.loads(sys.stdin.readline())
    people = [msgspec.convert(told[name], Person) for name in ("chief", "editor")]
    place = Place(told["dsn"], Path(told["cluster"]), Path(told["home"]), *people)
    detect("The ferry came back.", frozenset())  # its model is read once here, and not by each child
    logging.getLogger("psycopg").setLevel(logging.CRITICAL)  # it complains of what we do on purpose
    gc.freeze()  # else each child's collector touches, and so copies, what it shares with us
    crew: dict[str, list[int]] = {"writer": [], "poller": [], "follower": []}
    for line in sys.stdin:
        order = json.loads(line)
        if order["role"] == "end":
            ending = [pid for role in order["roles"] for pid in crew[role]]
            answer: object = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in ending]
            for role in order["roles"]:
                crew[role].clear()
        elif order["role"] == "reborn":
            (pid,) = crew["poller"]
            os.kill(pid, signal.SIGKILL)
            answer = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            crew["poller"] = [worker(place, {"role": "poller"})]
        elif order["role"] == "victim":
            read_end, write_end = os.pipe()
            pid = born(place, order, write_end)
            os.close(write_end)
            with os.fdopen(read_end, "rb") as steps:
                passed = json.loads(steps.read() or b"[]")
            answer = {"status": os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), "steps": passed}
        else:
            crew[order["role"]].append(worker(place, order))
            answer = {}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    for pid in itertools.chain.from_iterable(crew.values()):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
