"""The plugin that holds every room's tests to a time budget."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from house.budget import Overrun, overruns, room_of
from house.yardstick import REFERENCE_S, STRETCHED_MOST, measure, slowness

ROOT = Path(__file__).parents[2]
ALONE = {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


@pytest.mark.parametrize(
    ("nodeid", "room"),
    [
        ("tests/wire/test_append.py::test_numbers_have_no_holes", "wire"),
        ("tests/formats/ninjs/test_golden.py::TestFlash::test_whole[fr]", "formats"),
        ("tests/test_readme.py::test_commands", "tests"),
    ],
)
def test_a_test_counts_for_the_room_its_file_lies_in(nodeid: str, room: str):
    assert room_of(nodeid) == room


def test_a_room_over_its_budget_is_named_the_worst_first():
    took = {"wire": 91.0, "domain": 3.0, "faults": 121.0, "journeys": 239.0, "has": 100.0}
    assert overruns(took, {"journeys": 240.0, "faults": 120.0}, room_s=90.0) == [
        Overrun("has", 100.0, 90.0),
        Overrun("wire", 91.0, 90.0),
        Overrun("faults", 121.0, 120.0),
    ]


def test_a_slow_machine_stretches_the_budgets_and_a_quick_one_leaves_them():
    took = {"wire": 179.0, "domain": 181.0, "faults": 239.0}
    assert overruns(took, {"faults": 120.0}, room_s=90.0, slow=2.0) == [Overrun("domain", 181.0, 180.0)]
    assert slowness([REFERENCE_S * 9, REFERENCE_S * 2, REFERENCE_S], STRETCHED_MOST) == 2.0
    assert slowness([REFERENCE_S / 2], STRETCHED_MOST) == 1.0
    assert slowness([REFERENCE_S * 9], STRETCHED_MOST) == STRETCHED_MOST
    assert slowness([], STRETCHED_MOST) == 1.0


def test_the_yardstick_measures_work_and_not_waiting():
    assert 0 < measure() < 1


@pytest.mark.parametrize(("budget_s", "code", "said"), [("0.05", 1, True), ("60", 0, False)])
def test_a_green_run_over_budget_fails_and_says_so(tmp_path: Path, budget_s: str, code: int, said: bool):
    room = tmp_path / "tests" / "slow"
    room.mkdir(parents=True)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (room / "test_nap.py").write_text("import time\ndef test_nap():\n    time.sleep(0.4)\n")
    command = [sys.executable, "-m", "pytest", "-p", "house.budget", f"--room-budget-s={budget_s}", "tests"]
    ran = subprocess.run(command, cwd=tmp_path, env=ALONE, capture_output=True, text=True, check=False)
    assert ran.returncode == code, ran.stdout + ran.stderr
    assert ("OVER BUDGET: tests/slow took" in ran.stdout) is said
    assert "1 passed" in ran.stdout
