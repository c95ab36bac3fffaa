"""Foreign programs that some machines have: our subscribers' PHP."""

from __future__ import annotations

import shutil
import subprocess

import pytest


def php(*extensions: str, otherwise: str) -> str:
    """The PHP of this machine with these extensions; skips where it has none, saying what holds the same instead."""
    found = shutil.which("php")
    if found is None:
        pytest.skip(f"no PHP on this machine (Debian: php-cli); {otherwise}")
    has = subprocess.run([found, "-m"], capture_output=True, text=True, check=True).stdout.lower().split()
    lacking = [each for each in extensions if each.lower() not in has]
    if lacking:
        pytest.skip(f"PHP without {', '.join(lacking)} on this machine (Debian: php-xml); {otherwise}")
    return found
