"""Runs the long loads one after the other, seeded: `make soak MINUTES=10 SEED=1`.

A long load is a file tests/faults/soak_NAME.py that `python -m tests.faults.soak_NAME --minutes M --seed N` runs;
it says what it did, and ends with a code other than 0 when anything was not as promised.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from house.source import ROOT


def loads() -> list[str]:
    """The modules of the long loads, in the order in which they run."""
    return [f"tests.faults.{path.stem}" for path in sorted((ROOT / "tests/faults").glob("soak_*.py"))]


def main() -> int:
    """0 when every load held for its share of the minutes, else 1."""
    parser = argparse.ArgumentParser(prog="make soak")
    parser.add_argument("--minutes", type=float, default=10.0, help="for all the loads together")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    modules = loads()
    broken: list[str] = []
    for module in modules:
        share = asked.minutes / len(modules)
        print(f"soak: {module} for {share:g} min, seed {asked.seed}", flush=True)
        command = [sys.executable, "-m", module, "--minutes", f"{share:g}", "--seed", str(asked.seed)]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            broken.append(module)
    if not modules:
        print("soak: there is no long load in tests/faults/", file=sys.stderr)
    for module in broken:
        print(f"soak: {module} broke; again with: {module} --seed {asked.seed}", file=sys.stderr)
    return 1 if broken or not modules else 0


if __name__ == "__main__":
    sys.exit(main())
