"""The commands of the house: what they say, what they refuse, and that the second time is quick."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from house.source import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MADE_FROM = ("requirements.lock", "pyproject.toml", "house/uv.txt", "house/setup.sh")


def run(*command: str | Path, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env={"PATH": os.environ["PATH"], **environ},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with all that setup reads, and nothing that it made."""
    for name in MADE_FROM:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def a_program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_make_alone_lists_every_command_with_what_it_does():
    listed = run("make", cwd=ROOT).stdout
    for command in ("setup", "demo", "test", "check", "bench", "soak", "fmt", "schema", "test-floor"):
        assert re.search(rf"^  make {command} +\S", listed, re.MULTILINE), listed


def test_a_python_that_is_too_old_is_refused_with_what_to_do(clone: Path):
    old = a_program(clone / "python3.9", 'echo "3.9.2 old"')
    ran = run(clone / "house/setup.sh", cwd=clone, PYTHON=str(old))
    assert ran.returncode == 1
    assert "is Python 3.9.2; Newsflow needs 3.11 or later" in ran.stderr
    assert not (clone / ".venv").exists()


def test_no_python_at_all_is_said_plainly(clone: Path):
    ran = run(clone / "house/setup.sh", cwd=clone, PYTHON="python-of-nowhere")
    assert ran.returncode == 1
    assert "apt-get install python3 python3-venv" in ran.stderr


def test_a_python_without_its_venv_module_is_said_plainly(clone: Path):
    bare = a_program(clone / "python3", 'case "$1" in -c) echo "3.11.2 ok" ;; *) exit 1 ;; esac')
    ran = run(clone / "house/setup.sh", cwd=clone, PYTHON=str(bare))
    assert ran.returncode == 1
    assert "apt-get install python3-venv" in ran.stderr


def test_the_second_setup_does_nothing_until_something_changes(clone: Path):
    python = a_program(clone / "python3", 'case "$1" in -c) echo "3.11.2 ok" ;; *) exit 1 ;; esac')
    a_program(clone / ".venv/bin/newsflow", "exit 0")
    digest = sha256(b"".join((clone / name).read_bytes() for name in MADE_FROM)).hexdigest()
    (clone / ".venv/.newsflow-stamp").write_text(f"{digest} 3.11.2 {clone}")
    again = run(clone / "house/setup.sh", cwd=clone, PYTHON=str(python))
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    with (clone / "requirements.lock").open("a") as lock:
        lock.write("# one more\n")
    assert run(clone / "house/setup.sh", cwd=clone, PYTHON=str(python)).returncode == 1


def test_uv_and_every_package_are_pinned_with_their_digests():
    for name in ("house/uv.txt", "requirements.lock"):
        text = (ROOT / name).read_text()
        packages = re.findall(r"^([a-z0-9][\w.-]*)(\S*)", text, re.MULTILINE)
        assert packages
        assert all(version.startswith("==") for _, version in packages), f"{name}: {packages}"
        assert text.count("--hash=sha256:") >= len(packages)


def test_a_named_chromium_that_is_not_there_is_refused():
    ran = run(ROOT / "house/browser.sh", cwd=ROOT, CHROMIUM="/nowhere/chromium")
    assert ran.returncode == 1
    assert "/nowhere/chromium" in ran.stderr


@pytest.mark.parametrize("lie", [True, False])
def test_ci_names_the_schemas_by_their_whole_path_where_they_lie_beside_the_project(
    tmp_path: Path, lie: bool
):
    script = tmp_path / "project/.ci/run"
    script.parent.mkdir(parents=True)
    shutil.copy(ROOT / ".ci/run", script)
    if lie:
        (tmp_path / "shared/standards").mkdir(parents=True)
    a_program(tmp_path / "bin/make", 'echo "make $* with ${NEWSFLOW_SCHEMAS:-none}"')
    ran = run("bash", script, cwd=tmp_path, PATH=f"{tmp_path}/bin:{os.environ['PATH']}")
    assert ran.stdout == f"make check with {tmp_path / 'shared/standards' if lie else 'none'}\n"
