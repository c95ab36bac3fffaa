"""Holds each room's tests to a time budget; a pytest plugin.

A suite that grows slower by a second a week is a suite that nobody runs. The budgets are for two cores
(issue 2): a room 90 s, journeys 240 s, faults 120 s. A test counts where its file lies: tests/<room>/….

A machine that runs slower than the one that the budgets are for stretches them, as measured beside the tests and said in the
summary (ADR-0043): else the suite fails by the hour of the day, and says nothing of the code.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, cast

import pytest

from house.yardstick import STRETCHED_MOST, measure, slowness

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOM_S = 90.0
BUDGETS_S: Mapping[str, float] = {"journeys": 240.0, "faults": 120.0}
MEASURES = 3
"""Measures of the machine at the beginning of each room, some 10 ms each."""


@dataclass(frozen=True, slots=True)
class Overrun:
    """A room whose tests took longer than they may."""

    room: str
    took_s: float
    budget_s: float


def room_of(nodeid: str) -> str:
    """The folder under tests/ that the test lies in, or "tests" for one beside conftest.py."""
    parts = PurePosixPath(nodeid.split("::", 1)[0]).parts
    return parts[1] if len(parts) > 2 and parts[0] == "tests" else "tests"


def overruns(
    took_s: Mapping[str, float], budgets_s: Mapping[str, float], room_s: float, slow: float = 1.0
) -> list[Overrun]:
    """The rooms over budget, the worst first; `room_s` holds for rooms without one of their own, `slow` stretches all."""
    found = [
        Overrun(room, took, budgets_s.get(room, room_s) * slow)
        for room, took in took_s.items()
        if took > budgets_s.get(room, room_s) * slow
    ]
    return sorted(found, key=lambda overrun: overrun.budget_s - overrun.took_s)


@dataclass(slots=True, eq=False)  # pytest keeps its plugins in sets
class Budget:
    """Adds up what each room's tests take, their fixtures included, and fails a run that is over."""

    room_s: float
    took_s: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    measures_s: list[float] = field(default_factory=list[float])

    def slow(self) -> float:
        """How many times slower than the budgets' machine this one was while the tests ran."""
        return slowness(self.measures_s, STRETCHED_MOST)

    def overruns(self) -> list[Overrun]:
        """The rooms over budget so far, the worst first."""
        return overruns(self.took_s, BUDGETS_S, self.room_s, self.slow())

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Nothing; measures the machine where a room begins."""
        if room_of(nodeid) not in self.took_s:
            self.measures_s += [measure() for _ in range(MEASURES)]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Nothing; counts one phase (setup, call or teardown) of one test."""
        self.took_s[room_of(report.nodeid)] += report.duration

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Nothing; turns a green run that is over budget into a failed one."""
        if self.overruns() and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Nothing; prints the rooms with their times, and which of them are over."""
        if not self.took_s:
            return
        spent = sorted(self.took_s.items(), key=lambda room: -room[1])
        terminalreporter.write_sep("=", "time by room")
        terminalreporter.write_line(", ".join(f"{room} {took:.1f} s" for room, took in spent))
        if self.slow() > 1:
            terminalreporter.write_line(
                f"This machine ran {self.slow():.2f} times slower than the one of the budgets, which stretches them."
            )
        for overrun in self.overruns():
            terminalreporter.write_line(
                f"OVER BUDGET: tests/{overrun.room} took {overrun.took_s:.1f} s, its budget is {overrun.budget_s:.0f} s.",
                red=True,
            )


def pytest_addoption(parser: pytest.Parser) -> None:
    """Nothing; adds the option that the plugin's own test turns down."""
    parser.addoption(
        "--room-budget-s", type=float, default=ROOM_S, help="seconds that one room's tests may take"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Nothing; starts counting."""
    room_s = cast("float", config.getoption("--room-budget-s"))
    config.pluginmanager.register(Budget(room_s), "newsflow-budget")
