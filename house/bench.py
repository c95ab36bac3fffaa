"""Runs every bench quickly, prints its figures beside their limits and writes docs/benchmarks.md: `make bench`.

A bench is a file bench/NAME.py that `python -m bench.NAME --quick --json` runs; it prints one JSON object, or a
list of them, with `figure`, `limit` and `ratio`, and may add `name`, `unit`, `what` (in words) and `machine`.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, cast

from house.source import ROOT
from house.yardstick import measure, slowness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEADINGS = ("bench", "figure", "limit", "ratio")
PAGE = ROOT / "docs/benchmarks.md"
MEASURES = 101
"""Of the yardstick, two seconds of them, before the first bench."""
PAGE_TOP = """\
# Benchmarks

Written by `make bench`, never by hand. Each figure stands beside its limit, taken in the same run on the same machine;
the ratio is the one through the other. `python -m bench.NAME` runs one of them at full length.
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured, beside what it is measured against in the same run."""

    name: str
    figure: float
    limit: float
    ratio: float
    unit: str
    what: str = ""
    machine: str = ""

    def cells(self) -> tuple[str, ...]:
        """The row of the table: numbers with their unit, the ratio with two decimals."""
        return (
            self.name,
            f"{_plain(self.figure)} {self.unit}",
            f"{_plain(self.limit)} {self.unit}",
            f"{self.ratio:.2f}",
        )


def _plain(number: float) -> str:
    return f"{number:,.0f}" if number >= 1000 else f"{number:.4g}"


def figures(bench: str, printed: str) -> Iterator[Figure]:
    """The figures that a bench printed. Raises ValueError or KeyError where it is not as agreed."""
    told: Any = json.loads(printed)
    for each in cast("list[dict[str, Any]]", told if isinstance(told, list) else [told]):
        yield Figure(
            name=f"{bench}: {each['name']}" if "name" in each else bench,
            figure=float(each["figure"]),
            limit=float(each["limit"]),
            ratio=float(each["ratio"]),
            unit=str(each.get("unit", "")),
            what=str(each.get("what", "")),
            machine=str(each.get("machine", "")),
        )


def table(rows: Sequence[Figure]) -> str:
    """The figures as columns that line up."""
    cells = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
            ]
        )
        for row in cells
    )


def page(rows: Sequence[Figure], day: date, load: float, slow: float) -> str:
    """The page docs/benchmarks.md; `slow` is how many times slower the machine ran than the yardstick's reference."""
    machines = sorted({row.machine for row in rows if row.machine})
    lines = [
        " | ".join(HEADINGS),
        "---|---:|---:|---:",
        *(" | ".join(row.cells()) for row in rows),
    ]
    meanings = [f"- *{row.name}*: {row.what}." for row in rows if row.what]
    speed = f"It ran {slow:.1f} times slower than the reference of `python -m house.yardstick`."
    return "\n".join(
        (
            PAGE_TOP,
            f"Run on {day.isoformat()}: {'; '.join(machines)}; load {load:.1f} before. {speed}",
            "",
            *(f"| {line} |" for line in lines),
            "",
            *meanings,
            "",
        )
    )


def main() -> int:
    """0 when every bench ran and printed its figures, else 1."""
    load, slow = os.getloadavg()[0], slowness([measure() for _ in range(MEASURES)], math.inf)
    rows: list[Figure] = []
    failed: list[str] = []
    for path in sorted((ROOT / "bench").glob("[!_]*.py")):
        print(f"bench.{path.stem} …", file=sys.stderr)
        command = [sys.executable, "-m", f"bench.{path.stem}", "--quick", "--json"]
        ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
        try:
            ran.check_returncode()
            rows += figures(path.stem, ran.stdout)
        except (subprocess.CalledProcessError, ValueError, KeyError) as error:
            failed.append(f"bench.{path.stem} failed: {error!r}")
    print(table(rows))
    if not failed:
        PAGE.write_text(page(rows, datetime.now(UTC).date(), load, slow), encoding="utf-8")
    for failure in failed:
        print(failure, file=sys.stderr)
    if not rows:
        print("no bench printed a figure", file=sys.stderr)
    return 1 if failed or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
