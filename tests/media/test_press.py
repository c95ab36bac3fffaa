"""The press is alone with strangers' files: bounded, without secrets, and the only one that loads decoders."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from newsflow.media.limits import MEMORY_LIMIT_BYTES
from newsflow.media.printing import Press

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def said_by(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout


def test_only_the_press_loads_decoders():
    program = """
import sys
import newsflow.app, newsflow.media, newsflow.media.work, newsflow.ops.cli.media, newsflow.ops.jobs
print(sorted({"pyvips", "av", "_libvips", "pypdfium2", "pypdfium2_raw"} & set(sys.modules)))
"""
    assert said_by(program) == "[]\n"


def test_the_press_sees_no_setting_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("NEWSFLOW_SERVER_KEY", "k" * 32)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "s")
    assert set(Press(tmp_path).environment()) <= {"PATH", "PYTHONPATH", "LANG", "TMPDIR", "MALLOC_ARENA_MAX"}


def test_the_press_is_bounded_in_memory_and_runs_behind_the_rest():
    program = """
import os, resource
from newsflow.media import press
before = os.nice(0)
press.bound()
print(resource.getrlimit(resource.RLIMIT_AS)[0], os.nice(0) - before)
"""
    assert said_by(program) == f"{MEMORY_LIMIT_BYTES} 10\n"
